import type { Block } from '../../src/messages/message.ts'
import { type PriceEffect, withPrice } from '../../src/models/conversion/what-if.ts'
import type { Spread } from '../../src/models/forecast/intervals.ts'
import type { Locale } from '../../src/report/words/locale.ts'

/** What would be expected under other prices, in the words of an association. */
export function sayWhatIf(
  total: Spread,
  { effect, change }: { readonly effect: PriceEffect | null; readonly change: number },
  { words, percent, number, estimate, change: showChange }: Locale,
): Block[] {
  const { whatIf } = words.forecast
  const asked = whatIf.asked(percent(Math.abs(change), 1), change < 0)
  if (!effect) return [{ kind: 'text', spans: whatIf.unknown(asked) }]
  const { expected, low, high } = withPrice(total, effect, change)
  const shown = estimate('rate', { value: expected, low, high })
  const text = whatIf.said(asked, {
    expected: shown.value,
    move: total.expected > 0 ? showChange(expected / total.expected - 1) : null,
    low: shown.low,
    high: shown.high,
  })
  const odds = number(Math.exp(effect.slope * Math.log1p(change)), 3)
  return [
    { kind: 'text', spans: [{ text, style: 'bold' }] },
    { kind: 'context', spans: whatIf.source(odds) },
  ]
}
