import type { Account, BuildReport, ManifestFile } from '../contract/lake.ts'
import { CLEAN_TABLES, WAITING } from '../tables/clean-tables.ts'
import type { Mart } from '../tables/marts.ts'
import { buildMart, type Changes } from './build-mart.ts'
import type { Draft } from './draft.ts'
import { merge } from './merge.ts'
import { type DraftContext, onDraft, publish } from './publish.ts'
import { blocking, judge } from './quality/judge.ts'
import { type Requeued, requeue } from './requeue.ts'

export interface BuildContext extends DraftContext {
  readonly marts: readonly Mart[]
}

export interface Built {
  readonly report: BuildReport
  /** files that are no longer read, for the next build to remove */
  readonly replaced: readonly string[]
}

export interface Asked {
  readonly onProgress: (done: number, total: number, step: string) => void
  /** rules, by their ids, that a person has let pass */
  readonly accepted: ReadonlySet<string>
}

/** Build, check, publish: everything is made aside, and either all of it counts or none. */
export async function buildLake(
  place: BuildContext,
  buildId: string,
  { onProgress, accepted }: Asked = { onProgress: () => {}, accepted: new Set() },
): Promise<Built> {
  const pending = await place.manifest.pending()
  if (pending.length === 0)
    return { report: { buildId, accounts: [], days: [], failed: [], verdicts: [] }, replaced: [] }
  return onDraft(place, buildId, async (draft) => {
    const before = await place.manifest.accounts()
    const material = { marts: place.marts, pending, before }
    const { accounts, days, verdicts } = await make(draft, material, { onProgress, accepted })
    const report = { buildId, accounts, days, failed: draft.failed, verdicts }
    if (draft.failed.length > 0) return { report, replaced: [] }
    const consumed = pending.map((file) => file.path)
    return { report, replaced: await publish(place, draft, { accounts, consumed }) }
  })
}

interface Material {
  readonly marts: readonly Mart[]
  readonly pending: readonly ManifestFile[]
  /** the totals of all builds before this one */
  readonly before: readonly Account[]
}

async function make(
  draft: Draft,
  { marts, pending, before }: Material,
  { onProgress, accepted }: Asked,
): Promise<Pick<BuildReport, 'accounts' | 'days' | 'verdicts'>> {
  const total = CLEAN_TABLES.length + marts.length
  const changes: Changes = { days: new Map(), rebuilt: new Map(), touched: new Set(), first: new Set() }
  const accounts: Account[] = []
  const refused = await takeRefused(draft, pending)
  let back: ReadonlyMap<string, Requeued> | null = null
  for (const [i, clean] of CLEAN_TABLES.entries()) {
    onProgress(i, total, clean.name)
    if (clean.moneyOn !== null) back ??= await requeue(draft, WITH_MONEY, before)
    const unread = refused.counts.get(clean.table) ?? 0
    const { account, days, first } = await merge(draft, clean, {
      pending,
      unread,
      back: back?.get(clean.table) ?? null,
    })
    if (!account) continue
    const unreadable = refused.reasons.filter((reason) => reason.table === clean.table)
    accounts.push({
      ...account,
      reasons: [...account.reasons, ...unreadable.map(({ reason, rows }) => ({ reason, rows }))],
    })
    changes.touched.add(clean.name)
    changes.days.set(clean.name, days)
    if (first) changes.first.add(clean.name)
  }
  if (draft.refusals.length > 0) await draft.write('quarantine', draft.refusals.join(' union all '), 'day')
  const verdicts = await judge(draft, { pending, accounts, days: changes.days })
  draft.failed.push(...blocking(verdicts, accepted))
  if (draft.failed.length > 0) return { accounts, days: [], verdicts }
  for (const [i, mart] of marts.entries()) {
    onProgress(CLEAN_TABLES.length + i, total, mart.name)
    await buildMart(draft, mart, changes)
  }
  onProgress(total, total, 'publish')
  const days = new Set([...changes.days.values()].flatMap((changed) => [...changed]))
  days.delete(WAITING)
  return { accounts, days: [...days].sort(), verdicts }
}

const WITH_MONEY = CLEAN_TABLES.filter(({ moneyOn }) => moneyOn !== null)

/** What the reader could not take apart when it landed goes to quarantine like any refused row. */
async function takeRefused(draft: Draft, pending: readonly ManifestFile[]) {
  const paths = pending.filter((file) => file.table === 'refused').map(draft.absolute)
  if (paths.length === 0) return { counts: new Map<string, number>(), reasons: [] }
  const files = await draft.from('refused', paths)
  draft.refusals.push(
    `select table_name, reason, raw, _source, _batch, _row, _landed_at, shop_day(_landed_at) as dt from ${files} f`,
  )
  const reasons = await draft.session.query<{ table: string; reason: string; rows: number }>(
    `select table_name as "table", reason, count(*) as "rows" from ${files} f
     group by table_name, reason order by "rows" desc, reason`,
  )
  const counts = new Map<string, number>()
  for (const { table, rows } of reasons) counts.set(table, (counts.get(table) ?? 0) + rows)
  return { counts, reasons }
}
