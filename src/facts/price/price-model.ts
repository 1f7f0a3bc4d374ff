import { z } from 'zod'
import { PRICE_DAYS, type PriceModel } from '../../advice/price/elasticity.ts'
import { PRICE_MODEL } from '../../advice/price/price.ts'
import { addDays } from '../../lib/days.ts'
import type { State, Trx } from '../../state/database/state.ts'
import { championOf, dropOldModels, promote, saveModel } from '../../state/models/models.ts'

const NAME = 'price'
const VERSIONS_KEPT = 3

const pooled = z.object({ mean: z.number(), meanSe: z.number(), tau: z.number() })
const stored = z.object({
  method: z.literal(PRICE_MODEL),
  noise: z.object({ drift: z.number(), persistence: z.number(), clump: z.number() }),
  shop: pooled,
  categories: z.record(z.string(), pooled),
  diversion: z.object({ value: z.number(), se: z.number() }).nullable().default(null),
})

/** Keeps what all products say together, so that one product is told from its own weeks by day. */
export async function savePriceModel(
  trx: Trx,
  learnt: {
    readonly model: PriceModel
    readonly asOf: string
    readonly products: number
    readonly at: { readonly day: string; readonly at: Date }
  },
): Promise<void> {
  await saveModel(trx, {
    name: NAME,
    version: learnt.at.day,
    trainedAt: learnt.at.at,
    dataFrom: addDays(learnt.asOf, 1 - PRICE_DAYS),
    dataTo: addDays(learnt.asOf, 1),
    metrics: { products: learnt.products, elasticity: learnt.model.shop.mean },
    content: { method: PRICE_MODEL, ...learnt.model },
  })
  await promote(trx, NAME, learnt.at.day)
  await dropOldModels(trx, NAME, VERSIONS_KEPT)
}

/** What was learnt last; null before the first night, or when it was learnt in another way. */
export async function priceModel(state: Pick<State, 'read'>): Promise<PriceModel | null> {
  const parsed = stored.safeParse((await championOf(state, NAME))?.content)
  return parsed.success ? parsed.data : null
}
