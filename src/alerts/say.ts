import { showHours } from '../lib/schedule.ts'
import { plural } from '../lib/text.ts'
import type { Block, Message } from '../messages/message.ts'
import type { Metric } from '../metrics/metric.ts'
import { metricNamed } from '../metrics/registry.ts'
import { sayFault } from '../report/say-fault.ts'
import { saySegmentName } from '../report/say-segment.ts'
import { type Expected, shownExpected } from '../report/shown-expected.ts'
import type { Locale } from '../report/words/locale.ts'
import type { Assignee, Feedback, Severity } from '../state/alerts.ts'
import type { DataIncident, Incident, KpiIncident } from './incident.ts'
import { alertButtons } from './life/buttons.ts'
import { sayLimit } from './rules/say-limit.ts'
import { sayWithinFigures, sayWithinHeadline, sayWithinLine, withinBlocks } from './within/say-within.ts'

/** An alert as far as its message says. */
export interface AlertView {
  readonly id: string
  /** left out of what is only shown and never kept */
  readonly number?: number
  readonly status?: 'open' | 'acked' | 'assigned' | 'reopened' | 'resolved'
  readonly severity?: Severity | null
  readonly assignee?: Assignee | null
  readonly resolvedBy?: string | null
  readonly note?: string | null
  readonly feedback?: Feedback | null
  readonly ackedBy: string | null
  readonly snoozedUntil: Date | null
  /** left out where nobody is known to have */
  readonly snoozedBy?: string | null
  readonly resolvedAt: Date | null
  /** why it is over, as decided */
  readonly resolvedBecause: string | null
  readonly incident: Incident
  /** where it is written what to do */
  readonly runbook?: string | null
}

/** The whole alert in one message, edited in place until it is over. */
export function alertMessage(alert: AlertView, locale: Locale): Message {
  const { incident, resolvedAt } = alert
  const status = statusOf(alert, locale)
  const said = headlineOf(incident, locale)
  const headline = resolvedAt ? locale.words.alert.resolved(said) : said
  const facts = incident.kind === 'data' ? faultBlocks(incident, locale) : kpiBlocks(incident, locale)
  return {
    text: [headline, lineOf(incident, locale), status].filter(Boolean).join(' '),
    blocks: [
      { kind: 'header', text: headline },
      ...facts,
      ...(alert.runbook && !resolvedAt ? [runbookBlock(alert.runbook, locale)] : []),
      ...(status ? [{ kind: 'context', spans: status } as const] : []),
      ...alertButtons(alert, locale),
    ],
  }
}

function runbookBlock(href: string, { words }: Locale): Block {
  return { kind: 'text', spans: [{ text: words.alert.runbook, href }] }
}

/** `Conversion fell in bazario × Electronics on Mon 23 Nov 2026` */
export function headlineOf(incident: Incident, locale: Locale): string {
  const { alert } = locale.words
  if (incident.kind === 'data') return alert.dataIncident(incident.day)
  if (incident.within) return sayWithinHeadline(incident, incident.within, locale)
  const { direction, day, since, rule } = incident
  const { label, unit } = describe(incident.kpi, locale)
  const segment = saySegmentName(incident.segment, locale)
  if (rule) {
    const hours = rule.hours && showHours(rule.hours)
    return alert.byRule({ kpi: label, segment, limit: sayLimit(rule.limit, unit, locale), day, hours })
  }
  const fell = direction === 'down'
  if (since !== null) return (fell ? alert.lowerSince : alert.higherSince)(label, segment, since)
  return (fell ? alert.fellOn : alert.roseOn)(label, segment, day)
}

/** A KPI that is measured no more goes by its name. */
function describe(kpi: string, { words }: Locale): Pick<Metric, 'label' | 'unit'> {
  const metric = metricNamed(kpi)
  return metric ? { label: words.metrics.label(metric), unit: metric.unit } : { label: kpi, unit: 'count' }
}

/** The rest of the one line that notifications show. */
function lineOf(incident: Incident, locale: Locale): string {
  const { alert, paragraph } = locale.words
  if (incident.kind === 'data')
    return paragraph([...incident.faults.map((fault) => sayFault(fault, locale)), alert.kpisNotEvaluated])
  if (incident.within) return sayWithinLine(incident.within, locale)
  const { unit } = describe(incident.kpi, locale)
  const stake = stakeOf(incident, locale)
  return alert.line(
    against(unit, incident, locale),
    stake && alert.stakeLine(incident.isBad ? alert.atStake : alert.gained, stake),
  )
}

/** `0.70 %, expected 6.20 %.`, or what is wrong with the data */
export function sayFigures(incident: Incident, locale: Locale): string {
  const { alerts, paragraph } = locale.words
  if (incident.kind === 'data') return paragraph(incident.faults.map((fault) => sayFault(fault, locale)))
  if (incident.within) return alerts.figures(sayWithinFigures(incident.within, locale))
  return alerts.figures(against(describe(incident.kpi, locale).unit, incident, locale))
}

/** `0.70 %, expected 6.20 %` */
function against(
  unit: Metric['unit'],
  { value, ...expected }: Expected & { readonly value: number },
  locale: Locale,
): string {
  return locale.words.alert.against(
    sayValue(unit, value, locale),
    shownExpected(unit, expected, locale).value,
  )
}

