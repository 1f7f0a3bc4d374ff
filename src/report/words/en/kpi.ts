import type { Day } from '../../../lib/days.ts'
import { plural } from '../../../lib/text.ts'
import { DASH, type Format } from '../format.ts'

/** A KPI beside what is usual for it: in digests, in /kpi and in /why. */
export const kpiWords = (f: Format) => ({
  columns: { kpi: 'KPI', value: 'Value', usual: 'Usual', change: 'Change', status: 'Status' },
  usualLine: 'usual',
  /** what to think of a movement */
  marks: {
    good: 'good',
    bad: 'bad',
    normal: 'within range',
    unsettled: 'not final',
  },
  named: (kpi: string, segment: string) => `${kpi} · ${segment}`,
  againstUsual: (one: { value: string; move: string; usual: string; day: Day }) =>
    one.move === DASH
      ? `${one.value}; usually ${one.usual} on a ${f.weekday(one.day)}`
      : `${one.value}, ${one.move} against the usual ${one.usual} of a ${f.weekday(one.day)}`,
  chart: (kpi: string, days: number) => `${kpi}, ${plural(days, 'day')}`,
  noData: (name: string, days: string) => `${name}: no data ${days}.`,
  onDay: (day: Day) => `on ${f.longDay(day)}`,
  fromTo: (first: Day, last: Day) => `from ${f.days(first, last)}`,
  lead: (name: string, day: Day, said: string) => `${name} on ${f.longDay(day)}: ${said}`,
  status: (against: string, mark: string) => `${against} (${mark}).`,
  withoutUsual: (value: string) => `${value}. There are too few earlier days to compare it with.`,
  /** no second expected value beside the usual one */
  ordinary: (low: string, high: string) => `Ordinary days lie between ${low} and ${high} (last 12 weeks).`,
  overDays: (days: string, value: string, gaps: number) =>
    `${sentence(days)}: ${value} over all days${missing(gaps)}.`,
  inAll: (days: string, total: string, aDay: string, gaps: number) =>
    `${sentence(days)}: ${total} in all, ${aDay} a day${missing(gaps)}.`,
  bySegment: (dimension: string, day: Day) => `By ${dimension} on ${f.longDay(day)}`,
  largest: (shown: number, of: number) => `, the largest ${shown} of ${of}`,
  /** a period against the days before it */
  period: {
    days: f.period,
    lead: (name: string, days: string, value: string, against: string) =>
      `${name}, ${days}: ${value}, ${against}.`,
    against: (one: { move: string; value: string; days: string }) =>
      `${one.move === DASH ? '' : `${one.move} `}against ${one.value} of ${one.days}`,
    nothingBefore: 'with no whole period before it in the data',
    length: (days: number, isRunning: boolean) => `${plural(days, 'day')}${isRunning ? ' so far' : ''}`,
    aDay: (value: string) => `, ${value} a day`,
    detail: (length: string, yearBefore: string) => `${length}. A year before: ${yearBefore}.`,
    noYearBefore: 'not in the data',
    bySegment: (dimension: string) => `By ${dimension} over the period`,
    before: 'Before',
    yearBefore: 'A year before',
  },
  onlyData: (from: Day, to: Day) => `There is data from ${f.longDay(from)} to ${f.longDay(to)} only.`,
})

function missing(gaps: number): string {
  return gaps > 0 ? ` (${plural(gaps, 'day')} without data)` : ''
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
