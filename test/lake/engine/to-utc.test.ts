import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.remove())

/** What any source may hand over, in a source of Berlin: wall clocks are Berlin's, offsets are their own. */
const TIMES: readonly (readonly [told: string, utc: string | null])[] = [
  ['2026-11-20 23:30:00', '2026-11-20 22:30'],
  ['2026-11-20T23:30', '2026-11-20 22:30'],
  ['2026-11-20', '2026-11-19 23:00'],
  ['2026-11-20T23:30:00Z', '2026-11-20 23:30'],
  ['2026-11-20T23:30Z', '2026-11-20 23:30'],
  ['2026-11-20T23:30:00.123Z', '2026-11-20 23:30'],
  ['2026-11-20 23:30:00 UTC', '2026-11-20 23:30'],
  ['2026-11-20 23:30:00.000 UTC', '2026-11-20 23:30'],
  ['2026-11-20 23:30 UTC', '2026-11-20 23:30'],
  ['2026-11-20 23:30:00 GMT', '2026-11-20 23:30'],
  ['2026-11-20 10:00:00 -0500', '2026-11-20 15:00'],
  ['2026-11-20 10:00:00 -05:00', '2026-11-20 15:00'],
  ['2026-11-20 10:00:00-0500', '2026-11-20 15:00'],
  ['2026-11-20 10:00 -0500', '2026-11-20 15:00'],
  ['2026-11-20T10:00+01:00', '2026-11-20 09:00'],
  ['2026-11-20T10:00:00+01', '2026-11-20 09:00'],
  ['2026-11-20T10:00+01', '2026-11-20 09:00'],
  ['2026-11-20T10:00:00.5+0530', '2026-11-20 04:30'],
  ['2026-11-20 10:00:00 EST', null],
  ['2026-11-20 10:00:00 Foo', null],
  ['2026-11-20 10:00:00 U', null],
]

it('an offset counts however it is written, and a word that is not known is refused', async () => {
  const list = TIMES.map(([told]) => `'${told}'`).join(', ')
  const found = await shop.lake.query<{ at: string | null }>(
    `select strftime(to_utc(t, 'Europe/Berlin'), '%Y-%m-%d %H:%M') as "at" from (select unnest([${list}]) as t)`,
  )
  expect(found.map(({ at }, i) => [TIMES[i]?.[0], at])).toEqual(TIMES.map((pair) => [...pair]))
})
