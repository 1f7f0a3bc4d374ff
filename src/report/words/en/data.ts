import type { Day } from '../../../lib/days.ts'
import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

/** How fresh and how whole the data is, and what is wrong with it. */
export const dataWords = (f: Format) => ({
  none: 'No data yet: collect or import some first.',
  noProducts: 'No product is known yet: nothing has been collected.',
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
    noRows: (day: Day, lastSeen: Day) =>
      `There are no rows for ${f.shortDay(day)}; the last ones are of ${f.shortDay(lastSeen)}.`,
    rejected: (table: string, share: number, before: number) =>
      `${f.percent(share, 0)} of the rows of ${table} were rejected since yesterday, ${f.percent(before, 1)} before.`,
  },
  /** the figures of a trained model on later sessions */
  modelCard: (one: { auc: string; slope: string | null; expected: string; seen: string }) =>
    `AUC ${one.auc}, calibration slope ${one.slope ?? 'unknown'} (1 is right), ${one.expected} expected and ${one.seen} seen`,
  /** how far the model of purchases can be trusted */
  trust: (one: { trainedOn: Day; from: Day; to: Day; rows: number; ranked: number; error: number | null }) =>
    `Conversion model of ${f.longDay(one.trainedOn)}, trained on ${f.shortDay(one.from)} to ${f.longDay(one.to)}: on ${f.number(one.rows)} later sessions it ranked a buyer above a non-buyer ${one.ranked} times in 100${one.error === null ? '' : `; mean calibration error ${f.number(100 * one.error, 2)} pp`}.`,
})
