import { parentPort } from 'node:worker_threads'
import { fitEase } from '../../src/advice/recommend/ease.ts'
import { seeded } from '../../src/lib/random.ts'

/** Solves EASE for so many items in this thread and says how long it took. */
parentPort?.once('message', (size: number) => {
  const random = seeded(7)
  const gram = { size, values: new Float64Array(size * size) }
  for (let basket = 0; basket < 4000; basket++) {
    const items = Array.from({ length: random.poisson(size / 100) }, () => random.below(size))
    for (const a of items)
      for (const b of items) gram.values[a * size + b] = (gram.values[a * size + b] ?? 0) + 1
  }
  const sums = Float64Array.from({ length: size }, (_, i) => gram.values[i * size + i] ?? 0)
  const [from, used] = [performance.now(), process.cpuUsage()]
  const model = fitEase({ gram, sums, baskets: 4000 }, { lambda: 100, intercept: 'full' })
  const { user, system } = process.cpuUsage(used)
  if (!model) throw new Error('the matrix has no inverse')
  parentPort?.postMessage({ seconds: (performance.now() - from) / 1000, processor: (user + system) / 1e6 })
})
