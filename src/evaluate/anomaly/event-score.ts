import { type Day, daysBetween } from '../../lib/days.ts'

/** One series that was watched: from when to when, what was wrong, and on which days it was said. */
export interface Watched {
  readonly judgedDays: number
  readonly incidents: readonly { readonly first: Day; readonly last: Day }[]
  /** sorted */
  readonly alarms: readonly Day[]
}

export interface EventScore {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly falseAlarmsPerSeriesYear: number
  /** from the first day of the incident to its first alarm; NaN when none was found */
  readonly medianDelayDays: number
  readonly incidents: number
  readonly found: number
  readonly falseAlarms: number
}

/**
 * What people feel: alarms on days that follow each other are one alarm; it is right when it touches an incident, false
 * when it touches none. Recall is of incidents, precision of alarms.
 */
export function eventScore(watched: readonly Watched[]): EventScore {
  let [right, wrong, incidents, found, days] = [0, 0, 0, 0, 0]
  const delays: number[] = []
  for (const { judgedDays, incidents: wanted, alarms } of watched) {
    days += judgedDays
    incidents += wanted.length
    for (const { first, last } of wanted) {
      const hit = alarms.find((day) => day >= first && day <= last)
      if (hit === undefined) continue
      found++
      delays.push(daysBetween(first, hit))
    }
    for (const [from, to] of episodes(alarms)) {
      if (wanted.some(({ first, last }) => from <= last && to >= first)) right++
      else wrong++
    }
  }
  const [precision, recall] = [right / (right + wrong), found / incidents]
  const middle = delays.sort((a, b) => a - b)
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    falseAlarmsPerSeriesYear: wrong / (days / 365),
    medianDelayDays: middle[Math.floor((middle.length - 1) / 2)] ?? Number.NaN,
    incidents,
    found,
    falseAlarms: wrong,
  }
}

/** Days in a row, as first and last. */
function episodes(days: readonly Day[]): [Day, Day][] {
  const found: [Day, Day][] = []
  for (const day of days) {
    const last = found.at(-1)
    if (last && daysBetween(last[1], day) <= 1) last[1] = day
    else found.push([day, day])
  }
  return found
}
