import type { WhatIf } from '../../src/advice/price/price.ts'
import type { PriceFacts } from '../../src/advice/price/price-facts.ts'
import type { Range } from '../../src/advice/price/price-outcome.ts'
import { minorDigits, showMoney } from '../../src/lib/money.ts'
import { oneLine, showChange, showNumber } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { hint } from '../../src/messages/words.ts'
import { Z80 } from '../../src/stats/distributions/z.ts'

/** What a price would bring beside the price now, with 80 % intervals. */
export function sayWhatIf(
  facts: PriceFacts,
  asked: { readonly title: string; readonly amount: number; found(cents: number): WhatIf },
): Message {
  const { currency, priceCents, productId } = facts
  const money = (cents: number) => showMoney(cents, currency)
  const askedCents = Math.round(asked.amount * 10 ** minorDigits(currency))
  const what = asked.found(askedCents)
  if (what.kind === 'unknown')
    return hint(
      `The effect of ${money(askedCents)} on ${productId} cannot be calculated: ${what.because === 'no-cost' ? 'its cost is not known. Add costs to a source of products' : 'it sold nothing on ordinary days in stock of the last 90 days. Ask again once it sells'}.`,
    )
  const { before, after, cents, days } = what
  if (what.isClipped)
    return hint(
      `${money(askedCents)} is too far from the prices seen (${money(facts.lowestSeenCents)} to ${money(facts.highestSeenCents)}): the effect on ${productId} cannot be calculated there. The nearest price that can is ${money(cents)}; a test would tell of others: /experiment plan.`,
    )
  const { value, se, own } = facts.elasticity
  const whole = ({ middle, low, high }: Range, show: (value: number) => string) =>
    `${show(middle)} (${show(low)} to ${show(high)})`
  const row = (label: string, of: (outcome: typeof before) => Range, show: (value: number) => string) => [
    label,
    whole(of(before), show),
    whole(of(after), show),
  ]
  const units = (count: number) => showNumber(Math.round(count))
  const text = `At ${money(cents)} (${showChange(cents / priceCents - 1)}) ${productId} should bring ${money(Math.abs(after.gain.middle))} ${after.gain.middle < 0 ? 'less' : 'more'} profit in ${days} days, 80 % interval ${money(after.gain.low)} to ${money(after.gain.high)}; P(gain) ${Math.round(100 * after.chanceOfGain)} %.`
  return {
    text,
    blocks: [
      { kind: 'header', text: `What if ${productId} cost ${money(cents)}?` },
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption: `${oneLine(asked.title, 60)}, ${days} days, median with 80 % interval`,
        columns: [
          { label: '' },
          { label: `Now ${money(priceCents)}`, align: 'right' },
          { label: `At ${money(cents)}`, align: 'right' },
        ],
        rows: [
          row('Units', ({ units }) => units, units),
          row('Revenue', ({ revenue }) => revenue, money),
          row('Profit', ({ profit }) => profit, money),
        ],
      },
      {
        kind: 'context',
        spans: `Elasticity ${value.toFixed(1)} ± ${(Z80 * se).toFixed(1)}, from ${own ? 'its own weeks and its category' : 'its category'}; data to ${facts.asOf}. An association: no price test was run. /experiment plan sets one up.`,
      },
    ],
  }
}
