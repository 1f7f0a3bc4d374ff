import { describe, expect, it } from 'vitest'
import {
  compareArms,
  judge,
  type Measured,
  type Progress,
} from '../../../src/advice/experiment/experiment.ts'
import { planExperiment } from '../../../src/advice/experiment/experiment-plan.ts'
import { armShare } from '../../../src/stats/tests/arm-mean.ts'

const share = (
  name: string,
  control: number,
  treated: number,
  better: 'up' | 'down' = 'up',
  of = 10_000,
): Measured => ({
  name,
  better,
  control: armShare({ hits: control, of }),
  treated: armShare({ hits: treated, of }),
})
const PLAN = { plannedUnits: 40_000, days: 20, isOver: false } satisfies Progress
const judged = (
  primary: Measured,
  progress: Progress | null,
  more: Partial<Parameters<typeof judge>[0]> = {},
) => judge({ primary, guardrails: [], sampleRatioP: 0.4, progress, ...more }).verdict

describe('the verdict on an experiment', () => {
  it('is none while the arms are not filled as planned, however clear the lift', () => {
    expect(judged(share('conversion', 500, 900), null, { sampleRatioP: 0.0009 })).toBe('no verdict')
    expect(judged(share('conversion', 500, 900), null, { sampleRatioP: 0.0011 })).toBe('ship')
  })

  it('comes from one test at the planned date: ship, roll back, or inconclusive', () => {
    const over = { ...PLAN, isOver: true }
    expect(judged(share('conversion', 500, 600), over)).toBe('ship')
    expect(judged(share('conversion', 600, 500), over)).toBe('roll back')
    expect(judged(share('conversion', 500, 510), over)).toBe('inconclusive')
    expect(judged(share('refunds', 600, 500, 'down'), over)).toBe('ship')
  })

  it('comes early only from the bound that holds on every day', () => {
    // p 0.029: a reader who peeks would stop here
    const tempting = share('conversion', 500, 570)
    expect(compareArms(tempting).absolute.p).toBeLessThan(0.05)
    expect(judged(tempting, PLAN)).toBe('keep running')
    expect(judged(share('conversion', 500, 650), PLAN)).toBe('ship')
    expect(judged(share('conversion', 500, 370), PLAN)).toBe('roll back')
  })

  it('waits two weeks for a gain, but not for harm', () => {
    const early = { ...PLAN, days: 6 }
    expect(judged(share('conversion', 500, 650), early)).toBe('keep running')
    expect(judged(share('conversion', 500, 370), early)).toBe('roll back')
  })

  it('is to roll back where a guardrail got worse, and never because one got better', () => {
    const over = { ...PLAN, isOver: true }
    const gain = share('conversion', 500, 600)
    expect(judged(gain, over, { guardrails: [share('refunds', 100, 160, 'down')] })).toBe('roll back')
    expect(judged(gain, over, { guardrails: [share('refunds', 160, 100, 'down')] })).toBe('ship')
    expect(
      judged(share('conversion', 500, 505), PLAN, { guardrails: [share('refunds', 100, 200, 'down')] }),
    ).toBe('roll back')
  })

  it('asks more of each of several arms', () => {
    // p 0.029
    expect(judged(share('conversion', 500, 570), null)).toBe('ship')
    expect(judged(share('conversion', 500, 570), null, { arms: 3 })).toBe('inconclusive')
  })

  it('of arms in which nothing happened is inconclusive', () => {
    expect(judged(share('conversion', 0, 0), null)).toBe('inconclusive')
  })
})

describe('the plan of an experiment', () => {
  const asked = { base: 0.05, sd: null, alpha: 0.05, power: 0.8, lift: 0.1, dailyUnits: 3000, arms: 2 }

  it('is the size of R’s power.prop.test in whole weeks', () => {
    expect(planExperiment(asked)).toMatchObject({ unitsPerArm: 31_234, days: 21 })
  })

  it('never is shorter than two weeks', () => {
    expect(planExperiment({ ...asked, dailyUnits: 1e6 }).days).toBe(14)
  })

  it('says what other durations show: a quarter of the lift takes sixteen times as long', () => {
    const { others } = planExperiment({ ...asked, sd: 1, base: 1, dailyUnits: 100 })
    const at = (days: number) => others.find((one) => one.days === days)?.lift ?? Number.NaN
    expect(at(14) / at(56)).toBeCloseTo(2, 6)
    expect(others.map(({ days }) => days)).toEqual([...others.map(({ days }) => days)].sort((a, b) => a - b))
  })

  it('needs more of each of several arms, as the chance of a false alarm is shared', () => {
    expect(planExperiment({ ...asked, arms: 4 }).unitsPerArm).toBeGreaterThan(31_234 * 1.25)
  })
})
