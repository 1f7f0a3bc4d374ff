import { STALE } from '../../../jobs/build.ts'
import { keptFrom } from '../../../jobs/retain.ts'
import { buildApp } from '../../app.ts'
import { plural } from '../../lib/text.ts'
import { measure } from '../../metrics/measure/measure.ts'
import { metrics } from '../../metrics/registry.ts'
import { droppedRows } from '../../state/lake/dropped.ts'
import { acceptedRules } from '../../state/lake/quality.ts'
import { saveSetting } from '../../state/settings.ts'
import { complain, print, progressBars } from '../terminal.ts'
import type { Verb } from '../verb.ts'
import { VERBS } from '../verbs.ts'

export const rebuild: Verb = {
  ...VERBS.rebuild,
  async run(call) {
    const bars = progressBars()
    const { ctx, stop } = await buildApp(call.config, { secret: call.secret, progress: bars.progress })
    try {
      const isRawKept = (await droppedRows(ctx.state)).every(({ reason }) => reason !== null)
      const accepted = new Set((await acceptedRules(ctx.state, ctx.clock.now())).map(({ id }) => id))
      await ctx.state.transaction((trx) => saveSetting(trx, STALE, 'yes'))
      const { days, failed } = await ctx.lake.rebuild(
        isRawKept ? 'raw' : 'clean',
        (done, total, step) => bars.progress(step, done, total),
        accepted,
      )
      if (failed.length === 0) await measure(ctx.lake, metrics, 'all', await keptFrom(ctx.state))
      await ctx.state.transaction((trx) => saveSetting(trx, STALE, 'no'))
      bars.stop()
      if (failed.length > 0) {
        for (const { table, check, found, says } of failed) complain(says ?? `${table}: ${check} (${found})`)
        complain('Nothing was published; the tables of before stand.')
        return 1
      }
      const from = isRawKept
        ? 'the rows as they were ingested'
        : 'the clean tables: some rows as they were ingested are past their retention (RAW_DAYS)'
      print(`Rebuilt ${plural(days.length, 'day')} from ${from}, and measured the KPIs.`)
      return 0
    } finally {
      bars.stop()
      await stop()
    }
  },
}
