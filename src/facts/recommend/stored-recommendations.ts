import { z } from 'zod'
import type { Recommended } from '../../advice/recommend/recommend.ts'
import type { Choice } from '../../advice/recommend/recommend-choice.ts'
import { addDays } from '../../lib/days.ts'
import type { State } from '../../state/database/state.ts'
import { championOf } from '../../state/models/models.ts'
import type { Item } from './basket-lines.ts'

/** under which its versions are stored */
export const RECOMMEND_MODEL = 'recommend'

const basis = z.object({
  isEase: z.boolean(),
  recall10: z.number().nullable(),
  popular10: z.number().nullable(),
})
const suggested = z.object({
  item: z.number(),
  count: z.number().nullable(),
  lift: z.number().nullable(),
  q: z.number().nullable(),
})
const pair = z.object({ a: z.number(), b: z.number(), count: z.number(), lift: z.number(), q: z.number() })

const stored = z.object({
  orders: z.number(),
  items: z.array(
    z.object({
      platform: z.string(),
      product: z.string(),
      merchant: z.string(),
      merchantName: z.string(),
      title: z.string(),
      category: z.string(),
    }),
  ),
  complements: z.array(z.array(suggested)),
  substitutes: z.array(z.array(suggested)),
  bundles: z.array(pair),
  segments: z.array(z.object({ name: z.string(), shoppers: z.number(), next: z.array(z.number()) })),
  ofBaskets: basis,
  ofShoppers: basis,
})
export type StoredRecommendations = z.infer<typeof stored>

/** What was learned as it is stored: without what only its own night reads. */
export function toStored(items: readonly Item[], found: Recommended): StoredRecommendations {
  const lists = (all: Recommended['complements']) =>
    all.map((list) =>
      list.map(({ item, together }) => ({
        item,
        count: together?.count ?? null,
        lift: together?.lift ?? null,
        q: together?.q ?? null,
      })),
    )
  return {
    orders: found.orders,
    items: items.map((item) => ({
      platform: item.platform,
      product: item.product_id,
      merchant: item.merchant_id,
      merchantName: item.merchant,
      title: item.title,
      category: item.category,
    })),
    complements: lists(found.complements),
    substitutes: lists(found.substitutes),
    bundles: found.bundles.map(({ a, b, count, lift, q }) => ({ a, b, count, lift, q })),
    segments: found.segments.map(({ name, shoppers, next }) => ({
      name,
      shoppers,
      next: next.map(({ item }) => item),
    })),
    ofBaskets: basisOf(found.ofBaskets),
    ofShoppers: basisOf(found.ofShoppers),
  }
}

function basisOf(choice: Choice | null): z.infer<typeof basis> {
  return {
    isEase: choice?.isWorthIt ?? false,
    recall10: choice?.recall10 ?? null,
    popular10: choice?.popular10 ?? null,
  }
}

/** What was learned last, with the day the data went to; null before the first night. */
export async function storedRecommendations(state: Pick<State, 'read'>): Promise<{
  readonly asOf: string
  readonly version: string
  readonly found: StoredRecommendations
} | null> {
  const model = await championOf(state, RECOMMEND_MODEL)
  const parsed = stored.safeParse(model?.content)
  if (!model || !parsed.success) return null
  return { asOf: addDays(model.dataTo, -1), version: model.version, found: parsed.data }
}
