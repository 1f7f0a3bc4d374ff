import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { drivers } from '../../src/evaluate/drivers/drivers.ts'
import { readLabels } from '../../src/evaluate/drivers/incidents.ts'
import { scoreOf } from '../../src/evaluate/drivers/score.ts'
import { sumOf } from '../../src/lib/sum.ts'

/** On real labelled incidents, by settings chosen on other customers only. */
const BAR = { f1: 0.6, top3: 0.9 }

const folder = fileURLToPath(new URL('../../../shared/data/incidents', import.meta.url))
if (!existsSync(folder)) {
  console.log('The labelled incidents are not beside this checkout: nothing measured.')
  process.exit(1)
}

const { metrics, baselines } = await drivers.run({
  option: (name) => (name === 'incidents' ? folder : null),
  progress: () => {},
})
const peer = await riskLoc()

const line = (name: string, figures: Readonly<Record<string, number | undefined>>) =>
  [
    name.padEnd(28),
    ...[figures.f1, figures.top3].map((one) => (one ?? 0).toFixed(3).padStart(8)),
    (figures.ms === undefined ? '' : figures.ms.toFixed(1)).padStart(10),
  ].join('')
console.log(`${'method'.padEnd(28)}${'F1'.padStart(8)}${'top-3'.padStart(8)}${'ms each'.padStart(10)}`)
const outOfFold = { f1: metrics.outOfFoldF1, top3: metrics.outOfFoldTop3 }
console.log(line('ours, out of fold', { ...outOfFold, ms: metrics.msPerIncident }))
console.log(line('ours, as shipped', { ...metrics, ms: metrics.msPerIncident }))
for (const [name, figures] of Object.entries(baselines)) console.log(line(name, figures))
console.log(line('RiskLoc-like (pandas)', peer))
const best = Math.max(peer.f1, ...Object.values(baselines).map(({ f1 }) => f1 ?? 0))
console.log(
  `F1 ${(outOfFold.f1 ?? 0).toFixed(3)} out of fold, ${((outOfFold.f1 ?? 0) / best).toFixed(2)} times the best peer here; bar ${BAR.f1}. Top-3 ${(outOfFold.top3 ?? 0).toFixed(3)}; bar ${BAR.top3}.`,
)
process.exitCode = (outOfFold.f1 ?? 0) >= BAR.f1 && (outOfFold.top3 ?? 0) >= BAR.top3 ? 0 : 1

async function riskLoc() {
  const labels = await readLabels(folder)
  const run = spawnSync('python3', [fileURLToPath(new URL('peer.py', import.meta.url))], {
    input: JSON.stringify({ folder, incidents: labels.map(({ file, at }) => ({ file, at })) }),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  if (run.status !== 0) throw new Error(`the peer failed: ${run.stderr.slice(-400)}`)
  const answers = z
    .array(z.object({ ranked: z.array(z.record(z.string(), z.string())), ms: z.number() }))
    .parse(JSON.parse(run.stdout))
  const judged = labels.map(({ causes }, i) => {
    const ranked = answers[i]?.ranked ?? []
    return { causes, answer: { named: ranked.slice(0, 1), ranked } }
  })
  const ms = sumOf(answers, (one) => one.ms) / answers.length
  return { ...scoreOf(judged), ms }
}
