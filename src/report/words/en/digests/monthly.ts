import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** The monthly and the quarterly digest. */
export const monthlyWords = (f: Format) => ({
  title: (shop: string, period: string) => `${shop} · ${period}`,
  text: (shop: string, opening: string) => `${shop}. ${opening}`,
  lead: (one: { period: string; figure: string; onYear: string | null; onBefore: string | null }) => {
    const moves = [
      ...(one.onYear === null ? [] : [`${one.onYear} on a year before`]),
      ...(one.onBefore === null ? [] : [`${one.onBefore} on the period before`]),
    ]
    return `${one.period}: ${one.figure}${moves.length === 0 ? '; there is no earlier period to compare it with' : `, ${f.list(moves)}`}.`
  },
  noSales: (period: string) => `${period}: no sales in the data.`,
  targets: (reached: number, of: number) =>
    of === 1
      ? `Its target was ${reached === 1 ? 'reached' : 'missed'}.`
      : `${f.number(reached)} of ${f.number(of)} targets were reached.`,
  caption: (period: string) => `${period} against earlier periods with the same weekdays and holidays`,
  columns: { before: 'Before', yearBefore: 'Year before' },
  decided: (approved: number, skipped: number, record: string | null) =>
    `: ${f.number(approved)} approved, ${f.number(skipped)} skipped. ${record === null ? 'None was measured in this time.' : `Measured in this time: ${record}.`}`,
  experiments: 'Experiments that ended',
  experiment: (name: string, day: Day, command: string) => `${name}, on ${f.shortDay(day)}: ${command}`,
  noAlerts: 'No alert was opened.',
  noise: {
    caption: 'Alerts by kind, and what people said of them',
    columns: {
      kind: 'Alert',
      opened: 'Opened',
      useful: 'Useful',
      expected: 'Expected',
      noise: 'Noise',
      silent: 'No feedback',
    },
    data: 'Data',
  },
  quality: 'Data quality',
  missing: (count: number, days: readonly string[]) =>
    `${plural(count, 'day')} without sales data: ${f.list(days)}${count > days.length ? ', …' : ''}.`,
  dataComplete: 'Data quality: every day has sales data, and no rule is broken now.',
  method:
    'Earlier periods are given the days of this one: each named day by its namesake, every other by the ordinary days of its weekday.',
})
