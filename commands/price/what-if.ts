import type { WhatIf } from '../../src/advice/price/price.ts'
import type { PriceFacts } from '../../src/advice/price/price-facts.ts'
import type { Range } from '../../src/advice/price/price-outcome.ts'
import { minorDigits } from '../../src/lib/money.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { hint } from '../../src/messages/words.ts'
import type { EstimateKind } from '../../src/report/words/estimate.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { Z80 } from '../../src/stats/distributions/z.ts'

/** What a price would bring beside the price now, with 80 % intervals. */
export function sayWhatIf(
  facts: PriceFacts,
  asked: { readonly title: string; readonly amount: number; found(cents: number): WhatIf },
  locale: Locale,
): Message {
  const { currency, priceCents, productId } = facts
  const { price, number, change } = locale
  const { whatIf } = locale.words.price
  const askedCents = Math.round(asked.amount * 10 ** minorDigits(currency))
  const what = asked.found(askedCents)
  if (what.kind === 'unknown')
    return hint((what.because === 'no-cost' ? whatIf.noCost : whatIf.noSales)(price(askedCents), productId))
  const { before, after, cents, days } = what
  if (what.isClipped)
    return hint(
      whatIf.tooFar({
        price: price(askedCents),
        low: price(facts.lowestSeenCents),
        high: price(facts.highestSeenCents),
        product: productId,
        nearest: price(cents),
      }),
    )
  const { value, se, own } = facts.elasticity
  const row = (label: string, of: (outcome: typeof before) => Range, kind: EstimateKind) => [
    label,
    ...[before, after].map((outcome) => sayRange(of(outcome), kind, locale)),
  ]
  const { middle, low, high } = after.gain
  const spread = { value: middle, low, high }
  const gain = locale.estimate('money', spread)
  const text = whatIf.says({
    price: price(cents),
    change: change(cents / priceCents - 1),
    product: productId,
    profit: locale.estimate('money', { ...spread, value: Math.abs(spread.value) }).value,
    isLess: after.gain.middle < 0,
    days,
    low: gain.low,
    high: gain.high,
    chance: locale.percent(after.chanceOfGain, 0),
  })
  return {
    text,
    blocks: [
      { kind: 'header', text: whatIf.title(productId, price(cents)) },
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption: whatIf.caption(oneLine(asked.title, 60), days),
        columns: [
          { label: '' },
          { label: whatIf.now(price(priceCents)), align: 'right' },
          { label: whatIf.at(price(cents)), align: 'right' },
        ],
        rows: [
          row(whatIf.rows.units, ({ units }) => units, 'count'),
          row(whatIf.rows.revenue, ({ revenue }) => revenue, 'money'),
          row(whatIf.rows.profit, ({ profit }) => profit, 'money'),
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

function sayRange({ middle, low, high }: Range, kind: EstimateKind, { estimate, words }: Locale): string {
  const shown = estimate(kind, { value: middle, low, high })
  return words.suggestions.range(shown.value, shown.low, shown.high)
}
