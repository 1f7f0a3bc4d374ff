import { CHINESE_FILLERS, ENGLISH_FILLERS } from './lexicon/fillers.ts'
import { anywhere, remains, strike, wholeWords } from './masked.ts'

const SINGLE = new Set(ENGLISH_FILLERS.filter((word) => !word.includes(' ')))
const PHRASES = wholeWords(ENGLISH_FILLERS.filter((word) => word.includes(' ')).join('|'))
const CHINESE = CHINESE_FILLERS.toSorted((a, b) => b.length - a.length).map(anywhere)
/** a country in capitals, a pronoun without */
const NOT_FILLERS = new Set(['US', 'IT'])

/** What carries meaning and was not understood. */
export function leftOver(text: string): string[] {
  const bare = CHINESE.reduce((rest, word) => strike(rest, word).text, strike(text, PHRASES).text)
  return remains(bare).filter((word) => NOT_FILLERS.has(word) || !SINGLE.has(word.toLowerCase()))
}
