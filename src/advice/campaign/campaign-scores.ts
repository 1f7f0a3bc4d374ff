import { seeded } from '../../lib/random.ts'
import { sum } from '../../lib/sum.ts'
import type { Columns } from '../../models/learn/columns.ts'
import { type Encoder, encode, type Feature, learnEncoder } from '../../models/learn/features.ts'
import { fitLogistic } from '../../models/learn/logistic.ts'
import { chancesOf, fitUplift, scoreUplift, type UpliftRows } from '../../models/learn/uplift.ts'
import { type Difference, differenceOfProportions } from '../../stats/tests/difference.ts'

/** What a customer's past may say of a campaign; facts of the day before it only. */
const CUSTOMER_FEATURES: readonly Feature[] = [
  { column: 'orders', kind: 'log', known: 'on arrival' },
  { column: 'recency_days', kind: 'log', known: 'on arrival' },
  { column: 'tenure_days', kind: 'log', known: 'on arrival' },
  { column: 'cents', kind: 'log', known: 'on arrival' },
  { column: 'cents_an_order', kind: 'log', known: 'on arrival' },
  { column: 'refunded_share', kind: 'share', known: 'on arrival' },
  { column: 'platform', kind: 'category', known: 'on arrival' },
]

export interface CampaignTask {
  /** members of earlier campaigns with a holdout, as they were then, and who ordered; null: there was none */
  readonly past: UpliftRows | null
  /** customers as they were a campaign's length ago, and who ordered since */
  readonly history: Columns & { readonly ordered: Uint8Array }
  /** customers as they are now */
  readonly now: Columns
  readonly seed: number
}

export type CampaignScores =
  | {
      readonly kind: 'uplift'
      readonly responses: Float64Array
      readonly effect: Difference
    }
  | {
      readonly kind: 'propensity'
      readonly responses: Float64Array
      readonly because: 'no holdout yet' | 'too few orders among those held out'
    }
  | { readonly kind: 'too-few'; readonly need: number; readonly have: number }

const MIN_ORDERED = 50

/** Uplift where chance held some out before; else P(order anyway), which says who buys, not whom to contact. */
export function scoreCampaign({ past, history, now, seed }: CampaignTask): CampaignScores {
  if (past) {
    const model = fitUplift(CUSTOMER_FEATURES, past, seeded(seed))
    if (model.kind === 'uplift')
      return { kind: 'uplift', responses: scoreUplift(model, now), effect: effectOf(past) }
  }
  const have = sum(history.ordered)
  if (have < MIN_ORDERED || have === history.rows) return { kind: 'too-few', need: MIN_ORDERED, have }
  const encoder: Encoder = learnEncoder(CUSTOMER_FEATURES, history)
  const { weights } = fitLogistic({ columns: encode(encoder, history), labels: history.ordered }, { l2: 1 })
  return {
    kind: 'propensity',
    responses: chancesOf(weights, encode(encoder, now), now.rows),
    because: past ? 'too few orders among those held out' : 'no holdout yet',
  }
}

function effectOf({ treated, outcome }: UpliftRows): Difference {
  const arm = (wanted: number) => {
    const values = outcome.filter((_, row) => treated[row] === wanted)
    return { hits: values.filter((value) => value > 0).length, of: values.length }
  }
  return differenceOfProportions(arm(1), arm(0))
}
