import type { WhatIf } from '../../src/advice/price/price.ts'
import type { PriceFacts } from '../../src/advice/price/price-facts.ts'
import type { Range } from '../../src/advice/price/price-outcome.ts'
import { minorDigits } from '../../src/lib/money.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { hint } from '../../src/messages/words.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { Z80 } from '../../src/stats/distributions/z.ts'

/** What a price would bring beside the price now, with 80 % intervals. */
export function sayWhatIf(
  facts: PriceFacts,
  asked: { readonly title: string; readonly amount: number; found(cents: number): WhatIf },
  locale: Locale,
): Message {
  const { currency, priceCents, productId } = facts
  const { money, number, change } = locale
  const { whatIf } = locale.words.price
  const askedCents = Math.round(asked.amount * 10 ** minorDigits(currency))
  const what = asked.found(askedCents)
  if (what.kind === 'unknown')
    return hint((what.because === 'no-cost' ? whatIf.noCost : whatIf.noSales)(money(askedCents), productId))
  const { before, after, cents, days } = what
  if (what.isClipped)
    return hint(
      whatIf.tooFar({
        price: money(askedCents),
        low: money(facts.lowestSeenCents),
        high: money(facts.highestSeenCents),
        product: productId,
        nearest: money(cents),
      }),
    )
  const { value, se, own } = facts.elasticity
  const whole = ({ middle, low, high }: Range, show: (value: number) => string) =>
    locale.words.suggestions.range(show(middle), show(low), show(high))
  const row = (label: string, of: (outcome: typeof before) => Range, show: (value: number) => string) => [
    label,
    whole(of(before), show),
    whole(of(after), show),
  ]
  const units = (count: number) => number(Math.round(count))
  const text = whatIf.says({
    price: money(cents),
    change: change(cents / priceCents - 1),
    product: productId,
    profit: money(Math.abs(after.gain.middle)),
    isLess: after.gain.middle < 0,
    days,
    low: money(after.gain.low),
    high: money(after.gain.high),
    chance: locale.percent(after.chanceOfGain, 0),
  })
  return {
    text,
    blocks: [
      { kind: 'header', text: whatIf.title(productId, money(cents)) },
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption: whatIf.caption(oneLine(asked.title, 60), days),
        columns: [
          { label: '' },
          { label: whatIf.now(money(priceCents)), align: 'right' },
          { label: whatIf.at(money(cents)), align: 'right' },
        ],
        rows: [
          row(whatIf.rows.units, ({ units }) => units, units),
          row(whatIf.rows.revenue, ({ revenue }) => revenue, money),
          row(whatIf.rows.profit, ({ profit }) => profit, money),
        ],
      },
      {
        kind: 'context',
        spans: whatIf.source({
          elasticity: number(value, 1),
          range: number(Z80 * se, 1),
          own: own !== null,
          asOf: facts.asOf,
        }),
      },
    ],
  }
}
