import type { Context, Job } from '../context.ts'
import type { Lake } from '../lake/contract/lake.ts'
import type { Day } from '../lib/days.ts'
import { saveSetting, setting } from '../state/settings.ts'

/** `begun` until all of it has run, then `done`; a shop that had data before is done. */
export const FIRST_DAY = 'first_day'

/** The first day of which there are orders or sessions. */
export async function firstDayOfData(lake: Pick<Lake, 'query'>): Promise<Day | null> {
  const [row] = await lake.query<{ day: Day }>(
    `select day from mart_kpi
     where dimension = 'all' and metric in ('orders', 'sessions') and of > 0
     order by day limit 1`,
  )
  return row?.day ?? null
}

type Standing = 'has data' | 'first day' | 'waits for files'

/** Without sources somebody has to import files first: nothing can be done about it here. */
export async function standingOf({ state, lake, sources }: Context): Promise<Standing> {
  const known = await setting(state, FIRST_DAY)
  if (known === 'done') return 'has data'
  if (known === 'begun' && sources.length > 0) return 'first day'
  if ((await firstDayOfData(lake)) === null) return sources.length > 0 ? 'first day' : 'waits for files'
  await state.transaction((trx) => saveSetting(trx, FIRST_DAY, 'done'))
  return 'has data'
}

/** They work without a day of data, and bring it. */
const BRINGS_DATA: readonly string[] = ['collect', 'collect-events', 'build', 'retain']
const KEEP_MS = 5000

/**
 * Which jobs may be planned: on a first day only that; without data only what brings it. What may not keeps its slots,
 * so none is spent on an empty shop.
 */
export function dataGate(ctx: Context, firstDay: Job): (job: Job) => Promise<boolean> {
  let known: { readonly standing: Standing; readonly at: number } | null = null
  return async (job) => {
    if (known === null || (known.standing !== 'has data' && Date.now() - known.at > KEEP_MS))
      known = { standing: await standingOf(ctx), at: Date.now() }
    if (job === firstDay || known.standing === 'has data') return true
    return known.standing === 'waits for files' && BRINGS_DATA.includes(job.name)
  }
}
