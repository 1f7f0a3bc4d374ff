import { z } from 'zod'
import { dayOf } from '../lib/days.ts'
import { oneLine } from '../lib/text.ts'
import { DIMENSIONS } from '../metrics/metric.ts'
import { metricNamed } from '../metrics/registry.ts'
import type { StoredAlert } from '../state/alerts.ts'
import { faultSchema, sayFault } from './say-fault.ts'
import { shortDay, showFigure, showSegment, showWhole } from './show.ts'

/** of a data incident: what is wrong with which source */
const data = z.object({ faults: z.array(faultSchema) }).catch({ faults: [] })
const segment = z.partialRecord(z.enum(DIMENSIONS), z.string()).catch({})

/** `Conversion in bazario × Electronics at 1.20 %, expected 5.90 %; €4,100 a day at stake; open since 23 Nov.` */
export function sayAlert(
  alert: StoredAlert,
  shop: { readonly currency: string; readonly zone: string },
): string {
  const metric = metricNamed(alert.kpi)
  if (!metric) {
    const faults = data.parse(alert.finding).faults.map(sayFault).join('; ')
    return `Data: ${oneLine(faults || alert.key, 160)}; open since ${shortDay(dayOf(alert.openedAt, shop.zone))}.`
  }
  const show = (value: number | null) => showFigure(metric.unit, value, shop.currency)
  const against = alert.expected === null ? '' : `, expected ${show(alert.expected)}`
  const rose = (alert.value ?? 0) > (alert.expected ?? 0)
  const isGood = alert.expected !== null && rose === (metric.better === 'up')
  const stake =
    alert.stakeCents === null || alert.stakeCents === 0
      ? ''
      : `; ${showWhole(Math.abs(alert.stakeCents), shop.currency)} a day ${isGood ? 'above what is usual' : 'at stake'}`
  const acked = alert.status === 'acked' ? ', acknowledged' : ''
  return `${metric.label} in ${showSegment(segment.parse(alert.location))} at ${show(alert.value)}${against}${stake}; open since ${shortDay(alert.dayOpened)}${acked}.`
}
