import { usageWords } from './en/usage.ts'
import type { Words } from './words.ts'

/** What is said of a fault in what was typed. */
export type FaultWords = Words['usage']

/** Where nobody says in which language. */
export const ENGLISH_FAULTS: FaultWords = usageWords()
