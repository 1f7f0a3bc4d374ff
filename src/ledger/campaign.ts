import { z } from 'zod'
import { campaignResult, outcomeOf } from '../facts/campaign/campaign-result.ts'
import { showMoney } from '../lib/money.ts'
import { oneLine, plural } from '../lib/text.ts'
import { campaigns } from '../state/suggestions/campaigns.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import { kept, type SuggestionKind, withEdit } from './kind.ts'
import { bold, typedMoney } from './words.ts'

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
  rule: () => 'campaign',
  say: {
    gains: 'brings',
    risk: 'risk of a loss',
    doing: ({ contacts, holdout, audience }, { subject }) => [
      `Contact ${plural(contacts, 'customer')} (${audience}) by `,
      bold(subject),
      `, ${holdout} held out`,
    ],
    brief: ({ contacts }, { subject }) => `${plural(contacts, 'contact')} of ${oneLine(subject, 40)}`,
    setting: ({ costCents }, { currency }) => `${showMoney(costCents, currency)} for all contacts`,
    unknownGain: ({ isIncremental }) => (isIncremental ? null : 'nobody was held out before'),
  },
  costOf: ({ costCents: cents }) => ({ cents, low: cents, high: cents }),
  editable({ costCents }, { about, currency }) {
    const { shown, centsOf } = typedMoney(currency)
    return {
      label: `What all contacts cost in ${currency} for ${about}`,
      initial: shown(costCents),
      allowed: 'any sum above 0',
      wanted: 'cost',
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
