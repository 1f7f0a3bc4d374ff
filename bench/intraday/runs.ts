import { countryDays } from '../../src/calendar/country-days.ts'
import { countEvents, gridOf } from '../../src/evaluate/intraday/count-events.ts'
import type { Intervals } from '../../src/evaluate/intraday/watch-file.ts'
import { addDays } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { type Fault, withFaults } from './faults.ts'
import type { Events } from './series.ts'

const STEP_MINUTES = 15
const HOUR_S = 3600

/** One series with or without faults, as the detector gets it. */
export interface Run {
  readonly events: Events
  readonly series: Intervals
  readonly firstDays: number
  readonly faults: readonly Fault[]
}

/** What the data set itself labels as out of the ordinary: alarms there are neither right nor wrong, and no fault is put there. */
const LABELLED = [
  ['2014-10-30', '2014-11-03'],
  ['2014-11-25', '2014-11-30'],
  ['2014-12-23', '2014-12-27'],
  ['2014-12-29', '2015-01-04'],
  ['2015-01-24', '2015-01-29'],
].map((span) => span.map((day) => Date.parse(day)))

export async function runOf(events: Events, seed: number | null): Promise<Run> {
  const [first, last] = [events.at[0] ?? 0, events.at.at(-1) ?? 0]
  const { grid, start } = gridOf(first, last, STEP_MINUTES)
  const days = (grid.day.at(-1) ?? 0) + 1
  const firstDays = days < 21 ? 7 : 14
  const day = new Date(1000 * start).toISOString().slice(0, 10)
  const named = await countryDays(events.country, { from: day, to: addDays(day, days) })
  for (const [at, one] of grid.day.entries()) if (named.has(addDays(day, one))) grid.isNamed[at] = 1
  const from = start + firstDays * 24 * HOUR_S
  const made = seed === null ? { events, faults: [] } : withFaults(events, from, seeded(seed))
  const faults = made.faults.filter((fault) => !isLabelled(events, 1000 * fault.from, 1000 * fault.to))
  const counts = countEvents(made.events.at, { start, stepMinutes: STEP_MINUTES, length: grid.day.length })
  const series = { counts, grid, startMs: 1000 * start, stepMs: 60_000 * STEP_MINUTES }
  return { events, series, firstDays, faults }
}

export function isLabelled({ name }: Events, from: number, to: number): boolean {
  return name.startsWith('taxis') && LABELLED.some(([a = 0, b = 0]) => from < b && to > a)
}
