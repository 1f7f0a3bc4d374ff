import { setTimeout as pause } from 'node:timers/promises'
import { advise } from '../../../jobs/advise.ts'
import { build } from '../../../jobs/build.ts'
import { collect } from '../../../jobs/collect.ts'
import { digest } from '../../../jobs/digest.ts'
import { forecast } from '../../../jobs/forecast.ts'
import { oncall } from '../../../jobs/oncall.ts'
import { outcomes } from '../../../jobs/outcomes.ts'
import { recommend } from '../../../jobs/recommend.ts'
import { train } from '../../../jobs/train.ts'
import { watch } from '../../../jobs/watch.ts'
import { watchToday } from '../../../jobs/watch-today.ts'
import type { Context, Job, Summary } from '../../context.ts'
import type { DemoShop } from '../../demo/serving/shop.ts'
import type { Clock } from '../../lib/days.ts'
import { type Scheduler, startScheduler } from '../../scheduler.ts'
import { untilStopped } from '../start.ts'
import type { PassingClock } from './passing-clock.ts'

/** Whoever runs a shop has these; what the week and the archive need is left out of an hour's look. */
const JOBS: readonly Job[] = [
  ...[collect, build, watchToday, oncall, watch],
  ...[outcomes, advise, train, recommend, forecast, digest],
]
const TICK_MS = 500
const LOOK_MS = 250

/** The shop's day from breakfast on, as fast as asked: its rows come by the ordinary jobs, each by its own schedule. */
export function liveDay(
  ctx: Context,
  {
    clock,
    shop,
    speed,
    onSaid = () => {},
  }: {
    readonly clock: PassingClock
    readonly shop: Pick<DemoShop, 'goOn'>
    readonly speed: number
    /** what a job has said, as it says it */
    readonly onSaid?: (said: NonNullable<Summary['said']>) => void
  },
): Scheduler {
  clock.hurry(speed)
  shop.goOn(clock.now(), speed)
  const jobs = JOBS.map((job) => ({
    ...job,
    async run(given: Context, due: Parameters<Job['run']>[1]) {
      const summary = await job.run(given, due)
      onSaid(summary.said ?? [])
      return summary
    },
  }))
  return startScheduler({ jobs, ctx, ticker: often })
}

/** Until the clock of the demo shows it, or somebody ends it. */
export async function untilClock({ now }: Clock, at: Date): Promise<void> {
  await Promise.race([
    untilStopped(),
    (async () => {
      while (now() < at) await pause(LOOK_MS)
    })(),
  ])
}

/** A minute of the demo may last no longer than a second: it is looked for more often than in a real shop. */
function often(tick: () => Promise<void>): { stop(): void } {
  let isStopped = false
  const go = async () => {
    while (!isStopped) {
      await tick()
      await pause(TICK_MS, null, { ref: false })
    }
  }
  void go()
  return {
    stop: () => {
      isStopped = true
    },
  }
}
