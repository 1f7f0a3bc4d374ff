import { z } from 'zod'
import { dayOf } from '../lib/days.ts'
import { oneLine } from '../lib/text.ts'
import { DIMENSIONS } from '../metrics/metric.ts'
import type { Segment } from '../metrics/read/cells.ts'
import { metricNamed } from '../metrics/registry.ts'
import type { StoredAlert } from '../state/alerts.ts'
import { faultSchema, sayFault } from './say-fault.ts'
import { saySegmentName } from './say-segment.ts'
import { shownExpected } from './shown-expected.ts'
import type { Locale } from './words/locale.ts'

/** of a data incident: what is wrong with which source */
const data = z.object({ faults: z.array(faultSchema) }).catch({ faults: [] })
const segment = z.partialRecord(z.enum(DIMENSIONS), z.string()).catch({})

/** `Conversion in bazario × Electronics at 1.20 %, expected 5.90 %; €4,100 a day at stake; open since 23 Nov.` */
export function sayAlert(alert: StoredAlert, locale: Locale): string {
  const { alert: says, metrics } = locale.words
  const metric = metricNamed(alert.kpi)
  if (!metric) {
    return says.listedData(sayAlertData(alert, locale), dayOf(alert.openedAt, locale.zone))
  }
  const { value, expected, low, high, stakeCents } = alert
  const rose = (value ?? 0) > (expected ?? 0)
  return says.listed({
    kpi: metrics.label(metric),
    segment: saySegmentName(segmentOfAlert(alert), locale),
    value: locale.figure(metric.unit, value),
    expected: expected === null ? null : shownExpected(metric.unit, { expected, low, high }, locale).value,
    stake:
      stakeCents === null || stakeCents === 0
        ? null
        : {
            money: locale.wholeMoney(Math.abs(stakeCents)),
            isGood: expected !== null && rose === (metric.better === 'up'),
          },
    since: alert.dayOpened,
    isAcknowledged: alert.status === 'acked',
  })
}

/** What is wrong with the data, without the full stop. */
export function sayAlertData(alert: StoredAlert, locale: Locale): string {
  const faults = data.parse(alert.finding).faults.map((fault) => sayFault(fault, locale))
  return oneLine(locale.words.paragraph(faults).replace(/[.。]$/, '') || alert.key, 160)
}

export function segmentOfAlert({ location }: StoredAlert): Segment {
  return segment.parse(location)
}
