import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../lib/errors.ts'
import type { Answers, ProposedTable, SampleAt } from '../connector.ts'
import type { HttpClient } from '../http/http.ts'

/** Where the rows of an answer are: `''` where it is the list itself. */
interface Rows {
  readonly at: string
  readonly rows: readonly unknown[]
}

const DEPTH = 3

/** The longest list of objects that an answer holds, not within another. */
function rowsIn(body: unknown, at: readonly string[] = []): Rows | null {
  if (Array.isArray(body)) return body.some(isObject) ? { at: at.join('.'), rows: body } : null
  if (!isObject(body) || at.length >= DEPTH) return null
  const found = Object.entries(body).flatMap(([key, value]) => rowsIn(value, [...at, key]) ?? [])
  return found.sort((a, b) => b.rows.length - a.rows.length)[0] ?? null
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first page of an address as a file of its rows. */
export async function sampleRest(
  { url = '' }: Answers,
  {
    headers,
    http,
    scratch,
    signal,
  }: { readonly headers: Readonly<Record<string, string>>; readonly http: HttpClient } & Pick<
    SampleAt,
    'scratch'
  > &
    Pick<SampleAt['clients'], 'signal'>,
): Promise<string> {
  if (url.includes('{table}'))
    throw new Fault(
      '{table} stands for a table that is not known yet.',
      'Give the whole address, or name the table.',
    )
  const { body } = await http.getJson({ url, headers, signal })
  const found = rowsIn(body)
  if (!found)
    throw new Fault(
      `${url} answers no list of objects that columns could be seen in.`,
      'Name the table, and map it by hand.',
    )
  const lines = found.rows.filter(isObject).map((row) => JSON.stringify(row))
  writeFileSync(join(scratch, `${found.at === '' ? ROOT : found.at}.jsonl`), lines.join('\n'))
  return scratch
}

const ROOT = '(rows)'

/** A source of its own for the rows, and one for each list within them that is a table. */
export function toldRest(fields: Answers, tables: readonly ProposedTable[]) {
  return tables.map(({ table, of, each, columns }, i) => ({
    suffix: i === 0 ? '' : `-${table.replaceAll('_', '-')}`,
    said: {
      ...fields,
      rows: of === ROOT ? '' : of,
      ...(each !== null && { each }),
      tables: { [table]: columns },
    },
  }))
}
