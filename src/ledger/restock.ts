import { z } from 'zod'
import { restockRule } from '../advice/restock/restock-say.ts'
import { restockOutcome, stockSeenOn } from '../advice/suggestions/outcome.ts'
import { productDays, productIs } from '../facts/suggestions/product-days.ts'
import { oneLine } from '../lib/text.ts'
import { keptOfProduct, type SuggestionKind } from './kind.ts'
import { around, sayShare, scaled } from './words.ts'

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
  /** what its reasons name; null in old rows */
  perDay: z.number().nullable().default(null),
  reorderPoint: z.number().nullable().default(null),
  orderUpTo: z.number().nullable().default(null),
})

export const restock: SuggestionKind<z.output<typeof action>> = {
  kind: 'restock',
  action,
  dueDays: 2,
  rule: restockRule,
  say: {
    gains: ({ words }) => words.kinds.restock.gains,
    risk: ({ words }) => words.kinds.restock.risk,
    doing: ({ order, onHand, stockOutOn, title }, { subject, locale: { words } }) =>
      around(words.kinds.restock.doing(order, onHand, stockOutOn), `${subject} ${title}`),
    brief: ({ order, productId }, { locale: { words } }) =>
      words.kinds.restock.brief(order, oneLine(productId, 40)),
    setting: ({ order }, { words }) => words.kinds.restock.setting(order),
    unknownGain: () => null,
    why({ perDay, reorderPoint, orderUpTo, leadDays, position }, { words }) {
      if (perDay === null || reorderPoint === null || orderUpTo === null) return null
      return words.kinds.restock.why({ perDay, reorderPoint, orderUpTo, leadDays, position })
    },
  },
  costOf: (done, { action, cost }) => scaled(cost, action.order > 0 ? done.order / action.order : 1),
  editable({ order, packSize, moq }, { about, locale: { words } }) {
    const said = words.kinds.restock
    return {
      label: said.label(about),
      initial: `${order}`,
      allowed: said.allowed(Math.ceil(Math.max(moq, 1) / packSize) * packSize, packSize),
      isMoney: false,
      wanted: said.wanted,
      edited(quantity) {
        if (!Number.isInteger(quantity)) return said.whole
        const packs = quantity / packSize
        if (!Number.isInteger(packs))
          return said.packs(packSize, Math.floor(packs) * packSize || packSize, Math.ceil(packs) * packSize)
        return quantity < moq ? said.supplierMin(moq) : { order: quantity }
      },
    }
  },
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
  sayMinimum(share, locale) {
    const said = locale.words.kinds.restock
    return share === 0 ? said.noMinimum : said.minimum(sayShare(share, locale))
  },
}
