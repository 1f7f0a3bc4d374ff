import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { type Baskets, countOf } from '../../src/advice/recommend/baskets.ts'
import { fitEase } from '../../src/advice/recommend/ease.ts'
import { rankingQuality } from '../../src/advice/recommend/ranking-quality.ts'
import { chooseEase, takenOf } from '../../src/advice/recommend/recommend-choice.ts'
import { basketProblem } from '../../src/evaluate/recommend/problems.ts'
import { readBaskets } from '../../src/evaluate/recommend/read-baskets.ts'
import { sum } from '../../src/lib/sum.ts'
import { sharedData } from '../../test/support/shared-data.ts'

/**
 * EASE for 1,500 items in a worker thread against numpy's inverse, and recall on the groceries against plain EASE in
 * numpy over the same baskets and queries: the published split (seed 123) and nine others, because one split's error is
 * .014. Ours chooses its penalty and intercept on the training part of each.
 */
const SIZE = 1500
const SEEDS = [123, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const BARS = { seconds: 4, recallBeside: 0, mrrBeside: 0 }

const answer = z.object({
  seconds: z.number(),
  scores: z.array(z.object({ recall10: z.number(), mrr: z.number() })),
})

const folder = await mkdtemp(join(tmpdir(), 'recommend-'))
try {
  process.exitCode = await bench(folder)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function bench(folder: string): Promise<0 | 1> {
  const { seconds, processor } = await solvedInThread()
  const data = sharedData('groceries')
  const read = data ? await readBaskets(join(data, 'groceries.csv')) : null
  const problems = read ? SEEDS.map((seed) => basketProblem(read.baskets, seed)) : []
  const splits = problems.map((problem) => ({ problem, split: problem.outer(null) }))
  const file = join(folder, 'splits.json')
  await writeFile(
    file,
    JSON.stringify({
      size: SIZE,
      splits: splits.map(({ problem, split }) => ({
        items: problem.items,
        train: asLists(split.train),
        queries: split.queries,
      })),
    }),
  )
  const done = spawnSync('python3', [fileURLToPath(new URL('peer.py', import.meta.url)), file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const peer = answer.parse(JSON.parse(done.stdout))
  console.log(
    `solve of ${SIZE} items in a worker: ${processor.toFixed(2)} s of processor, bar ${BARS.seconds} s (${seconds.toFixed(2)} s on the clock); numpy's inverse ${peer.seconds.toFixed(2)} s, ratio ${(processor / peer.seconds).toFixed(1)}`,
  )
  if (splits.length === 0) return processor <= BARS.seconds ? 0 : 1
  const ours = splits.map(({ problem, split }) => {
    const choice = chooseEase(problem.inner, { size: problem.known, halfLives: [] })
    const model = choice && fitEase(takenOf(split.train, problem.known), choice)
    if (!model) throw new Error('no penalty could be chosen')
    return rankingQuality(model, split.queries, problem.items)
  })
  const [recall, mrr] = (['recall10', 'mrr'] as const).map((name) => ({
    ours: mean(ours.map((one) => one[name])),
    theirs: mean(peer.scores.map((one) => one[name])),
  }))
  if (!recall || !mrr) return 1
  const first = [ours[0], peer.scores[0]]
  console.log(
    `published split: recall@10 ${first[0]?.recall10.toFixed(4)} against ${first[1]?.recall10.toFixed(4)}, MRR ${first[0]?.mrr.toFixed(4)} against ${first[1]?.mrr.toFixed(4)}, ${ours[0]?.queries} queries, standard error ${ours[0]?.recall10Error.toFixed(4)}`,
  )
  console.log(
    `mean of ${SEEDS.length} splits: recall@10 ${recall.ours.toFixed(4)} against ${recall.theirs.toFixed(4)}, MRR ${mrr.ours.toFixed(4)} against ${mrr.theirs.toFixed(4)}; bar: not below numpy's EASE`,
  )
  const isMet =
    processor <= BARS.seconds &&
    recall.ours - recall.theirs >= BARS.recallBeside &&
    mrr.ours - mrr.theirs >= BARS.mrrBeside
  return isMet ? 0 : 1
}

/** The processor's seconds, of this whole process, are the bar's: on a busy machine the clock also counts waiting. */
async function solvedInThread(): Promise<{ seconds: number; processor: number }> {
  const worker = new Worker(new URL('start.js', import.meta.url))
  worker.postMessage(SIZE)
  const [took] = await once(worker, 'message')
  await worker.terminate()
  return z.object({ seconds: z.number(), processor: z.number() }).parse(took)
}

function asLists(train: Baskets): number[][] {
  return Array.from({ length: countOf(train) }, (_, i) =>
    Array.from(train.members.subarray(train.starts[i], train.starts[i + 1])),
  )
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}
