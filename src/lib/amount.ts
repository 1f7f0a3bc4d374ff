import { minorDigits } from './money.ts'

/** What somebody typed as a number or as a sum of money, in the main unit. */
export type Amount =
  | { readonly kind: 'amount'; readonly value: number }
  /** a thousand to one reader and a few to another: how each of them is to be typed */
  | { readonly kind: 'ambiguous'; readonly readings: readonly [string, string] }
  | { readonly kind: 'none' }

const NONE: Amount = { kind: 'none' }
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
const MARK =
  'R\\$|[A-Z]{0,3}\\$|\\p{Sc}|欧元|欧|日元|美元|人民币|元|块钱?|円|euros?|dollars?|pounds?|yen|yuan|rmb|dinars?|reais|[a-z]{3}\\.?'
const BEFORE = new RegExp(`^(?:${MARK})\\s*(?=[-+.,\\d])`, 'iu')
const AFTER = new RegExp(`(?<=\\d\\s*(?:[km万千])?\\s*)(?:${MARK})$`, 'iu')
const CENTS = /(?<=\d\s*)(?:ct|cents?|分)$/iu
const SCALE = /(?<=\d\s*)[km万千]$/iu
const SCALES: Readonly<Record<string, number>> = { k: 1000, m: 1_000_000, 千: 1000, 万: 10_000 }

/**
 * `1500,50`, `1.500,50`, `€5k`, `30ct`, `−5`: the one reading of typed numbers, for commands, forms and sentences. A mark
 * before three digits is of thousands where the bot itself writes it so (`5,000`); `5.000` may be either, unless the
 * currency has three digits or none. `currency` is null where it is no money.
 */
export function amountFrom(typed: string, currency: string | null): Amount {
  let text = typed.normalize('NFKC').trim()
  const signs: string[] = []
  const takeSign = () => {
    text = text.replace(/^[-+−–—‒]\s*(?=\S)/u, (sign) => {
      signs.push(sign.trim())
      return ''
    })
  }
  const take = (part: RegExp) => {
    const found = part.exec(text)?.[0].trim() ?? ''
    text = text.replace(part, '').trim()
    return found
  }
  takeSign()
  const mark = take(BEFORE)
  if (signs.length === 0) takeSign()
  const isCents = take(CENTS) !== ''
  const unit = isCents ? '' : take(AFTER)
  if (![mark, unit].every(isCurrency)) return NONE
  const scale = SCALES[take(SCALE).toLowerCase()] ?? 1
  const digits = currency === null ? null : minorDigits(currency)
  const by = ((signs[0] ?? '+') === '+' ? 1 : -1) * scale * (isCents ? 0.01 : 1)
  const read = readDigits(text, digits)
  if (read === null) return NONE
  const [value, other] = read.map((one) => exact(one * by))
  if (value === undefined) return NONE
  if (other === undefined) return { kind: 'amount', value }
  return { kind: 'ambiguous', readings: [String(value), other.toFixed(Math.min(2, digits ?? 2))] }
}

/** A count, a number of standard deviations: what is no money. Null for none, and for one that may be either of two. */
export function numberFrom(typed: string): number | null {
  const read = amountFrom(typed, null)
  return read.kind === 'amount' ? read.value : null
}

/** `2,5%`, `–5 %`, `+3`: per cent, with its sign. A mark before three digits is decimal: nothing grows by thousands. */
export function percentFrom(typed: string): number | null {
  const [, sign = '', digits = ''] =
    /^([-+−–—‒]?)\s*([\d.,]+)\s*%?$/u.exec(typed.normalize('NFKC').trim()) ?? []
  const [value, ...others] = readDigits(digits.replace(/^(\d+),(\d{3})$/, '$1.$2'), 3) ?? []
  if (value === undefined || others.length > 0) return null
  return sign === '' || sign === '+' ? value : -value
}

function isCurrency(mark: string): boolean {
  return (
    !/^[a-z]{3}\.?$/iu.test(mark) || CODES.has(mark.slice(0, 3).toUpperCase()) || /^(yen|rmb)$/iu.test(mark)
  )
}

/** Without the dust of binary fractions. */
const exact = (value: number) => Number(value.toPrecision(14))

const GROUPED = /^\d{1,3}([.,'’_\s])\d{3}(?:\1\d{3})*$/u
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}$/u

/** The number that digits and marks are, or the two that they may be; null when they are none. */
function readDigits(text: string, digits: number | null): number[] | null {
  if (!/^[\d.,'’_\s]*\d$/u.test(text)) return null
  const marks = text.match(/[.,]/gu) ?? []
  const last = marks.at(-1)
  if (last === undefined) return whole(text)
  const at = text.lastIndexOf(last)
  const [before, after] = [text.slice(0, at), text.slice(at + 1)]
  if (marks.filter((mark) => mark === last).length > 1) return whole(text)
  const decimal = () => {
    const main = before === '' ? [0] : whole(before)
    return main === null || !/^\d+$/.test(after) ? null : [Number(`${main[0]}.${after}`)]
  }
  const isGroup = marks.length === 1 && GROUPED.test(text) && !text.startsWith('0')
  if (!isGroup || (digits === 3 && last === '.')) return decimal()
  const thousands = whole(text)
  if (last === ',' || digits === 0) return thousands
  return [...(thousands ?? []), ...(decimal() ?? [])]
}

function whole(text: string): number[] | null {
  if (/^\d+$/.test(text)) return [Number(text)]
  return GROUPED.test(text) || INDIAN.test(text) ? [Number(text.replace(/\D/gu, ''))] : null
}
