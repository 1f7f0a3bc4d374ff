import { z } from 'zod'
import { oneLine } from '../lib/text.ts'
import { kept, type SuggestionKind } from './kind.ts'
import { around } from './words.ts'

const action = z.object({
  ...kept,
  runsOn: z.string(),
  promotionId: z.string(),
  /** '' where it is of the whole platform */
  category: z.string(),
  /** share off the price; null where it is not said */
  discount: z.number().nullable(),
  pauseDays: z.number().positive(),
})

const MOST_DAYS = 30

/** To pause a promotion while what broke is mended; whoever runs the shop does it there, for no sink ends promotions. */
export const promotion: SuggestionKind<z.output<typeof action>> = {
  kind: 'promotion',
  action,
  dueDays: 1,
  rule: () => 'promotion',
  say: {
    gains: ({ words }) => words.kinds.promotion.gains,
    risk: ({ words }) => words.kinds.promotion.risk,
    doing({ title, runsOn, category, discount, pauseDays }, { locale: { words, percent } }) {
      const off = discount === null ? null : percent(discount, 0)
      const at = category === '' ? runsOn : `${runsOn}, ${category}`
      return around(words.kinds.promotion.doing(at, off, pauseDays), title)
    },
    brief: ({ title }, { locale: { words } }) => words.kinds.promotion.brief(oneLine(title, 40)),
    setting: ({ pauseDays }, { words }) => words.kinds.promotion.setting(pauseDays),
    unknownGain: (_, { words }) => words.kinds.promotion.unknownGain,
    why: (_, { words }) => words.kinds.promotion.why(),
  },
  editable({ pauseDays }, { about, locale: { words } }) {
    const { label, allowed, wanted, whole } = words.kinds.promotion
    return {
      label: label(about),
      initial: `${pauseDays}`,
      allowed: allowed(MOST_DAYS),
      isMoney: false,
      wanted,
      edited: (value) =>
        Number.isInteger(value) && value >= 1 && value <= MOST_DAYS ? { pauseDays: value } : whole(MOST_DAYS),
    }
  },
  // all it touches is paused at once, so nothing is left to compare with: the alert it is for tells
  measure: async () => ({ kind: 'inconclusive', because: 'no control left' }),
  subjects: () => ({ products: [], merchants: [] }),
}
