import { name } from '../engine/duckdb.ts'
import type { Draft } from './draft.ts'
import { keptFrom, keptOf, type Unmapped } from './kept-columns.ts'
import { isOfPart, makeInParts, partsFor } from './parts.ts'

/** `keys` are those that are counted at a time: as many as need not be spilled. */
const AT_ONCE = { keys: 5_000_000, doubled: 150_000 }

/** The order of a key's versions. */
const LATEST = 'updated_at desc nulls last, _landed_at desc, _row desc'

interface Rows {
  /** the columns that are kept */
  readonly columns: readonly string[]
  /** those that some of the rows say nothing of: they stay what an older version says */
  readonly unmapped: readonly Unmapped[]
  /** rows there are, or fewer */
  readonly most: number
}

/**
 * Of the view `incoming`, in which a key may lie more than once: `doubled` are the keys that do, `latest` of each of them
 * the version that counts, with the copies it stands for.
 */
export async function dedupe(draft: Draft, { columns, unmapped, most }: Rows): Promise<void> {
  const { session } = draft
  const counted = partsFor(session, most, AT_ONCE.keys)
  await makeInParts(session, 'doubled', counted, (named, part) =>
    session.materialize(
      named,
      `select _k from incoming where ${isOfPart('_k', part, counted)} group by _k having count(*) > 1`,
    ),
  )
  const [doubled] = await session.query<{ keys: number }>('select count(*) as keys from doubled')
  const kept = (doubled?.keys ?? 0) > 0 ? await keptOf(draft, unmapped) : []
  const shown = columns.map((column) => {
    if (column === '_copies') return 'cast(total as bigint) as "_copies"'
    return kept.some((one) => one.column === column)
      ? `${name(`kept_${column}`)} as ${name(column)}`
      : name(column)
  })
  const parts = partsFor(session, doubled?.keys ?? 0, AT_ONCE.doubled)
  await makeInParts(session, 'latest', parts, (named, part) =>
    session.materializeOnDisk(
      named,
      `select ${shown.join(', ')} from (
         select *, sum(_copies) over (partition by _k) as total,${kept.map((one) => ` ${keptFrom(one, LATEST)} as ${name(`kept_${one.column}`)},`).join('')}
           row_number() over (partition by _k order by ${LATEST}) as place
         from incoming where _k in (select _k from doubled where ${isOfPart('_k', part, parts)})) ranked where place = 1`,
    ),
  )
}
