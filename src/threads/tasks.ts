import type * as campaign from './tasks/campaign.ts'
import type * as churn from './tasks/churn.ts'
import type * as curvature from './tasks/curvature.ts'
import type * as firstWeights from './tasks/first-weights.ts'
import type * as forecast from './tasks/forecast.ts'
import type * as judge from './tasks/judge.ts'
import type * as preview from './tasks/preview.ts'
import type * as price from './tasks/price.ts'
import type * as recommend from './tasks/recommend.ts'
import type * as restock from './tasks/restock.ts'
import type * as train from './tasks/train.ts'

/**
 * Pure work that takes longer than the bot may be silent, by the name of its module in `tasks/`. Types only: what a
 * task needs is loaded in its thread.
 */
export interface Tasks {
  readonly campaign: typeof campaign
  readonly churn: typeof churn
  readonly curvature: typeof curvature
  readonly 'first-weights': typeof firstWeights
  readonly forecast: typeof forecast
  readonly judge: typeof judge
  readonly preview: typeof preview
  readonly price: typeof price
  readonly recommend: typeof recommend
  readonly restock: typeof restock
  readonly train: typeof train
}
