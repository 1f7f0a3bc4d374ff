import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day, instantOf } from '../../lib/days.ts'
import { endOfFiles } from '../../models/wholeness/ended.ts'
import { type AsOf, type SourceOfFlow, wholeDay } from '../../models/wholeness/whole-day.ts'
import type { State } from '../../state/database/state.ts'
import { type SourceState, sourceStates } from '../../state/sources/cursors.ts'
import { daysOfData, readFlows, rowsByDay } from './arrivals.ts'

/** A source of the shop, as far as it says what is to come. */
interface ExpectedFlow {
  readonly name: string
  readonly platform: string
  readonly table: string
}

export interface Wholeness {
  readonly lake: Pick<Lake, 'query' | 'zone'>
  readonly state: Pick<State, 'read'>
  readonly sources: readonly ExpectedFlow[]
}

/** Null when there is no data before that day. */
export async function asOf(shop: Wholeness, before: Day): Promise<AsOf | null> {
  const { lake, state, sources } = shop
  const known = await daysOfData(lake, before)
  if (!known) return null
  const lastSeen = await lastDayOf(shop, known.lastSeen)
  return wholeDay({
    ...known,
    lastSeen,
    flows: await readFlows(lake, lastSeen === known.lastSeen ? before : addDays(lastSeen, 1), lastSeen),
    before,
    sources: sources.length === 0 ? [] : sourcesOfFlows(sources, await sourceStates(state)),
    endOf: (day) => instantOf(addDays(day, 1), 0, lake.zone),
  })
}

/** The last day that is meant by "until when": null when there is no data before that day. */
export async function lastDay(shop: Omit<Wholeness, 'state'>, before: Day): Promise<Day | null> {
  const known = await daysOfData(shop.lake, before)
  return known && lastDayOf(shop, known.lastSeen)
}

/** Files that nobody brings anew may trail off in a few stray rows. */
async function lastDayOf({ lake, sources }: Omit<Wholeness, 'state'>, lastSeen: Day): Promise<Day> {
  return sources.length > 0 ? lastSeen : endOfFiles(await rowsByDay(lake, lastSeen), lastSeen)
}

/** Sessions arrive as such or as events; where one answer brings orders with their lines, it is the source of both. */
function sourcesOfFlows(sources: readonly ExpectedFlow[], states: readonly SourceState[]): SourceOfFlow[] {
  const readAt = new Map(states.map(({ source, lastSuccessAt }) => [source, lastSuccessAt]))
  return sources.flatMap(({ name, platform, table }): SourceOfFlow[] => {
    const source = { name, platform, lastReadAt: readAt.get(name) ?? null }
    const has = (other: string) => sources.some((one) => one.platform === platform && one.table === other)
    if (table === 'sessions' || table === 'events') return [{ ...source, table: 'sessions' }]
    if (table === 'orders')
      return [
        { ...source, table: 'orders' },
        ...(has('order_lines') ? [] : [{ ...source, table: 'order_lines' as const }]),
      ]
    if (table === 'order_lines')
      return [
        { ...source, table: 'order_lines' },
        ...(has('orders') ? [] : [{ ...source, table: 'orders' as const }]),
      ]
    return []
  })
}
