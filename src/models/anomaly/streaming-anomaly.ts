import { sum, sumOf } from '../../lib/sum.ts'
import { type Recent, recentTail } from '../../stats/distributions/tail-surprise.ts'

/** A metric as it comes in, by minutes or hours, in time order. A missing value is NaN. */
export interface Stream {
  readonly values: ArrayLike<number>
  /** unix seconds */
  readonly seconds: ArrayLike<number>
}

export interface StreamSettings {
  /** rows that are remembered */
  readonly memory: number
  /** rows over which a mean, a jump and a roughness are taken */
  readonly scales: readonly number[]
  /** a score says something new only when it is above all of so many rows before */
  readonly quiet: number
  /** how much of the score is measured by the scores seen before */
  readonly own: number
}

/**
 * Three scales a factor four apart, and a month of five-minute rows. Of 36 settings around these none scores below 55 on
 * the Numenta Anomaly Benchmark's given folders; how that was cross-validated: docs/decisions/0020.
 */
const STREAM: StreamSettings = { memory: 8000, scales: [6, 24, 96], quiet: 100, own: 0.25 }

const SLOT_SECONDS = 300
const DAY_SECONDS = 86_400
const DAYS_KEPT = 14
const MIN_DAYS = 3
/** weight of the newest gap from the usual of its time of day */
const SMOOTHING = 0.2
/** of the mean step: smoother than that is flat */
const FLAT = 0.01

/**
 * How surprising each row is to what came before it, in decades of probability: 0 is usual. For metrics of which nothing
 * is known: no season, no distribution, no threshold is given. Ask it of minutes to hours; for days with a base
 * (`of / over`) `judge` knows more.
 *
 * The sum of six surprises (as Fisher adds the logarithms of p-values), each from the empirical tail of its own past: the
 * value, its step, its gap from the median of this time of day, and over each scale its mean, the jump from the mean
 * before, and its roughness (mean absolute step); then tempered by how far that sum lies out among
 * earlier sums (a weighted geometric mean), so that a metric that is always wild is not always told. Strictly causal: row i rests on rows up to i. A row is
 * scored 0 unless it tops the `quiet` rows before, so that one incident is told when it begins or worsens.
 */
export function streamingAnomaly(stream: Stream, settings: StreamSettings = STREAM): Float64Array {
  return onsets(measuredByOwn(surprises(stream, settings), settings), settings.quiet)
}

function surprises({ values, seconds }: Stream, { memory, scales }: StreamSettings): Float64Array {
  const look = [
    steady(memory, (value) => value),
    steady(memory, stepOf()),
    steady(memory, gapFromTimeOfDay()),
    ...scales.flatMap((scale) => overScale(scale, memory)),
  ]
  const weights = look.map((_, i) => (i < 3 ? 1 : 1 / scales.length))
  return Float64Array.from({ length: values.length }, (_, i) => {
    const value = values[i] ?? Number.NaN
    if (!Number.isFinite(value)) return 0
    return sumOf(look, (one, k) => (weights[k] ?? 1) * one(value, seconds[i] ?? 0))
  })
}

type Look = (value: number, at: number) => number

/** Surprise at what is made of the value, then learnt; null is nothing to compare yet. */
function steady(memory: number, made: (value: number, at: number) => number | null): Look {
  const past: Recent = recentTail({ memory })
  return (value, at) => {
    const one = made(value, at)
    if (one === null) return 0
    const surprise = past.surprise(one)
    past.learn(one)
    return surprise
  }
}

function stepOf(): (value: number) => number | null {
  let before: number | null = null
  return (value) => {
    const step = before === null ? null : value - before
    before = value
    return step
  }
}

/** The smoothed gap from the median of the same five minutes of earlier days. */
function gapFromTimeOfDay(): (value: number, at: number) => number | null {
  const slots = new Map<number, number[]>()
  let smooth: number | null = null
  return (value, at) => {
    const slot = Math.floor((at % DAY_SECONDS) / SLOT_SECONDS)
    const past = slots.get(slot) ?? []
    const usual = past.length >= MIN_DAYS ? past.toSorted((a, b) => a - b)[past.length >> 1] : undefined
    past.push(value)
    if (past.length > DAYS_KEPT) past.shift()
    slots.set(slot, past)
    if (usual === undefined) return null
    smooth = smooth === null ? value - usual : smooth + SMOOTHING * (value - usual - smooth)
    return smooth
  }
}

/** Mean, jump and roughness over the last `scale` rows, from running sums. */
function overScale(scale: number, memory: number): Look[] {
  const mean = runningSum(scale)
  const earlier = runningSum(scale)
  const rough = runningSum(scale)
  let before: number | null = null
  const steps = { sum: 0, count: 0 }
  return [
    steady(memory, (value) => {
      const out = mean.add(value)
      if (out !== null) earlier.add(out)
      return mean.isFull() ? mean.total() / scale : null
    }),
    steady(memory, () => (earlier.isFull() ? (mean.total() - earlier.total()) / scale : null)),
    steady(memory, (value) => {
      const step = before === null ? null : Math.abs(value - before)
      before = value
      if (step === null) return null
      steps.sum += step
      steps.count++
      rough.add(step)
      const flat = (FLAT * steps.sum) / steps.count + 1e-12
      return rough.isFull() ? Math.log(rough.total() / scale + flat) : null
    }),
  ]
}

/** The last `length` numbers; the sum is taken anew once a turn, so that rounding does not gather. */
function runningSum(length: number) {
  const kept = new Float64Array(length)
  let [seen, held] = [0, 0]
  return {
    /** the number that left, or null while filling */
    add(value: number): number | null {
      const place = seen % length
      const out = seen >= length ? (kept[place] ?? 0) : null
      kept[place] = value
      seen++
      held = place === length - 1 ? sum(kept) : held + value - (out ?? 0)
      return out
    },
    total: () => held,
    isFull: () => seen >= length,
  }
}

const MIN_OWN = 100

function measuredByOwn(sums: Float64Array, { memory, own }: StreamSettings): Float64Array {
  if (own === 0) return sums
  const past = recentTail({ memory })
  let seen = 0
  return sums.map((sum) => {
    const beyond = seen++ < MIN_OWN ? 0 : past.surprise(sum, 'up')
    past.learn(sum)
    return sum ** (1 - own) * beyond ** own
  })
}

/** Zero where a score does not top the `quiet` before it. */
function onsets(scores: Float64Array, quiet: number): Float64Array {
  const highest: number[] = []
  return scores.map((score, i) => {
    while (highest.length > 0 && (highest[0] ?? 0) < i - quiet) highest.shift()
    const isNew = score > (highest.length > 0 ? (scores[highest[0] ?? 0] ?? 0) : 0)
    while (highest.length > 0 && (scores[highest.at(-1) ?? 0] ?? 0) <= score) highest.pop()
    highest.push(i)
    return isNew ? score : 0
  })
}
