import type { Command } from '../src/context.ts'

/** Every slash command, in the order the help tells them. */
export const commands: readonly Command<unknown>[] = []
