import { sum } from '../lib/sum.ts'
import { showChange } from '../lib/text.ts'
import type { Span } from '../messages/message.ts'
import { isRatio, type Metric } from '../metrics/metric.ts'
import { showPoints } from '../metrics/read/show.ts'
import type { LocatedChange } from './locate-change.ts'
import type { SalesMovement } from './movement.ts'
import { roundedParts } from './rounded-parts.ts'
import { majorUnit, showFigure, showGain, showSegment } from './show.ts'

const FACTORS = {
  sessions: 'sessions',
  orders: 'orders',
  conversion: 'conversion',
  aov: 'average order',
} as const
/** a hundredth of a percentage point */
const POINT_STEP = 0.0001

/** `GMV −€3,210 (−12.4 %): sessions +€300, conversion −€3,800, average order +€290.` The parts sum to the total. */
export function saySales(
  { parts, totalCents, beforeCents }: SalesMovement,
  currency: string,
): (string | Span)[] {
  const rounded = roundedParts(
    parts.map(({ cents }) => cents),
    majorUnit(currency),
  )
  const factors = parts.map(({ name }, i) => `${FACTORS[name]} ${showGain(rounded[i] ?? 0, currency)}`)
  const share = beforeCents > 0 ? ` (${showChange(totalCents / beforeCents)})` : ''
  const total = sum(rounded)
  return [{ text: `GMV ${showGain(total, currency)}`, style: 'bold' }, `${share}: ${factors.join(', ')}.`]
}

/** `Conversion −0.80 pt: bazario × Electronics −0.61 pt (6.10 % to 1.20 %), all else −0.15 pt, mix −0.04 pt.` */
export function saySegment(located: LocatedChange, currency: string): (string | Span)[] {
  const { metric, movement } = located
  const { where, before, after, here, elsewhere, mix } = movement
  const rounded = roundedParts([here, elsewhere, mix], stepOf(metric, currency))
  const show = (part: number | undefined) => showPart(metric, part ?? 0, currency)
  const value = (one: number | null) => showFigure(metric.unit, one, currency)
  const total = sum(rounded)
  const mixed = isRatio(metric) ? `, changed mix of visits ${show(rounded[2])}` : ''
  const head: Span = { text: `${metric.label} ${show(total)}`, style: 'bold' }
  if (!where)
    return [
      head,
      `: ${mixed ? 'rates' : 'everywhere'} ${show(rounded[1])}${mixed}; no single place stands out.`,
      ...sayReversed(located),
    ]
  return [
    head,
    `: ${showSegment(where)} ${show(rounded[0])} (${value(before)} to ${value(after)}), all else ${show(rounded[1])}${mixed}.`,
    ...sayReversed(located),
  ]
}

/** Simpson's paradox, in words. */
function sayReversed({ metric, movement: { change }, reversed }: LocatedChange): string[] {
  if (reversed.length === 0) return []
  const [went, own] = change < 0 ? ['fell', 'rose'] : ['rose', 'fell']
  return [
    ` Compare members, not the total: ${metric.label} ${went} as a whole, yet ${own} for every ${reversed.join(' and every ')} that moved; the visits went to where it is ${change < 0 ? 'lower' : 'higher'}.`,
  ]
}

/** What a part is rounded to: a hundredth of a point, a whole unit of money, a cent of an average, one. */
export function stepOf({ unit }: Metric, currency: string): number {
  if (unit === 'rate') return POINT_STEP
  return unit === 'money' ? majorUnit(currency) : 1
}

export function showPart({ unit }: Metric, part: number, currency: string): string {
  if (unit === 'rate') return showPoints(part)
  const sign = part > 0 ? '+' : part < 0 ? '−' : '±'
  return `${sign}${showFigure(unit, Math.abs(part), currency)}`
}
