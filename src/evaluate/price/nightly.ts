import { type Elasticity, elasticityOf, learnElasticities, MIN_WEEKS } from '../../advice/price/elasticity.ts'
import { groupBy } from '../../lib/group.ts'
import { sumOf } from '../../lib/sum.ts'
import { plural } from '../../lib/text.ts'
import { Z90 } from '../../stats/distributions/z.ts'
import type { Score } from '../evaluation.ts'
import { figuresOf, SHOWN } from './figures.ts'
import type { FilePriced, PricedColumns, PricedWeeks } from './priced-weeks.ts'

export const MODEL = 'the bot’s own price model: as learned every night from the weeks of the last half year'

type NightlyScore = Pick<Score, 'metrics' | 'baselines'> & { readonly notes: readonly string[] }

/** What the nightly job would learn from these weeks; null where they are too few, or no product's own say anything. */
export function judgeNightly(
  { products, promo, weeks }: PricedWeeks,
  { controls, traffic, store }: Pick<PricedColumns, 'controls' | 'traffic' | 'store'>,
): NightlyScore | null {
  if (weeks < MIN_WEEKS) return null
  const { model, own } = learnElasticities({
    count: products.length,
    at: (i) => products[i] ?? { id: '', category: '', weeks: [] },
  })
  if (own.every((one) => one === null)) return null
  const known = products.map((product, i) => ({
    ...product,
    found: elasticityOf(product, own[i] ?? null, model),
  }))
  const { mean, meanSe } = model.shop
  const others = controls.filter((name) => name !== promo)
  return {
    metrics: {
      elasticity: mean,
      elasticityLow: mean - Z90 * meanSe,
      elasticityHigh: mean + Z90 * meanSe,
      elasticitySe: meanSe,
      products: new Set(products.map(({ product }) => product)).size,
      productsMeasured: new Set(known.flatMap(({ product, found }) => (found.own ? [product] : []))).size,
      rowsUsed: sumOf(products, (one) => one.weeks.length),
      ...figuresOf(known, ({ found }) => found.value),
      ...coverOf(known),
      ...ofEach(known),
    },
    baselines: { ownOnly: figuresOf(known, ({ found }) => found.own?.value ?? null) },
    notes: [
      `Learned from ${plural(weeks, 'week')} by what the job \`advise\` runs: a Poisson regression a product${store === null ? '' : ' and store'} with a level that drifts, drawn towards its category by a spread under a log-normal prior; ${promo === null ? 'no promotion is told' : `promotions by "${promo}"`}.`,
      traffic === null
        ? 'No traffic is told, so it is taken as even; the bot reads sessions, or what the whole shop sold: --traffic.'
        : `Traffic by "${traffic}".`,
      ...(others.length > 0 ? [`The bot does not look at ${others.join(', ')}; the panel does.`] : []),
    ],
  }
}

type Known = FilePriced & { readonly found: Elasticity }

function coverOf(known: readonly Known[]): { readonly coverage90?: number } {
  const told = known.filter(({ truth }) => truth !== null && Number.isFinite(truth))
  if (told.length === 0) return {}
  const held = told.filter(({ truth, found }) => Math.abs(found.value - (truth ?? 0)) <= Z90 * found.se)
  return { coverage90: held.length / told.length }
}

/** Of a product in several stores the mean of what is known of it in each. */
function ofEach(known: readonly Known[]): Record<string, number> {
  const byProduct = groupBy(known, ({ product }) => product)
  if (byProduct.size < 2 || byProduct.size > SHOWN) return {}
  return Object.fromEntries(
    [...byProduct].map(([product, mine]) => [
      `elasticity:${product}`,
      sumOf(mine, ({ found }) => found.value) / mine.length,
    ]),
  )
}
