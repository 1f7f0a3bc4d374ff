import { z } from 'zod'
import { campaignResult, outcomeOf } from '../facts/campaign/campaign-result.ts'
import { oneLine } from '../lib/text.ts'
import { campaigns } from '../state/suggestions/campaigns.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import { kept, type SuggestionKind, withEdit } from './kind.ts'
import { around, typedMoney } from './words.ts'

const action = z.object({
  ...kept,
  audience: z.string(),
  contacts: z.number(),
  holdout: z.number(),
  costCents: z.number(),
  isIncremental: z.boolean(),
})

export const campaign: SuggestionKind<z.output<typeof action>> = {
  kind: 'campaign',
  action,
  dueDays: 3,
  rule: () => 'campaign',
  say: {
    gains: ({ words }) => words.kinds.campaign.gains,
    risk: ({ words }) => words.kinds.campaign.risk,
    doing: ({ contacts, holdout, audience }, { subject, locale: { words } }) =>
      around(words.kinds.campaign.doing(contacts, audience, holdout), subject),
    brief: ({ contacts }, { subject, locale: { words } }) =>
      words.kinds.campaign.brief(contacts, oneLine(subject, 40)),
    setting: ({ costCents }, { words, money }) => words.kinds.campaign.setting(money(costCents)),
    unknownGain: ({ isIncremental }, { words }) => (isIncremental ? null : words.kinds.campaign.unknownGain),
  },
  costOf: ({ costCents: cents }) => ({ cents, low: cents, high: cents }),
  editable({ costCents }, { about, locale: { words, currency } }) {
    const { shown, centsOf } = typedMoney(currency)
    const { label, allowed, wanted } = words.kinds.campaign
    return {
      label: label(currency, about),
      initial: shown(costCents),
      allowed,
      isMoney: true,
      wanted,
      edited: (value) => ({ costCents: centsOf(value) }),
    }
  },
  async measure({ subject, done, asOf }, { lake, state }) {
    const found = (await campaigns(state)).find(({ id }) => id === subject)
    if (!found) return null
    const result = await campaignResult({ lake, state }, found, { asOf, paidCents: done.costCents })
    return outcomeOf(result, found)
  },
  subjects: () => ({ products: [], merchants: [] }),
}

/** What the contacts cost: as planned, or as somebody put it right. */
export function paidCents(suggestion: Pick<StoredSuggestion, 'action' | 'edited'>): number | undefined {
  return withEdit(campaign, suggestion)?.costCents
}
