import { addDays, daysIn } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { filledMarket, type Market, TODAY } from './market.ts'
import { buildSold, landing } from './sold.ts'

const _ZONE = 'Europe/Berlin'
const FROM = addDays(TODAY, -168)
const NORMAL = 20
const ELASTICITIES = { Toys: -0.6, Games: -2 } as const
const STEPS = [1, 0.9, 1, 1.1]

/**
 * Six toys and six games of €20 (cost €8), about twelve sold a day, whose price moved by a tenth every three weeks. Toys
 * answered with an elasticity of -0.6, so that a higher price surely pays (of a lower one nobody knows what it takes from
 * the others), games with -2, so that it hardly does; the cost of one more toy is not told.
 */
export function openPricedShop(): Promise<Market> {
  return filledMarket('priced-shop', fill)
}

async function fill({ ctx: { lake } }: Market): Promise<void> {
  const random = seeded(5)
  const land = landing(lake)
  const names = ['TOY', 'GAME'].flatMap((name) => Array.from({ length: 6 }, (_, i) => `${name}-${i}`))
  const ids = [...names, 'NOCOST']
  const categoryOf = (id: string) => (id.startsWith('GAME') ? 'Games' : 'Toys')
  const of = (id: string) => ({ platform: 'nordmarkt', product_id: id })
  await land(
    'products',
    ids.map((id) => ({
      ...of(id),
      title: `The one called ${id}`,
      category: categoryOf(id),
      merchant_id: 'M-toys',
      cost: id === 'NOCOST' ? null : '8',
      list_price: `${NORMAL}`,
      listed_at: `${FROM} 00:00:00`,
    })),
  )
  const priceOn = (day: string, product: number) => {
    const weeks = Math.floor(daysIn({ from: FROM, to: day }).length / 7)
    return NORMAL * (STEPS[(Math.floor(weeks / 3) + product) % STEPS.length] ?? 1)
  }
  const days = daysIn({ from: FROM, to: TODAY })
  const sold = ids.flatMap((id, product) =>
    days.map((day) => {
      const price = priceOn(day, product)
      const answer = (price / NORMAL) ** ELASTICITIES[categoryOf(id)]
      return { id, day, price, units: random.poisson(12 * answer) }
    }),
  )
  await land(
    'prices',
    sold
      .filter(({ day, id, price }) => day === FROM || priceOn(addDays(day, -1), ids.indexOf(id)) !== price)
      .map(({ id, day, price }) => ({
        ...of(id),
        valid_from: `${day} 00:00:00`,
        price: price.toFixed(2),
      })),
  )
  const bought = sold.filter(({ units }) => units > 0)
  await buildSold(
    lake,
    bought.map((one) => ({ ...one, price: one.price.toFixed(2) })),
  )
}
