import type { Day } from '../lib/days.ts'
import { type Column, selectFrom } from './catalog.ts'
import type { Draft } from './draft.ts'
import { name, type Session, text } from './duckdb.ts'
import type { MartPart } from './lake.ts'
import { type DraftPlace, onDraft, publish } from './publish.ts'

interface Written {
  readonly days: readonly Day[] | 'all'
  /** files that are no longer read */
  readonly replaced: readonly string[]
}

/** Writes a mart computed outside the lake's own SQL, and publishes it; when no row has moved, nothing is written. */
export async function writeMart(
  place: DraftPlace,
  buildId: string,
  { mart, parts }: { readonly mart: string; readonly parts: readonly MartPart[] },
): Promise<Written> {
  if (parts.length === 0) return { days: [], replaced: [] }
  return onDraft(place, buildId, async (draft) => {
    const { session } = draft
    const columns = draft.columns(mart)
    const types = columns.map(({ column, type }) => `${name(column)} ${type}`).join(', ')
    await session.run(`create temp table fresh (${types})`)
    // views once narrowed to some days stay so
    for (const part of parts) if (!isOfDays(part)) await compute(draft, columns, part)
    for (const part of parts) if (isOfDays(part)) await compute(draft, columns, part)

    const old = draft.drop(mart, null)
    const stands = `select * from (${selectFrom(columns, old.map(draft.absolute))})`
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

async function compute(draft: Draft, columns: readonly Column[], part: MartPart): Promise<void> {
  if (isOfDays(part)) await narrow(draft, part)
  const shown = columns.map(({ column, type }) => `cast(${name(column)} as ${type})`).join(', ')
  await draft.session.run(`insert into fresh select ${shown} from (${part.sql}) where ${replacedBy(part)}`)
}

/** What is read is the days asked for and no more: to pass over a year of files by their names takes its time too. */
async function narrow(draft: Draft, part: OfDays): Promise<void> {
  const days = new Set(part.replaces.days)
  for (const table of draft.catalog.keys()) {
    const isByDay = draft.before(table).some(({ dt }) => dt !== null)
    if (isByDay && part.sql.includes(table)) await draft.view(table, days)
  }
}

type OfDays = MartPart & { readonly replaces: { readonly days: readonly Day[] } }

function isOfDays(part: MartPart): part is OfDays {
  return part.replaces !== 'all' && 'days' in part.replaces
}

function replacedBy({ replaces }: MartPart): string {
  if (replaces === 'all') return 'true'
  const [column, values] = 'days' in replaces ? ['day', replaces.days] : ['metric', replaces.metrics]
  return values.length === 0 ? 'false' : `"${column}" in (${values.map(text).join(', ')})`
}

async function movedDays(session: Session, stands: string): Promise<Day[]> {
  const rows = await session.query<{ day: Day }>(
    `select distinct "day" from (
       (select * from fresh except ${stands}) union all (${stands} except select * from fresh)
     ) order by "day"`,
  )
  return rows.map(({ day }) => day)
}
