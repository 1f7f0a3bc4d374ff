import { describe, expect, it } from 'vitest'
import { chiSquareUpperP, sampleRatioP } from '../../src/stats/distributions/chi-square.ts'
import { studentQuantile, studentTwoSidedP, studentUpperP } from '../../src/stats/distributions/student.ts'
import { type ArmMean, armMean, armRatio, armShare, armsAdjusted } from '../../src/stats/tests/arm-mean.ts'
import { anytime, belief, effectOf, fixedHorizon, oneSidedP } from '../../src/stats/tests/effect.ts'
import { holm } from '../../src/stats/tests/holm.ts'
import { detectableLift, unitsPerArm } from '../../src/stats/tests/power.ts'
import { upperCap } from '../../src/stats/tests/winsorise.ts'

const off = (found: number, known: number) => Math.abs(found / known - 1)

const adjusted = armsAdjusted(
  { count: 5000, sum: 25_000, squares: 150_000, otherSum: 20_000, otherSquares: 110_000, products: 121_000 },
  { count: 5100, sum: 26_500, squares: 161_000, otherSum: 20_500, otherSquares: 113_000, products: 126_500 },
)
const ratios = [
  { count: 3000, sum: 9000, squares: 60_000, otherSum: 4000, otherSquares: 7000, products: 15_000 },
  { count: 3100, sum: 9900, squares: 68_000, otherSum: 4150, otherSquares: 7300, products: 16_200 },
].map(armRatio) as [ArmMean, ArmMean]

/** Known values are gbstats 0.8's, of the same sums. */
const CASES: Record<string, { arms: [ArmMean, ArmMean]; relative: number[]; absolute: number[] }> = {
  shares: {
    arms: [armShare({ hits: 500, of: 10_000 }), armShare({ hits: 566, of: 10_100 })],
    relative: [0.12079207920792, -0.01042732193169, 0.25201148034753, 0.07119540803897, 0.0355977040194831],
    absolute: [0.0060396039604, -0.000154857994, 0.01223406591479, 0.0560083686016, 0.0280041843008],
  },
  'shares of few': {
    arms: [armShare({ hits: 12, of: 40 }), armShare({ hits: 18, of: 35 })],
    relative: [0.7142857142857, -0.2844888310521, 1.7130602596235, 0.158197049015751, 0.0790985245078755],
    absolute: [0.2142857142857, -0.00771216647942, 0.43628359505085, 0.0582729307548788, 0.0291364653774],
  },
  means: {
    arms: [
      armMean({ count: 10_000, sum: 50_000, squares: 450_000 }),
      armMean({ count: 10_100, sum: 52_000, squares: 480_000 }),
    ],
    relative: [0.02970297029703, 0.00429153696503, 0.0551144036290333, 0.021967649298539, 0.0109838246492695],
    absolute: [
      0.14851485148515, 0.023294117841056, 0.273735585129241, 0.0200976394941739, 0.0100488197470869,
    ],
  },
  'means of few': {
    arms: [armMean({ count: 12, sum: 60, squares: 420 }), armMean({ count: 9, sum: 63, squares: 560 })],
    relative: [0.4, -0.3867461859569, 1.1867461859569, 0.296755059586879, 0.148377529793439],
    absolute: [2, -1.39738884040496, 5.39738884040496, 0.229711748737419, 0.114855874368709],
  },
  'a ratio by the delta method': {
    arms: ratios,
    relative: [0.0602409638554, 0.0062737217275, 0.1142082059833, 0.0286895593249374, 0.0143447796624687],
    absolute: [0.1355421686747, 0.0175961769915, 0.2534881603579, 0.0243062137846, 0.0121531068923],
  },
  'means adjusted by CUPED': {
    arms: [adjusted.control, adjusted.treated],
    relative: [0.03656307715472, 0.02519513192808, 0.04793102238137, 3.0093438851963e-10, 1.50467194e-10],
    absolute: [0.18281538577362, 0.12710248043126, 0.23852829111598, 1.3150169841936e-10, 6.57508492e-11],
  },
}

