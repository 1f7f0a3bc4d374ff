import { DATA, type Incident, isSameAnomaly, keyOf } from './incident.ts'

/**
 * An alert that stands, as far as deciding about it goes.
 *
 * @internal exported for the tests: the cases of the decision
 */
export interface OpenAlert {
  readonly id: string
  readonly snoozedUntil: Date | null
  readonly incident: Incident
}

export type Decision =
  | { readonly act: 'open'; readonly incident: Incident; readonly because: string }
  | {
      readonly act: 'update'
      readonly id: string
      readonly incident: Incident
      readonly because: string
    }
  | { readonly act: 'resolve'; readonly id: string; readonly because: string }
  /** something stands, and nothing is said of it now */
  | { readonly act: 'hold'; readonly id: string | null; readonly because: string }
  | { readonly act: 'keep'; readonly id: string; readonly because: string }

interface Facts {
  readonly found: readonly Incident[]
  readonly standing: readonly OpenAlert[]
  /** KPIs that could not be judged */
  readonly held: ReadonlySet<string>
  readonly now: Date
  readonly least: Thresholds
}

/** What is too small to interrupt anyone for. */
export interface Thresholds {
  /** of expected */
  readonly change: number
  readonly stakeCents: number
}

/**
 * What to say of what was found, against what was said before. The same trouble, told more or less narrowly, stays one
 * alert. What may be too small only counts before it is told: an alert that stands is followed until it is gone.
 */
export function decide({ found, standing, held, now, least }: Facts): Decision[] {
  const left = [...found]
  const followed = oldestExactFirst(standing, found).map((alert): Decision => {
    const at = indexOfSame(left, alert.incident)
    const [incident] = at < 0 ? [] : left.splice(at, 1)
    return incident ? follow(alert, incident, now) : gone(alert, { found, held })
  })
  return [...followed, ...left.map((incident) => begin(incident, least))]
}

/** An alert of exactly this place has the first claim to what was found there. */
function oldestExactFirst(standing: readonly OpenAlert[], found: readonly Incident[]): OpenAlert[] {
  const keys = new Set(found.map(keyOf))
  const isExact = ({ incident }: OpenAlert) => keys.has(keyOf(incident))
  return [...standing.filter(isExact), ...standing.filter((alert) => !isExact(alert))]
}

function indexOfSame(found: readonly Incident[], told: Incident): number {
  const exact = found.findIndex((incident) => keyOf(incident) === keyOf(told))
  return exact >= 0 ? exact : found.findIndex((incident) => isSameAnomaly(incident, told))
}

function follow({ id, snoozedUntil, incident: told }: OpenAlert, incident: Incident, now: Date): Decision {
  if (snoozedUntil && snoozedUntil > now) return { act: 'hold', id, because: 'snoozed' }
  if (snoozedUntil) return { act: 'update', id, incident, because: 'the snooze is over' }
  const because = whatChanged(told, incident)
  return because === null
    ? { act: 'keep', id, because: 'nothing changed' }
    : { act: 'update', id, incident, because }
}

function whatChanged(told: Incident, incident: Incident): string | null {
  if (told.day !== incident.day) return 'another day'
  if (keyOf(told) !== keyOf(incident)) return 'another place'
  if (told.faults.join('\n') !== incident.faults.join('\n')) return 'other faults'
  return numbersOf(told) === numbersOf(incident) ? null : 'other numbers'
}

/** To six digits: the last bits of a sum differ from run to run. */
function numbersOf({ kpi, value, expected, low, high, stakeCents, alongside }: Incident): string {
  const numbers = [value, expected, low, high, stakeCents].map((one) => one?.toPrecision(6) ?? '–')
  return [kpi, ...numbers, ...alongside].join(' ')
}

function gone({ id, incident: told }: OpenAlert, { found, held }: Pick<Facts, 'found' | 'held'>): Decision {
  if (held.has(told.kpi)) return { act: 'hold', id, because: 'its feed did not come' }
  const wider = found.some((incident) => isSameAnomaly(incident, told))
  const isOver = told.family === DATA ? 'the data is complete again' : 'back inside its range'
  return { act: 'resolve', id, because: wider ? 'told in another alert' : isOver }
}

function begin(incident: Incident, least: Thresholds): Decision {
  const tooLittle = whyTooLittle(incident, least)
  return tooLittle === null
    ? { act: 'open', incident, because: incident.faults.length > 0 ? 'data fault' : 'outside its range' }
    : { act: 'hold', id: null, because: tooLittle }
}

function whyTooLittle({ value, expected, stakeCents }: Incident, least: Thresholds): string | null {
  if (value === null || expected === null) return null
  if (Math.abs(value - expected) < least.change * Math.abs(expected)) return 'too small a change'
  return stakeCents !== null && stakeCents < least.stakeCents ? 'too little money' : null
}
