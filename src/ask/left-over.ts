import { readAsides, type Unread } from './aside.ts'
import { isEveryday } from './lexicon/everyday.ts'
import { EVERYDAY_CHINESE } from './lexicon/everyday-zh.ts'
import { CHINESE_FILLERS, ENGLISH_FILLERS } from './lexicon/fillers.ts'
import { anywhere, BLOT, CUE, strikeCues, wholeWords } from './masked.ts'

const SINGLE = new Set(ENGLISH_FILLERS.filter((word) => !word.includes(' ')))
const PHRASES = wholeWords(ENGLISH_FILLERS.filter((word) => word.includes(' ')).join('|'))
const CHINESE = [...CHINESE_FILLERS, ...EVERYDAY_CHINESE]
const longestFirst = new Map<readonly string[], RegExp>()
const WORD = /[\p{Script=Latin}\p{N}%][\p{Script=Latin}\p{N}'’@./-]*/gu
/** `Fashion category`, `Fashion 类目`: what kind of thing the name before it is */
const KIND_OF_NAME = new RegExp(
  `(?<=${BLOT}\\s?)(?:(?:category|range|section|department|platform|marketplace|channel|region|area|merchant|seller|vendor|store|shop)(?![\\p{L}])|类目|品类|类别|平台|渠道|频道|地区|区域|商家|商户|卖家|店铺|端)`,
  'giu',
)
/** a country in capitals, a pronoun without */
const NOT_FILLERS = new Set(['US', 'IT'])

/** What was not understood; `original` is the text before anything was blotted out. */
export function leftOver(
  text: string,
  {
    original,
    ofIntent,
    isOfMovement,
  }: {
    readonly original: string
    readonly ofIntent: readonly string[]
    readonly isOfMovement: boolean
  },
): Unread[] {
  const english = strikeCues(strikeCues(text, KIND_OF_NAME), PHRASES).replace(WORD, (word) =>
    NOT_FILLERS.has(word) || !(SINGLE.has(word.toLowerCase()) || isEveryday(word))
      ? word
      : CUE.repeat(word.length),
  )
  return readAsides(strikeCues(english, chinese(ofIntent)), { original, isOfMovement })
}

/** One pattern: at each sign the longest word that begins there. */
function chinese(ofIntent: readonly string[]): RegExp {
  const known = longestFirst.get(ofIntent)
  if (known) return known
  const words = [...new Set([...CHINESE, ...ofIntent])].toSorted((a, b) => b.length - a.length)
  const made = anywhere(words.join('|'))
  longestFirst.set(ofIntent, made)
  return made
}
