import { spawnSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { finished } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { seeded } from '../../src/lib/random.ts'
import { sum, sumOf } from '../../src/lib/sum.ts'
import type { LogisticData } from '../../src/models/learn/curvature.ts'
import { fitLogistic, type LogisticFit } from '../../src/models/learn/logistic.ts'
import { fitInThreads } from '../../src/threads/fit-logistic.ts'

/**
 * The logistic fit against scikit-learn's lbfgs (C = 1, its defaults) on the same standardised rows: 10,000 x 15 in
 * this thread, the median of some rounds on each side after a first; 1,000,000 x 16 in threads that
 * stand ready, in turn, while the event loop is watched. Weights are compared with its newton-cholesky run to 1e-10.
 */
const SMALL = { rows: 10_000, columns: 15, rounds: 15, bar: 3 }
const LARGE = { rows: 1_000_000, columns: 16, rounds: 3, bar: 1 }
const BARS = { weights: 1e-5, lagMs: 200 }

const answer = z.object({ seconds: z.array(z.number()), weights: z.array(z.number()) })

const small = rowsOf(SMALL, 11)
const smallOurs = await timed(SMALL.rounds, async () => fitLogistic(small, { l2: 1 }))
const smallTheirs = await sklearn(SMALL, small)

const large = rowsOf(LARGE, 12)
const warmUp = rowsOf({ ...LARGE, rows: 200_000 }, 13)
await fitInThreads(large, { l2: 1 })
let lagMs = 0
const ours: Timed[] = []
const theirs: Timed[] = []
for (let round = 0; round < LARGE.rounds; round++) {
  // threads that have waited for scikit-learn too long have ended: they start anew, two pieces apart
  await fitInThreads(warmUp, { l2: 1 })
  await setTimeout(50)
  const lag = monitorEventLoopDelay({ resolution: 5 })
  lag.enable()
  ours.push(await timed(1, () => fitInThreads(large, { l2: 1 })))
  lag.disable()
  lagMs = Math.max(lagMs, lag.max / 1e6)
  theirs.push(await sklearn({ ...LARGE, rounds: 1 }, large))
}
const met = [
  report(SMALL, smallOurs, smallTheirs),
  report(LARGE, pooled(ours), pooled(theirs)),
  lagMs <= BARS.lagMs,
]
console.log(`event loop held for at most ${lagMs.toFixed(0)} ms meanwhile, bar ${BARS.lagMs}`)
process.exitCode = met.every(Boolean) ? 0 : 1

function pooled(rounds: readonly Timed[]): Timed {
  return { seconds: rounds.flatMap(({ seconds }) => seconds), weights: rounds[0]?.weights ?? [] }
}

interface Size {
  readonly rows: number
  readonly columns: number
  readonly rounds: number
  readonly bar: number
}

interface Timed {
  readonly seconds: readonly number[]
  readonly weights: readonly number[]
}

async function timed(rounds: number, once: () => Promise<LogisticFit>): Promise<Timed> {
  const seconds: number[] = []
  let weights: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now()
    weights = [...(await once()).weights]
    if (round > 0 || rounds === 1) seconds.push((performance.now() - began) / 1000)
  }
  return { seconds, weights }
}

async function sklearn({ rows, columns, rounds }: Size, data: LogisticData): Promise<Timed> {
  const folder = await mkdtemp(join(tmpdir(), 'logistic-'))
  try {
    const file = createWriteStream(join(folder, 'x'))
    for (const column of data.columns) file.write(new Uint8Array(column.buffer))
    file.end()
    const labels = createWriteStream(join(folder, 'y'))
    labels.end(data.labels)
    await Promise.all([finished(file), finished(labels)])
    const program = fileURLToPath(new URL('peer.py', import.meta.url))
    const done = spawnSync('python3', [program, `${rows}`, `${columns}`, `${rounds}`, folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (done.status !== 0) throw new Error(`python3 ended with ${done.status ?? done.error?.message}`)
    return answer.parse(JSON.parse(done.stdout))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function report({ rows, columns, bar }: Size, ours: Timed, theirs: Timed): boolean {
  const [our, their] = [median(ours.seconds), median(theirs.seconds)]
  const gap = Math.max(...ours.weights.map((one, i) => Math.abs(one - (theirs.weights[i] ?? Number.NaN))))
  const ratio = our / their
  console.log(
    `${rows} x ${columns}: ${(1000 * our).toFixed(1)} ms against ${(1000 * their).toFixed(1)} ms: ratio ${ratio.toFixed(2)}, bar ${bar}; weights differ by at most ${gap.toExponential(1)}, bar ${BARS.weights.toExponential(0)}`,
  )
  return ratio <= bar && gap <= BARS.weights
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Skewed counts and flags, standardised, some of them correlated; one row in twelve is a purchase. */
function rowsOf({ rows, columns }: Size, seed: number): LogisticData {
  const random = seeded(seed)
  const raw = Array.from({ length: columns }, () => new Float64Array(rows))
  const labels = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const common = random.normal()
    let logit = -2.9
    raw.forEach((column, j) => {
      const value = j % 4 === 3 ? random.below(2) : Math.exp(0.4 * (random.normal() + (j % 2) * common))
      column[row] = value
      logit += 0.4 * Math.cos(j) * (value - 1)
    })
    labels[row] = random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
  }
  for (const column of raw) {
    const mean = sum(column) / rows
    const sd = Math.sqrt(sumOf(column, (value) => (value - mean) ** 2) / rows)
    for (let row = 0; row < rows; row++) column[row] = ((column[row] ?? 0) - mean) / sd
  }
  return { columns: raw, labels }
}
