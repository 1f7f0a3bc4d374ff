import { trustIn } from '../src/advice/suggestions/rule-record.ts'
import type { Trust } from '../src/advice/suggestions/suggestion.ts'
import type { Job } from '../src/context.ts'
import { savePriceModel } from '../src/facts/price/price-model.ts'
import { buffersOf, readPrices } from '../src/facts/price/price-table.ts'
import { type Assortment, readAssortment, stockBuffersOf } from '../src/facts/restock/assortment.ts'
import {
  type ConfidentKind,
  type MinConfidence,
  minConfidenceOf,
  withdrawBelow,
} from '../src/ledger/minimum-confidence.ts'
import { readRules } from '../src/ledger/outcomes/record.ts'
import { price } from '../src/ledger/price.ts'
import { restock } from '../src/ledger/restock.ts'
import { type OfProduct, ofProduct } from '../src/ledger/save.ts'
import { plural } from '../src/lib/text.ts'
import { expireSuggestions } from '../src/state/suggestions/decisions.ts'
import { saveSuggestions } from '../src/state/suggestions/suggestions.ts'
import { inThread } from '../src/threads/worker-pool.ts'

/** the best of each kind are kept: a list nobody reads to its end helps no one */
const KEPT = 200

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
    const assortment = await readAssortment(ctx, (done, total) => ctx.progress('read stock', done, total))
    const orders = assortment ? await bestOrders(assortment, { trust, confidence }) : { best: [], count: 0 }
    const { zone } = ctx.config.shop
    const saved = [
      ...prices.map((one) => ofProduct(price, one, zone)),
      ...orders.best.map((one) => ofProduct(restock, one, zone)),
    ]
    await due.fenced(async (trx) => {
      await savePriceModel(trx, { model: answer.model, asOf, products: read.names.length, at: due })
      await expireSuggestions(trx, due.at)
      await withdrawBelow(trx, 'price', confidence.price)
      await withdrawBelow(trx, 'restock', confidence.restock)
      await saveSuggestions(trx, saved, due.at)
    })
    return {
      text: `Suggests ${plural(answer.changeCount, 'price change')} and ${plural(orders.count, 'order')}, data to ${asOf}.`,
      counts: { prices: answer.changeCount, orders: orders.count, saved: saved.length },
    }
  },
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
