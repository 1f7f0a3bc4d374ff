import type { Fault } from '../report/say-fault.ts'
import { type Incident, isSameAnomaly, type KpiIncident, keyOf } from './incident.ts'
import { shareOut, type Watcher } from './within/share-out.ts'

/**
 * An open alert, as far as deciding about it goes.
 *
 * @internal exported for the tests: the cases of the decision
 */
export interface OpenAlert {
  readonly id: string
  readonly snoozedUntil: Date | null
  /** a person has reopened it: only a person resolves it */
  readonly isKeptOpen?: boolean
  readonly incident: Incident
}

/** An alert that is over, for as long as the same trouble would be the same alert. */
export interface ClosedAlert {
  readonly id: string
  readonly incident: Incident
  readonly resolvedAt: Date
  /** a person resolved it, though it may still show */
  readonly isByHand: boolean
  /** people said of it that it is no news */
  readonly isNoNews: boolean
}

/** what comes back within it was never away */
const SAME_MS = 24 * 3_600_000

export type Decision =
  | { readonly act: 'open'; readonly incident: Incident; readonly because: string }
  | {
      readonly act: 'update'
      readonly id: string
      readonly incident: Incident
      readonly because: string
    }
  /** the alert that was over is open again, under its own message */
  | { readonly act: 'reopen'; readonly id: string; readonly incident: Incident; readonly because: string }
  | { readonly act: 'resolve'; readonly id: string; readonly because: string }
  /** something is wrong, and nothing is said of it now */
  | { readonly act: 'hold'; readonly id: string | null; readonly because: string }
  | { readonly act: 'keep'; readonly id: string; readonly because: string }

interface Facts {
  readonly found: readonly Incident[]
  readonly open: readonly OpenAlert[]
  readonly closed?: readonly ClosedAlert[]
  /** KPIs that are not evaluated for lack of data */
  readonly notEvaluated: ReadonlySet<string>
  readonly now: Date
  readonly min: Thresholds
  /** whether what was told of a day is as it was: no more rows have come */
  readonly isAsFound?: (fault: Fault) => boolean
  /** the daily watch where it is left out */
  readonly watcher?: Watcher
}

/** What is too small to interrupt anyone for. */
export interface Thresholds {
  /** of expected */
  readonly change: number
  readonly stakeCents: number
}

/**
 * What to say of what was found, against what was said before. The same incident, located more or less narrowly, stays
 * one alert. What may be too small only counts before it is posted: an open alert is followed until it is over.
 */
export function decide(facts: Facts): Decision[] {
  const { closed = [], notEvaluated, now, min, isAsFound = () => false, watcher = 'day' } = facts
  const { found, open, held } = shareOut(watcher, { found: facts.found, open: facts.open, closed })
  const left = [...found]
  const followed = exactFirst(open, found).map((alert): Decision => {
    const at = indexOfSame(left, alert.incident)
    const [incident] = at < 0 ? [] : left.splice(at, 1)
    return incident ? follow(alert, incident, now) : end(alert, { found, notEvaluated, isAsFound })
  })
  return [...held, ...followed, ...left.map((incident) => begin(incident, { min, closed, now }))]
}

/** An alert of exactly this segment has the first claim to what was found there. */
function exactFirst(open: readonly OpenAlert[], found: readonly Incident[]): OpenAlert[] {
  const keys = new Set(found.map(keyOf))
  const isExact = ({ incident }: OpenAlert) => keys.has(keyOf(incident))
  return [...open.filter(isExact), ...open.filter((alert) => !isExact(alert))]
}

function indexOfSame(found: readonly Incident[], known: Incident): number {
  const exact = found.findIndex((incident) => keyOf(incident) === keyOf(known))
  return exact >= 0 ? exact : found.findIndex((incident) => isSameAnomaly(incident, known))
}

function follow({ id, snoozedUntil, incident: known }: OpenAlert, incident: Incident, now: Date): Decision {
  if (snoozedUntil && snoozedUntil > now) return { act: 'hold', id, because: 'snoozed' }
  if (snoozedUntil) return { act: 'update', id, incident, because: 'the snooze is over' }
  const because = whatChanged(known, incident)
  return because === null
    ? { act: 'keep', id, because: 'nothing changed' }
    : { act: 'update', id, incident, because }
}

