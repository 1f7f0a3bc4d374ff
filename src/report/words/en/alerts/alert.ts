import type { Day } from '../../../../lib/days.ts'
import type { Format } from '../../format.ts'

/** An alert: its message in the channel, and the one line of it in lists. */
export const alertWords = (f: Format) => ({
  fellOn: (kpi: string, segment: string, day: Day) => `${kpi} fell in ${segment} on ${f.longDay(day)}`,
  roseOn: (kpi: string, segment: string, day: Day) => `${kpi} rose in ${segment} on ${f.longDay(day)}`,
  lowerSince: (kpi: string, segment: string, day: Day) =>
    `${kpi} lower in ${segment} since ${f.longDay(day)}`,
  higherSince: (kpi: string, segment: string, day: Day) =>
    `${kpi} higher in ${segment} since ${f.longDay(day)}`,
  byRule: (one: { kpi: string; segment: string; limit: string; day: Day; hours: string | null }) =>
    `${one.kpi} in ${one.segment} ${one.limit} on ${f.longDay(one.day)}${one.hours === null ? '' : `, ${one.hours}`}`,
  ofRule: (number: number) => `Rule ${number} says so: /alerts rule ${number} shows and changes it.`,
  dataIncident: (day: Day) => `Data incident on ${f.longDay(day)}`,
  resolved: (headline: string) => `Resolved: ${headline}`,
  against: (value: string, expected: string) => `${value}, expected ${expected}`,
  named: (kpi: string, said: string) => `${kpi} ${said}`,
  expected: 'Expected',
  range: (expected: string, low: string, high: string) => `${expected} (${low} to ${high})`,
  where: 'Where',
  runbook: 'What to do (runbook)',
  atStake: 'At stake',
  gained: 'Above usual',
  aDay: (money: string) => `${money} a day`,
  line: (said: string, stake: string | null) => `${said}.${stake === null ? '' : ` ${stake}.`}`,
  stakeLine: (label: string, stake: string) => `${label}: ${stake}`,
  kpisNotEvaluated: 'KPI alerts it would cause are not evaluated until the data is complete.',
  orMissing: 'Sales collapsed, or rows are missing: nothing shows that the data of the day is complete.',
  farFrom: (deviations: string | null) => (deviations === null ? 'far' : `${deviations} standard deviations`),
  evidence: (one: { far: string; unit: 'rate' | 'count' | 'money' | 'money-per' }) =>
    `Evidence: ${one.far} from expected for the weekday, measured by how much ${SCATTER[one.unit]} vary here; it remains after correcting for everything else that was tested.`,
  evidenceOfShift: (one: { far: string; since: Day }) =>
    `Evidence: the days since ${f.longDay(one.since)} together are ${one.far} from expected for their weekdays, though each alone may be within its range; it remains after correcting for everything else that was tested.`,
  acknowledged: (who: string) => `Acknowledged by ${who}.`,
  snoozed: (until: Date, who: string | null) =>
    `Snoozed${who === null ? '' : ` by ${who}`} until ${f.instant(until)} (${f.zone}).`,
  openAlert: 'Open alert: ',
  resolvedAt: (at: Date, because: string | null) =>
    `Resolved on ${f.instant(at)}: ${because ?? 'it is over'}.`,
  /** in lists: `Conversion in bazario × Electronics at 1.20 %, expected 5.90 %; €4,100 a day at stake; open since 23 Nov.` */
  listed: (one: {
    kpi: string
    segment: string
    value: string
    expected: string | null
    stake: { money: string; isGood: boolean } | null
    since: Day
    isAcknowledged: boolean
  }) =>
    `${one.kpi} in ${one.segment} at ${one.value}${one.expected === null ? '' : `, expected ${one.expected}`}${one.stake ? `; ${one.stake.money} a day ${one.stake.isGood ? 'above usual' : 'at stake'}` : ''}; open since ${f.shortDay(one.since)}${one.isAcknowledged ? ', acknowledged' : ''}.`,
  listedData: (faults: string, since: Day) => `Data: ${faults}; open since ${f.shortDay(since)}.`,
})

const SCATTER = {
  rate: 'shares of this many cases',
  count: 'counts of this size',
  money: 'amounts like this',
  'money-per': 'averages of this many orders',
}
