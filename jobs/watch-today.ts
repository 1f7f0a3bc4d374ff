import type { KpiIncident } from '../src/alerts/incident.ts'
import { followUp } from '../src/alerts/lifecycle.ts'
import { showCounts } from '../src/alerts/say.ts'
import { watchRules } from '../src/alerts/watch-rules.ts'
import { type Fall, fallsNow } from '../src/alerts/within/falls.ts'
import { locateFalls } from '../src/alerts/within/locate.ts'
import { toWithin } from '../src/alerts/within/to-within.ts'
import type { Context, Job } from '../src/context.ts'
import { holidaysIn, shopPromos } from '../src/facts/calendar/shop-calendar.ts'
import { happenedAround, twoHoursAround } from '../src/facts/intraday/happened.ts'
import { type Known, knownOf } from '../src/facts/intraday/known.ts'
import { type LearnedPlace, learnPlaces } from '../src/facts/intraday/learn-places.ts'
import type { PlaceCounts } from '../src/facts/intraday/place-counts.ts'
import { readPlaces } from '../src/facts/intraday/read-places.ts'
import { saveWatched, unwatched } from '../src/facts/intraday/read-through.ts'
import { daysUpTo, type ShopGrid, shopGrid } from '../src/facts/intraday/shop-grid.ts'
import type { Day } from '../src/lib/days.ts'
import { marksBetween } from '../src/state/marks.ts'
import { together, voiceOf } from './watch.ts'

const HISTORY_DAYS = 42
/** what was learned serves for so long: the first files of a shop may still be coming */
const LEARNED_FOR_MS = 6 * 3_600_000
const MIN_CHANGE = 0.05
const MIN_SHARE = 0.002
const MOST_MARKS = 5

export const watchToday: Job = {
  name: 'watch-today',
  about:
    'Compares the quarters of an hour of today with what is expected of them, and opens alerts of falls.',
  // as soon as something was built, and not once more for the same
  schedule: async ({ state }) => [
    {
      lane: '',
      schedule: { everyMinutes: 1 },
      isDone: async () => (await unwatched(state)) === null,
    },
  ],
  catchUp: 'latest',
  isPrompt: true,
  async run(ctx, due) {
    const { config } = ctx
    const through = await unwatched(ctx.state)
    const known = await knownOf(ctx, due.at)
    const shop = await shopOf(ctx, due.day, due.at)
    const today = shop.grid.day.indexOf(HISTORY_DAYS)
    const until = known.intervals(shop.startMs)
    const falls = locateFalls(fallsNow(shop.places, shop.learned, { ...shop, today, until }))
    const found = await incidentsOf(ctx, shop, { falls, today, day: due.day, until })
    const isKnown = known.isPast(shop.startMs, today)
    // rules over whole days are asked by the daily watch
    const ruled = await watchRules(ctx, {
      ...{ at: due.at, today: due.day, whole: null, notEvaluated: new Set<string>() },
    })
    const voice = await voiceOf(ctx)
    const outcome = await due.fenced(async (trx) => {
      if (through) await saveWatched(trx, through)
      const own = await followUp(
        trx,
        {
          watcher: 'within',
          found,
          // until the first quarter of the day is known nothing can be said to be over
          notEvaluated: new Set(isKnown ? [] : ['orders', 'sessions']),
          min: { change: MIN_CHANGE, stakeCents: MIN_SHARE * (shop.usualDayCents ?? 0) },
          at: due.at,
          usualDayCents: shop.usualDayCents,
        },
        voice,
      )
      const { usualDayCents } = shop
      return together([own, await followUp(trx, { ...ruled, at: due.at, usualDayCents }, voice)])
    })
    const count = (act: string) => outcome.decisions.filter((decision) => decision.act === act).length
    const counts = {
      opened: count('open'),
      updated: count('update'),
      reopened: count('reopen'),
      resolved: count('resolve'),
      kept: count('keep'),
    }
    const isJudged = ({ segment }: PlaceCounts) =>
      (['orders', 'sessions'] as const).some((counted) => (until(segment, counted) ?? 0) > today)
    const judged = shop.places.filter(isJudged).length
    return {
      text: isKnown
        ? `Watched ${judged} places of today: ${showCounts(counts)}.`
        : 'Nothing of today is known to be complete yet.',
      counts,
      said: outcome.messages.map((message) => ({ channel: config.alertChannel, message })),
    }
  },
}

