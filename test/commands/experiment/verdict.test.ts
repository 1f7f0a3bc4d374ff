import { expect, it } from 'vitest'
import { decideExperiment } from '../../../commands/experiment/verdict.ts'
import type { SumsOfArm } from '../../../src/advice/experiment/measures.ts'
import { noPairs } from '../../../src/stats/tests/arm-mean.ts'

const sums: SumsOfArm = {
  conversion: noPairs(),
  orders: noPairs(),
  gmv: noPairs(),
  session_conversion: noPairs(),
  aov: noPairs(),
  refund_rate: noPairs(),
}
const test = {
  platform: 'bazario',
  id: 'EXP-9',
  name: 'One arm',
  metric: null,
  startedAt: new Date('2026-11-01T00:00:00Z'),
  plannedEndAt: null,
  arms: [],
}
const decided = (arms: readonly { readonly variant: string; readonly units: number }[]) =>
  decideExperiment(
    test,
    {
      arms: arms.map((arm) => ({ ...arm, sums })),
      crossed: 0,
      sessionsOfNobody: 0,
      capCents: null,
    },
    { plannedUnits: 800, days: 10, isOver: false },
  )

it('a test of which one arm was seen, or all but one hardly, gives no verdict and names the arm', () => {
  expect(decided([{ variant: 'b', units: 400 }])).toEqual({ kind: 'one-arm', arm: 'b', units: 400 })
  expect(
    decided([
      { variant: 'a', units: 12 },
      { variant: 'b', units: 400 },
    ]),
  ).toEqual({ kind: 'one-arm', arm: 'b', units: 400 })
})

it('a test of which no arm was seen has nothing to compare', () => {
  expect(decided([])).toEqual({ kind: 'no-units' })
})
