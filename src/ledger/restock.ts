import { z } from 'zod'
import { restockRule } from '../advice/restock/restock-say.ts'
import { restockOutcome, stockSeenOn } from '../advice/suggestions/outcome.ts'
import { productDays, productIs } from '../facts/suggestions/product-days.ts'
import { oneLine, plural } from '../lib/text.ts'
import { shortDay } from '../report/show.ts'
import { keptOfProduct, type SuggestionKind } from './kind.ts'
import { bold, sayShare, scaled } from './words.ts'

const action = z.object({
  ...keptOfProduct,
  order: z.number(),
  position: z.number(),
  onHand: z.number(),
  stockOutOn: z.string().nullable(),
  packSize: z.number(),
  moq: z.number(),
  leadDays: z.number(),
  demandClass: z.string().nullable(),
})

export const restock: SuggestionKind<z.output<typeof action>> = {
  kind: 'restock',
  action,
  rule: restockRule,
  say: {
    gains: 'saves',
    risk: 'risk of unsold stock',
    doing({ order, onHand, stockOutOn, title }, { subject }) {
      const until = stockOutOn === null ? '' : `, gone about ${shortDay(stockOutOn)}`
      return [`Order ${order} of `, bold(`${subject} ${title}`), ` (${onHand} left${until})`]
    },
    brief: ({ order, productId }) => `order of ${order} ${oneLine(productId, 40)}`,
    setting: ({ order }) => plural(order, 'piece'),
    unknownGain: () => null,
  },
  costOf: (done, { action, cost }) => scaled(cost, action.order > 0 ? done.order / action.order : 1),
  editable: ({ order, packSize, moq }, { about }) => ({
    label: `Pieces to order for ${about}`,
    initial: `${order}`,
    allowed: `${Math.ceil(Math.max(moq, 1) / packSize) * packSize} or more${packSize > 1 ? `, in packs of ${packSize}` : ''}`,
    wanted: 'quantity',
    edited(quantity) {
      if (!Number.isInteger(quantity)) return 'An order is a whole number of pieces.'
      const packs = quantity / packSize
      if (!Number.isInteger(packs))
        return `It comes in packs of ${packSize}: ${Math.floor(packs) * packSize || packSize} or ${Math.ceil(packs) * packSize} can be ordered.`
      return quantity < moq ? `The supplier's minimum is ${moq}.` : { order: quantity }
    },
  }),
  async measure({ done, decidedOn, asOf }, { lake }) {
    const is = await productIs(lake, done)
    const days = await productDays(lake, done, decidedOn)
    const inbound = Math.max(0, done.position - done.onHand)
    return restockOutcome(
      { ...done, decidedOn, asOf, costCents: is?.costCents ?? null },
      days,
      stockSeenOn(days, { ...done, decidedOn, inbound }),
    )
  },
  subjects: ({ platform, productId, merchantId }) => ({
    products: [`${platform}/${productId}`],
    merchants: [merchantId],
  }),
  sayMinimum: (share) =>
    share === 0
      ? 'Orders are suggested whatever the chance that all of it sells.'
      : `An order is suggested from ${sayShare(share)} chance that all of it is sold in 90 days.`,
}
