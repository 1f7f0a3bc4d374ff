import { z } from 'zod'
import { BUNDLE_BEFORE_DAYS, bundleOutcome } from '../advice/recommend/bundle-outcome.ts'
import { pairOrders } from '../facts/recommend/pair-orders.ts'
import { addDays } from '../lib/days.ts'
import { showMoney } from '../lib/money.ts'
import { oneLine } from '../lib/text.ts'
import { keptOfProduct, type SuggestionKind } from './kind.ts'
import { bold, typedMoney } from './words.ts'

const action = z.object({
  ...keptOfProduct,
  baseId: z.string(),
  baseTitle: z.string(),
  offeredId: z.string(),
  offeredTitle: z.string(),
  marginCents: z.number(),
  pairCents: z.number(),
})

/** A product offered to who takes another one. */
export const bundle: SuggestionKind<z.output<typeof action>> = {
  kind: 'bundle',
  action,
  rule: () => 'bundle',
  say: {
    noun: 'bundle',
    gains: 'brings',
    risk: 'risk of a loss',
    doing: ({ baseId, baseTitle, offeredId, offeredTitle }) => [
      'Offer ',
      bold(`${offeredId} ${offeredTitle}`),
      ` to who takes ${oneLine(`${baseId} ${baseTitle}`, 60)}`,
    ],
    unknownGain: () => null,
  },
  editable({ pairCents }, { about, currency }) {
    const { shown, centsOf } = typedMoney(currency)
    return {
      label: `Price of both together in ${currency} for ${about}`,
      initial: shown(pairCents),
      wanted: 'price',
      edited: (value) =>
        centsOf(value) > pairCents || centsOf(value) < pairCents / 2
          ? `Both cost ${showMoney(pairCents, currency)} apart: a pair is from half of that up to it.`
          : { pairCents: centsOf(value) },
    }
  },
  async measure({ action: offered, done, decidedOn, asOf }, { lake }) {
    const since = addDays(decidedOn, 1)
    const before = { from: addDays(decidedOn, -BUNDLE_BEFORE_DAYS), to: decidedOn }
    const after = { from: since, to: addDays(since, done.days) }
    return bundleOutcome(
      {
        decidedOn,
        horizonDays: done.days,
        marginCents: done.marginCents,
        discountCents: Math.max(0, offered.pairCents - done.pairCents),
        asOf,
      },
      await pairOrders(lake, done, before),
      await pairOrders(lake, done, after),
    )
  },
  subjects: ({ platform, baseId, offeredId, merchantId }) => ({
    products: [baseId, offeredId].map((id) => `${platform}/${id}`),
    merchants: [merchantId],
  }),
}

/** `bazario/SKU-4+SKU-5`, whichever of the two is named first. */
export function pairKey(platform: string, pair: string): string {
  return `${platform}/${pair.split('+').sort().join('+')}`
}
