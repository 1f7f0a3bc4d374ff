import { amountOf } from '../../src/ask/amounts.ts'
import type { Usage } from '../../src/context.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'
import { minConfidenceFrom } from '../confidence.ts'

export type PriceQuestion =
  /** `minConfidence` is null where the shop's own confidence is meant */
  | { readonly kind: 'advice'; readonly subject: string; readonly minConfidence: number | null }
  /** `amount` in the shop's major unit */
  | { readonly kind: 'what-if'; readonly subject: string; readonly amount: number }
  /** of the price now: -0.05 is five per cent less */
  | { readonly kind: 'what-if'; readonly subject: string; readonly change: number }

const CONFIDENCE = /\s*\bconfidence\s*=\s*(\S+)\s*/i
const CHANGE = /^([-+\u2212]\d+(?:[.,]\d+)?)\s?%$/
/** an id is one word; what is a title after all, as in "Lamp 3", the grammar finds */
const ID_AND_MORE = /^\S+\s+\S+$/

export function priceQuestion(text: string, said = ENGLISH_FAULTS): PriceQuestion | Usage {
  const words = text.trim()
  const what = /^what-?if\b\s*(.*)$/i.exec(words)
  if (what) return whatIfQuestion(what[1] ?? '', said)
  if (isWhatIf(words)) return whatIfQuestion(words, said)
  const confidence = CONFIDENCE.exec(words)
  const subject = words.replace(CONFIDENCE, ' ').trim()
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
  return ID_AND_MORE.test(words) && amountOf(last) !== null
}

function whatIfQuestion(rest: string, said: FaultWords): PriceQuestion | Usage {
  const words = rest.split(/\s+/).filter((word) => word !== '')
  const [typed = '', subject] = [words.at(-1), words.slice(0, -1).join(' ')]
  const change = CHANGE.exec(typed)?.[1]
  const share = Number(change?.replace('\u2212', '-').replace(',', '.')) / 100
  if (subject && share > -1 && share !== 0) return { kind: 'what-if', subject, change: share }
  const amount = amountOf(typed)
  if (!subject || amount === null || !(amount > 0)) return { kind: 'usage', because: said.price.whatIf }
  return { kind: 'what-if', subject, amount }
}
