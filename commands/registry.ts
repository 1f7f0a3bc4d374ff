import type { Command } from '../src/context.ts'
import { price } from './price.ts'
import { restock } from './restock.ts'

/** Every slash command, in the order the help tells them. */
export const commands = [price, restock] as readonly Command<unknown>[]
