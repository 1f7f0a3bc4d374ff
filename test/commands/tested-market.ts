import { expect } from 'vitest'
import type { RawTableName } from '../../src/lake/contract/schema.ts'
import { daysIn } from '../../src/lib/days.ts'
import type { Market } from '../support/market.ts'

/** Nineteen days of two tests: twice as many buy in the one, and the other lost a quarter of an arm. */
export async function runTests({ ctx: { lake } }: Market): Promise<void> {
  const land = (table: RawTableName, rows: Record<string, string | null>[]) =>
    lake.ingest({
      source: `tests-${table}`,
      table,
      id: `tests-${table}`,
      zone: 'Europe/Berlin',
      currency: 'EUR',
      page: { kind: 'rows', rows },
    })
  const arms = [
    { platform: 'bazario', variant: 'control', shoppers: 40, buyers: 8 },
    { platform: 'bazario', variant: 'treatment', shoppers: 40, buyers: 16 },
    { platform: 'nordmarkt', variant: 'old', shoppers: 30, buyers: 6 },
    { platform: 'nordmarkt', variant: 'new', shoppers: 40, buyers: 12 },
  ]
  const visits = daysIn({ from: '2026-11-05', to: '2026-11-24' }).flatMap((day) =>
    arms.flatMap(({ platform, variant, shoppers, buyers }) =>
      Array.from({ length: shoppers }, (_, i) => ({
        platform,
        variant,
        id: `test-${day}-${variant}-${i}`,
        at: `${day} 12:00:00`,
        buys: i < buyers,
      })),
    ),
  )
  const crossed = ['control', 'treatment'].map((variant) => ({
    platform: 'bazario',
    variant,
    id: `crossed-${variant}`,
    at: '2026-11-10 12:00:00',
    buys: false,
  }))
  const session = (visit: (typeof visits)[number], shopper: string) => ({
    platform: visit.platform,
    session_id: visit.id,
    shopper_id: shopper,
    started_at: visit.at,
    product_id: 'SKU-Toys',
    category: 'Toys',
    channel: 'app',
    region: 'north',
    page_views: '3',
    variant: visit.variant,
  })
  await land('sessions', [
    ...visits.map((visit) => session(visit, visit.id)),
    ...crossed.map((visit) => session(visit, 'crossed')),
  ])
  const bought = visits.filter(({ buys }) => buys)
  await land(
    'orders',
    bought.map(({ platform, id, at }) => ({
      platform,
      order_id: id,
      session_id: id,
      customer_id: id,
      ordered_at: at.replace('12:00', '12:05'),
    })),
  )
  await land(
    'order_lines',
    bought.map(({ platform, id }) => ({
      platform,
      order_id: id,
      line_id: '1',
      product_id: 'SKU-Toys',
      quantity: '1',
      unit_price: '10',
    })),
  )
  const test = (
    platform: string,
    experiment_id: string,
    name: string,
    arms: string,
    days: [string, string],
  ) => ({
    platform,
    experiment_id,
    name,
    metric: 'conversion',
    arms,
    started_at: `${days[0]} 00:00:00`,
    planned_end_at: `${days[1]} 00:00:00`,
  })
  const toy = { product_id: 'SKU-Toys', title: 'Toy', category: 'Toys', cost: '4' }
  await land('products', [{ ...toy, platform: 'bazario', merchant_id: 'M-bazario' }])
  await land('experiments', [
    test('bazario', 'EXP-1', 'Short checkout', 'control:0.5,treatment:0.5', ['2026-11-05', '2026-12-03']),
    test('nordmarkt', 'EXP-2', 'Large pictures', '{"old":1,"new":1}', ['2026-11-05', '2026-12-03']),
    test('nordmarkt', 'EXP-0', 'Long ago', 'x:1,y:1', ['2026-10-01', '2026-10-15']),
  ])
  const { failed } = await lake.build()
  expect(failed).toEqual([])
}
