import type { Draft } from './draft.ts'
import { isOfPart, makeInParts, partsFor } from './parts.ts'

/** `keys` are those that are counted at a time: as many as need not be spilled. */
const AT_ONCE = { keys: 5_000_000, doubled: 150_000 }

interface Rows {
  /** the columns that are kept, as a select lists them */
  readonly shown: string
  /** rows there are, or fewer */
  readonly most: number
}

/**
 * Of the view `incoming`, in which a key may lie more than once: `doubled` are the keys that do, `latest` of each of them
 * the version that counts, with the copies it stands for.
 */
export async function dedupe({ session }: Draft, { shown, most }: Rows): Promise<void> {
  const counted = partsFor(session, most, AT_ONCE.keys)
  await makeInParts(session, 'doubled', counted, (named, part) =>
    session.materialize(
      named,
      `select _k from incoming where ${isOfPart('_k', part, counted)} group by _k having count(*) > 1`,
    ),
  )
  const [doubled] = await session.query<{ keys: number }>('select count(*) as keys from doubled')
  const parts = partsFor(session, doubled?.keys ?? 0, AT_ONCE.doubled)
  await makeInParts(session, 'latest', parts, (named, part) =>
    session.materializeOnDisk(
      named,
      `select ${shown.replace('"_copies"', 'cast(total as bigint) as "_copies"')} from (
         select *, sum(_copies) over (partition by _k) as total,
           row_number() over (partition by _k order by updated_at desc nulls last, _landed_at desc, _row desc) as place
         from incoming where _k in (select _k from doubled where ${isOfPart('_k', part, parts)})) ranked where place = 1`,
    ),
  )
}
