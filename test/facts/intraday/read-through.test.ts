import { expect, it } from 'vitest'
import { arrivalLags, type ExpectedSource, platformsOf } from '../../../src/facts/intraday/read-through.ts'
import { line, openShop, order, rows } from '../../lake/shop.ts'

const source = (platform: string, isPrompt: boolean): ExpectedSource => ({
  name: `${platform}/sessions`,
  platform,
  table: 'sessions',
  ...(isPrompt && { isPrompt: true as const }),
})
const AT = new Date('2026-11-24T10:00:00Z')

/** The arrival of 95 of a hundred rows, as the engine tells it, made lateness. */
const lateness = async (minutes: number, sources: readonly ExpectedSource[], many = 100) =>
  (
    await arrivalLags(
      { query: async () => [{ platform: 'web', many, minutes, latest: minutes + 2 }] as never },
      'sessions',
      {
        at: AT,
        since: AT,
        sources,
      },
    )
  ).get('web')

it.each([
  ['read every quarter of an hour', 15.9, [source('web', false)], 0],
  ['read every quarter of an hour, rows held back', 40, [source('web', false)], 24],
  ['of events', 5.9, [source('web', true)], 0],
  ['of events that senders hold back', 14, [source('web', true)], 8],
  ['of both: judged later rather than too early', 14, [source('web', false), source('web', true)], 8],
  ['beside another platform of events', 14, [source('web', false), source('app', true)], 0],
])(
  'what is late of a source %s lies beyond the time between two readings',
  async (_, minutes, sources, late) => {
    expect(await lateness(minutes, sources)).toBeCloseTo(late)
  },
)

it('of few rows it is that of the latest, and a quarter of an hour more', async () => {
  expect(await lateness(10, [source('web', false)], 12)).toBeCloseTo(10 + 2 + 15 - 16)
  expect(await lateness(1, [source('web', true)], 29)).toBeCloseTo(1 + 2 + 15 - 6)
})

it('one source of several platforms is known for each of them, of what is in their orders too', async () => {
  const { lake, remove } = await openShop()
  const both = (one: Record<string, string | null>) =>
    ['nordmarkt', 'bazario'].map((platform) => ({ ...one, platform }))
  await lake.ingest({ ...rows('orders', both(order('1', '2026-11-24 09:00:00'))), source: 'all.orders' })
  await lake.ingest({ ...rows('order_lines', both(line('1', '1'))), source: 'all.order_lines' })
  const found = await platformsOf(lake, 'orders', { at: AT, since: new Date(0) })
  await remove()
  const each = ['bazario', 'nordmarkt']
  expect([...found]).toEqual([
    ['all.order_lines', each],
    ['all.orders', each],
  ])
})
