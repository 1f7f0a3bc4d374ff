import { type Market, openMarket } from './market.ts'

const YESTERDAY = '2026-11-23'

/** The market with suppliers, costs and a count of what is on hand: some of it runs out. */
export async function openStockedMarket(): Promise<Market> {
  const market = await openMarket()
  const { lake } = market.ctx
  const of = (platform: string, category: string) => ({ platform, product_id: `SKU-${category}` })
  const zone = 'Europe/Berlin'
  const land = (table: 'products' | 'stock_levels', rows: Record<string, string>[]) =>
    lake.ingest({
      source: `more-${table}`,
      table,
      id: `more-${table}`,
      zone,
      currency: 'EUR',
      page: { kind: 'rows', rows },
    })
  const supplied = { lead_time_days: '6', moq: '24', pack_size: '12', cost: '4' }
  await land('products', [
    { ...of('nordmarkt', 'Toys'), ...supplied, title: 'Toy', category: 'Toys', merchant_id: 'M-nordmarkt' },
    { ...of('bazario', 'Toys'), ...supplied, title: 'Toy', category: 'Toys', merchant_id: 'M-bazario' },
    {
      ...of('nordmarkt', 'Games'),
      ...supplied,
      title: '=Game',
      category: 'Games',
      merchant_id: 'M-nordmarkt',
    },
    { ...of('bazario', 'Games'), title: 'Game', category: 'Games', merchant_id: 'M-bazario' },
  ])
  const counted = (platform: string, category: string, onHand: number) => ({
    ...of(platform, category),
    on: YESTERDAY,
    on_hand: `${onHand}`,
    reserved: '0',
    inbound: '0',
  })
  await land('stock_levels', [
    counted('nordmarkt', 'Toys', 40),
    counted('bazario', 'Toys', 70),
    counted('nordmarkt', 'Games', 2000),
    counted('bazario', 'Games', 20),
  ])
  await lake.build()
  return market
}
