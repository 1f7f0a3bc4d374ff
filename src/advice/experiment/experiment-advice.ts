import { addDays, type Day } from '../../lib/days.ts'
import { normalCdf, normalQuantile } from '../../stats/distributions/normal.ts'
import type { Difference } from '../../stats/tests/difference.ts'
import type { Suggestion } from '../suggestions/suggestion.ts'

const EXPERIMENT_MODEL = 'experiment-verdict-1'

export interface VerdictFacts {
  readonly experiment: string
  readonly arm: string
  readonly verdict: 'ship' | 'roll back'
  readonly because: string
  readonly asOf: Day
  /** GMV a shopper beyond the control's, 95 % interval, in cents */
  readonly gmv: Difference
  /** share of what is paid that is left after the cost of the goods; null when not known */
  readonly margin: number | null
  /** a day: of this arm, and of all other arms */
  readonly shoppers: { readonly own: number; readonly others: number }
}

interface VerdictAction {
  readonly experiment: string
  readonly arm: string
  readonly verdict: VerdictFacts['verdict']
  /** how many of all shoppers are to get the arm */
  readonly rolloutPercent: number
}

export type VerdictAdvice =
  | { readonly kind: 'act'; readonly suggestion: Suggestion<VerdictAction> }
  | { readonly kind: 'unknown'; readonly missing: 'margin' | 'gmv' }

const DAYS = 30

/**
 * What a verdict is worth in 30 days: shipped, the arm's difference in margin a shopper for all who do not have it yet;
 * rolled back, what the arm costs those who do. A roll-back for a guardrail's sake may cost margin, and says so.
 */
export function adviseVerdict(facts: VerdictFacts): VerdictAdvice {
  const { experiment, arm, verdict, because, asOf, gmv, margin, shoppers } = facts
  if (margin === null) return { kind: 'unknown', missing: 'margin' }
  if (!Number.isFinite(gmv.estimate) || !Number.isFinite(gmv.high)) return { kind: 'unknown', missing: 'gmv' }
  const moved = DAYS * (verdict === 'ship' ? shoppers.others : -shoppers.own)
  const cents = moved * margin * gmv.estimate
  const se = (Math.abs(moved) * margin * (gmv.high - gmv.low)) / (2 * normalQuantile(0.975))
  const half = normalQuantile(0.9) * se
  const ofLoss = se > 0 ? normalCdf(-cents / se) : Number(cents < 0)
  return {
    kind: 'act',
    suggestion: {
      kind: 'experiment',
      rule: 'experiment',
      subject: arm,
      action: { experiment, arm, verdict, rolloutPercent: verdict === 'ship' ? 100 : 0 },
      gain: {
        cents: Math.round(cents),
        low: Math.round(cents - half),
        high: Math.round(cents + half),
        days: DAYS,
      },
      cost: { cents: 0, low: 0, high: 0 },
      risk: {
        ofLoss,
        words: 'What is new may wear off, and later shoppers may differ from those of the test.',
      },
      why: [
        because,
        `margin a shopper times ${Math.round(Math.abs(moved))} shoppers in ${DAYS} days, at a margin of ${Math.round(100 * margin)} %`,
        'a test with a control, decided at its planned date or by the bound that holds on every day',
      ],
      validUntil: addDays(asOf, 14),
      modelVersion: EXPERIMENT_MODEL,
    },
  }
}
