import { carryOutJob } from '../../../jobs/carry-out.ts'
import type { App } from '../../app.ts'
import type { Summary } from '../../context.ts'
import { DEMO_AHEAD, type DemoShop, startDemoShop } from '../../demo/serving/shop.ts'
import { addDays, type Day, dayOf, instantOf } from '../../lib/days.ts'
import { runJob } from '../../scheduler.ts'
import { BREAKFAST, type DemoPlace, saveDemoPlace } from './demo-place.ts'
import { liveDay } from './live-day.ts'
import type { PassingClock } from './passing-clock.ts'

const LOOK_MS = 5_000
const MINUTE_MS = 60_000

/** The demo's shop after its first night: it takes prices, and days pass in it. */
export interface OpenShop {
  readonly url: string
  stop(): Promise<void>
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
    speed,
    onSaid = () => {},
  }: {
    readonly place: DemoPlace
    readonly days: number
    readonly clock: PassingClock
    readonly at: Pick<DemoShop, 'url' | 'token'>
    /** all the jobs of a night, for the morning of this day */
    readonly night: (today: Day) => Promise<unknown>
    /** how many times as fast its clock goes; null: it stands at breakfast, and whole days pass */
    readonly speed: number | null
    readonly onSaid?: (said: NonNullable<Summary['said']>) => void
  },
): Promise<OpenShop> {
  const { today, dir } = place
  const { url, token } = at
  const shop = await startDemoShop({
    dir,
    today,
    days,
    ahead: DEMO_AHEAD,
    isLive: speed !== null,
    at: { url, token },
  })
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
  const live = speed === null ? null : liveDay(ctx, { clock, shop, speed, onSaid })
  const timer = setInterval(() => {
    if (!isBusy) void carryOut()
  }, LOOK_MS)
  return {
    url,
    async stop() {
      clearInterval(timer)
      await live?.stop()
      await turn
      await shop.stop()
    },
  }
}
