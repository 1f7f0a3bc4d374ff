import type { Day } from '../../../lib/days.ts'
import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

/** Rows of a table on a day; `platform` is null where the shop has one only. */
export interface RowsOfDay {
  readonly table: 'orders' | 'order_lines' | 'sessions'
  readonly platform: string | null
  readonly day: Day
  readonly usual: number
}

const TABLES = { orders: 'orders', order_lines: 'order lines', sessions: 'sessions' } as const

const ofPlatform = (platform: string | null) => (platform === null ? '' : ` of ${platform}`)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** `6 days`, `5 months`, `8 years` */
function howLong(days: number): string {
  if (days < 60) return plural(days, 'day')
  return days < 730 ? plural(Math.floor(days / 30), 'month') : plural(Math.floor(days / 365), 'year')
}

/** How fresh and how whole the data is, and what is wrong with it. */
export const dataWords = (f: Format) => ({
  none: 'No data yet: collect or import some first.',
  noProducts: 'No product is known yet: nothing has been collected.',
  /** before the answer of a command that looks at the last days */
  old: (day: Day, age: number) =>
    `⚠ Old data: nothing newer than ${f.longDay(day)}, ${howLong(age)} ago. Days ahead are counted from then, not from today.`,
  asOf: (day: Day) => `Data as of ${f.longDay(day)}`,
  rejected: (rejected: number, rows: number) => `${f.number(rejected)} of ${plural(rows, 'row')} rejected`,
  faults: {
    syncFailed: (source: string, error: string) => `${source} fails: ${error}`,
    late: (source: string, hours: number | null) =>
      `${source} is late: ${hours === null ? 'it has sent nothing yet' : `it has sent nothing for ${hours < 48 ? plural(hours, 'hour') : plural(hours / 24, 'day')}`}.`,
    ruleBroken: (says: string, rule: string) =>
      `Nothing new is published. ${says} Send corrected data and it continues by itself, or accept it: /sources accept ${rule}`,
    notRebuilt: (table: string, check: string, count: number) =>
      `The tables could not be rebuilt: ${table}, ${check} (${f.number(count)}). The previous version stays in use.`,
    thinDay: (metric: 'orders' | 'sessions', day: Day, found: number, usual: number) =>
      `${metric} of ${f.shortDay(day)}: ${f.number(found)}; about ${f.number(usual)} are usual.`,
    dayAbsent: ({ table, platform, day, usual }: RowsOfDay) =>
      `No ${TABLES[table]}${ofPlatform(platform)} have arrived for ${f.shortDay(day)}; about ${f.number(usual)} are usual.`,
    dayStopped: ({ table, platform, day, usual, found, hour }: RowsOfDay & { found: number; hour: number }) =>
      `${capital(TABLES[table])}${ofPlatform(platform)} for ${f.shortDay(day)} end at ${clock(hour + 1)}: ${f.number(found)} have arrived, about ${f.number(usual)} are usual.`,
    dayUnmatched: ({ table, platform, day, usual, found }: RowsOfDay & { found: number }) =>
      `Of about ${f.number(usual)} orders${ofPlatform(platform)} for ${f.shortDay(day)}, ${f.number(found)} have arrived ${table === 'order_lines' ? 'with their lines' : 'beside their lines'}; usually all have.`,
    notRead: (source: string, day: Day) => `${source} has not been read since ${f.shortDay(day)} ended.`,
    noRows: (day: Day, lastSeen: Day) =>
      `There are no rows for ${f.shortDay(day)}; the last ones are of ${f.shortDay(lastSeen)}.`,
    rejected: (table: string, share: number, before: number) =>
      `${f.percent(share, 0)} of the rows of ${table} were rejected since yesterday, ${f.percent(before, 1)} before.`,
  },
  /** the figures of a trained model on later sessions */
  modelCard: (one: {
    auc: string
    range: { low: string; high: string } | null
    slope: string | null
    expected: string
    seen: string
  }) =>
    `AUC ${one.auc}${one.range ? ` (${one.range.low} to ${one.range.high})` : ''}, ${one.slope === null ? 'too few purchases for a calibration slope' : `calibration slope ${one.slope} (1 is right)`}, ${one.expected} expected and ${one.seen} seen`,
  /** how far the model of purchases can be trusted */
  trust: (one: {
    trainedOn: Day
    from: Day
    to: Day
    rows: number
    ranked: number
    /** the same of the boosted trees, where they predict */
    rankedByTrees: number | null
    error: number | null
    wrong: { expected: string; seen: string } | null
  }) =>
    `${one.wrong ? `🔴 Do not rely on its level: ${one.wrong.expected} expected and ${one.wrong.seen} seen in the latest two weeks. ` : ''}Conversion model of ${f.longDay(one.trainedOn)}, trained on ${f.days(one.from, one.to)}: on ${f.number(one.rows)} later sessions it ranked a buyer above a non-buyer ${one.ranked} times in 100${one.rankedByTrees === null ? '' : `, the boosted trees that predict in its place ${one.rankedByTrees} times`}${one.error === null ? '' : `; mean calibration error ${f.number(100 * one.error, 2)} pp`}.`,
})
