import { type Day, wallClock, weekdayName } from '../lib/days.ts'
import { showMoney } from '../lib/money.ts'
import { plural, showNumber } from '../lib/text.ts'
import type { Block, Message } from '../messages/message.ts'
import { showValue } from '../metrics/read/show.ts'
import { DATA, type Incident, showSegment } from './incident.ts'

/** An alert as far as its message tells it. */
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

/** The whole alert in one message, edited in place until the trouble is over. */
export function alertMessage(told: AlertView, shop: Shop): Message {
  const { incident } = told
  const status = statusOf(told, shop.zone)
  const headline = `${told.resolvedAt ? 'Resolved: ' : ''}${headlineOf(incident)}`
  const facts = incident.family === DATA ? faultBlocks(incident) : kpiBlocks(incident, shop.currency)
  return {
    text: [headline, lineOf(incident, shop.currency), status].filter(Boolean).join(' '),
    blocks: [
      { kind: 'header', text: headline },
      ...facts,
      ...(status ? [{ kind: 'context', spans: status } as const] : []),
      ...(told.resolvedAt ? [] : [buttons(told)]),
    ],
  }
}

function headlineOf({ family, label, direction, where, day, since }: Incident): string {
  if (family === DATA) return `Data incident on ${showDay(day)}`
  if (since !== null)
    return `${label} ${direction === 'down' ? 'lower' : 'higher'} in ${showSegment(where)} since ${showDay(since)}`
  return `${label} ${direction === 'down' ? 'fell' : 'rose'} in ${showSegment(where)} on ${showDay(day)}`
}

function showDay(day: Day): string {
  return `${weekdayName(day)}, ${day}`
}

/** The rest of the one line that notifications show. */
function lineOf(incident: Incident, currency: string): string {
  if (incident.family === DATA) return `${incident.faults.join(' ')} KPI alerts it would cause are held back.`
  const { unit, value, expected } = incident
  const stake = stakeOf(incident, currency)
  return `${show(unit, value, currency)}, expected ${show(unit, expected, currency)}.${stake ? ` ${incident.isBad ? 'At stake' : 'More than usual'}: ${stake}.` : ''}`
}

function kpiBlocks(incident: Incident, currency: string): Block[] {
  const { unit, value, expected, low, high, alongside } = incident
  const stake = stakeOf(incident, currency)
  const range = `${show(unit, low, currency)} to ${show(unit, high, currency)}`
  return [
    {
      kind: 'fields',
      fields: [
        { label: incident.label, value: show(unit, value, currency) },
        { label: 'Expected', value: `${show(unit, expected, currency)} (${range})` },
        { label: 'Where', value: showSegment(incident.where) },
        ...(stake ? [{ label: incident.isBad ? 'At stake' : 'More than usual', value: stake }] : []),
      ],
    },
    ...(alongside.length > 0 ? [{ kind: 'list', items: alongside } as const] : []),
    { kind: 'context', spans: whyBelieved(incident) },
  ]
}

function faultBlocks({ faults }: Incident): Block[] {
  return [
    { kind: 'list', items: faults },
    { kind: 'context', spans: 'KPI alerts these would cause are held back until the data is complete.' },
  ]
}

/** A count is whole also where the range around it is not. */
function show(unit: Incident['unit'], value: number | null, currency: string): string {
  const isWhole = unit === 'count' && value !== null && value >= 10
  return showValue(unit, isWhole ? Math.round(value) : value, currency)
}

function stakeOf({ stakeCents }: Incident, currency: string): string | null {
  if (stakeCents === null || stakeCents === 0) return null
  return `${showMoney(stakeCents, currency)} a day`
}

const SCATTER: Readonly<Record<Incident['unit'], string>> = {
  rate: 'shares of this many cases',
  count: 'counts of this size',
  money: 'amounts like this',
  'money-per': 'averages of this many orders',
}

function whyBelieved({ score, unit, since }: Incident): string {
  const far = score === null ? 'far' : `${showNumber(Math.abs(score), 1)} standard deviations`
  if (since !== null)
    return `Why it is believed: the days since ${since} together lie ${far} from what is usual for their weekdays, though each alone may lie within its range, and it stands after correcting for everything else that was judged.`
  return `Why it is believed: ${far} from what is usual for the weekday, measured by how ${SCATTER[unit]} scatter here, and it stands after correcting for everything else that was judged.`
}

function statusOf(told: AlertView, zone: string): string | null {
  const at = (instant: Date) => {
    const { day, minute } = wallClock(instant, zone)
    return `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  }
  const said = [
    told.ackedBy && `Acknowledged by ${told.ackedBy}.`,
    !told.resolvedAt && told.snoozedUntil && `Snoozed until ${at(told.snoozedUntil)}.`,
    told.resolvedAt && `Resolved at ${at(told.resolvedAt)}: ${told.resolvedBecause ?? 'it is over'}.`,
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
