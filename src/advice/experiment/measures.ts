import {
  type ArmMean,
  armMean,
  armRatio,
  armShare,
  armsAdjusted,
  type PairSums,
} from '../../stats/tests/arm-mean.ts'

/** What an experiment of the shop is measured by, always by shopper: who was randomised is the unit, never the session. */
export interface Measure {
  readonly kind: 'share' | 'count' | 'money' | 'ratio' | 'money-per'
  readonly better: 'up' | 'down'
  /** columns of a shopper: what is summed, and beside it the past (taken out by CUPED) or what it is divided by */
  readonly of: ShopperColumn
  readonly beside: ShopperColumn
}

export type ShopperColumn = 'bought' | 'orders' | 'sessions' | 'gmv' | 'refunded' | 'past'

export const MEASURES = {
  conversion: {
    kind: 'share',
    better: 'up',
    of: 'bought',
    beside: 'past',
  },
  orders: { kind: 'count', better: 'up', of: 'orders', beside: 'past' },
  gmv: { kind: 'money', better: 'up', of: 'gmv', beside: 'past' },
  session_conversion: {
    kind: 'ratio',
    better: 'up',
    of: 'orders',
    beside: 'sessions',
  },
  aov: { kind: 'money-per', better: 'up', of: 'gmv', beside: 'orders' },
  refund_rate: { kind: 'ratio', better: 'down', of: 'refunded', beside: 'gmv' },
} as const satisfies Readonly<Record<string, Measure>>

export type MeasureName = keyof typeof MEASURES

export type SumsOfArm = Readonly<Record<MeasureName, PairSums>>

/** One arm alone. */
export function measureArm(name: MeasureName, sums: SumsOfArm): ArmMean {
  const { kind } = MEASURES[name]
  const pair = sums[name]
  if (kind === 'share') return armShare({ hits: pair.sum, of: pair.count })
  return kind === 'ratio' || kind === 'money-per' ? armRatio(pair) : armMean(pair)
}

/** Two arms, with what each shopper spent before taken out where that is no ratio. */
export function measurePair(name: MeasureName, control: SumsOfArm, treated: SumsOfArm) {
  const { kind, better } = MEASURES[name]
  const isRatio = kind === 'ratio' || kind === 'money-per'
  const arms = isRatio
    ? { control: measureArm(name, control), treated: measureArm(name, treated) }
    : armsAdjusted(control[name], treated[name])
  return { name, better, control: arms.control, treated: arms.treated }
}
