import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { watch } from '../../../jobs/watch.ts'
import { buildApp } from '../../app.ts'
import type { Context } from '../../context.ts'
import { addDays, type Day, daysIn, instantOf } from '../../lib/days.ts'
import { runJob } from '../../scheduler.ts'
import { alertById, latestAlerts, type StoredAlert } from '../../state/alerts.ts'
import { migrate, openState } from '../../state/database/connect.ts'
import type { State } from '../../state/database/state.ts'
import { deliverInto } from '../../state/messages/deliver.ts'
import { enqueue } from '../../state/messages/outbox.ts'
import type { Call } from '../verb.ts'

/** half past seven, when the morning's digest goes out too */
const MINUTE = 450
const MOST = 100_000

/** What the watch would have said of each day, had it run the morning after. */
export interface Replayed {
  readonly alerts: readonly StoredAlert[]
  /** promotions and campaigns the data tells of */
  readonly named: ReadonlyMap<Day, string>
}

/**
 * Runs the nightly watch for the last `days` days of the shop's own data, one after the other, over a state of its own that
 * is thrown away: nothing is posted, and the shop's alerts stay as they are.
 */
export async function replayWatch(
  call: Call,
  asked: {
    readonly range: (ctx: Context) => Promise<{ readonly from: Day; readonly to: Day }>
    readonly named: (ctx: Context) => Promise<ReadonlyMap<Day, string>>
    readonly onProgress: (done: number, total: number) => void
  },
): Promise<Replayed> {
  const log = pino({ level: 'silent' })
  const app = await buildApp(call.config, { secret: call.secret, log })
  const dir = await mkdtemp(join(tmpdir(), 'replay-'))
  const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
  try {
    await migrate(state)
    const days = daysIn(await asked.range(app.ctx))
    for (const [done, day] of days.entries()) {
      asked.onProgress(done, days.length)
      await morningAfter(day, { ...app.ctx, state, log })
    }
    asked.onProgress(days.length, days.length)
    return { alerts: await allAlerts(state), named: await asked.named(app.ctx) }
  } finally {
    await state.close()
    await app.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

/** What came later is in the data already: how late its sources are is not asked. */
async function morningAfter(day: Day, ctx: Context): Promise<void> {
  const due = addDays(day, 1)
  const at = instantOf(due, MINUTE, ctx.config.shop.zone)
  const clock = { now: () => at }
  const deliver = deliverInto((trx, row) => enqueue(trx, row, at))
  await runJob({ ...ctx, clock, deliver, sources: [] }, watch, { at, day: due })
}

async function allAlerts(state: State): Promise<StoredAlert[]> {
  const alerts: StoredAlert[] = []
  for (const { id } of await latestAlerts(state, MOST)) {
    const alert = await alertById(state, id)
    if (alert) alerts.push(alert)
  }
  return alerts.toSorted((a, b) => (a.dayOpened < b.dayOpened ? -1 : 1))
}
