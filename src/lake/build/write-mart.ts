import type { Day } from '../../lib/days.ts'
import type { MartPart } from '../contract/lake.ts'
import { name, text } from '../engine/duckdb.ts'
import type { BuildSession, Column } from '../engine/engine.ts'
import { wordsIn } from '../tables/catalog.ts'
import type { Draft } from './draft.ts'
import { type DraftContext, onDraft, publish } from './publish.ts'

interface Written {
  readonly days: readonly Day[] | 'all'
  /** files that are no longer read */
  readonly replaced: readonly string[]
}

/** Writes a mart computed outside the lake's own SQL, and publishes it; when no row has moved, nothing is written. */
export async function writeMart(
  place: DraftContext,
  buildId: string,
  { mart, parts }: { readonly mart: string; readonly parts: readonly MartPart[] },
): Promise<Written> {
  if (parts.length === 0) return { days: [], replaced: [] }
  return onDraft(place, buildId, async (draft) => {
    const { session } = draft
    const columns = draft.columns(mart)
    // views once narrowed to some days stay so
    const ordered = [...parts.filter((part) => !isOfDays(part)), ...parts.filter(isOfDays)]
    const computed: string[] = []
    for (const [i, part] of ordered.entries())
      computed.push(await compute(draft, columns, part, `fresh_${i}`))
    await session.view('fresh', computed.map((one) => `select * from ${one}`).join(' union all '))

    const old = draft.drop(mart, null)
    const stands = `select * from ${await draft.from(mart, old.map(draft.absolute))} s`
    const isReplaced = parts.map(replacedBy).join(' or ')
    const isAll = parts.some(({ replaces }) => replaces === 'all')
    const days = isAll ? 'all' : await movedDays(session, `${stands} where ${isReplaced}`)
    if (days.length === 0) return { days, replaced: [] }
    await draft.write(
      mart,
      `select * from fresh union all ${stands} where not (${isReplaced}) order by metric, dimension, member, "day"`,
      'whole',
    )
    return { days, replaced: await publish(place, draft) }
  })
}

async function compute(draft: Draft, columns: readonly Column[], part: MartPart, named: string) {
  await narrow(draft, part)
  const shown = columns.map(({ column }) => name(column)).join(', ')
  await draft.session.materialize(named, `select ${shown} from (${part.sql}) p where ${replacedBy(part)}`)
  return named
}

/** What is read is the days asked for and no more: to pass over a year of files by their names takes its time too. */
async function narrow(draft: Draft, part: MartPart): Promise<void> {
  for (const table of wordsIn(part.sql)) {
    if (!draft.catalog.has(table)) continue
    const isByDay = draft.before(table).some(({ dt }) => dt !== null)
    await draft.view(table, isOfDays(part) && isByDay ? new Set(part.replaces.days) : undefined)
  }
}

type OfDays = MartPart & { readonly replaces: { readonly days: readonly Day[] } }

function isOfDays(part: MartPart): part is OfDays {
  return part.replaces !== 'all' && 'days' in part.replaces
}

function replacedBy({ replaces, since }: MartPart): string {
  const isLate = since === undefined ? '' : ` and "day" >= date ${text(since)}`
  return `(${namedBy(replaces)}${isLate})`
}

function namedBy(replaces: MartPart['replaces']): string {
  if (replaces === 'all') return 'true'
  const [column, values] = 'days' in replaces ? ['day', replaces.days] : ['metric', replaces.metrics]
  return values.length === 0 ? 'false' : `"${column}" in (${values.map(text).join(', ')})`
}

async function movedDays(session: BuildSession, stands: string): Promise<Day[]> {
  const rows = await session.query<{ day: Day }>(
    `select distinct "day" from (
       (select * from fresh except ${stands}) union all (${stands} except select * from fresh)
     ) order by "day"`,
  )
  return rows.map(({ day }) => day)
}
