import type { Usage } from '../../src/context.ts'
import { minConfidenceFrom } from '../confidence.ts'

export type PriceQuestion =
  /** `minConfidence` is null where the shop's own confidence is meant */
  | { readonly kind: 'advice'; readonly subject: string; readonly minConfidence: number | null }
  /** `amount` in the shop's major unit */
  | { readonly kind: 'what-if'; readonly subject: string; readonly amount: number }

const CONFIDENCE = /\s*\bconfidence\s*=\s*(\S+)\s*/i
const AMOUNT = /^[^\d\s-]{0,3}(\d+(?:[.,]\d{1,3})?)[^\d\s]{0,3}$/

export function priceQuestion(text: string): PriceQuestion | Usage {
  const words = text.trim()
  const what = /^what-?if\b\s*(.*)$/i.exec(words)
  if (what) return whatIfQuestion(what[1] ?? '')
  const confidence = CONFIDENCE.exec(words)
  const subject = words.replace(CONFIDENCE, ' ').trim()
  if (!subject)
    return { kind: 'usage', because: 'Name a product, a merchant or a category, such as SKU-1042.' }
  const minConfidence = confidence ? minConfidenceFrom('price', confidence[1] ?? '') : null
  if (confidence && minConfidence === null)
    return { kind: 'usage', because: `A confidence is from 50 % to 99.9 %, not “${confidence?.[1]}”.` }
  return { kind: 'advice', subject, minConfidence }
}

function whatIfQuestion(rest: string): PriceQuestion | Usage {
  const words = rest.split(/\s+/).filter((word) => word !== '')
  const [typed = '', subject] = [words.at(-1), words.slice(0, -1).join(' ')]
  const amount = Number(AMOUNT.exec(typed)?.[1]?.replace(',', '.'))
  if (!subject || !(amount > 0))
    return {
      kind: 'usage',
      because: 'A what-if takes a product and a price, such as what-if SKU-1042 19.90.',
    }
  return { kind: 'what-if', subject, amount }
}
