import type { Evaluation } from './evaluation.ts'

/** `floorwalker evaluate <what>`: one file and one line here. */
export const evaluations: readonly Evaluation[] = []
