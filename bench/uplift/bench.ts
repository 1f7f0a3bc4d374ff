import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { uplift } from '../../src/evaluate/campaign/uplift.ts'
import { seeded } from '../../src/lib/random.ts'
import { qini } from '../../src/stats/tests/uplift-curve.ts'
import { sharedData } from '../../test/support/shared-data.ts'

/**
 * Our Qini against scikit-uplift's curve on the same scores, ties among them; and the published bars on the Hillstrom
 * test, women's mail against none, visits, twenty splits.
 */
const BARS = { gap: 1e-9, qini: 0.167, uplift30: 0.0708 }
const ROWS = 5000

const folder = await mkdtemp(join(tmpdir(), 'uplift-'))
try {
  const isSame = await besidePeer(folder)
  const isMet = await onHillstrom()
  process.exitCode = isSame && isMet ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function besidePeer(folder: string): Promise<boolean> {
  const cases = [Number.POSITIVE_INFINITY, 100, 5].map(madeUp)
  const file = join(folder, 'cases.json')
  await writeFile(
    file,
    JSON.stringify(
      cases.map(({ scores, treated, outcome }) => ({
        scores: [...scores],
        treated: [...treated],
        outcome: [...outcome],
      })),
    ),
  )
  const done = spawnSync('python3', [fileURLToPath(new URL('peer.py', import.meta.url)), file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const theirs = z.array(z.number()).parse(JSON.parse(done.stdout))
  const gap = Math.max(...cases.map((one, i) => Math.abs(qini(one) - (theirs[i] ?? Number.NaN))))
  console.log(`Qini differs from scikit-uplift's curve by at most ${gap.toExponential(1)}, bar ${BARS.gap}`)
  return gap <= BARS.gap
}

/** The uplift rises with the score; scores are rounded to so many different values. */
function madeUp(distinct: number, seed: number) {
  const random = seeded(seed + 1)
  const raw = Float64Array.from({ length: ROWS }, () => random.next())
  const treated = Uint8Array.from(raw, () => random.below(2))
  return {
    scores: Number.isFinite(distinct) ? raw.map((value) => Math.floor(value * distinct)) : raw,
    treated,
    outcome: raw.map((value, row) => (random.next() < 0.1 + 0.2 * value * (treated[row] ?? 0) ? 1 : 0)),
  }
}

async function onHillstrom(): Promise<boolean> {
  const data = sharedData('hillstrom')
  if (!data) return true
  const options: Readonly<Record<string, string>> = {
    csv: join(data, 'hillstrom.csv'),
    treatment: 'segment',
    outcome: 'visit',
    control: 'No E-Mail',
    treated: 'Womens E-Mail',
  }
  const { metrics, baselines } = await uplift.run({
    option: (name) => options[name] ?? null,
    progress: () => {},
  })
  const [found, best] = [metrics.qini ?? Number.NaN, metrics.uplift30 ?? Number.NaN]
  console.log(
    `Hillstrom, women's mail, ${metrics.seeds} splits: Qini ${found.toFixed(4)}, bar ${BARS.qini}; uplift at 30 % ${best.toFixed(4)}, bar ${BARS.uplift30}; RFM ${baselines.rfm?.qini?.toFixed(4)}, propensity ${baselines.responsePropensity?.qini?.toFixed(4)}`,
  )
  return found >= BARS.qini && best >= BARS.uplift30
}
