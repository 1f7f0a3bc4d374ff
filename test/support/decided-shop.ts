import { addDays, daysIn } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { decideSuggestion } from '../../src/state/suggestions/decisions.ts'
import { type SavedSuggestion, saveSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { type Market, openMarket, TODAY } from './market.ts'
import { buildSold, landing } from './sold.ts'

const _ZONE = 'Europe/Berlin'
const FROM = addDays(TODAY, -110)
const DECIDED = '2026-10-10'
const CHANGED = '2026-10-12'

interface Product {
  readonly id: string
  readonly category: string
  readonly perDay: number
  /** sales from the day its price fell from €20 to €18; null: it never fell */
  readonly cheaper: number | null
}

/**
 * Sixteen products of €20 (cost €10) over 110 days in a real lake: twelve nobody touched, and four whose lower price was
 * approved. HELPS sells twice as many, IDLE as many more as the lower margin costs, LATE still asks the old price,
 * ALONE has no product beside it.
 */
const PRODUCTS: readonly Product[] = [
  { id: 'HELPS', category: 'Toys', perDay: 6, cheaper: 12 },
  { id: 'IDLE', category: 'Toys', perDay: 6, cheaper: 7.5 },
  { id: 'LATE', category: 'Toys', perDay: 6, cheaper: null },
  { id: 'ALONE', category: 'Garden', perDay: 6, cheaper: 12 },
  ...Array.from({ length: 12 }, (_, i) => ({
    id: `M${i}`,
    category: 'Toys',
    perDay: 4 + (i % 5),
    cheaper: null,
  })),
]

/** The profit HELPS makes in 30 days beyond what it would have made. */
export const TRUTH_CENTS = 30 * (12 * 800 - 6 * 1000)

export async function openDecidedShop(): Promise<Market> {
  const market = await openMarket({ isEmpty: true })
  const { lake, state } = market.ctx
  const random = seeded(11)
  const land = landing(lake)
  const of = (id: string) => ({ platform: 'nordmarkt', product_id: id })
  await land(
    'products',
    PRODUCTS.map(({ id, category }) => ({
      ...of(id),
      title: `One of ${id}`,
      category,
      merchant_id: id === 'LATE' ? 'M-late' : 'M-toys',
      cost: '10',
      list_price: '20',
      listed_at: `${FROM} 00:00:00`,
    })),
  )
  await land('prices', [
    ...PRODUCTS.map(({ id }) => ({ ...of(id), valid_from: `${FROM} 00:00:00`, price: '20' })),
    ...PRODUCTS.flatMap(({ id, cheaper }) =>
      cheaper === null ? [] : [{ ...of(id), valid_from: `${CHANGED} 00:00:00`, price: '18' }],
    ),
  ])
  await land('campaigns', [
    {
      platform: 'nordmarkt',
      campaign_id: 'PR-1',
      name: 'Toy week',
      kind: 'discount',
      category: 'Toys',
      discount: '0.2',
      starts_at: `${TODAY} 00:00:00`,
      ends_at: `${addDays(TODAY, 7)} 00:00:00`,
    },
  ])
  const sold = daysIn({ from: FROM, to: TODAY }).flatMap((day) =>
    PRODUCTS.flatMap(({ id, perDay, cheaper }) => {
      const isCheaper = cheaper !== null && day >= CHANGED
      const units = random.poisson(isCheaper ? cheaper : perDay)
      return units === 0 ? [] : [{ id, day, units, price: isCheaper ? '18' : '20' }]
    }),
  )
  await buildSold(lake, sold)
  await measure(lake, metrics, 'all')
  const at = new Date(`${DECIDED}T09:00:00Z`)
  await state.transaction(async (trx) => {
    await saveSuggestions(trx, ['HELPS', 'IDLE', 'LATE', 'ALONE', 'M0', 'M1'].map(suggestion), at)
    for (const id of [1, 2, 4])
      await decideSuggestion(trx, { id, status: 'approved', by: 'U1', name: 'Ann', at })
    const lately = new Date('2026-11-10T09:00:00Z')
    await decideSuggestion(trx, { id: 3, status: 'approved', by: 'U1', name: 'Ann', at: lately })
    await decideSuggestion(trx, { id: 5, status: 'skipped', by: 'U2', name: 'Bob', at, reason: 'Not now' })
  })
  return market
}

function suggestion(productId: string): SavedSuggestion {
  return {
    kind: 'price',
    subject: `nordmarkt/${productId}`,
    action: {
      platform: 'nordmarkt',
      productId,
      merchantId: productId === 'LATE' ? 'M-late' : 'M-toys',
      title: `One of ${productId}`,
      fromCents: 2000,
      toCents: 1800,
      elasticity: -2,
      days: 30,
    },
    gain: { cents: 9000, low: 2000, high: 15_000 },
    cost: { cents: 0, low: 0, high: 0 },
    risk: { ofLoss: 0.05, words: 'less demand than hoped.' },
    why: 'its own weeks',
    validUntil: new Date('2026-12-01T00:00:00Z'),
    modelVersion: 'test',
    inputsHash: productId,
    status: 'open',
  }
}
