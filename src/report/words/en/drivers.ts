import type { Day } from '../../../lib/days.ts'
import type { Format } from '../format.ts'

/** Why a KPI moved: its factors, its segments, and the tables of both. */
export const driverWords = (f: Format) => ({
  factors: { sessions: 'sessions', orders: 'orders', conversion: 'conversion', aov: 'average order' },
  factorTitles: {
    sessions: 'Sessions',
    orders: 'Orders',
    conversion: 'Conversion',
    aov: 'Average order',
  },
  /** after a bold `GMV −€3,210` */
  parts: (share: string | null, factors: readonly string[]) =>
    `${share === null ? '' : ` (${share})`}: ${factors.join(', ')}.`,
  part: (name: string, change: string) => `${name} ${change}`,
  head: (kpi: string, change: string) => `${kpi} ${change}`,
  located: (
    one: { segment: string; here: string; before: string; after: string; elsewhere: string },
    mix: string,
  ) =>
    `: ${one.segment} ${one.here} (${one.before} to ${one.after}), everything else ${one.elsewhere}${mix}.`,
  nowhere: (isRate: boolean, change: string, mix: string) =>
    `: ${isRate ? 'rates' : 'everywhere'} ${change}${mix}; no single segment stands out.`,
  mix: (change: string) => `, changed mix of segments ${change}`,
  reversed: (kpi: string, fell: boolean, dimensions: readonly string[]) =>
    ` Compare segments, not the total: ${kpi} ${fell ? 'fell' : 'rose'} as a whole, yet ${fell ? 'rose' : 'fell'} in every ${dimensions.join(' and every ')} that changed; the volume moved to segments where it is ${fell ? 'lower' : 'higher'}.`,
  title: (name: string) => `Why ${name}?`,
  scatter: '; it varies that much on ordinary days',
  notSplit:
    ' It is not kept by several dimensions at once, so the change cannot be located; /kpi shows its segments.',
  tooFewDays: (name: string, day: Day, value: string) =>
    `${name} on ${f.longDay(day)}: ${value}. It needs two ordinary ${f.weekday(day)}s in the eight weeks before to be compared.`,
  locatedNotCaused: 'Located in, not caused by.',
  usualDays: (day: Day, days: readonly Day[]) =>
    `Usual: the mean of ${f.weekday(day)} ${days.map(f.shortDay).join(', ')}, campaign days left out.`,
  namedDay: (day: Day, name: string) =>
    `${f.longDay(day)} is a day of ${name}; it is compared with ordinary days.`,
  source: (name: string | null, day: Day) =>
    `Source: ${name ?? 'several tables'}, data as of ${f.longDay(day)}.`,
  factorCaption: 'What GMV is made of: the parts sum to the change',
  rateCaption: (kpi: string) => `${kpi}: change of the segments' own rates, and of their mix`,
  memberCaption: (dimension: string) => `By ${dimension}`,
  memberCaptionOf: (dimension: string, shown: number, of: number) =>
    `By ${dimension}, the ${shown} largest of ${of}`,
  sumCaption: (dimension: string) => `By ${dimension}: the parts sum to the change`,
  columns: {
    factor: 'Factor',
    change: 'Change',
    changeOfGmv: 'Change of GMV',
    by: 'By',
    rates: 'Rates',
    rate: 'Rate',
    mix: 'Mix',
    total: 'Total',
    note: 'Note',
    usual: 'Usual',
    value: 'Value',
  },
  againstMembers: 'total against segments',
  /** a period against another */
  period: {
    against: (days: string) => `Against ${days}.`,
    caption: (text: string, days: string) => `${text}, against ${days}`,
    marked: (now: readonly string[], then: readonly string[]) =>
      `Campaigns and holidays: ${now.join(', ') || 'none'}; in the days compared with: ${then.join(', ') || 'none'}.`,
  },
  more: (count: number) => `${count} more`,
})
