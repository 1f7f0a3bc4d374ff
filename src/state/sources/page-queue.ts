import { z } from 'zod'
import { inRuns, instant, iso, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { databaseTime } from '../database/time.ts'

/** A page claimed by one process until its lease ends; the fence tells this claim from a later one. */
export interface ClaimedPage {
  readonly feed: string
  readonly url: string
  readonly host: string
  readonly fence: number
  readonly attempts: number
  /** of the answer it last gave, and what that held: for a page that has not changed since */
  readonly etag: string | null
  readonly found: string | null
  /** the host's robots.txt, unless it is a day old or was never asked for */
  readonly robots: string | null
}

export interface SeenPage {
  readonly url: string
  readonly found: string
  readonly seenAt: Date
}

const ROBOTS_HOLD_MS = 24 * 3_600_000
const LEASE_MS = 120_000
const MAX_ATTEMPTS = 5

/** The pages that are asked for in the background, shared by all replicas and measured by the database's clock. */
export function pageQueueOf(state: Pick<State, 'dialect' | 'read' | 'transaction'>) {
  return {
    plan: (wanted: Planned) => state.transaction((trx) => plan(trx, wanted)),
    claim: (feeds: readonly string[], gapMs: (page: Pick<ClaimedPage, 'feed' | 'robots'>) => number) =>
      state.transaction((trx) => claim(trx, { dialect: state.dialect, feeds, gapMs })),
    found: (page: ClaimedPage, what: { readonly found: string; readonly etag: string | null }) =>
      state.transaction(async (trx) => {
        const now = iso(await databaseTime(trx))
        return end(trx, page, { ...what, state: 'done', seen_at: now, error: null, is_told: false })
      }),
    failed: (page: ClaimedPage, how: Failure) => state.transaction((trx) => fail(trx, page, how)),
    knowRobots: (page: ClaimedPage, robots: string, gapMs: number) =>
      state.transaction(async (trx) => {
        const now = await databaseTime(trx)
        const free = iso(new Date(now.getTime() + gapMs))
        await trx('crawl_host')
          .where({ host: page.host })
          .update({ robots, robots_at: iso(now), free_at: free })
        // the page itself was not asked for yet: its turn comes when the host is free again
        await end(trx, page, { state: 'due', attempts: page.attempts - 1 })
      }),
    untold: (feed: string, most: number) => untold(state, feed, most),
    told: (feed: string, pages: readonly SeenPage[]) => state.transaction((trx) => told(trx, feed, pages)),
    failures: (feed: string) => failures(state, feed),
  }
}

interface Planned {
  readonly feed: string
  readonly everyMs: number
  readonly pages: readonly { readonly url: string; readonly host: string }[]
}

/** Every page is due once a slot; what a slot has not come to is due in the next one. Pages no longer listed go. */
async function plan(trx: Trx, { feed, everyMs, pages }: Planned): Promise<void> {
  const now = await databaseTime(trx)
  const slot = iso(new Date(Math.floor(now.getTime() / everyMs) * everyMs))
  for (const some of inRuns([...new Set(pages.map(({ host }) => host))]))
    await trx('crawl_host')
      .insert(some.map((host) => ({ host, free_at: iso(new Date(0)) })))
      .onConflict('host')
      .ignore()
  for (const some of inRuns(pages))
    await trx('crawl_page')
      .insert(some.map(({ url, host }) => ({ feed, url, host, slot, state: 'due' })))
      .onConflict(['feed', 'url'])
      .ignore()
  await trx('crawl_page')
    .where({ feed })
    .where('slot', '<', slot)
    .whereNot({ state: 'taken' })
    .update({ slot, state: 'due', attempts: 0, not_before: null })
  const known = z
    .array(z.object({ url: z.string() }))
    .parse(await trx('crawl_page').where({ feed, is_told: true }).select('url'))
  const listed = new Set(pages.map(({ url }) => url))
  for (const some of inRuns(known.map(({ url }) => url).filter((url) => !listed.has(url))))
    await trx('crawl_page').where({ feed }).whereIn('url', some).delete()
}

const open = z
  .object({
    feed: z.string(),
    url: z.string(),
    host: z.string(),
    fence: number,
    attempts: number,
    etag: z.string().nullable(),
    found: z.string().nullable(),
    robots: z.string().nullable(),
    robots_at: instant.nullable(),
  })
  .transform(({ robots_at, ...page }) => ({ ...page, robotsAt: robots_at }))

interface Claiming {
  readonly dialect: State['dialect']
  readonly feeds: readonly string[]
  /** the least time between two requests to the page's host */
  readonly gapMs: (page: { feed: string; robots: string | null }) => number
}

/**
 * Takes a page that is due at a host that is free, and keeps the host for the time between two requests. Another
 * replica passes over what this one is taking (`skip locked`); on SQLite one writes at a time.
 */
async function claim(trx: Trx, { dialect, feeds, gapMs }: Claiming): Promise<ClaimedPage | null> {
  const now = await databaseTime(trx)
  await trx('crawl_page')
    .where({ state: 'taken' })
    .where('lease_until', '<=', iso(now))
    .where('attempts', '>=', MAX_ATTEMPTS)
    .update({ state: 'dead', error: 'the process ended each time it was asked for', lease_until: null })
  const due = trx('crawl_page as p')
    .join('crawl_host as h', 'h.host', 'p.host')
    .whereIn('p.feed', feeds)
    .where('h.free_at', '<=', iso(now))
    .where((q) =>
      q
        .where('p.state', 'due')
        .where((p) => p.whereNull('p.not_before').orWhere('p.not_before', '<=', iso(now)))
        .orWhere((p) => p.where('p.state', 'taken').where('p.lease_until', '<=', iso(now))),
    )
    .orderBy(['p.slot', 'p.attempts', 'p.url'])
    .select(
      'p.feed',
      'p.url',
      'p.host',
      'p.fence',
      'p.attempts',
      'p.etag',
      'p.found',
      'h.robots',
      'h.robots_at',
    )
  const row = await (dialect === 'postgres' ? due.forUpdate('p', 'h').skipLocked() : due).first()
  if (!row) return null
  const { robotsAt, ...page } = open.parse(row)
  const isKnown = robotsAt !== null && now.getTime() - robotsAt.getTime() < ROBOTS_HOLD_MS
  const claimed = {
    ...page,
    robots: isKnown ? page.robots : null,
    fence: page.fence + 1,
    attempts: page.attempts + 1,
  }
  await trx('crawl_page')
    .where({ feed: page.feed, url: page.url })
    .update({
      state: 'taken',
      fence: claimed.fence,
      attempts: claimed.attempts,
      lease_until: iso(new Date(now.getTime() + LEASE_MS)),
    })
  // until robots.txt is known nobody else may ask the host
  const rests = claimed.robots === null ? LEASE_MS : gapMs(claimed)
  const free = new Date(now.getTime() + rests)
  await trx('crawl_host')
    .where({ host: page.host })
    .update({ free_at: iso(free) })
  return claimed
}

interface Failure {
  readonly error: string
  /** null: not again in this slot */
  readonly retryInMs: number | null
  /** the host asked to be left alone for so long */
  readonly hostRestsMs?: number | null
}

async function fail(
  trx: Trx,
  page: ClaimedPage,
  { error, retryInMs, hostRestsMs }: Failure,
): Promise<boolean> {
  const now = (await databaseTime(trx)).getTime()
  const isLast = retryInMs === null || page.attempts >= MAX_ATTEMPTS
  if (hostRestsMs !== null && hostRestsMs !== undefined)
    await trx('crawl_host')
      .where({ host: page.host })
      .update({ free_at: iso(new Date(now + hostRestsMs)) })
  return end(trx, page, {
    state: isLast ? 'dead' : 'due',
    error,
    not_before: isLast ? null : iso(new Date(now + retryInMs)),
  })
}

/** False when another process has taken the page over. */
async function end(
  trx: Trx,
  { feed, url, fence }: ClaimedPage,
  change: Readonly<Record<string, string | number | boolean | null>>,
): Promise<boolean> {
  const held = trx('crawl_page').where({ feed, url, fence, state: 'taken' })
  return (await held.update({ not_before: null, ...change, lease_until: null })) === 1
}

const seen = z
  .object({ url: z.string(), found: z.string(), seen_at: instant })
  .transform(({ url, found, seen_at }): SeenPage => ({ url, found, seenAt: seen_at }))

/** What was found and has not landed yet, in the order it was seen. */
async function untold(state: Pick<State, 'read'>, feed: string, most: number): Promise<SeenPage[]> {
  const rows = state
    .read('crawl_page')
    .where({ feed, is_told: false })
    .whereNotNull('found')
    .orderBy(['seen_at', 'url'])
    .limit(most)
  return z.array(seen).parse(await rows)
}

/** They have landed; one that was seen anew meanwhile has not. */
async function told(trx: Trx, feed: string, pages: readonly SeenPage[]): Promise<void> {
  for (const { url, seenAt } of pages)
    await trx('crawl_page')
      .where({ feed, url, seen_at: iso(seenAt) })
      .update({ is_told: true })
}

async function failures(state: Pick<State, 'read'>, feed: string): Promise<{ url: string; error: string }[]> {
  const rows = await state.read('crawl_page').where({ feed, state: 'dead' }).orderBy('url')
  return z.array(z.object({ url: z.string(), error: z.string() })).parse(rows)
}
