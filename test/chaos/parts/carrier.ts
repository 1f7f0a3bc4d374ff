import { setTimeout as pause } from 'node:timers/promises'
import { carryOutJob } from '../../../jobs/carry-out.ts'
import type { Context } from '../../../src/context.ts'
import { openState } from '../../../src/state/database/connect.ts'
import { http } from '../../sinks/fault-server.ts'
import { schedulingContext } from '../../support/scheduling.ts'
import { fasterClock } from './faster-clock.ts'

/**
 * The job that carries changes out, as a process to be killed: `<database url> <sinks file> <when its clock began>`. It looks
 * again and again until it is killed.
 */
const [url = '', sinksFile = '', began = ''] = process.argv.slice(2)
const state = await openState(url)
const clock = fasterClock(Number(began))
const base = schedulingContext(state, clock)
const ctx: Context = {
  ...base,
  http,
  secret: () => 'shpat_1',
  config: { ...base.config, sinksFile },
}
process.stdout.write('carrying\n')
for (;;) {
  const at = clock.now()
  await carryOutJob.run(ctx, {
    ...{ lane: '', day: at.toISOString().slice(0, 10), at, isLate: false },
    fenced: (work) => state.transaction(work),
  })
  await pause(10)
}