function kpiBlocks(incident: KpiIncident, locale: Locale): Block[] {
  if (incident.within) return withinBlocks(incident, incident.within, locale)
  const { value, expected, low, high, segment, alongside } = incident
  const { alert, paragraph } = locale.words
  const { label, unit } = describe(incident.kpi, locale)
  const stake = stakeOf(incident, locale)
  const shown = shownExpected(unit, { expected, low, high }, locale)
  const range = alert.range(shown.value, shown.low, shown.high)
  return [
    {
      kind: 'fields',
      fields: [
        { label, value: sayValue(unit, value, locale) },
        { label: alert.expected, value: range },
        { label: alert.where, value: saySegmentName(segment, locale) },
        ...(stake ? [{ label: incident.isBad ? alert.atStake : alert.gained, value: stake }] : []),
      ],
    },
    ...(alongside.length > 0
      ? [{ kind: 'list', items: alongside.map((one) => sayAlongside(one, locale)) } as const]
      : []),
    {
      kind: 'context',
      spans: paragraph([...(incident.isDoubtful ? [alert.orMissing] : []), evidenceOf(incident, locale)]),
    },
  ]
}

/** `Orders 3, expected 16` */
function sayAlongside(one: KpiIncident['alongside'][number], locale: Locale): string {
  if (typeof one === 'string') return one
  const { label, unit } = describe(one.kpi, locale)
  // beside the KPI that names the incident the small counts are whole too
  const whole = (value: number) => (unit === 'count' ? Math.round(value) : value)
  const figures = { value: whole(one.value), expected: whole(one.expected), low: null, high: null }
  return locale.words.alert.named(label, against(unit, figures, locale))
}

function faultBlocks({ faults }: DataIncident, locale: Locale): Block[] {
  return [
    { kind: 'list', items: faults.map((fault) => sayFault(fault, locale)) },
    { kind: 'context', spans: locale.words.alert.kpisNotEvaluated },
  ]
}

/** A count is whole also where the range around it is not. */
export function sayValue(unit: Metric['unit'], value: number | null, { figure }: Locale): string {
  const isWhole = unit === 'count' && value !== null && value >= 10
  return figure(unit, isWhole ? Math.round(value) : value)
}

function stakeOf({ stakeCents }: KpiIncident, { words, wholeMoney }: Locale): string | null {
  if (stakeCents === null || stakeCents === 0) return null
  return words.alert.aDay(wholeMoney(stakeCents))
}

function evidenceOf({ score, kpi, since, rule }: KpiIncident, locale: Locale): string {
  const { alert } = locale.words
  if (rule) return alert.ofRule(rule.number)
  const far = alert.farFrom(score === null ? null : locale.number(Math.abs(score), 1))
  if (since !== null) return alert.evidenceOfShift({ far, since })
  return alert.evidence({ far, unit: describe(kpi, locale).unit })
}

/** Who has it, since when, and how it ended; '' where there is nothing to say. */
export function statusLine(view: AlertView, locale: Locale): string {
  return statusOf(view, locale) ?? ''
}

function statusOf(view: AlertView, locale: Locale): string | null {
  const { alertLife, paragraph } = locale.words
  const { number, severity, feedback, ackedBy, assignee, resolvedAt } = view
  const name = [
    ...(number === undefined ? [] : [alertLife.number(number)]),
    ...(severity ? [alertLife.severity[severity]] : []),
  ]
  const isUnheld = number !== undefined && !resolvedAt && ackedBy === null && !assignee
  const said = [
    ...(name.length > 0 ? [alertLife.line(name)] : []),
    ...(view.status === 'reopened' ? [alertLife.states.reopened] : []),
    ...(isUnheld ? [alertLife.states.unheld] : []),
    ...holdersOf(view, locale),
    ...(view.note && !view.resolvedBy ? [alertLife.noteIs(view.note)] : []),
    ...(feedback ? [alertLife.feedbackWas(alertLife.feedback[feedback])] : []),
  ]
  return said.length === 0 ? null : paragraph(said)
}

/** Who has it, until when it is quiet, and how it ended. */
function holdersOf(view: AlertView, locale: Locale): string[] {
  const { alert, alertLife } = locale.words
  const { ackedBy, assignee, snoozedUntil, resolvedAt, resolvedBecause, resolvedBy, note } = view
  const because = resolvedBecause && sayReason(resolvedBecause, locale)
  return [
    ...(assignee ? [alertLife.assignedTo(assignee.name)] : []),
    ...(ackedBy ? [alert.acknowledged(ackedBy)] : []),
    ...(!resolvedAt && snoozedUntil ? [alert.snoozed(snoozedUntil, view.snoozedBy ?? null)] : []),
    ...(resolvedAt && resolvedBy
      ? [alertLife.stamped(alertLife.did.resolved(resolvedBy, note ?? null), resolvedAt)]
      : []),
    ...(resolvedAt && !resolvedBy ? [alert.resolvedAt(resolvedAt, because)] : []),
  ]
}

/** Why it was opened, edited or resolved. Older versions kept other sentences: these are shown as they are. */
export function sayReason(because: string, { words: { alerts } }: Locale): string {
  const said: Readonly<Record<string, string>> = alerts.reasons
  return said[because] ?? because
}

/** For the run log: `1 opened, 2 kept`. */
export function showCounts(counts: Readonly<Record<string, number>>): string {
  const said = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []))
  return said.length === 0 ? plural(0, 'alert') : said.join(', ')
}
