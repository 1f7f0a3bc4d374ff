/** One series that was watched: what was wrong, and when it was said. In milliseconds since 1970. */
export interface WatchedIntervals {
  readonly judgedMs: number
  readonly incidents: readonly Span[]
  /** when it was noticed, and the stretch it is about */
  readonly alarms: readonly (Span & { readonly noticed: number })[]
}

export interface Span {
  readonly from: number
  readonly to: number
}

export interface IntradayScore {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly falseAlarmsPerSeriesFortnight: number
  /** from the beginning of an incident to the end of the interval that showed it; NaN when none was found */
  readonly medianDelayMinutes: number
  readonly incidents: number
  readonly found: number
  readonly falseAlarms: number
}

const FORTNIGHT_MS = 14 * 86_400_000
/** the windows that end with an incident run on for a while */
const AFTER_MS = 3_600_000

/** An alarm is right when it was noticed during an incident or within the hour after it; an incident is found by such an alarm. */
export function intradayScore(watched: readonly WatchedIntervals[]): IntradayScore {
  let [right, wrong, incidents, found, ms] = [0, 0, 0, 0, 0]
  const delays: number[] = []
  for (const { judgedMs, incidents: wanted, alarms } of watched) {
    ms += judgedMs
    incidents += wanted.length
    for (const span of wanted) {
      const first = alarms.find((alarm) => belongs(alarm, span))
      if (!first) continue
      found++
      delays.push(Math.max(0, first.noticed - span.from) / 60_000)
    }
    for (const alarm of alarms) {
      if (wanted.some((span) => belongs(alarm, span))) right++
      else wrong++
    }
  }
  const [precision, recall] = [right / (right + wrong), found / incidents]
  delays.sort((a, b) => a - b)
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    falseAlarmsPerSeriesFortnight: wrong / (ms / FORTNIGHT_MS),
    medianDelayMinutes: delays[Math.floor((delays.length - 1) / 2)] ?? Number.NaN,
    incidents,
    found,
    falseAlarms: wrong,
  }
}

function belongs({ noticed, to }: Span & { readonly noticed: number }, span: Span): boolean {
  return noticed > span.from && noticed <= span.to + AFTER_MS && to > span.from
}
