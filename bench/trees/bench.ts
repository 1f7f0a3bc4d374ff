import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { sum } from '../../src/lib/sum.ts'
import { conversionOf, prepareConversion, scoreConversion } from '../../src/models/conversion/conversion.ts'
import { fitLogistic } from '../../src/models/learn/logistic.ts'
import { areaUnderCurve, rowLosses } from '../../src/models/learn/model-metrics.ts'
import { learnTrees } from '../../src/models/trees/learn.ts'
import { scoreTrees } from '../../src/models/trees/trees-model.ts'
import { givenSets, type Rows, simulated } from './sets.ts'

/**
 * The boosted trees beside scikit-learn's HistGradientBoostingClassifier at its defaults, on the same rows: log-loss and AUC
 * on rows that neither has seen. Time is processor time, user and system, of the fit alone, each in one thread: on
 * two cores that are shared with others the peer's threads wait for each other.
 */
const BARS = { loss: 1.01, time: 2 }
/** `npm run bench -- trees 1000` leaves the million out */
const LARGE = Number(process.argv[2] ?? 1_000_000)
const answer = z.object({ logLoss: z.number(), auc: z.number(), seconds: z.number(), trees: z.number() })

const sets = [
  ...(await givenSets()),
  simulated(4000, { columns: 12, words: 12, seed: 3 }),
  simulated(60_000, { columns: 16, words: 150, seed: 4 }),
]
const met = []
for (const set of sets) met.push(await compared(set, Number.POSITIVE_INFINITY))
met.push(await compared(simulated(LARGE, { columns: 16, words: 40, seed: 5 }), BARS.time))
process.exitCode = met.every(Boolean) ? 0 : 1

async function compared(set: Rows, bar: number): Promise<boolean> {
  const { name, columns, train, test } = set
  const began = process.cpuUsage()
  const model = learnTrees(columns, train)
  const spent = process.cpuUsage(began)
  const seconds = (spent.user + spent.system) / 1e6
  const scores = scoreTrees(model, test)
  const ours = { logLoss: meanLoss(scores, test.labels), auc: areaUnderCurve(scores, test.labels) }
  const theirs = await sklearn(set)
  const [loss, time] = [ours.logLoss / theirs.logLoss, seconds / theirs.seconds]
  console.log(
    `${name}: log-loss ${ours.logLoss.toFixed(4)} against ${theirs.logLoss.toFixed(4)}: ratio ${loss.toFixed(3)}, bar ${BARS.loss}; AUC ${ours.auc.toFixed(3)} against ${theirs.auc.toFixed(3)}${linear(set)}; ${seconds.toFixed(1)} s against ${theirs.seconds.toFixed(1)} s (${model.trees.length} and ${theirs.trees} trees)${Number.isFinite(bar) ? `: ratio ${time.toFixed(2)}, bar ${bar}` : ''}`,
  )
  return loss <= BARS.loss && time <= bar
}

/** What a plain logistic regression of the same columns makes of them. */
function linear({ columns, train, test }: Rows): string {
  if (train.rows > 100_000) return ''
  const kindOf = (column: string) => (train.texts[column] ? 'category' : 'share')
  const features = columns.map((column) => ({ column, kind: kindOf(column), known: 'on arrival' }) as const)
  const prepared = prepareConversion(features, train)
  if (prepared.kind === 'not-trained') return ''
  const model = conversionOf(prepared, fitLogistic(prepared, { l2: prepared.l2 }))
  const scores = scoreConversion(model, test)
  return ` (logistic ${areaUnderCurve(scores, test.labels).toFixed(3)}, log-loss ${meanLoss(scores, test.labels).toFixed(4)})`
}

function meanLoss(scores: Float64Array, labels: Uint8Array): number {
  return sum(rowLosses(scores, labels)) / labels.length
}

async function sklearn({ columns, train, test }: Rows) {
  const folder = await mkdtemp(join(tmpdir(), 'trees-'))
  try {
    const rows = train.rows + test.rows
    const all = columns.map((name) => {
      const of = ({ numbers, texts }: Rows['train']) =>
        numbers[name] ?? Float64Array.from(texts[name]?.codes ?? [])
      const column = new Float64Array(rows)
      column.set(of(train))
      column.set(of(test), train.rows)
      return Buffer.from(column.buffer)
    })
    await writeFile(join(folder, 'x'), all)
    await writeFile(join(folder, 'y'), Buffer.concat([train.labels, test.labels]))
    const program = fileURLToPath(new URL('peer.py', import.meta.url))
    const words = JSON.stringify(columns.map((name) => train.texts[name] !== undefined))
    const done = spawnSync('python3', [program, `${rows}`, `${train.rows}`, folder, words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, OMP_NUM_THREADS: '1' },
    })
    if (done.status !== 0) throw new Error(`python3 ended with ${done.status ?? done.error?.message}`)
    return answer.parse(JSON.parse(done.stdout))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
