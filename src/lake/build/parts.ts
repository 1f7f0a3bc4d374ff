import type { Day } from '../../lib/days.ts'
import type { Draft } from './draft.ts'

interface Most {
  readonly days: number
  readonly rows: number
}

/** The days in order, cut so that a part holds neither more days nor, unless one alone does, more rows. */
export function dayParts(days: Iterable<Day>, rowsOn: ReadonlyMap<Day, number>, most: Most): Day[][] {
  const parts: Day[][] = []
  let rows = 0
  for (const day of [...days].sort()) {
    const part = parts.at(-1)
    const more = rowsOn.get(day) ?? 0
    if (part && part.length < most.days && rows + more <= most.rows) {
      part.push(day)
      rows += more
    } else {
      parts.push([day])
      rows = more
    }
  }
  return parts
}

/** Into how many parts rows are cut that are held in memory `most` at a time. */
export function partsFor({ inParts }: Draft['session'], rows: number, most: number): number {
  return inParts ? Math.max(1, Math.ceil(rows / most)) : 1
}

/** What says that a row belongs to a part, by a number of its own. */
export const isOfPart = (number: string, part: number, parts: number) =>
  parts > 1 ? `${number} % ${parts} = ${part}` : 'true'

/** `named`: a view of parts that `make` has made one after the other, each under the name it is told. */
export async function makeInParts(
  session: Draft['session'],
  named: string,
  parts: number,
  make: (named: string, part: number) => Promise<void>,
): Promise<void> {
  const names = Array.from({ length: parts }, (_, part) => `${named}_${part}`)
  for (const [part, one] of names.entries()) await make(one, part)
  await session.view(named, names.map((one) => `select * from ${one}`).join(' union all '))
}

/** How many rows a day has at most, in the largest of some tables, by what the manifest says of its files. */
export function mostRowsByDay(draft: Draft, tables: readonly string[]): Map<Day, number> {
  const most = new Map<Day, number>()
  for (const table of tables) {
    const rows = new Map<Day, number>()
    const files = [...draft.before(table), ...draft.added.filter((file) => file.table === table)]
    for (const { dt, rows: more } of files) if (dt !== null) rows.set(dt, (rows.get(dt) ?? 0) + more)
    for (const [day, count] of rows) most.set(day, Math.max(most.get(day) ?? 0, count))
  }
  return most
}
