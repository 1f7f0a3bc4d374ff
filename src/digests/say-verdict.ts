import type { Block } from '../messages/message.ts'
import { textBlock } from '../messages/words.ts'
import { metricNamed } from '../metrics/registry.ts'
import type { Comparison } from '../report/compare.ts'
import { sayAlertData, segmentOfAlert } from '../report/say-alerts.ts'
import { saySegmentName } from '../report/say-segment.ts'
import { shownExpected } from '../report/shown-expected.ts'
import type { VerdictPeriod } from '../report/words/en/digests/verdict.ts'
import { DASH } from '../report/words/format.ts'
import type { Locale } from '../report/words/locale.ts'
import type { StoredAlert } from '../state/alerts.ts'
import { type Incident, isWelcome, type Light, lightOf, type Verdict } from './verdict.ts'

const OTHERS = 3
/** signs of every font: a light of colour is an empty box where there is no emoji */
const LIGHTS: Readonly<Record<Light, string>> = { red: '⚠', amber: '△', green: '✔', none: '·' }
/** below this share of what is expected, next to nothing comes in */
const ALMOST_NONE = 0.25
const OF_ORDERS: readonly string[] = ['orders', 'conversion', 'gmv', 'units']

/** The verdict as the first block of a digest, with its light. */
export function openingBlock(
  opening: string,
  of: { readonly how: Verdict; readonly incident: Incident | null; readonly behind: number },
): Block {
  return textBlock([
    `${LIGHTS[lightOf(of.how, of.incident, of.behind > 0)]} `,
    { text: opening, style: 'bold' },
  ])
}

/** `Good Monday: GMV €25,900, +18 % on the usual Monday.` */
export function sayVerdict(
  { tone, lead, isWithinRange, others }: Verdict,
  period: VerdictPeriod,
  { names, locale }: { readonly names: readonly string[]; readonly locale: Locale },
): string {
  const { metrics, verdict } = locale.words
  if (!lead || tone === 'no-sales') return verdict.noSales(period)
  const { metric, today } = lead
  const figure = verdict.figure(metrics.label(metric), locale.figure(metric.unit, today.value))
  const move = moveOf(lead, locale)
  const named = { period, figure, move, others: sayOthers(others, locale) }
  if (tone === 'named') return verdict.named({ ...named, names })
  if (tone === 'not-compared' || move === null) return verdict.notCompared(named)
  return verdict.lead({ ...named, tone, move, isWithinRange })
}

function sayOthers(others: readonly Comparison[], locale: Locale): string[] {
  const { metrics, verdict } = locale.words
  const rest = others.length - OTHERS
  return [
    ...others
      .slice(0, OTHERS)
      .map((one) => verdict.other(metrics.label(one.metric), moveOf(one, locale) ?? '')),
    ...(rest > 0 ? [verdict.more(rest)] : []),
  ]
}

/** From a tenth on without decimals: nobody needs the half of a per cent of a third. */
function moveOf({ metric, today, usual }: Comparison, { change, part }: Locale): string | null {
  const [now, before] = [today.value, usual?.value]
  if (now === null || before == null) return null
  if (metric.unit === 'rate' || before === 0) return part(metric.unit, now - before)
  const share = now / before - 1
  return change(share, Math.abs(share) < 0.0995 ? 1 : 0)
}

/** `One open alert: bazario × Electronics takes almost no orders, €1,724 a day at stake.` */
export function sayIncident(incident: Incident | null, locale: Locale): string {
  const { verdict } = locale.words
  if (!incident) return verdict.noAlerts
  const { worst, count } = incident
  const cents = Math.abs(worst.stakeCents ?? 0)
  const stake = cents > 0 ? verdict.stake(locale.wholeMoney(cents), isWelcome(worst)) : ''
  return verdict.alerts(count, `${sayWhat(worst, locale)}${stake}`)
}

function sayWhat(alert: StoredAlert, locale: Locale): string {
  const { metrics, verdict } = locale.words
  const metric = metricNamed(alert.kpi)
  const { value, expected, low, high } = alert
  if (!metric) return verdict.data(sayAlertData(alert, locale))
  const segment = saySegmentName(segmentOfAlert(alert), locale)
  const isStopped = value !== null && expected !== null && value < ALMOST_NONE * expected
  if (isStopped && OF_ORDERS.includes(metric.name)) return verdict.stopped(segment, value === 0)
  return verdict.moved({
    kpi: metrics.label(metric),
    segment,
    value: locale.figure(metric.unit, value),
    expected: expected === null ? DASH : shownExpected(metric.unit, { expected, low, high }, locale).value,
  })
}
