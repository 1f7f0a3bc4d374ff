import type { Estimate } from '../advice/suggestions/suggestion.ts'
import { majorUnit, plainAmount } from '../lib/money.ts'
import { oneLine } from '../lib/text.ts'
import type { Span } from '../messages/message.ts'
import type { Around } from '../report/words/en/ledger/kinds.ts'
import type { Locale } from '../report/words/locale.ts'
import type { SuggestionLine } from './kind.ts'

/** What a suggestion says, with what it is about in bold. */
export function around([before, after]: Around, about: string): SuggestionLine {
  const bold: Span = { text: oneLine(about, 60), style: 'bold' }
  return [before, bold, after].filter((span) => span !== '')
}

/** Cents and what a person types: `1850` is `18.50`. */
export function typedMoney(currency: string): {
  readonly shown: (cents: number) => string
  readonly centsOf: (value: number) => number
} {
  return {
    shown: (cents) => plainAmount(cents, currency),
    centsOf: (value) => Math.round(value * majorUnit(currency)),
  }
}

/** `90 %`, `99.5 %`. */
export function sayShare(share: number, { percent }: Locale): string {
  return percent(share, Number.isInteger(100 * share) ? 0 : 1)
}

/** So many times as much, to the cent. */
export function scaled({ cents, low, high }: Estimate, by: number): Estimate {
  return { cents: Math.round(cents * by), low: Math.round(low * by), high: Math.round(high * by) }
}
