import { z } from 'zod'
import type { Lake } from '../../lake/contract/lake.ts'
import type { State, Trx } from '../../state/database/state.ts'
import { saveSetting, setting } from '../../state/settings.ts'
import { sourceStates } from '../../state/sources/cursors.ts'

const NAME = 'read_through'
const WATCHED = 'watched_through'
const stored = z.record(z.string(), z.string())

/** Until when each source had been read when a build began: so far what was built is complete, as far as the source tells. */
export type ReadThrough = Readonly<Record<string, string>>

export async function readThroughNow(state: Pick<State, 'read'>): Promise<ReadThrough> {
  const states = await sourceStates(state)
  return Object.fromEntries(
    states.flatMap(({ source, lastSuccessAt }) =>
      lastSuccessAt ? [[source, lastSuccessAt.toISOString()]] : [],
    ),
  )
}

export async function saveReadThrough(trx: Trx, through: ReadThrough): Promise<void> {
  await saveSetting(trx, NAME, JSON.stringify(through))
}

export async function readThrough(state: Pick<State, 'read'>): Promise<ReadThrough> {
  const kept = await setting(state, NAME)
  return kept === null ? {} : stored.parse(JSON.parse(kept))
}

/** Whether something was built since today was last watched, and what by. */
export async function unwatched(state: Pick<State, 'read'>): Promise<ReadThrough | null> {
  const [built, watched] = [await setting(state, NAME), await setting(state, WATCHED)]
  return built === null || built === watched ? null : stored.parse(JSON.parse(built))
}

export async function saveWatched(trx: Trx, through: ReadThrough): Promise<void> {
  await saveSetting(trx, WATCHED, JSON.stringify(through))
}

/** What comes all the time, and whose first arrival tells how late it usually is. */
export type FlowOfDay = 'sessions' | 'orders'

const WITHIN_DAYS = 3
const MIN_ROWS = 30
const FEWEST_ROWS = 5
const FEW_ROWS_MINUTES = 15
const USUALLY = 0.95
/** how often sources are read; those on this machine more often */
export const COLLECT_EVERY = 15
export const COLLECT_EVENTS_EVERY = 5
/** what a reading takes at most where nothing is wrong */
const READING_MINUTES = 1

/**
 * How many minutes after it happened a row usually arrives at the latest (95 of a hundred), by platform, beyond the time
 * from one reading to the next. Of what happened since the shop was first read: a past that was read at once tells nothing.
 * Of less than thirty rows it is the latest, and a quarter of an hour more; of less than five nothing is known.
 */
export async function arrivalLags(
  lake: Pick<Lake, 'query'>,
  flow: FlowOfDay,
  {
    at,
    since,
    sources,
  }: { readonly at: Date; readonly since: Date; readonly sources: readonly ExpectedSource[] },
): Promise<ReadonlyMap<string, number>> {
  const [id, happened] = flow === 'orders' ? ['order_id', 'ordered_at'] : ['session_id', 'started_at']
  const from = new Date(Math.max(since.getTime(), at.getTime() - WITHIN_DAYS * 86_400_000))
  const rows = await lake.query<{ platform: string; many: number; minutes: number; latest: number }>(
    `with arrived as (
       select platform, ${id} as id, min(_landed_at) as landed_at
       from raw_${flow} where _landed_at >= cast($from as timestamptz)
       group by platform, ${id}
     )
     select m.platform, cast(count(*) as integer) as many,
       percentile((unix_millis(a.landed_at) - unix_millis(m.${happened})) / 60000.0, ${USUALLY}) as minutes,
       max((unix_millis(a.landed_at) - unix_millis(m.${happened})) / 60000.0) as latest
     from mart_${flow} m
     join arrived a on a.platform = m.platform and a.id = m.${id}
     where m.dt >= cast($day as date) and m.${happened} >= cast($from as timestamptz)
     group by m.platform
     having count(*) >= ${FEWEST_ROWS}`,
    { from: from.toISOString(), day: new Date(from.getTime() - 86_400_000).toISOString().slice(0, 10) },
  )
  return new Map(
    rows.map(({ platform, many, minutes, latest }) => {
      const within = many < MIN_ROWS ? Number(latest) + FEW_ROWS_MINUTES : Number(minutes)
      return [platform, Math.max(0, within - betweenReadings(flow, platform, sources))]
    }),
  )
}

/** From one reading to the next, and what it takes, is no lateness of a source: of several the shorter one is sure. */
function betweenReadings(flow: FlowOfDay, platform: string, sources: readonly ExpectedSource[]): number {
  const every = sources
    .filter((source) => source.platform === platform && FEEDS[flow].includes(source.table))
    .map(({ isPrompt }) => (isPrompt ? COLLECT_EVENTS_EVERY : COLLECT_EVERY))
  return Math.min(COLLECT_EVERY, ...every) + READING_MINUTES
}

/** The platforms whose rows each source has brought of late: what is in an order may come from another than the order. */
export async function platformsOf(
  lake: Pick<Lake, 'query'>,
  flow: FlowOfDay,
  { at, since }: { readonly at: Date; readonly since: Date },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const from = new Date(Math.max(since.getTime(), at.getTime() - WITHIN_DAYS * 86_400_000))
  const brought = BROUGHT[flow].map(
    (table) =>
      `select _source as source, platform from ${table} where _landed_at >= cast($from as timestamptz)`,
  )
  const rows = await lake.query<{ source: string; platform: string | null }>(
    `select source, platform from (${brought.join(' union all ')}) b
     group by source, platform order by source, platform`,
    { from: from.toISOString() },
  )
  const found = new Map<string, string[]>()
  for (const { source, platform } of rows)
    if (platform !== null) found.set(source, [...(found.get(source) ?? []), platform])
  return found
}

export interface ExpectedSource {
  readonly name: string
  readonly platform: string
  readonly table: string
  readonly isPrompt?: true
}

const FEEDS: Readonly<Record<FlowOfDay, readonly string[]>> = {
  sessions: ['sessions', 'events'],
  orders: ['orders', 'order_lines'],
}

const BROUGHT: Readonly<Record<FlowOfDay, readonly string[]>> = {
  sessions: ['raw_sessions'],
  orders: ['raw_orders', 'raw_order_lines'],
}

/** Until when each platform's flow is known; a platform whose lateness is not known is null. */
export function knownUntil(
  flow: FlowOfDay,
  {
    sources,
    through,
    lags,
  }: {
    readonly sources: readonly ExpectedSource[]
    readonly through: ReadThrough
    readonly lags: ReadonlyMap<string, number>
  },
): ReadonlyMap<string, number | null> {
  const known = new Map<string, number | null>()
  for (const { name, platform, table } of sources) {
    if (!FEEDS[flow].includes(table)) continue
    const [read, lag] = [through[name], lags.get(platform)]
    const until = read === undefined || lag === undefined ? null : Date.parse(read) - 60_000 * lag
    const before = known.get(platform)
    known.set(platform, until === null || before === null ? null : Math.min(until, before ?? until))
  }
  return known
}
