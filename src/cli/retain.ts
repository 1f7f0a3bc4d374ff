import { horizonOf, retain as job, sayRetained } from '../../jobs/retain.ts'
import { buildApp } from '../app.ts'
import { dayOf } from '../lib/days.ts'
import { plural } from '../lib/text.ts'
import { runJob } from '../scheduler.ts'
import { print } from './terminal.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

export const retain: Verb = {
  ...VERBS.retain,
  options: { 'dry-run': { type: 'boolean', about: 'only say what would be dropped' } },
  async run(call) {
    const app = await buildApp(call.config, { secret: call.secret })
    const { ctx } = app
    try {
      const at = ctx.clock.now()
      const day = dayOf(at, ctx.config.shop.zone)
      if (!call.has('dry-run')) {
        for (const { text } of await runJob(ctx, job, { at, day })) print(text)
        return 0
      }
      const horizon = await horizonOf(ctx, day)
      const retained = await ctx.lake.retain(horizon, true)
      print(sayRetained(retained, horizon))
      for (const { table, days, rows } of retained)
        print(`  ${table}: ${plural(rows, 'row')} of ${plural(days, 'day')}`)
      return 0
    } finally {
      await app.stop()
    }
  },
}
