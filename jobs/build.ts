import type { Job } from '../src/context.ts'
import { readThroughNow, saveReadThrough } from '../src/facts/intraday/read-through.ts'
import { idOf } from '../src/lake/contract/rule.ts'
import { sumOf } from '../src/lib/sum.ts'
import { plural } from '../src/lib/text.ts'
import { measure } from '../src/metrics/measure/measure.ts'
import { metrics } from '../src/metrics/registry.ts'
import { acceptedRules, saveFailedChecks, saveVerdicts } from '../src/state/lake/quality.ts'
import { saveSetting, setting } from '../src/state/settings.ts'
import { keptFrom } from './retain.ts'

/** 'yes' while the marts are newer than the KPIs */
export const STALE = 'kpis_stale'

export const build: Job = {
  name: 'build',
  about: 'Cleans what landed, rebuilds the marts of the days it touches, and measures the KPIs anew.',
  // nothing to do where nothing was collected since; at a quarter of an hour that is over, once it was
  schedule: { everyMinutes: 5, offset: 2 },
  catchUp: 'latest',
  isPrompt: true,
  async run(ctx, due) {
    // killed between the marts and the KPIs, the next run does not know which days moved: it measures all
    const wasStale = (await setting(ctx.state, STALE)) === 'yes'
    await due.fenced((trx) => saveSetting(trx, STALE, 'yes'))
    const through = await readThroughNow(ctx.state)
    const accepted = new Set((await acceptedRules(ctx.state, due.at)).map(({ id }) => id))
    const report = await ctx.traced.step(
      'build lake',
      {},
      () => ctx.lake.build((done, total, step) => ctx.progress(step, done, total), accepted),
      { came: ({ days, failed }) => ({ days: days.length, failed: failed.length }) },
    )
    await due.fenced(async (trx) => {
      await saveFailedChecks(trx, report.failed)
      const verdicts = report.verdicts.map((verdict) => ({ ...verdict, id: idOf(verdict) }))
      if (report.failed.length === 0) await saveVerdicts(trx, verdicts, due.at)
    })
    const isNew = wasStale || report.accounts.length > 0 || report.days.length > 0
    if (report.failed.length === 0 && isNew)
      await ctx.traced.step('measure KPIs', { days: report.days.length }, async () =>
        measure(ctx.lake, metrics, wasStale ? 'all' : report.days, await keptFrom(ctx.state)),
      )
    await due.fenced(async (trx) => {
      await saveSetting(trx, STALE, wasStale && report.failed.length > 0 ? 'yes' : 'no')
      if (report.failed.length === 0) await saveReadThrough(trx, through)
    })
    return summaryOf(report)
  },
}

function summaryOf({
  days,
  failed,
  accounts,
}: Awaited<ReturnType<Parameters<Job['run']>[0]['lake']['build']>>) {
  const counts = { days: days.length, failed: failed.length }
  if (failed.length > 0) {
    const checks = failed
      .map(({ table, check, found, says }) => says ?? `${table}: ${check} (${found})`)
      .join('; ')
    return { text: `Published nothing, a check failed: ${checks}. The tables of before stand.`, counts }
  }
  const rows = sumOf(accounts, ({ rowsIn }) => rowsIn)
  if (days.length === 0 && rows > 0)
    return { text: `Took in ${plural(rows, 'row')}; no day has changed.`, counts }
  if (days.length === 0) return { text: 'Nothing new had landed.', counts }
  return { text: `Rebuilt ${plural(days.length, 'day')} and measured the KPIs.`, counts }
}
