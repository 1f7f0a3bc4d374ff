import { z } from 'zod'
import { priceRule } from '../advice/price/price.ts'
import { type Outcome, priceOutcome, priceSeenOn } from '../advice/suggestions/outcome.ts'
import { productDays, productIs, untouched } from '../facts/suggestions/product-days.ts'
import { addDays } from '../lib/days.ts'
import { showMoney } from '../lib/money.ts'
import { oneLine, showChange } from '../lib/text.ts'
import { type Accepted, keptOfProduct, type MeasureReads, type SuggestionKind } from './kind.ts'
import { bold, sayShare, typedMoney } from './words.ts'

const action = z.object({
  ...keptOfProduct,
  fromCents: z.number().positive(),
  toCents: z.number().positive(),
})
type PriceAction = z.output<typeof action>

/** a typed price so many times today's, or a part of it, is that of a pack or a slip */
const FAR = 3

export const price: SuggestionKind<PriceAction> = {
  kind: 'price',
  action,
  rule: priceRule,
  say: {
    gains: 'brings',
    risk: 'risk of a loss',
    doing({ fromCents, toCents, title }, { subject, currency }) {
      const step = `${showMoney(fromCents, currency)} to ${showMoney(toCents, currency)}`
      return ['Price ', bold(`${subject} ${title}`), ` from ${step} (${showChange(toCents / fromCents - 1)})`]
    },
    brief: ({ fromCents, toCents, productId }) =>
      `${showChange(toCents / fromCents - 1)} for ${oneLine(productId, 40)}`,
    setting: ({ toCents }, { currency }) => showMoney(toCents, currency),
    unknownGain: () => null,
  },
  editable({ fromCents, toCents }, { about, currency }) {
    const { shown, centsOf } = typedMoney(currency)
    return {
      label: `Price in ${currency} for ${about}`,
      initial: shown(toCents),
      allowed: `${showMoney(Math.ceil(fromCents / FAR), currency)} to ${showMoney(FAR * fromCents, currency)}, today ${showMoney(fromCents, currency)}`,
      wanted: 'price',
      edited(value) {
        const cents = centsOf(value)
        return cents > FAR * fromCents || cents < fromCents / FAR
          ? `${showMoney(cents, currency)} is far from today's ${showMoney(fromCents, currency)}: is that the price of one piece?`
          : { toCents: cents }
      },
    }
  },
  measure,
  subjects: ({ platform, productId, merchantId }) => ({
    products: [`${platform}/${productId}`],
    merchants: [merchantId],
  }),
  sayMinimum: (share) => `A price is suggested from ${sayShare(share)} probability of a gain.`,
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