describe('the difference of two arms', () => {
  it.each(Object.entries(CASES))('of %s is gbstats’, relative and absolute', (_, { arms, ...known }) => {
    for (const scale of ['relative', 'absolute'] as const) {
      const effect = effectOf(...arms, scale)
      const { estimate, low, high, p } = fixedHorizon(effect, 0.05)
      const found = [estimate, low, high, p, oneSidedP(effect)]
      found.forEach((value, i) => void expect(off(value, known[scale][i] ?? Number.NaN)).toBeLessThan(1e-6))
    }
  })

  it('under CUPED has the slope of both arms together and a third less width than without', () => {
    expect(off(adjusted.theta, 0.6764153255452988)).toBeLessThan(1e-12)
    const plain = effectOf(
      armMean({ count: 5000, sum: 25_000, squares: 150_000 }),
      armMean({ count: 5100, sum: 26_500, squares: 161_000 }),
      'absolute',
    )
    const width = ({ low, high }: { low: number; high: number }) => high - low
    const narrower = fixedHorizon(effectOf(adjusted.control, adjusted.treated, 'absolute'), 0.05)
    expect(fixedHorizon(plain, 0.05).low).toBeCloseTo(0.1107177, 6)
    expect(width(narrower) / width(fixedHorizon(plain, 0.05))).toBeCloseTo(0.653, 3)
  })

  it('may be looked at on any day within the confidence sequence, whose tuning is the sample it is tightest at', () => {
    const shares = CASES.shares?.arms ?? ratios
    const absolute = effectOf(...shares, 'absolute')
    const at5000 = anytime(absolute, { alpha: 0.05, tuning: 5000 })
    expect(off(at5000.low, -0.003844806338011559)).toBeLessThan(1e-9)
    expect(off(at5000.high, 0.015924014258803635)).toBeLessThan(1e-9)
    expect(off(at5000.p, 0.9764522833401676)).toBeLessThan(1e-9)
    const at20000 = anytime(absolute, { alpha: 0.05, tuning: 20_000 })
    expect(off(at20000.low, -0.003552514350659345)).toBeLessThan(1e-9)
    expect(off(at20000.p, 0.5913188553944956)).toBeLessThan(1e-9)
    const relative = anytime(effectOf(...shares, 'relative'), { alpha: 0.05, tuning: 5000 })
    expect(off(relative.low, -0.08859275671869357)).toBeLessThan(1e-9)
    expect(off(relative.high, 0.33017691513453507)).toBeLessThan(1e-9)
    expect(relative.p).toBe(1)
    const strong = anytime(effectOf(adjusted.control, adjusted.treated, 'absolute'), {
      alpha: 0.05,
      tuning: 5000,
    })
    expect(off(strong.p, 1.4426153705684121e-8)).toBeLessThan(1e-9)
  })

  it('is believed in with a chance and a loss either way', () => {
    const shares = CASES.shares?.arms ?? ratios
    const { better, lossIfShipped, lossIfKept } = belief(effectOf(...shares, 'relative'))
    expect(off(better, 0.9644097926023147)).toBeLessThan(1e-9)
    expect(off(lossIfShipped, 0.0009453379539392395)).toBeLessThan(1e-9)
    expect(off(lossIfKept, 0.12173741716186)).toBeLessThan(1e-9)
    const sure = belief(effectOf(adjusted.control, adjusted.treated, 'absolute'))
    expect(sure.lossIfShipped).toBeGreaterThanOrEqual(0)
    expect(sure.lossIfShipped).toBeLessThan(1e-10)
  })

  it('of arms without any spread is not known, and never significant', () => {
    const none = effectOf(armShare({ hits: 0, of: 50 }), armShare({ hits: 0, of: 50 }), 'absolute')
    expect(fixedHorizon(none, 0.05)).toMatchObject({ estimate: 0, p: 1 })
    expect(anytime(none, { alpha: 0.05, tuning: 5000 }).p).toBe(1)
  })
})