function whatChanged(known: Incident, incident: Incident): string | null {
  if (known.day !== incident.day) return 'another day'
  if (keyOf(known) !== keyOf(incident)) return 'another place'
  if (figuresOf(known) === figuresOf(incident)) return null
  return incident.kind === 'data' ? 'other faults' : 'other numbers'
}

/** To six digits: the last bits of a sum differ from run to run. */
function figuresOf(incident: Incident): string {
  if (incident.kind === 'data') return JSON.stringify(incident.faults)
  const { kpi, value, expected, low, high, stakeCents, alongside } = incident
  const figures = [kpi, value, expected, low, high, stakeCents, ...alongside.map(figuresBeside)]
  return figures.map((one) => (typeof one === 'number' ? one.toPrecision(6) : (one ?? '–'))).join(' ')
}

function figuresBeside(one: KpiIncident['alongside'][number]): string {
  if (typeof one === 'string') return one
  return `${one.kpi} ${one.value.toPrecision(6)} ${one.expected.toPrecision(6)}`
}

function end(
  { id, incident, isKeptOpen }: OpenAlert,
  { found, notEvaluated, isAsFound }: Required<Pick<Facts, 'found' | 'notEvaluated' | 'isAsFound'>>,
): Decision {
  // of a rule its family is told
  if (incident.kind === 'kpi' && (notEvaluated.has(incident.kpi) || notEvaluated.has(incident.family)))
    return { act: 'hold', id, because: 'its feed did not come' }
  if (isKeptOpen) return { act: 'hold', id, because: 'reopened by hand' }
  const isElsewhere = found.some((other) => isSameAnomaly(other, incident))
  const isOver =
    incident.kind === 'kpi'
      ? incident.rule
        ? 'its rule says so no more'
        : 'back inside its range'
      : incident.faults.some(isAsFound)
        ? 'no more rows came'
        : 'the data is complete again'
  return { act: 'resolve', id, because: isElsewhere ? 'told in another alert' : isOver }
}

type Closed = Pick<Required<Facts>, 'min' | 'closed' | 'now'>

function begin(incident: Incident, { min, closed, now }: Closed): Decision {
  // what is too small for a rule it says itself
  const tooSmall = incident.kind === 'kpi' && !incident.rule ? whyTooSmall(incident, min) : null
  if (tooSmall !== null) return { act: 'hold', id: null, because: tooSmall }
  const at = indexOfSame(
    closed.map((one) => one.incident),
    incident,
  )
  const before = closed[at]
  return before ? again(before, incident, now) : opening(incident)
}

function opening(incident: Incident): Decision {
  if (incident.kind === 'data') return { act: 'open', incident, because: 'data fault' }
  return { act: 'open', incident, because: incident.rule ? 'a rule' : 'outside its range' }
}

/** What comes back within a day is the same alert; what a person resolved comes back only with news. */
function again({ id, ...before }: ClosedAlert, incident: Incident, now: Date): Decision {
  if (before.isNoNews) return { act: 'hold', id: null, because: 'said to be no news' }
  if (!before.isByHand) {
    const isSoon = now.getTime() - before.resolvedAt.getTime() <= SAME_MS
    return isSoon ? { act: 'reopen', id, incident, because: 'it is back' } : opening(incident)
  }
  return isNews(before.incident, incident)
    ? { act: 'reopen', id, incident, because: 'it shows again' }
    : { act: 'hold', id: null, because: 'resolved by hand' }
}

/** A later day, or another fault of the data; the same faults of another size are none. */
function isNews(known: Incident, incident: Incident): boolean {
  if (incident.day > known.day) return true
  if (known.kind === 'kpi' || incident.kind === 'kpi') return false
  const told = new Set(known.faults.map(withoutFigures))
  return incident.faults.some((fault) => !told.has(withoutFigures(fault)))
}

function withoutFigures(fault: Fault): string {
  return JSON.stringify(fault, (_, value: unknown) => (typeof value === 'number' ? undefined : value))
}

function whyTooSmall({ value, expected, stakeCents }: KpiIncident, min: Thresholds): string | null {
  if (Math.abs(value - expected) < min.change * Math.abs(expected)) return 'too small a change'
  return stakeCents !== null && stakeCents < min.stakeCents ? 'too little money' : null
}
