import { afterAll, afterEach, beforeAll } from 'vitest'
import type { KnownOrder } from '../../src/sources/source.ts'
import { hintsOf } from '../../src/state/sources/hints.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { feedsOf } from './feeds.ts'
import { NOW } from './platform.ts'

const SECRETS = { TOKEN: 'shpat_1', KEY: 'ck_1', SECRET: 'cs_1', HOOKS: 'a-secret' }
const KINDS = {
  craft: (url: string) => `shopify: { url: '${url}', token: TOKEN, webhook_secret: HOOKS`,
  woo: (url: string) =>
    `woocommerce: { url: '${url}', key: KEY, secret: SECRET, webhook_secret: HOOKS, reread_days: 0, per_page: 3, per_minute: 60000`,
}

/** Shops whose hints stand in a state of one test file, closed after each test. */
export function hintedShops() {
  let database: TestDatabase
  beforeAll(async () => {
    database = await freshDatabase('sqlite')
  })
  afterAll(() => database.remove())
  const closing: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
    await database.state.write('source_hint').delete()
  })

  /** A feed that follows hints, and orders the lake knows. */
  function shopOf(feed: keyof typeof KINDS, url: string, known: readonly KnownOrder[] = []) {
    const shop = feedsOf(`${feed}:\n      ${KINDS[feed](url)}, zone: UTC, currency: USD }`, SECRETS)
    closing.push(shop.remove)
    const hints = hintsOf(database.state)
    return {
      ...shop,
      waiting: (stream: string) => hints.of(`${feed}/${stream}`),
      hint: (stream: string, ...ids: number[]) =>
        hints.give(ids.map((id) => ({ source: `${feed}/${stream}`, id: String(id) }))),
      run: async (stream: string, { hours = 1, ...how }: { hours?: number; killAt?: number } = {}) => {
        const [ran] = await shop.run(`${feed}/${stream}`, {
          hints,
          knownOrders: async (_, __, ids = []) => known.filter(({ id }) => ids.includes(id)),
          at: new Date(NOW.getTime() + hours * 3_600_000),
          ...how,
        })
        return ran
      },
      last: (table: string, key: string, id: number) =>
        shop
          .rows(table)
          .filter((row) => row[key] === String(id))
          .at(-1),
    }
  }
  return { shopOf, closeAfter: (close: () => unknown) => void closing.push(close) }
}

export const knownOf = (...ids: number[]) =>
  ids.map((id) => ({ id: String(id), orderedAt: '2026-03-01 10:00:00+00' }))
