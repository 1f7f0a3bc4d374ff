import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { ALPHA, earlyBound, judge, type Measured } from '../../src/advice/experiment/experiment.ts'
import { type Random, seeded } from '../../src/lib/random.ts'
import { sampleRatioP } from '../../src/stats/distributions/chi-square.ts'
import {
  addPair,
  armMean,
  armRatio,
  armShare,
  armsAdjusted,
  noPairs,
  type PairSums,
} from '../../src/stats/tests/arm-mean.ts'
import { anytime, belief, effectOf, fixedHorizon } from '../../src/stats/tests/effect.ts'

/**
 * Every figure of an experiment against GrowthBook's gbstats (`pip install gbstats`) on the same sums, then what its
 * verdicts are worth when somebody looks every day: how often a test of nothing is called, and how often a lift is found.
 */
const CASES = 200
const DAYS = 28
/** so many that chance moves a share by half a point */
const RUNS = 10_000
const A_DAY = 1500
const BASE = 0.05
/** what each rule is known to find (a simulation of the same looks); the verdict is held to the single look beside it */
const BARS = {
  gap: 1e-6,
  falseVerdicts: 0.05,
  fixed: { 0.06: 0.51, 0.1: 0.91 },
  bound: { 0.06: 0.23, 0.1: 0.67 },
  within: 0.02,
} as const

const gap = againstPeer(seeded(1))
console.log(`${CASES} experiments against gbstats: at most ${gap.toExponential(1)} apart, bar ${BARS.gap}`)

const none = looks(seeded(2), 0, RUNS)
const small = looks(seeded(3), 0.06, RUNS)
const large = looks(seeded(4), 0.1, RUNS)
console.log(`${DAYS} daily looks, ${A_DAY} shoppers an arm and day, base ${BASE}: share of tests called`)
console.log('                                         no lift   +6 %   +10 %')
for (const rule of ['fixed', 'peeking', 'peer', 'bound', 'verdict'] as const)
  console.log(
    `${NAMES()[rule].padEnd(40)}  ${[none, small, large].map((one) => one[rule].toFixed(3)).join('   ')}`,
  )

const crowd = clustered(seeded(5), 1500)
const room = 2 * Math.sqrt((ALPHA * (1 - ALPHA)) / crowd.runs)
console.log(
  `no lift, shoppers with several sessions alike: called by shopper ${crowd.byShopper.toFixed(3)}, by session ${crowd.bySession.toFixed(3)} at the end; bar ${ALPHA} + ${room.toFixed(3)} for chance`,
)

const near = (found: number, wanted: number) => found >= wanted - BARS.within
const isMet =
  gap <= BARS.gap &&
  none.verdict <= BARS.falseVerdicts &&
  none.bound <= BARS.falseVerdicts &&
  near(small.fixed, BARS.fixed[0.06]) &&
  near(large.fixed, BARS.fixed[0.1]) &&
  near(small.bound, BARS.bound[0.06]) &&
  near(large.bound, BARS.bound[0.1]) &&
  near(small.verdict, small.fixed) &&
  near(large.verdict, large.fixed) &&
  crowd.byShopper <= ALPHA + room
console.log(
  `bars: no lift called at most ${BARS.falseVerdicts}; one look .51 and .91, the bound .23 and .67, the verdict as the one look, each less ${BARS.within} at most: ${isMet ? 'met' : 'missed'}`,
)
process.exitCode = isMet ? 0 : 1

function NAMES() {
  return {
    fixed: 'one look at day 28, p < 0.05',
    peeking: 'peeking: p < 0.05 on any day',
    peer: 'confidence sequence, tuning 5000',
    bound: 'the same, tuning half the plan',
    verdict: 'ours: bound on the way, test at the end',
  }
}

/** Cumulative binomial table: exact, and nothing of the tests' own approximations. */
function binomial(n: number, p: number): (random: Random) => number {
  const below = new Float64Array(n + 1)
  let term = (1 - p) ** n
  for (let k = 0, sum = 0; k <= n; k++) {
    sum += term
    below[k] = sum
    term *= ((n - k) / (k + 1)) * (p / (1 - p))
  }
  return (random) => {
    const at = random.next()
    let [low, high] = [0, n]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((below[middle] ?? 1) >= at) high = middle
      else low = middle + 1
    }
    return low
  }
}

function looks(random: Random, lift: number, runs: number) {
  const [draw, drawTreated] = [binomial(A_DAY, BASE), binomial(A_DAY, BASE * (1 + lift))]
  const plannedUnits = 2 * A_DAY * DAYS
  const called = { fixed: 0, peeking: 0, peer: 0, bound: 0, verdict: 0 }
  for (let run = 0; run < runs; run++) {
    const seen = { peeking: false, peer: false, bound: false, verdict: false }
    let [hits, treatedHits] = [0, 0]
    for (let days = 1; days <= DAYS; days++) {
      hits += draw(random)
      treatedHits += drawTreated(random)
      const of = days * A_DAY
      const primary: Measured = {
        name: 'conversion',
        better: 'up',
        control: armShare({ hits, of }),
        treated: armShare({ hits: treatedHits, of }),
      }
      const effect = effectOf(primary.control, primary.treated, 'absolute')
      const { p } = fixedHorizon(effect, ALPHA)
      if (p < ALPHA) seen.peeking = true
      if (anytime(effect, { alpha: ALPHA, tuning: 5000 }).p < ALPHA) seen.peer = true
      if (earlyBound(primary, plannedUnits, ALPHA).p < ALPHA) seen.bound = true
      seen.verdict ||= isCalled(primary, { plannedUnits, days, isOver: days === DAYS })
      if (days === DAYS && p < ALPHA) called.fixed++
    }
    for (const rule of ['peeking', 'peer', 'bound', 'verdict'] as const) if (seen[rule]) called[rule]++
  }
  return Object.fromEntries(
    Object.entries(called).map(([rule, count]) => [rule, count / runs]),
  ) as typeof called
}

