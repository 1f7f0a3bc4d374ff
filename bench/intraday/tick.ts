import { gridOf } from '../../src/evaluate/intraday/count-events.ts'
import { seeded } from '../../src/lib/random.ts'
import { learn } from '../../src/models/intraday/learn.ts'
import { PAGE, watch, watchFrom } from '../../src/models/intraday/watch.ts'

const MERCHANTS = 10_000
const KPIS = 5
const PATTERNS = 40
const BAR = { seconds: 10, megabytes: 500 }
const DAYS = 28

/** One look at the end of an afternoon: every KPI of every merchant since yesterday morning, by what was learned in the night. */
export function tick(): { readonly says: string; readonly isMet: boolean } {
  const random = seeded(3)
  const { grid } = gridOf(0, (DAYS + 1) * 86_400 - 1, 15)
  const rate = (at: number) => Math.max(0, Math.sin((((at % 96) - 28) * Math.PI) / 64)) + 0.05
  const learned = Array.from({ length: PATTERNS }, (_, i) => {
    const size = 0.2 * 1.12 ** i
    const counts = Float64Array.from(grid.day, (_, at) => random.poisson(size * rate(at)))
    const model = learn(counts, grid, DAYS * 96)
    return { counts, model }
  })
  const series = Array.from({ length: MERCHANTS * KPIS }, (_, i) => {
    const one = learned[i % PATTERNS]
    // each has a shape and a day of its own in memory, as the bot would
    return one && !('kind' in one.model)
      ? {
          counts: one.counts.slice(watchFrom(grid, DAYS * 96)),
          model: { ...one.model, shape: { perSlot: Float32Array.from(one.model.shape.perSlot) } },
        }
      : null
  }).filter((one) => one !== null)
  const from = watchFrom(grid, DAYS * 96)
  const end = DAYS * 96 + 72
  const cut = { ...gridOf(0, (DAYS + 1) * 86_400 - 1, 15).grid }
  const today = {
    ...cut,
    weekSlot: cut.weekSlot.subarray(from),
    day: cut.day.subarray(from),
    dayFrom: cut.dayFrom
      .map((first) => first - from)
      .subarray(from)
      .map((first) => Math.max(0, first)),
    isNamed: cut.isNamed.subarray(from),
  }
  const start = process.cpuUsage()
  let found = 0
  for (const { counts, model } of series) {
    const episodes = watch({ counts, grid: today, model }, { from: 0, to: end - from, settings: PAGE })
    if (episodes.some(({ isOver }) => !isOver)) found++
  }
  const { user, system } = process.cpuUsage(start)
  const seconds = (user + system) / 1e6
  const megabytes = process.memoryUsage().rss / 2 ** 20
  console.log(
    `a tick over ${MERCHANTS} merchants x ${KPIS} KPIs: ${seconds.toFixed(1)} s of CPU on one core, ${megabytes.toFixed(0)} MB with all that is loaded; ${found} falls going on`,
  )
  return {
    says: `a tick in ${BAR.seconds} s and ${BAR.megabytes} MB`,
    isMet: seconds <= BAR.seconds && megabytes <= BAR.megabytes,
  }
}
