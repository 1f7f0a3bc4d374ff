import { withinWeek } from '../src/advice/price/a-week.ts'
import { trustIn } from '../src/advice/suggestions/rule-record.ts'
import type { Trust } from '../src/advice/suggestions/suggestion.ts'
import type { Context, Job } from '../src/context.ts'
import { savePriceModel } from '../src/facts/price/price-model.ts'
import { buffersOf, type PriceRead, readPrices } from '../src/facts/price/price-table.ts'
import { type Assortment, keyOf, readAssortment, stockBuffersOf } from '../src/facts/restock/assortment.ts'
import {
  type ConfidentKind,
  type MinConfidence,
  minConfidenceOf,
  withdrawBelow,
} from '../src/ledger/minimum-confidence.ts'
import { readRules } from '../src/ledger/outcomes/record.ts'
import { price } from '../src/ledger/price.ts'
import { readSuggestion } from '../src/ledger/read.ts'
import { restock } from '../src/ledger/restock.ts'
import { type OfProduct, ofProduct } from '../src/ledger/save.ts'
import { plural } from '../src/lib/text.ts'
import type { Trx } from '../src/state/database/state.ts'
import { expireSuggestions } from '../src/state/suggestions/decisions.ts'
import { acceptedSince } from '../src/state/suggestions/outcomes.ts'
import { openSuggestions, saveSuggestions, supersede } from '../src/state/suggestions/suggestions.ts'
import { inThread } from '../src/threads/worker-pool.ts'

/** the best of each kind are kept: a list nobody reads to its end helps no one */
const KEPT = 200
const WEEK_MS = 7 * 86_400_000

export const advise: Job = {
  name: 'advise',
  about:
    'Decides which prices and orders to suggest, and keeps the suggestions. Nothing in a shop is changed.',
  schedule: { at: '03:30' },
  catchUp: 'latest',
  async run(ctx, due) {
    const read = await readPrices(ctx.lake, ctx.config.shop.currency, { kind: 'all' }, (done, total) =>
      ctx.progress('read prices', done, total),
    )
    if (!read) return { text: 'No product has been seen yet, so there is nothing to advise on.' }
    const { asOf } = read.table
    const trust = trustIn(await readRules(ctx.state))
    const minimum = (kind: ConfidentKind) => minConfidenceOf(ctx.state, kind, ctx.config.confidence)
    const confidence = { price: await minimum('price'), restock: await minimum('restock') }
    const limits = { minConfidence: confidence.price }
    const answer = await inThread(
      { name: 'price', task: { table: read.table, model: null, limits, most: KEPT, trust } },
      buffersOf(read.table),
    )
    const prices = answer.changes.flatMap(({ index, facts, suggestion }) => {
      const product = read.names[index]
      return product ? [{ product, facts, suggestion }] : []
    })
    const chosen = await roomFor(ctx, prices, { read, since: new Date(due.at.getTime() - WEEK_MS) })
    const assortment = await readAssortment(ctx, (done, total) => ctx.progress('read stock', done, total))
    const orders = assortment ? await bestOrders(assortment, { trust, confidence }) : { best: [], count: 0 }
    const { zone } = ctx.config.shop
    const saved = [
      ...chosen.map((one) => ofProduct(price, one, zone)),
      ...orders.best.map((one) => ofProduct(restock, one, zone)),
    ]
    await due.fenced(async (trx) => {
      await savePriceModel(trx, { model: answer.model, asOf, products: read.names.length, at: due })
      await expireSuggestions(trx, due.at)
      await withdrawBelow(trx, 'price', confidence.price)
      await withdrawBelow(trx, 'restock', confidence.restock)
      await withdrawOthers(trx, chosen)
      await saveSuggestions(trx, saved, due.at)
    })
    return {
      text: `Suggests ${plural(chosen.length, 'price change')} of ${answer.changeCount} and ${plural(orders.count, 'order')}, data to ${asOf}.`,
      counts: { prices: answer.changeCount, orders: orders.count, saved: saved.length },
    }
  },
}

/** The best prices for which this week has room, by merchant and by category. */
async function roomFor(
  { state, config }: Pick<Context, 'state' | 'config'>,
  best: readonly OfProduct[],
  { read, since }: { readonly read: PriceRead; readonly since: Date },
): Promise<readonly OfProduct[]> {
  const most = config.priceChangesAWeek
  if (most === 0) return best
  const categories = new Map(
    read.names.map((name, index) => [keyOf(name), read.table.categories[index] ?? '']),
  )
  const categoryOf = (key: string) => categories.get(key) ?? ''
  const approved = (await acceptedSince(state, since)).flatMap((one) => {
    const { merchants: [merchant = ''] = [], products: [product = ''] = [] } =
      readSuggestion(one)?.subjects ?? {}
    return one.kind === price.kind ? [{ merchant, category: categoryOf(product) }] : []
  })
  const placeOf = ({ product }: OfProduct) => ({
    merchant: product.merchant_id,
    category: categoryOf(keyOf(product)),
  })
  return withinWeek(best, { placeOf, approved, most })
}

/** What an earlier night suggested and is not among the best any more would come on top of what a week has room for. */
async function withdrawOthers(trx: Trx, chosen: readonly OfProduct[]): Promise<void> {
  const subjects = new Set(chosen.map(({ product }) => keyOf(product)))
  const open = await openSuggestions({ read: trx }, price.kind)
  await supersede(
    trx,
    open.filter(({ subject }) => !subjects.has(subject)).map(({ id }) => id),
  )
}

async function bestOrders(
  { products, table }: Assortment,
  { trust, confidence }: { readonly trust: Trust; readonly confidence: MinConfidence },
): Promise<{ best: OfProduct[]; count: number }> {
  const { advised, orderCount } = await inThread(
    { name: 'restock', task: { table, only: null, most: KEPT, trust, minConfidence: confidence.restock } },
    stockBuffersOf(table),
  )
  const best = advised.flatMap(({ index, facts, advice }) => {
    const product = products[index]
    return product && advice.kind === 'order' ? [{ product, facts, suggestion: advice.suggestion }] : []
  })
  return { best, count: orderCount }
}
