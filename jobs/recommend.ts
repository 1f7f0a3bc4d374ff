import type { Choice } from '../src/advice/recommend/recommend-choice.ts'
import type { Job } from '../src/context.ts'
import { basketLines } from '../src/facts/recommend/basket-lines.ts'
import { RECOMMEND_MODEL, toStored } from '../src/facts/recommend/stored-recommendations.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import { saveBundles } from '../src/ledger/bundle.ts'
import { addDays } from '../src/lib/days.ts'
import { plural } from '../src/lib/text.ts'
import { dropOldModels, promote, saveModel } from '../src/state/models/models.ts'
import { inThread } from '../src/threads/worker-pool.ts'

const MIN_ORDERS = 200
const VERSIONS_KEPT = 3

export const recommend: Job = {
  name: 'recommend',
  about: 'Learns what is bought together and next, and keeps what `/recommend` answers from.',
  schedule: { at: '03:50' },
  catchUp: 'latest',
  async run(ctx, due) {
    const whole = await asOf(ctx, due.day)
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
    const stored = toStored(items, found)
    const offers = await due.fenced(async (trx) => {
      await saveModel(trx, {
        name: RECOMMEND_MODEL,
        version: due.day,
        trainedAt: due.at,
        dataFrom: addDays(whole.day, -365),
        dataTo: addDays(whole.day, 1),
        metrics: { ofBaskets: found.ofBaskets, ofShoppers: found.ofShoppers, orders: found.orders },
        content: stored,
      })
      await promote(trx, RECOMMEND_MODEL, due.day)
      await dropOldModels(trx, RECOMMEND_MODEL, VERSIONS_KEPT)
      return saveBundles(
        trx,
        { items, found, days, asOf: whole.day },
        { zone: ctx.config.shop.zone, at: due.at },
      )
    })
    return {
      text: `Recommends for ${plural(items.length, 'product')} by ${plural(orders, 'order')}: ${rankedBy('together', found.ofBaskets)}, ${rankedBy('next', found.ofShoppers)}; ${plural(found.bundles.length, 'bundle')}, ${offers.saved} suggested${offers.unknown > 0 ? `, ${offers.unknown} of unknown price or cost` : ''}.`,
      counts: { products: items.length, orders, bundles: found.bundles.length, saved: offers.saved },
    }
  },
}

function rankedBy(what: string, choice: Choice | null): string {
  if (!choice) return `${what} by what sells most, too little to learn from`
  const gain = `recall@10 ${choice.recall10.toFixed(3)} against ${choice.popular10.toFixed(3)} of what sells most`
  return choice.isWorthIt ? `${what} by EASE (${gain})` : `${what} by what sells most (EASE: ${gain})`
}
