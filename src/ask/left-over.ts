import { isEveryday } from './lexicon/everyday.ts'
import { EVERYDAY_CHINESE } from './lexicon/everyday-zh.ts'
import { CHINESE_FILLERS, ENGLISH_FILLERS } from './lexicon/fillers.ts'
import { anywhere, BLOT, remains, strike, wholeWords } from './masked.ts'

const SINGLE = new Set(ENGLISH_FILLERS.filter((word) => !word.includes(' ')))
const PHRASES = wholeWords(ENGLISH_FILLERS.filter((word) => word.includes(' ')).join('|'))
const CHINESE = [...CHINESE_FILLERS, ...EVERYDAY_CHINESE]
const longestFirst = new Map<readonly string[], readonly RegExp[]>()
/** `Fashion category`, `Fashion 类目`: what kind of thing the name before it is */
const KIND_OF_NAME = new RegExp(
  `(?<=${BLOT}\\s?)(?:(?:category|range|section|department|platform|marketplace|channel|region|area|merchant|seller|vendor|store|shop)(?![\\p{L}])|类目|品类|类别|平台|渠道|频道|地区|区域|商家|商户|卖家|店铺|端)`,
  'giu',
)
/** a country in capitals, a pronoun without */
const NOT_FILLERS = new Set(['US', 'IT'])

/** What carries meaning and was not understood. */
export function leftOver(text: string, ofIntent: readonly string[]): string[] {
  const english = strike(strike(text, KIND_OF_NAME).text, PHRASES).text
  const bare = chinese(ofIntent).reduce((rest, word) => strike(rest, word).text, english)
  return remains(bare).filter(
    (word) => NOT_FILLERS.has(word) || !(SINGLE.has(word.toLowerCase()) || isEveryday(word)),
  )
}

function chinese(ofIntent: readonly string[]): readonly RegExp[] {
  const known = longestFirst.get(ofIntent)
  if (known) return known
  const words = [...new Set([...CHINESE, ...ofIntent])].toSorted((a, b) => b.length - a.length)
  const made = words.map(anywhere)
  longestFirst.set(ofIntent, made)
  return made
}