describe('the sample-ratio check', () => {
  it('finds what gbstats finds, also for three arms of unequal weight', () => {
    expect(off(sampleRatioP([10_000, 10_100]), 0.4805951793536507)).toBeLessThan(1e-9)
    expect(off(sampleRatioP([10_000, 10_500]), 0.00047914643458730067)).toBeLessThan(1e-9)
    expect(off(sampleRatioP([5000, 5100, 10_500], [0.25, 0.25, 0.5]), 0.012664758818820223)).toBeLessThan(
      1e-9,
    )
    expect(off(sampleRatioP([300, 310, 290, 330]), 0.4160598581110516)).toBeLessThan(1e-9)
  })

  it('stays right where 1 minus the lower tail is 0', () => {
    expect(off(chiSquareUpperP(300, 1), 3.2943623833139784e-67)).toBeLessThan(1e-9)
    expect(off(chiSquareUpperP(300, 6), 8.180326919004622e-62)).toBeLessThan(1e-9)
    expect(off(chiSquareUpperP(5, 3), 0.1717971442967335)).toBeLessThan(1e-9)
  })

  it('says nothing of no units', () => {
    expect(sampleRatioP([0, 0])).toBe(1)
  })
})

describe('Student’s distribution (scipy 1.17)', () => {
  it.each([
    [5, 3, 0.015392438073302294],
    [5, 10, 0.0005373336027564527],
    [12, 150, 1.1118086554433674e-23],
    [12, 201, 2.274981077645668e-25],
    [2, 1000, 0.04577034649325166],
    [12, 20_000, 4.615037658373636e-33],
  ])('has P(|T| >= %d) with %d degrees of freedom', (t, degrees, known) => {
    expect(off(studentTwoSidedP(t, degrees), known)).toBeLessThan(1e-7)
    expect(off(studentUpperP(t, degrees), known / 2)).toBeLessThan(1e-7)
    expect(studentUpperP(-t, degrees)).toBeCloseTo(1 - known / 2, 9)
  })

  it.each([
    [0.975, 150, 1.9759053308966201],
    [0.9995, 201, 3.339586788905302],
    [0.6, 1000, 0.25341451583949876],
    [0.975, 20_000, 1.9600826051581348],
  ])('has its quantile of %d at %d degrees of freedom', (p, degrees, known) => {
    expect(off(studentQuantile(p, degrees), known)).toBeLessThan(1e-7)
    expect(off(studentQuantile(1 - p, degrees), -known)).toBeLessThan(1e-7)
  })
})

describe('the planned size (R 4.2)', () => {
  const share = { base: 0.05, sd: null, alpha: 0.05, power: 0.8 }

  it('of a share is power.prop.test’s', () => {
    expect(unitsPerArm(share, 0.1)).toBeCloseTo(31_233.43794, 4)
    expect(unitsPerArm({ ...share, alpha: 0.01, power: 0.9 }, 0.06)).toBeCloseTo(161_514.10262, 4)
  })

  it('of a mean is power.t.test’s but for one unit', () => {
    const { base, alpha, power } = { base: 10, alpha: 0.05, power: 0.8 }
    expect(Math.abs(unitsPerArm({ base, sd: 10, alpha, power }, 0.1) - 1570.737)).toBeLessThan(1.1)
  })

  it('and the smallest effect it shows are each other’s inverse', () => {
    expect(detectableLift(share, unitsPerArm(share, 0.1))).toBeCloseTo(0.1, 10)
    expect(detectableLift(share, 31_234)).toBeCloseTo(0.1, 4)
  })

  it('may be too small for even the largest effect', () => {
    expect(detectableLift({ ...share, base: 0.9 }, 20)).toBeNull()
    expect(detectableLift(share, 0)).toBeNull()
  })
})

it('Holm’s adjusted p-values are R’s', () => {
  expect(holm([0.01, 0.04, 0.03, 0.2])).toEqual([0.04, 0.09, 0.09, 0.2].map((p) => expect.closeTo(p, 12)))
  expect(holm([])).toEqual([])
})

it('the cap of outliers spares a metric that is nearly always 0', () => {
  expect(upperCap(Array.from({ length: 10_001 }, (_, i) => i))).toBeCloseTo(9990, 6)
  expect(upperCap([...new Array<number>(9999).fill(0), 500])).toBeNull()
  expect(upperCap([])).toBeNull()
})
