import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

/** A target: how far, where it will end, what is missing. */
export const targetWords = (f: Format) => ({
  title: (name: string) => `Target · ${name}`,
  titles: 'Targets',
  /** before one, in an answer about its KPI */
  mark: 'Target: ',
  none: 'No target is set. A manager sets one with /target gmv 2.5M november, or for a segment with /target gmv 400k november platform=bazario.',
  noneOf: (asked: string) =>
    `No target is set for ${asked}. All there are: /target. A manager sets one with /target gmv 2.5M november.`,
  lead: (one: {
    name: string
    period: string
    done: string
    target: string
    share: string
    days: { done: number; all: number }
  }) =>
    `${one.name}, ${one.period}: ${one.done} of ${one.target} (${one.share}) after ${f.number(one.days.done)} of ${plural(one.days.all, 'day')}.`,
  end: (one: { expected: string; low: string; high: string; chance: string }) =>
    `Expected at the end: ${one.expected} (80 %: ${one.low} to ${one.high}), ${one.chance} to reach it.`,
  chance: (share: number) =>
    share < 0.015
      ? 'hardly any chance'
      : share > 0.985
        ? 'almost certain'
        : `a ${Math.round(100 * share)} % chance`,
  needed: (missing: string, aDay: string) => `Missing: ${missing}, ${aDay} a day.`,
  reached: 'Reached.',
  over: (isReached: boolean, missing: string) => (isReached ? 'Ended: reached.' : `Ended: ${missing} short.`),
  noForecast: 'Its end cannot be forecast: there are too few days of data, or it is too far away.',
  takenBack: (kpi: string, period: string) => `The target of ${kpi} for ${period} is taken back.`,
  method:
    'Expected end: what is done, and the forecast of the days left with the campaigns that are known. The chance is as good as the forecast.',
})