interface Shop extends ShopGrid {
  readonly places: readonly PlaceCounts[]
  readonly learned: readonly LearnedPlace[]
  /** GMV of a day */
  readonly usualDayCents: number | null
}

type Learned = Pick<Shop, 'learned' | 'usualDayCents'> & { readonly day: Day; readonly at: Date }

/** By lake: what a day is judged by is learned once, and its rows are read then alone. */
const known = new WeakMap<Context['lake'], Learned>()

async function shopOf(ctx: Context, day: Day, at: Date): Promise<Shop> {
  const { lake } = ctx
  const range = daysUpTo(day, HISTORY_DAYS)
  const special = await namedDays(ctx, range)
  const grid = shopGrid(range, { zone: lake.zone, isNamed: (one) => special.has(one) })
  const before = known.get(lake)
  const isFresh = before && before.day === day && at.getTime() - before.at.getTime() < LEARNED_FOR_MS
  const places = await readPlaces(lake, grid, { from: isFresh ? daysUpTo(day, 2).from : range.from, day })
  if (isFresh) return { ...grid, ...before, places }
  const today = grid.grid.day.indexOf(HISTORY_DAYS)
  const learned = await learnPlaces(places, grid, today)
  const own = { learned, usualDayCents: usualDay(places, grid, today), day, at }
  known.set(lake, own)
  return { ...grid, ...own, places }
}

/** Holidays of the country and promotions of the whole shop: earlier days do not tell how busy they are. */
async function namedDays(ctx: Context, range: { readonly from: Day; readonly to: Day }) {
  return new Set([...(await holidaysIn(ctx, range)).keys(), ...(await shopPromos(ctx)).all.keys()])
}

function usualDay(places: readonly PlaceCounts[], { grid }: ShopGrid, today: number): number | null {
  const whole = places.find(({ segment }) => Object.keys(segment).length === 0)
  const before = whole?.gmvCents.subarray(0, today) ?? new Float64Array()
  // a young shop has not sold on all days that are read
  const first = before.findIndex((cents) => cents > 0)
  if (first < 0) return null
  return before.reduce((sum, one) => sum + one, 0) / (HISTORY_DAYS - (grid.day[first] ?? 0))
}

async function incidentsOf(
  ctx: Context,
  shop: Shop,
  asked: {
    readonly falls: readonly Fall[]
    readonly today: number
    readonly day: Day
    readonly until: Known
  },
): Promise<KpiIncident[]> {
  const found: KpiIncident[] = []
  for (const fall of asked.falls) {
    const key = JSON.stringify(fall.segment)
    const place = shop.places.find(({ segment }) => JSON.stringify(segment) === key)
    const learned = shop.learned.find(({ segment }) => JSON.stringify(segment) === key)
    if (!place || !learned) continue
    const incident = toWithin(fall, place, learned, {
      ...shop,
      ...asked,
      until: (counted) => asked.until(fall.segment, counted),
    })
    const { within } = incident
    found.push(
      within
        ? { ...incident, within: { ...within, ...(await happened(ctx, within.since, incident)) } }
        : incident,
    )
  }
  return found
}

async function happened({ lake, state }: Context, since: string, { segment }: KpiIncident) {
  const at = new Date(since)
  const { promos: around, priceChanges } = await happenedAround(lake, at, segment)
  const marks = await marksBetween(state, { ...twoHoursAround(at), limit: MOST_MARKS })
  return {
    promos: [...around],
    priceChanges,
    marks: marks.map(({ said, at: when }) => ({ said, at: when.toISOString() })),
  }
}
