import { majorUnit } from '../lib/money.ts'
import { sum } from '../lib/sum.ts'
import type { Span } from '../messages/message.ts'
import { isRatio, type Metric } from '../metrics/metric.ts'
import { metricNamed } from '../metrics/registry.ts'
import type { LocatedChange } from './locate-change.ts'
import type { SalesMovement } from './movement.ts'
import { roundedParts } from './rounded-parts.ts'
import { saySegmentName } from './say-segment.ts'
import type { Locale } from './words/locale.ts'

/** a hundredth of a percentage point */
const POINT_STEP = 0.0001

/** `GMV −€3,210 (−12.4 %): sessions +€300, conversion −€3,800, average order +€290.` The parts sum to the total. */
export function saySales(
  { parts, totalCents, beforeCents }: SalesMovement,
  locale: Locale,
): (string | Span)[] {
  const { drivers, metrics } = locale.words
  const rounded = roundedParts(
    parts.map(({ cents }) => cents),
    majorUnit(locale.currency),
  )
  const factors = parts.map(({ name }, i) =>
    drivers.part(drivers.factors[name], locale.gain(rounded[i] ?? 0)),
  )
  const share = beforeCents > 0 ? locale.change(totalCents / beforeCents) : null
  const gmv = metrics.label(metricNamed('gmv') ?? { name: 'gmv', label: 'GMV' })
  return [
    { text: drivers.head(gmv, locale.gain(sum(rounded))), style: 'bold' },
    drivers.parts(share, factors),
  ]
}

/** `Conversion −0.80 pp: bazario × Electronics −0.61 pp (6.10 % to 1.20 %), everything else −0.15 pp, ...` */
export function saySegment(located: LocatedChange, locale: Locale): (string | Span)[] {
  const { metric, movement } = located
  const { where, before, after, here, elsewhere, mix } = movement
  const { drivers, metrics } = locale.words
  const [inHere = 0, inRest = 0, inMix = 0] = roundedParts(
    [here, elsewhere, mix],
    stepOf(metric, locale.currency),
  )
  const show = (part: number) => locale.part(metric.unit, part)
  const value = (one: number | null) => locale.figure(metric.unit, one)
  const mixed = isRatio(metric) ? drivers.mix(show(inMix)) : ''
  const told = where
    ? drivers.located(
        {
          segment: saySegmentName(where, locale),
          here: show(inHere),
          before: value(before),
          after: value(after),
          elsewhere: show(inRest),
        },
        mixed,
      )
    : drivers.nowhere(isRatio(metric), show(inRest), mixed)
  const head = drivers.head(metrics.label(metric), show(inHere + inRest + inMix))
  return [{ text: head, style: 'bold' }, told, ...sayReversed(located, locale)]
}

/** Simpson's paradox, in words. */
function sayReversed(
  { metric, movement: { change }, reversed }: LocatedChange,
  { words: { drivers, metrics } }: Locale,
): string[] {
  if (reversed.length === 0) return []
  const dimensions = reversed.map(metrics.dimension)
  return [drivers.reversed(metrics.label(metric), change < 0, dimensions)]
}

/** What a part is rounded to: a hundredth of a point, a whole unit of money, a cent of an average, one. */
export function stepOf({ unit }: Metric, currency: string): number {
  if (unit === 'rate') return POINT_STEP
  return unit === 'money' ? majorUnit(currency) : 1
}
