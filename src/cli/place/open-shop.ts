import { carryOutJob } from '../../../jobs/carry-out.ts'
import type { App } from '../../app.ts'
import { DEMO_AHEAD, type DemoShop, startDemoShop } from '../../demo/serving/shop.ts'
import { addDays, type Clock, type Day, dayOf, instantOf } from '../../lib/days.ts'
import { runJob } from '../../scheduler.ts'
import { BREAKFAST, clockFrom, type DemoPlace, saveDemoPlace } from './demo-place.ts'

const LOOK_MS = 5_000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** The demo's shop after its first night: it takes prices, and days pass in it. */
export interface OpenShop {
  readonly url: string
  stop(): Promise<void>
}

export interface PassingClock extends Clock {
  pass(days: number): void
}

/** The clock of the demo's day, which jumps over the days that pass in the shop. */
export function passingClock(today: Day, zone: string): PassingClock {
  const first = clockFrom(today, zone)
  let passed = 0
  return {
    now: () => new Date(first.now().getTime() + passed * DAY_MS),
    pass: (days) => {
      passed += days
    },
  }
}

/** Carries approved prices into the shop every few seconds, and works through a night where days have passed in it. */
export async function openShop(
  { ctx }: Pick<App, 'ctx'>,
  {
    place,
    days,
    clock,
    at,
    night,
  }: {
    readonly place: DemoPlace
    readonly days: number
    readonly clock: PassingClock
    readonly at: Pick<DemoShop, 'url' | 'token'>
    /** all the jobs of a night, for the morning of this day */
    readonly night: (today: Day) => Promise<unknown>
  },
): Promise<OpenShop> {
  const { today, dir } = place
  const { url, token } = at
  const shop = await startDemoShop({ dir, today, days, ahead: DEMO_AHEAD, at: { url, token } })
  let day = today
  let turn: Promise<void> = Promise.resolve()
  let isBusy = false
  const inTurn = (what: string, work: () => Promise<unknown>) => {
    turn = turn.then(async () => {
      isBusy = true
      try {
        await work()
      } catch (error) {
        ctx.log.error({ err: error }, `${what} failed`)
      }
      isBusy = false
    })
    return turn
  }
  const carryOut = (where = ctx) =>
    inTurn('carrying out', () => {
      // a run a minute is kept, however often it looks
      const at = new Date(Math.floor(where.clock.now().getTime() / MINUTE_MS) * MINUTE_MS)
      return runJob(where, carryOutJob, { at, day: dayOf(at, ctx.config.shop.zone) })
    })
  shop.onPassed((count) => {
    void inTurn('the night', async () => {
      clock.pass(count)
      day = addDays(day, count)
      await night(day)
      saveDemoPlace({ ...place, today: day })
    })
  })
  // what is approved from this morning on is carried out: a terminal asks at breakfast, however long the demo has run
  const morning = instantOf(today, BREAKFAST, ctx.config.shop.zone)
  await carryOut({ ...ctx, clock: { now: () => morning } })
  const timer = setInterval(() => {
    if (!isBusy) void carryOut()
  }, LOOK_MS)
  return {
    url,
    async stop() {
      clearInterval(timer)
      await turn
      await shop.stop()
    },
  }
}
