import type { words } from './en/words.ts'

/** The texts people read, by capability: what English has, every language has, with the same values as arguments. */
export type Words = ReturnType<typeof words>
