import type { Lake } from '../../lake/contract/lake.ts'
import type { Segment } from '../../metrics/read/cells.ts'
import { type Counted, QUARTER_MS } from '../../models/intraday/counted.ts'
import type { State } from '../../state/database/state.ts'
import { sourceStates } from '../../state/sources/cursors.ts'
import {
  arrivalLags,
  type ExpectedSource,
  type FlowOfDay,
  knownUntil,
  platformsOf,
  readThrough,
} from './read-through.ts'

/** Intervals of the grid that are known of a count at a place; null where it cannot be judged within the day. */
export type Known = (segment: Segment, counted: Counted) => number | null

interface KnownOfShop {
  intervals(startMs: number): Known
  /** whether every flow that is watched within the day is known beyond an interval */
  isPast(startMs: number, at: number): boolean
}

const FLOW_OF: Readonly<Record<Counted, FlowOfDay>> = {
  ...{ sessions: 'sessions', carts: 'sessions', purchases: 'sessions' },
  // what is late of them only makes a rise later
  ...{ orders: 'orders', cancelled: 'orders', refunds: 'orders' },
}
/** a session buys after it began: of those of the last half hour it is not known yet */
const PURCHASE_QUARTERS = 2
/** what comes later than that is no news of today */
const MAX_LAG_MINUTES = 180

/**
 * Until when the shop's rows are complete: as far as each source had been read when the lake was built, less the time by
 * which it is usually late. A source that stands still holds back what is judged: what did not come is no fall.
 */
export async function knownOf(
  {
    lake,
    state,
    sources,
  }: {
    readonly lake: Pick<Lake, 'query'>
    readonly state: Pick<State, 'read'>
    readonly sources: readonly ExpectedSource[]
  },
  at: Date,
): Promise<KnownOfShop> {
  const through = await readThrough(state)
  const since = sinceFirstRead(await sourceStates(state))
  const of = async (flow: FlowOfDay) => {
    if (since === null) return knownUntil(flow, { sources, through, lags: new Map() })
    const lags = await arrivalLags(lake, flow, { at, since, sources })
    const soon = new Map([...lags].filter(([, minutes]) => minutes <= MAX_LAG_MINUTES))
    const delivered = await platformsOf(lake, flow, { at, since })
    // one source may hand out several platforms: each is known as far as it was read
    const each = sources.flatMap((source) => {
      const own = (delivered.get(source.name) ?? []).filter((platform) => lags.has(platform))
      return own.length > 0 ? own.map((platform) => ({ ...source, platform })) : [source]
    })
    return knownUntil(flow, { sources: each, through, lags: soon })
  }
  const flows = { orders: await of('orders'), sessions: await of('sessions') }
  return {
    intervals: (startMs) => (segment, counted) => {
      const flow = flows[FLOW_OF[counted]]
      const untils =
        segment.platform === undefined ? [...flow.values()] : [flow.get(segment.platform) ?? null]
      const known = untils.filter((one) => one !== null)
      // a place across platforms is complete when all of them are
      if (known.length === 0 || known.length < untils.length) return null
      const until = Math.floor((Math.min(...known) - startMs) / QUARTER_MS)
      return counted === 'purchases' ? until - PURCHASE_QUARTERS : until
    },
    isPast: (startMs, interval) => {
      const known = Object.values(flows).flatMap((flow) => [...flow.values()].filter((one) => one !== null))
      return known.length > 0 && known.every((until) => (until - startMs) / QUARTER_MS >= interval + 1)
    },
  }
}

function sinceFirstRead(states: readonly { readonly firstTriedAt: Date | null }[]): Date | null {
  if (states.length === 0) return null
  // read first before that was written down: long ago
  return new Date(Math.max(...states.map(({ firstTriedAt }) => firstTriedAt?.getTime() ?? 0)))
}
