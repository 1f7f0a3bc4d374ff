import { type Day, weekdayName } from '../lib/days.ts'
import { showMoney } from '../lib/money.ts'
import { plural, showNumber } from '../lib/text.ts'
import type { Block, Message } from '../messages/message.ts'
import type { Metric } from '../metrics/metric.ts'
import { showValue } from '../metrics/read/show.ts'
import { metricNamed } from '../metrics/registry.ts'
import { sayFault } from '../report/say-fault.ts'
import { showInstant, showSegment } from '../report/show.ts'
import type { DataIncident, Incident, KpiIncident } from './incident.ts'

/** An alert as far as its message says. */
export interface AlertView {
  readonly id: string
  readonly ackedBy: string | null
  readonly snoozedUntil: Date | null
  readonly resolvedAt: Date | null
  /** why it is over, as decided */
  readonly resolvedBecause: string | null
  readonly incident: Incident
}

export interface Shop {
  readonly zone: string
  readonly currency: string
}

const SNOOZES = [
  { label: 'Snooze 1 h', hours: 1 },
  { label: '4 h', hours: 4 },
  { label: 'Until tomorrow', hours: 24 },
] as const

/** The whole alert in one message, edited in place until it is over. */
export function alertMessage(alert: AlertView, shop: Shop): Message {
  const { incident } = alert
  const status = statusOf(alert, shop.zone)
  const headline = `${alert.resolvedAt ? 'Resolved: ' : ''}${headlineOf(incident)}`
  const facts = incident.kind === 'data' ? faultBlocks(incident) : kpiBlocks(incident, shop.currency)
  return {
    text: [headline, lineOf(incident, shop.currency), status].filter(Boolean).join(' '),
    blocks: [
      { kind: 'header', text: headline },
      ...facts,
      ...(status ? [{ kind: 'context', spans: status } as const] : []),
      ...(alert.resolvedAt ? [] : [buttons(alert)]),
    ],
  }
}

/** `Conversion fell in bazario × Electronics on Monday, 2026-11-23` */
export function headlineOf(incident: Incident): string {
  if (incident.kind === 'data') return `Data incident on ${showDay(incident.day)}`
  const { direction, segment, day, since } = incident
  const { label } = describe(incident.kpi)
  if (since !== null)
    return `${label} ${direction === 'down' ? 'lower' : 'higher'} in ${showSegment(segment)} since ${showDay(since)}`
  return `${label} ${direction === 'down' ? 'fell' : 'rose'} in ${showSegment(segment)} on ${showDay(day)}`
}

/** A KPI that is measured no more goes by its name. */
function describe(kpi: string): Pick<Metric, 'label' | 'unit'> {
  return metricNamed(kpi) ?? { label: kpi, unit: 'count' }
}

function showDay(day: Day): string {
  return `${weekdayName(day)}, ${day}`
}

/** The rest of the one line that notifications show. */
function lineOf(incident: Incident, currency: string): string {
  if (incident.kind === 'data')
    return `${incident.faults.map(sayFault).join(' ')} KPI alerts it would cause are held back.`
  const { unit } = describe(incident.kpi)
  const stake = stakeOf(incident, currency)
  return `${against(unit, incident, currency)}.${stake ? ` ${incident.isBad ? 'At stake' : 'More than usual'}: ${stake}.` : ''}`
}

/** `0.70 %, expected 6.20 %` */
function against(
  unit: Metric['unit'],
  { value, expected }: { readonly value: number; readonly expected: number },
  currency: string,
): string {
  return `${show(unit, value, currency)}, expected ${show(unit, expected, currency)}`
}

function kpiBlocks(incident: KpiIncident, currency: string): Block[] {
  const { value, expected, low, high, segment, alongside } = incident
  const { label, unit } = describe(incident.kpi)
  const stake = stakeOf(incident, currency)
  const range = `${show(unit, low, currency)} to ${show(unit, high, currency)}`
  return [
    {
      kind: 'fields',
      fields: [
        { label, value: show(unit, value, currency) },
        { label: 'Expected', value: `${show(unit, expected, currency)} (${range})` },
        { label: 'Where', value: showSegment(segment) },
        ...(stake ? [{ label: incident.isBad ? 'At stake' : 'More than usual', value: stake }] : []),
      ],
    },
    ...(alongside.length > 0
      ? [{ kind: 'list', items: alongside.map((one) => sayAlongside(one, currency)) } as const]
      : []),
    { kind: 'context', spans: whyBelieved(incident) },
  ]
}

/** `Orders 3, expected 16` */
function sayAlongside(one: KpiIncident['alongside'][number], currency: string): string {
  if (typeof one === 'string') return one
  const { label, unit } = describe(one.kpi)
  // beside the KPI that names the incident the small counts are whole too
  const whole = (value: number) => (unit === 'count' ? Math.round(value) : value)
  return `${label} ${against(unit, { value: whole(one.value), expected: whole(one.expected) }, currency)}`
}

function faultBlocks({ faults }: DataIncident): Block[] {
  return [
    { kind: 'list', items: faults.map(sayFault) },
    { kind: 'context', spans: 'KPI alerts these would cause are held back until the data is complete.' },
  ]
}

/** A count is whole also where the range around it is not. */
function show(unit: Metric['unit'], value: number | null, currency: string): string {
  const isWhole = unit === 'count' && value !== null && value >= 10
  return showValue(unit, isWhole ? Math.round(value) : value, currency)
}

function stakeOf({ stakeCents }: KpiIncident, currency: string): string | null {
  if (stakeCents === null || stakeCents === 0) return null
  return `${showMoney(stakeCents, currency)} a day`
}

const SCATTER: Readonly<Record<Metric['unit'], string>> = {
  rate: 'shares of this many cases',
  count: 'counts of this size',
  money: 'amounts like this',
  'money-per': 'averages of this many orders',
}

function whyBelieved({ score, kpi, since }: KpiIncident): string {
  const far = score === null ? 'far' : `${showNumber(Math.abs(score), 1)} standard deviations`
  if (since !== null)
    return `Why it is believed: the days since ${since} together lie ${far} from what is usual for their weekdays, though each alone may lie within its range, and it stands after correcting for everything else that was judged.`
  return `Why it is believed: ${far} from what is usual for the weekday, measured by how ${SCATTER[describe(kpi).unit]} scatter here, and it stands after correcting for everything else that was judged.`
}

function statusOf(
  { ackedBy, snoozedUntil, resolvedAt, resolvedBecause }: AlertView,
  zone: string,
): string | null {
  const at = (instant: Date) => showInstant(instant, zone)
  const said = [
    ackedBy && `Acknowledged by ${ackedBy}.`,
    !resolvedAt && snoozedUntil && `Snoozed until ${at(snoozedUntil)}.`,
    resolvedAt && `Resolved at ${at(resolvedAt)}: ${resolvedBecause ?? 'it is over'}.`,
  ].filter((one) => typeof one === 'string' && one !== '')
  return said.length === 0 ? null : said.join(' ')
}

function buttons({ id, ackedBy }: AlertView): Block {
  const ack = { label: 'Acknowledge', action: 'alert.ack', value: id, style: 'primary' } as const
  return {
    kind: 'actions',
    buttons: [
      ...(ackedBy === null ? [ack] : []),
      ...SNOOZES.map(({ label, hours }) => ({ label, action: 'alert.snooze', value: `${id}:${hours}` })),
    ],
  }
}

/** For the run log: `1 opened, 2 kept`. */
export function showCounts(counts: Readonly<Record<string, number>>): string {
  const said = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []))
  return said.length === 0 ? plural(0, 'alert') : said.join(', ')
}
