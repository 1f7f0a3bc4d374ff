import type { Day } from '../../../lib/days.ts'
import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

/** Which KPIs move with one. */
export const exploreWords = (f: Format) => ({
  tooShort: (one: { kpi: string; have: number; from: Day; to: Day; need: number }) =>
    `${one.kpi}: ${plural(one.have, 'ordinary day')} known from ${f.days(one.from, one.to)}, ${f.number(one.need)} are needed to distinguish an association from chance. Ask for more days, or wait.`,
  nothing: (kpi: string) =>
    `Nothing moves with ${kpi} beyond chance, once trend, weekday and promotions are taken out.`,
  found: (count: number, kpi: string) =>
    `${plural(count, 'KPI')} ${count === 1 ? 'moves' : 'move'} with ${kpi} beyond chance, once trend, weekday and promotions are taken out.`,
  notCause: 'Association, not cause: something else may move both at once. A test shows: /experiment plan.',
  caption: (kpi: string) => `What moves with ${kpi}, the lag of each with the clearest association`,
  columns: { kpi: 'KPI', before: 'Comes before by', r: 'r (95 %)', q: 'q', days: 'Days (effective)' },
  sameDay: 'same day',
  days: (days: number) => plural(days, 'day'),
  range: (estimate: string, low: string, high: string) => `${estimate} (${low} to ${high})`,
  method: (one: { days: number; to: Day; left: number; maxLag: number; tests: number; limit: number }) =>
    `${plural(one.days, 'day')} to ${f.longDay(one.to)}, ${plural(one.left, 'promotion day')} left out; lags of 0 to ${one.maxLag} days, ${plural(one.tests, 'comparison')}, q by Benjamini and Hochberg at ${one.limit}; days in a row count for less (Bartlett). KPIs made of the same orders, such as GMV and orders, move together by definition.`,
  notCompared: (kpis: readonly string[]) =>
    `Not compared, as they do not move or are known on too few days: ${kpis.join(', ')}.`,
})
