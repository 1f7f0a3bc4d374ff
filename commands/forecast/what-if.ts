import { showChange, showPercent } from '../../src/lib/text.ts'
import type { Block } from '../../src/messages/message.ts'
import { type PriceEffect, withPrice } from '../../src/models/conversion/what-if.ts'
import type { Spread } from '../../src/models/forecast/intervals.ts'

/** What would be expected under other prices, in the words of an association. */
export function sayWhatIf(total: Spread, effect: PriceEffect | null, change: number): Block[] {
  const asked = `If prices were ${showPercent(Math.abs(change), 1)} ${change < 0 ? 'lower' : 'higher'}`
  if (!effect)
    return [
      {
        kind: 'text',
        spans: `${asked}: not known. No conversion model has been trained yet, or it saw no prices.`,
      },
    ]
  const { expected, low, high } = withPrice(total, effect, change)
  const move = total.expected > 0 ? ` (${showChange(expected / total.expected - 1)})` : ''
  return [
    {
      kind: 'text',
      spans: [
        {
          text: `${asked}: ${showPercent(expected)}${move}, 80 %: ${showPercent(low)} to ${showPercent(high)}.`,
          style: 'bold',
        },
      ],
    },
    {
      kind: 'context',
      spans: `By the conversion model: odds of buying × ${Math.exp(effect.slope * Math.log1p(change)).toFixed(3)} at that price. An association among past sessions, not a price test: dearer products differ in more than their price. /price knows single products.`,
    },
  ]
}
