import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** How a digest begins: how the day or the week was, and what is on fire. */
export const verdictWords = (f: Format) => ({
  day: (day: Day): VerdictPeriod => ({ name: f.weekday(day), usual: `the usual ${f.weekday(day)}` }),
  week: (): VerdictPeriod => ({ name: 'week', usual: 'the usual week' }),
  /** `Good Monday: GMV €25,900, +18 % on the usual Monday, but late deliveries +2.10 pp.` */
  lead: (one: {
    tone: 'good' | 'bad' | 'mixed' | 'slow' | 'ordinary'
    period: VerdictPeriod
    figure: string
    move: string
    isWithinRange: boolean
    others: readonly string[]
  }) => {
    const range = one.isWithinRange ? ', within range' : ''
    return `${TONES[one.tone]} ${one.period.name}: ${one.figure}, ${one.move} on ${one.period.usual}${range}${also(f, one.tone === 'bad' || one.tone === 'ordinary', one.others)}.`
  },
  /** a holiday or a promotion, which has no usual value of its own */
  named: (one: {
    names: readonly string[]
    period: VerdictPeriod
    figure: string
    move: string | null
    others: readonly string[]
  }) =>
    `${one.names.join(', ')}: ${one.figure}${one.move === null ? '' : `, ${one.move} on ${one.period.usual}, which is compared without holidays and promotions`}${also(f, true, one.others)}.`,
  notCompared: (one: { period: VerdictPeriod; figure: string; move: string | null }) =>
    `${sentence(one.period.name)}: ${one.figure}${one.move === null ? '' : `, ${one.move} on ${one.period.usual}`}; there are too few earlier days to call it good or bad.`,
  noSales: (period: VerdictPeriod) => `${sentence(period.name)}: no sales in the data.`,
  figure: (kpi: string, value: string) => `${kpi} ${value}`,
  other: (kpi: string, move: string) => `${inSentence(kpi)} ${move}`,
  more: (count: number) => `${f.number(count)} more`,
  oldDays: (last: Day, days: number) =>
    `No new data for ${plural(days, 'day')}; the last whole day is ${f.longDay(last)}.`,
  oldWeeks: (weeks: number) => `No new data for ${plural(weeks, 'week')}; this is the last whole one.`,
  noAlerts: 'No open alerts.',
  alerts: (count: number, worst: string) =>
    count === 1 ? `One open alert: ${worst}.` : `${f.number(count)} open alerts, the worst: ${worst}.`,
  /** `bazario × Electronics takes almost no orders` */
  stopped: (segment: string, isNone: boolean) =>
    `${segment} takes ${isNone ? 'no orders' : 'almost no orders'}`,
  moved: (one: { kpi: string; segment: string; value: string; expected: string }) =>
    `${inSentence(one.kpi)} in ${one.segment} at ${one.value}, expected ${one.expected}`,
  stake: (money: string, isWelcome: boolean) =>
    isWelcome ? `, ${money} a day above usual` : `, ${money} a day at stake`,
  data: (fault: string) => `the data are incomplete (${fault})`,
})

export interface VerdictPeriod {
  readonly name: string
  readonly usual: string
}

const TONES = { good: 'Good', bad: 'Bad', mixed: 'Mixed', slow: 'Slow', ordinary: 'Ordinary' }

function also(f: Format, isAlike: boolean, others: readonly string[]): string {
  if (others.length === 0) return ''
  return `${isAlike ? ', with' : ', but'} ${f.list(others)}`
}

/** `GMV` stays, `Late deliveries` does not begin the sentence. */
function inSentence(kpi: string): string {
  return /^[A-Z][a-z]/.test(kpi) ? `${kpi.slice(0, 1).toLowerCase()}${kpi.slice(1)}` : kpi
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
