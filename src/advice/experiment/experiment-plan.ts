import { detectableLift, type Power, unitsPerArm } from '../../stats/tests/power.ts'
import { MIN_DAYS } from './experiment.ts'

/** What an experiment would need, and what it could show. */
export interface ExperimentPlan {
  readonly unitsPerArm: number
  /** whole weeks, so that every weekday counts alike */
  readonly days: number
  /** the smallest lift other durations show; null where none does */
  readonly others: readonly { readonly days: number; readonly lift: number | null }[]
}

export interface PlanAsked extends Power {
  /** relative, above 0 */
  readonly lift: number
  /** new units a day, all arms together */
  readonly dailyUnits: number
  readonly arms: number
}

const WEEKS = [2, 3, 4, 6, 8, 12]

/**
 * Size and length of an experiment. `alpha` is shared between the treated arms (Bonferroni). Never under two full weeks,
 * however small the size. 5 % against 5.5 % at 3,000 units a day in two arms: 31,234 units an arm, 21 days.
 */
export function planExperiment(asked: PlanAsked): ExperimentPlan {
  const power = { ...asked, alpha: asked.alpha / (asked.arms - 1) }
  const size = Math.ceil(unitsPerArm(power, asked.lift) - 1e-9)
  const weeks = Math.ceil((size * asked.arms) / asked.dailyUnits / 7)
  const days = Math.max(MIN_DAYS, 7 * weeks)
  return {
    unitsPerArm: size,
    days,
    others: WEEKS.map((count) => 7 * count)
      .filter((one) => one !== days)
      .map((one) => ({ days: one, lift: detectableLift(power, (asked.dailyUnits * one) / asked.arms) })),
  }
}