function isCalled(
  primary: Measured,
  progress: { plannedUnits: number; days: number; isOver: boolean },
): boolean {
  const { verdict } = judge({ primary, guardrails: [], sampleRatioP: 1, progress })
  return verdict === 'ship' || verdict === 'roll back'
}

/** A crowd that no test here assumes: each shopper has a taste of its own, and those who like it come more often. */
function clustered(random: Random, runs: number) {
  const aDay = 100
  const called = { byShopper: 0, bySession: 0 }
  for (let run = 0; run < runs; run++) {
    const arms = [0, 1].map(noPairs)
    let isOver = false
    for (let days = 1; days <= DAYS; days++) {
      for (const arm of arms) for (let i = 0; i < aDay; i++) addShopper(arm, random)
      const [control, treated] = arms.map(armRatio)
      if (!control || !treated) continue
      const primary: Measured = { name: 'conversion', better: 'up', control, treated }
      isOver ||= isCalled(primary, { plannedUnits: 2 * aDay * DAYS, days, isOver: days === DAYS })
    }
    if (isOver) called.byShopper++
    const [a, b] = arms.map(({ sum, otherSum }) => armShare({ hits: sum, of: otherSum }))
    if (a && b && fixedHorizon(effectOf(a, b, 'absolute'), ALPHA).p < ALPHA) called.bySession++
  }
  return { runs, byShopper: called.byShopper / runs, bySession: called.bySession / runs }
}

function addShopper(arm: ReturnType<typeof noPairs>, random: Random): void {
  const taste = Math.exp(1.2 * random.normal() - 0.72)
  const sessions = 1 + random.poisson(0.8 * (1 + taste))
  const rate = Math.min(0.9, 0.06 * taste)
  let orders = 0
  for (let i = 0; i < sessions; i++) if (random.next() < rate) orders++
  addPair(arm, orders, sessions)
}

/** The largest gap over all figures, relative where a figure is large. */
function againstPeer(random: Random): number {
  const kinds = ['share', 'mean', 'ratio', 'cuped'] as const
  const cases = Array.from({ length: CASES }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'mean'
    return {
      kind,
      tuning: 500 + random.below(50_000),
      arms: [armOf(kind, random), armOf(kind, random)] as const,
    }
  })
  const done = spawnSync('python3', [fileURLToPath(new URL('peer.py', import.meta.url))], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  if (done.status !== 0) throw new Error('the peer needs python3 with gbstats: pip install gbstats')
  const theirs = z.array(z.array(z.number())).parse(JSON.parse(done.stdout))
  const gaps = cases.flatMap((one, i) =>
    figuresOf(one).map((figure, j) => {
      const known = theirs[i]?.[j] ?? Number.NaN
      return Math.abs(figure - known) / Math.max(1, Math.abs(known))
    }),
  )
  return gaps.reduce((most, one) => (Number.isNaN(one) ? Number.POSITIVE_INFINITY : Math.max(most, one)), 0)
}

function figuresOf({
  kind,
  tuning,
  arms,
}: {
  readonly kind: 'share' | 'mean' | 'ratio' | 'cuped'
  readonly tuning: number
  readonly arms: readonly [PairSums, PairSums]
}): number[] {
  const of = {
    share: (s: PairSums) => armShare({ hits: s.sum, of: s.count }),
    mean: armMean,
    ratio: armRatio,
  }
  const { control, treated } =
    kind === 'cuped' ? armsAdjusted(...arms) : { control: of[kind](arms[0]), treated: of[kind](arms[1]) }
  return [
    ...(['relative', 'absolute'] as const).flatMap((scale) => {
      const effect = effectOf(control, treated, scale)
      const fixed = fixedHorizon(effect, ALPHA)
      const daily = anytime(effect, { alpha: ALPHA, tuning })
      const { better, lossIfShipped, lossIfKept } = belief(effect)
      return [
        ...[fixed.estimate, fixed.low, fixed.high, fixed.p],
        ...[daily.low, daily.high, daily.p, better, lossIfShipped, lossIfKept],
      ]
    }),
    sampleRatioP(arms.map(({ count }) => count)),
  ]
}

/** Sums of 20 to 4,000 shoppers. */
function armOf(kind: string, random: Random): PairSums {
  const sums = noPairs()
  for (let left = 20 + random.below(random.next() < 0.5 ? 100 : 4000); left > 0; left--) {
    const past = 1 + random.poisson(3)
    const value = kind === 'share' ? Number(random.next() < 0.2) : past * (0.5 + random.next())
    addPair(sums, value, past)
  }
  return sums
}
