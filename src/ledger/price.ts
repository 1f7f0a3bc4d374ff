import { z } from 'zod'
import { priceRule } from '../advice/price/price.ts'
import { type Outcome, priceOutcome, priceSeenOn } from '../advice/suggestions/outcome.ts'
import { productDays, productIs, untouched } from '../facts/suggestions/product-days.ts'
import { addDays } from '../lib/days.ts'
import { oneLine } from '../lib/text.ts'
import { type Accepted, keptOfProduct, type MeasureReads, type SuggestionKind } from './kind.ts'
import { around, sayShare, typedMoney } from './words.ts'

const action = z.object({
  ...keptOfProduct,
  fromCents: z.number().positive(),
  toCents: z.number().positive(),
  /** per cent of units for each per cent of price; null in old rows */
  elasticity: z.number().nullable().default(null),
  /** it pays only while stock is short: about until this day */
  onlyUntil: z.string().nullable().default(null),
})
type PriceAction = z.output<typeof action>

/** a typed price so many times today's, or a part of it, is that of a pack or a slip */
const FAR = 3

export const price: SuggestionKind<PriceAction> = {
  kind: 'price',
  action,
  dueDays: 2,
  rule: priceRule,
  say: {
    gains: ({ words }) => words.kinds.price.gains,
    risk: ({ words }) => words.kinds.price.risk,
    doing({ fromCents, toCents, title, onlyUntil }, { subject, locale: { words, price, change } }) {
      const { doing } = words.kinds.price
      const step = doing(price(fromCents), price(toCents), change(toCents / fromCents - 1), onlyUntil)
      return around(step, `${subject} ${title}`)
    },
    brief: ({ fromCents, toCents, productId }, { locale: { words, change } }) =>
      words.kinds.price.brief(change(toCents / fromCents - 1), oneLine(productId, 40)),
    setting: ({ toCents }, locale) => locale.price(toCents),
    unknownGain: () => null,
    why: ({ elasticity }, { words }) => (elasticity === null ? null : words.kinds.price.why(elasticity)),
  },
  editable({ fromCents, toCents }, { about, locale: { words, currency, price } }) {
    const { shown, centsOf } = typedMoney(currency)
    const said = words.kinds.price
    const today = price(fromCents)
    return {
      label: said.label(currency, about),
      initial: shown(toCents),
      allowed: said.allowed(price(Math.ceil(fromCents / FAR)), price(FAR * fromCents), today),
      isMoney: true,
      wanted: said.wanted,
      edited(value) {
        const cents = centsOf(value)
        return cents > FAR * fromCents || cents < fromCents / FAR
          ? said.far(price(cents), today)
          : { toCents: cents }
      },
    }
  },
  measure,
  subjects: ({ platform, productId, merchantId }) => ({
    products: [`${platform}/${productId}`],
    merchants: [merchantId],
  }),
  sayMinimum: (share, locale) => locale.words.kinds.price.minimum(sayShare(share, locale)),
}

/** Beside products of its category that nobody touched. */
async function measure(
  { done, decidedOn, asOf }: Accepted<PriceAction>,
  { lake, touched }: MeasureReads,
): Promise<Outcome> {
  const is = await productIs(lake, done)
  const days = await productDays(lake, done, decidedOn)
  const change = { ...done, decidedOn, asOf, costCents: is?.costCents ?? null, horizonDays: done.days }
  const seenOn = priceSeenOn(days, change)
  const isOver = seenOn !== null && asOf >= addDays(seenOn, done.days - 1)
  const others =
    isOver && is
      ? await untouched(lake, is.category, { decidedOn, seenOn, until: addDays(seenOn, done.days) })
      : []
  return priceOutcome(
    change,
    days,
    seenOn,
    others.filter(({ id }) => !touched.has(id)),
  )
}
