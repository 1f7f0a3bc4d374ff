import { isUsage, type Usage } from '../../src/command.ts'
import { amountFrom, percentFrom } from '../../src/lib/amount.ts'
import { unquoted } from '../../src/lib/text.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'
import { minConfidenceFrom } from '../shared/confidence.ts'
import { typedAmount } from '../shared/typed-amount.ts'

export type PriceQuestion =
  /** `minConfidence` is null where the shop's own confidence is meant */
  | { readonly kind: 'advice'; readonly subject: string; readonly minConfidence: number | null }
  /** `amount` in the shop's major unit */
  | { readonly kind: 'what-if'; readonly subject: string; readonly amount: number }
  /** of the price now: -0.05 is five per cent less */
  | { readonly kind: 'what-if'; readonly subject: string; readonly change: number }

const CONFIDENCE = /\s*\bconfidence\s*=\s*(\S+)\s*/i
const CHANGE = /^[-+\u2212\u2013\u2014]\d+(?:[.,]\d+)?\s?%$/
/** an id is one word; what is a title after all, as in "Lamp 3", the grammar finds */
const ID_AND_MORE = /^\S+\s+\S+$/

export function priceQuestion(
  text: string,
  said = ENGLISH_FAULTS,
  currency: string | null = null,
): PriceQuestion | Usage {
  const words = text.trim()
  const what = /^what-?if\b\s*(.*)$/i.exec(words)
  if (what) return whatIfQuestion(what[1] ?? '', said, currency)
  if (isWhatIf(words)) return whatIfQuestion(words, said, currency)
  const confidence = CONFIDENCE.exec(words)
  const subject = unquoted(words.replace(CONFIDENCE, ' '))
  if (!subject) return { kind: 'usage', because: said.price.name }
  const minConfidence = confidence ? minConfidenceFrom('price', confidence[1] ?? '') : null
  if (confidence && minConfidence === null)
    return { kind: 'usage', because: said.price.confidence(confidence[1] ?? '') }
  return { kind: 'advice', subject, minConfidence }
}

/** `SKU-2872 -5%`, `SKU-2872 299`. */
function isWhatIf(words: string): boolean {
  const last = words.split(/\s+/).at(-1) ?? ''
  if (CHANGE.test(last)) return true
  return ID_AND_MORE.test(words) && amountFrom(last, null).kind !== 'none'
}

function whatIfQuestion(rest: string, said: FaultWords, currency: string | null): PriceQuestion | Usage {
  const words = rest.split(/\s+/).filter((word) => word !== '')
  const [typed = '', subject] = [words.at(-1), unquoted(words.slice(0, -1).join(' '))]
  const share = CHANGE.test(typed) ? (percentFrom(typed) ?? Number.NaN) / 100 : Number.NaN
  if (subject && share > -1 && share !== 0) return { kind: 'what-if', subject, change: share }
  const amount = typedAmount(typed, { said, currency })
  if (subject && isUsage(amount)) return amount
  if (!subject || amount === null || isUsage(amount) || !(amount > 0))
    return { kind: 'usage', because: said.price.whatIf }
  return { kind: 'what-if', subject, amount }
}
