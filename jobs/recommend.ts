import { z } from 'zod'
import type { Recommended } from '../src/advice/recommend/recommend.ts'
import type { Choice } from '../src/advice/recommend/recommend-choice.ts'
import type { Job } from '../src/context.ts'
import { basketLines, type Item } from '../src/facts/recommend/basket-lines.ts'
import { saveBundles } from '../src/ledger/save-bundles.ts'
import { addDays } from '../src/lib/days.ts'
import { plural } from '../src/lib/text.ts'
import { asOf } from '../src/metrics/read/as-of.ts'
import type { State } from '../src/state/database/state.ts'
import { championOf, dropOldModels, promote, saveModel } from '../src/state/models/models.ts'
import { inThread } from '../src/threads/worker-pool.ts'

const MODEL = 'recommend'
const MIN_ORDERS = 200
const VERSIONS_KEPT = 3

export const recommend: Job = {
  name: 'recommend',
  about: 'Learns what is bought together and next, and keeps what `/recommend` answers from.',
  schedule: { at: '03:50' },
  catchUp: 'latest',
  async run(ctx, due) {
    const whole = await asOf(ctx.lake, due.day)
    if (!whole) return { text: 'No order has been seen yet, so there is nothing to recommend by.' }
    const { items, task } = await basketLines(ctx.lake, whole.day, (done, of) =>
      ctx.progress('read orders', done, of),
    )
    const orders = new Set(task.orders).size
    if (orders < MIN_ORDERS)
      return { text: `Recommends nothing: ${plural(orders, 'order')} in a year, ${MIN_ORDERS} are needed.` }
    const days = 1 + task.daysAgo.reduce((most, ago) => Math.max(most, ago), 0)
    const { orders: ordersOf, shoppers, lineItems, daysAgo, segments } = task
    const found = await inThread({ name: 'recommend', task }, [
      ordersOf,
      shoppers,
      lineItems,
      daysAgo,
      segments,
    ])
    const stored = asStored(items, found)
    const offers = await due.fenced(async (trx) => {
      await saveModel(trx, {
        name: MODEL,
        version: due.day,
        trainedAt: due.at,
        dataFrom: addDays(whole.day, -365),
        dataTo: addDays(whole.day, 1),
        metrics: { ofBaskets: found.ofBaskets, ofShoppers: found.ofShoppers, orders: found.orders },
        content: stored,
      })
      await promote(trx, MODEL, due.day)
      await dropOldModels(trx, MODEL, VERSIONS_KEPT)
      return saveBundles(
        trx,
        { items, found, days, asOf: whole.day },
        { zone: ctx.config.shop.zone, at: due.at },
      )
    })
    return {
      text: `Recommends for ${plural(items.length, 'product')} by ${plural(orders, 'order')}: ${told('together', found.ofBaskets)}, ${told('next', found.ofShoppers)}; ${plural(found.bundles.length, 'bundle')}, ${offers.saved} suggested${offers.unknown > 0 ? `, ${offers.unknown} of unknown price or cost` : ''}.`,
      counts: { products: items.length, orders, bundles: found.bundles.length, saved: offers.saved },
    }
  },
}

function told(what: string, choice: Choice | null): string {
  if (!choice) return `${what} by what sells most, too little to learn from`
  const gain = `recall@10 ${choice.recall10.toFixed(3)} against ${choice.popular10.toFixed(3)} of what sells most`
  return choice.isWorthIt ? `${what} by EASE (${gain})` : `${what} by what sells most (EASE: ${gain})`
}

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

function asStored(items: readonly Item[], found: Recommended): StoredRecommendations {
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
export async function recommendations(state: Pick<State, 'read'>): Promise<{
  readonly asOf: string
  readonly version: string
  readonly found: StoredRecommendations
} | null> {
  const model = await championOf(state, MODEL)
  const parsed = stored.safeParse(model?.content)
  if (!model || !parsed.success) return null
  return { asOf: addDays(model.dataTo, -1), version: model.version, found: parsed.data }
}
