import type { Day } from '../../../lib/days.ts'
import { plural } from '../../../lib/text.ts'
import { DASH, type Format } from '../format.ts'

/** What a KPI will be, how earlier forecasts did, and what other prices would do. */
export const forecastWords = (f: Format) => ({
  tooShort: (name: string, have: number, need: number) =>
    `${name} cannot be forecast yet: ${plural(have, 'day')} of data, ${need} are needed.`,
  nextDays: (days: number) => `next ${plural(days, 'day')}`,
  fromTo: f.days,
  title: (name: string, when: string) => `${name}: ${when}`,
  text: (name: string, when: string, said: string) => `${name}, ${when}: ${said}`,
  range: (one: { expected: string; low: string; high: string }) =>
    `${one.expected} (80 %: ${one.low} to ${one.high})`,
  aDay: (value: string) => `${value} a day`,
  withDaily: (total: string, aDay: string) => `${total}, ${aDay}`,
  noneBefore: (days: number) => `No value in the ${plural(days, 'day')} before.`,
  before: (one: { value: string; days: number; campaigns: readonly string[]; move: string }) =>
    `${one.value} in the ${plural(one.days, 'day')} before${one.campaigns.length > 0 ? ` (with ${one.campaigns.join(', ')})` : ''}${one.move === DASH ? '' : `: ${one.move}`}.`,
  chart: (kpi: string, from: Day) => `${kpi}, expected from ${f.shortDay(from)}`,
  lines: { expected: 'Actual, then expected', low: 'Low', high: 'High' },
  firstDays: (shown: number, of: number) => `First ${shown} of ${of} days`,
  dayByDay: 'Day by day',
  columns: { day: 'Day', interval: '80 % interval', note: 'Note' },
  interval: (low: string, high: string) => `${low} to ${high}`,
  neverSeen: (name: string) => `${name} (never seen before)`.trim(),
  notSeen: (days: readonly string[], more: number) =>
    `Not seen in this shop before: ${days.join(', ')}${more > 0 ? ` and ${more} more` : ''}. These days may be far from what is expected here.`,
  noDrivers: 'What drives it is not known: no conversion model has been trained yet.',
  drivers: (isWholeShop: boolean) =>
    `What goes with buying${isWholeShop ? '' : ' in the whole shop'}: odds of a purchase, all else equal`,
  driverColumns: { session: 'Session', odds: 'Odds', interval: '95 % interval', per: 'For' },
  /** `cart_adds` as people say it; `device = tablet` stays */
  term: (name: string) =>
    name.replaceAll('_cents', '').replaceAll('duration_s', 'duration').replaceAll('_', ' '),
  over: (most: number) => `over ${most}`,
  under: (most: number) => `under 1/${most}`,
  yes: 'yes against no',
  oneMore: 'one standard deviation more',
  /** how a series may be carried on, by the name of the method */
  method: (name: string) => name,
  onlyMethod: (name: string) => `Method: ${name}`,
  noMethod: 'none',
  blend: (methods: readonly { name: string; share: string }[]) =>
    `Mean of ${methods.map(({ name, share }) => `${name} (${share})`).join(', ')}`,
  how: (one: { blend: string; partsOf: string | null; origins: number; skill: string | null }) =>
    `${one.blend}${one.partsOf === null ? '' : ` on numerator and denominator of ${one.partsOf.toLowerCase()}`}, intervals from ${plural(one.origins, 'past forecast')}${one.skill === null ? '' : `; its error was ${one.skill} times that of repeating last week`}.`,
  trained: (one: { version: string; sessions: number; from: Day; to: Day; rows: number; card: string }) =>
    `Drivers: model version ${one.version}, trained that night on ${f.number(one.sessions)} sessions of ${f.days(one.from, one.to)}. On ${f.number(one.rows)} later ones: ${one.card}. Association, not cause.`,
  source: (asOf: string, days: number, isLaterIncomplete: boolean) =>
    `${asOf}, ${plural(days, 'day')} of history${isLaterIncomplete ? '; later days are not complete yet' : ''}. 80 % interval: one day in five lies outside.`,
  noRecord: 'Record: none of the forecasts kept each night has come due yet.',
  record: (one: { due: number; within: number; replayed: number; off: string | null }) =>
    `Record: of the last ${plural(one.due, 'forecast')} that came due, ${f.number(one.within)} (${f.percent(one.within / one.due, 0)}) lay within the 80 % interval${one.off === null ? '' : `; typically ${one.off} off`}.${replayed(one)}`,
  whatIf: {
    asked: (change: string, isLower: boolean) => `If prices were ${change} ${isLower ? 'lower' : 'higher'}`,
    unknown: (asked: string) =>
      `${asked}: not known. No conversion model has been trained yet, or it saw no prices.`,
    said: (asked: string, one: { expected: string; move: string | null; low: string; high: string }) =>
      `${asked}: ${one.expected}${one.move === null ? '' : ` (${one.move})`}, 80 %: ${one.low} to ${one.high}.`,
    source: (odds: string) =>
      `By the conversion model: odds of buying × ${odds} at that price. An association among past sessions, not a price test: more expensive products differ in more than their price. /price knows single products.`,
  },
  notModelled: (kpi: string, conversion: string) =>
    `What prices do to ${kpi} is not modelled, only what they do to ${conversion}.`,
  inThePast: (period: string, last: Day) => `${period} is in the past: there is data to ${f.longDay(last)}.`,
  tooFar: (one: { kpi: string; days: number; to: Day; period: string }) =>
    `${one.kpi} can be forecast ${one.days} days ahead, to ${f.longDay(one.to)}; ${one.period} goes further.`,
  neither: (typed: string) =>
    `"${typed}" is neither a KPI nor a platform, category, channel, region or merchant.`,
})

function replayed({ replayed: count, due }: { replayed: number; due: number }): string {
  if (count === 0) return ''
  return count === due
    ? ' All were made afterwards, on the data known then.'
    : ` ${plural(count, 'forecast')} of them made afterwards, on the data known then.`
}
