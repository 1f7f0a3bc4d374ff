import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** The daily and the weekly digest. */
export const digestWords = (f: Format) => ({
  title: (shop: string, day: Day) => `${shop} · ${f.longDay(day)}`,
  weekTitle: (shop: string, week: Day) => `${shop} · week of ${f.longDay(week)}`,
  text: (shop: string, day: Day, opening: string) => `${shop}, ${f.longDay(day)}. ${opening}`,
  weekText: (shop: string, week: Day, opening: string) => `${shop}, week of ${f.shortDay(week)}. ${opening}`,
  caption: (day: Day) => `${f.longDay(day)} against usual (last 4 ${f.weekday(day)}s)`,
  weekCaption: (first: Day, last: Day) => `${f.days(first, last)} against the week before and the usual week`,
  weekColumns: { week: 'Week', before: 'Before' },
  sinceLast: 'The days since the last digest',
  moved: 'What moved: ',
  movedInWeek: 'What moved against usual: ',
  where: 'Where: ',
  leftOut: (day: Day, because: readonly string[]) =>
    `${because.join(' ')} So ${f.shortDay(day)} is left out for now.`,
  closed: (day: Day, closed: readonly Day[]) =>
    `Closed on ${f.list(closed.map(f.weekday))}, as in the weeks before: these figures are of ${f.shortDay(day)}.`,
  doubtful: (day: Day, one: { table: 'orders' | 'order_lines' | 'sessions'; found: number; usual: number }) =>
    `${f.shortDay(day)} has ${f.number(one.found)} ${one.table === 'sessions' ? 'sessions' : 'orders'} where about ${f.number(one.usual)} are usual: ${one.table === 'sessions' ? 'sessions' : 'orders'} collapsed, or rows are missing.`,
  notIncluded: (since: Day, because: string) =>
    `Data that arrived since ${f.shortDay(since)} is not included: ${because}`,
  failedCheck: (table: string, check: string) => `${table} failed the check “${check}”.`,
  namedDays: (names: readonly string[]) => `${names.join(', ')}: compared with ordinary days.`,
  crept: (kpi: string, since: Day) =>
    `${kpi}: compared with the weeks before it began to move, week by week since ${f.shortDay(since)}.`,
  late: 'Late: the bot could not post this at its time.',
  cancelledLater: (percent: number) =>
    ` About ${percent} % of orders are usually cancelled later, and still count here.`,
  inThread: ' Details in the thread.',
  suggested: 'Suggested actions',
  nothingToday: 'No action to suggest today.',
  nothingNow: 'No action to suggest now.',
  measured: (record: string) => `Measured in the last 7 days: ${record}.`,
  openAlerts: (count: number) => plural(count, 'open alert'),
  andMore: (count: number) => `and ${f.number(count)} more`,
  allKpis: (day: Day) => `All KPIs of ${f.longDay(day)}`,
  legend:
    'Good and bad stand out: at least 2 standard deviations from the 12-week baseline. Days within range vary as much.',
  withoutData: (kpis: readonly string[]) => ` No data for ${kpis.join(', ')}.`,
  byCategory: (day: Day) => `By category, ${f.longDay(day)} against usual`,
  category: 'Category',
  rowsCaption: 'Where every row of data went: in = clean + merged + rejected',
  rowsText: 'Where every row of data went',
  rowColumns: { table: 'Table', rowsIn: 'In', clean: 'Clean', merged: 'Merged', rejected: 'Rejected' },
  rejectedBecause: (table: string, rows: number, reason: string) =>
    `${table}: ${f.number(rows)} rejected, ${reason}`,
  moreReasons: (count: number) => `and ${plural(count, 'more reason')}`,
  warnings: 'Data quality warnings',
  warning: (says: string, since: Day) => `${says} Since ${f.longDay(since)}.`,
  weekSource:
    'Usual: the same weekdays of the last four ordinary weeks. Good and bad lie at least 2 standard deviations of ordinary weeks away. All suggestions: /actions.',
  actions: 'Suggestions',
  week: (one: { approved: number; skipped: number; measured: number; helped: number }) =>
    `Last 7 days: ${f.number(one.approved)} approved, ${f.number(one.skipped)} skipped, ${one.measured === 0 ? 'none measured' : `${f.number(one.measured)} measured, ${f.number(one.helped)} of them helped`}.`,
  forAlerts: (one: {
    approved: number
    alerts: number
    resolved: number
    measured: number
    helped: number
  }) =>
    `For alerts: ${plural(one.approved, 'suggestion')} approved for ${plural(one.alerts, 'alert')}, ${f.number(one.resolved)} of them resolved since; ${one.measured === 0 ? 'none measured yet' : `${f.number(one.measured)} measured, ${f.number(one.helped)} of them helped`}.`,
  record: (record: string, week: string) => `: ${record}. ${week}`,
  recordOf: (part: string, record: string) => `${part}: ${record}`,
  approvedBy: (who: string) => `approved by ${who}`,
  lostRank: 'Rules that did not help and rank lower now:',
})
