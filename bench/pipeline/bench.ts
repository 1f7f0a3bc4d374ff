import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { seeded } from '../../src/lib/random.ts'

/**
 * The textbook job against pandas and scikit-learn: a CSV of 1,000,000 sessions, missing and duplicate rows dropped,
 * aggregated by user, the logistic model fitted. Each side is a process of its own, start-up and imports included,
 * three times in turn; the median counts.
 */
const ROWS = 1_000_000
const USERS = 100_000
const ROUNDS = 3
const BARS = { time: 0.5, memory: 0.5, weights: 1e-4 }

const answer = z.object({
  rows: z.number(),
  users: z.number(),
  weights: z.array(z.number()),
  peakKb: z.number(),
})
type Run = z.infer<typeof answer> & { readonly seconds: number }

const folder = await mkdtemp(join(tmpdir(), 'pipeline-'))
try {
  const file = join(folder, 'sessions.csv')
  await writeSessions(file)
  const ours = [pathOf('start.js'), file]
  const runs = Array.from({ length: ROUNDS }, () => ({
    ours: run(process.execPath, ours),
    theirs: run('python3', [pathOf('peer.py'), file]),
  }))
  process.exitCode = report(
    runs.map((round) => round.ours),
    runs.map((round) => round.theirs),
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

function run(program: string, args: readonly string[]): Run {
  const from = performance.now()
  const done = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  const seconds = (performance.now() - from) / 1000
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status ?? done.error?.message}`)
  return { ...answer.parse(JSON.parse(done.stdout)), seconds }
}

function report(ours: readonly Run[], theirs: readonly Run[]): 0 | 1 {
  const [our, their] = [ours[0], theirs[0]]
  if (!our || !their) return 1
  const seconds = [median(ours.map((one) => one.seconds)), median(theirs.map((one) => one.seconds))] as const
  const peakMb = [
    median(ours.map((one) => one.peakKb)) / 1024,
    median(theirs.map((one) => one.peakKb)) / 1024,
  ] as const
  const gap = Math.max(...our.weights.map((weight, i) => Math.abs(weight - (their.weights[i] ?? Number.NaN))))
  const isSame = our.rows === their.rows && our.users === their.users
  const [time, memory] = [seconds[0] / seconds[1], peakMb[0] / peakMb[1]]
  console.log(
    `${ROWS} rows read; ${our.rows} kept of ${our.users} users, by pandas ${their.rows} of ${their.users}`,
  )
  console.log(
    `seconds   ${seconds[0].toFixed(2)} against ${seconds[1].toFixed(2)}: ratio ${time.toFixed(2)}, bar ${BARS.time}`,
  )
  console.log(
    `peak MB   ${peakMb[0].toFixed(0)} against ${peakMb[1].toFixed(0)}: ratio ${memory.toFixed(2)}, bar ${BARS.memory}`,
  )
  console.log(`weights   differ by at most ${gap.toExponential(1)}, bar ${BARS.weights.toExponential(0)}`)
  return isSame && time <= BARS.time && memory <= BARS.memory && gap <= BARS.weights ? 0 : 1
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Three rows in a hundred miss a value, two are there twice. */
async function writeSessions(file: string): Promise<void> {
  const random = seeded(7)
  const out = createWriteStream(file)
  out.write(
    'user_id,session_id,page_views,product_views,searches,cart_adds,duration_s,price_seen,discount_seen,is_returning,is_purchase\n',
  )
  let last = ''
  for (let row = 0; row < ROWS; ) {
    const lines: string[] = []
    for (const until = Math.min(ROWS, row + 10_000); row < until; row++) {
      if (last === '' || random.next() >= 0.02) last = session(row)
      lines.push(last)
    }
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain')
  }
  out.end()
  await finished(out)

  function session(id: number): string {
    const [views, carts] = [1 + random.poisson(4), random.poisson(0.4)]
    const isReturning = random.next() < 0.4 ? 1 : 0
    const logit = -5.5 + 0.12 * views + 1.1 * carts + 0.5 * isReturning
    const cells = [
      `u${random.below(USERS)}`,
      `s${id}`,
      views + random.poisson(3),
      views,
      random.poisson(0.8),
      carts,
      30 + random.below(900),
      (5 + 200 * random.next()).toFixed(2),
      (0.4 * random.next()).toFixed(2),
      isReturning,
      random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0,
    ]
    if (random.next() < 0.03) cells[2 + random.below(7)] = ''
    return cells.join(',')
  }
}
