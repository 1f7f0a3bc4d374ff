import { Fault, messageOf } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'
import type { FilePage } from '../contract/lake.ts'
import { type Session, text } from '../engine/duckdb.ts'
import { IGNORING, missing, nothingIn, REJECTED, type Reader, STORING } from './reader.ts'

/** Where the elements of a JSON file are, told once for every reading of it. */
interface Elements {
  readonly storing: string
  readonly ignoring: string
  readonly refused: string
}

const NOT_AN_OBJECT = `'not a JSON object'`

/** Objects of JSON, one a line or in one list, each a row; or each element of a list within them (`each`). */
export async function jsonReader(session: Session, page: FilePage): Promise<Reader> {
  await session.run('set global preserve_insertion_order = true')
  const { storing, ignoring, refused } = page.format === 'json' ? await listed(session, page) : linesOf(page)
  const { each } = page
  const inner = (rows: string) =>
    each
      ? `select unnest(json_extract(line, ${text(`${jsonPath(each)}[*]`)})) as line, line as outer_line from (${rows})`
      : rows
  const numbered = (rows: string) =>
    each ? `select *, row_number() over () as _row from (${inner(rows)})` : rows
  const titles = await keysOf(session, page, inner(ignoring))
  return {
    titles,
    sql: numbered(storing),
    again: inner(ignoring),
    refused,
    // what writes JSON leaves out what is null: a key that is not there is no fault
    value: (column) => coalesced(column, (place) => `json_extract_string(${place})`),
    typedWhere: (column) => `${coalesced(column, (place) => `json_type(${place})`)} <> 'VARCHAR'`,
  }
}

/** A key that no row has is null in all of them; a file of which the mapping knows no key at all is another file. */
async function keysOf(session: Session, page: FilePage, rows: string): Promise<readonly string[]> {
  const found = await session.query<{ key: string }>(
    `select distinct unnest(json_keys(line)) as key from (${rows} limit ${ROWS_SEEN}) order by 1`,
  )
  const keys = found.map(({ key }) => key)
  if (keys.length === 0) throw nothingIn(page.path)
  const mapped = Object.values(page.columns).flatMap((from) => ('from' in from ? [from.from] : []))
  const isKnown = (path: string) =>
    path.startsWith('../') || keys.includes(path) || keys.includes(path.split('.')[0] ?? '')
  const [first] = mapped
  if (first !== undefined && !mapped.some(isKnown)) throw missing(page.path, first, keys)
  return keys
}

const ROWS_SEEN = 10_000

/** A key that holds dots goes before a path; `../id` is of the element that holds the list. */
function coalesced(column: string, read: (place: string) => string): string {
  const isOuter = column.startsWith('../')
  const path = isOuter ? column.slice(3) : column
  const from = isOuter ? 'f.outer_line' : 'f.line'
  const whole = read(`${from}, ${text(pointer([path]))}`)
  return path.includes('.')
    ? `coalesce(${whole}, ${read(`${from}, ${text(pointer(path.split('.')))}`)})`
    : whole
}

const pointer = (steps: readonly string[]) =>
  steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const jsonPath = (path: string) =>
  `$${path
    .split('.')
    .map((step) => `."${step.replaceAll('"', '\\"')}"`)
    .join('')}`

// an `and` may be looked at from either end, and the type of what is no JSON is an error
const GOOD = "case when json_valid(line) then json_type(line) = 'OBJECT' else false end"

const linesOf = (page: FilePage) => (page.format === 'parquet' ? nested(page) : lines(page))

/** Columns of Parquet that hold objects and lists are taken apart as JSON is. */
function nested(page: FilePage): Elements {
  const rows = `(select cast(to_json(r) as varchar) as line, row_number() over () as _row from read_parquet(${text(page.path)}) r)`
  return {
    storing: `select line, _row from ${rows}`,
    ignoring: `select line from ${rows}`,
    refused: "select 0 as line, '' as reason, '' as text where false",
  }
}

/** JSON lines are read as lines first, so that one that is no JSON is refused with its text. */
function lines(page: FilePage): Elements {
  const read = (
    rejects: string,
  ) => `(select line, row_number() over () as _row from read_csv(${text(page.path)}, auto_detect = false,
    header = false, delim = '\x01', quote = '', escape = '', columns = {line: 'varchar'}, encoding = ${text(page.charset ?? 'utf-8')}, ${rejects}))`
  return {
    storing: `select line, _row from ${read(STORING)} where ${GOOD}`,
    ignoring: `select line from ${read(IGNORING)} where ${GOOD}`,
    refused: `select _row as line, ${NOT_AN_OBJECT} as reason, line as text from ${read(IGNORING)}
      where line is not null and not (${GOOD}) union all select * from (${REJECTED})`,
  }
}

/** One document: a list, or an object that holds one. */
async function listed(session: Session, page: FilePage): Promise<Elements> {
  const content = `(select ltrim(content, chr(65279)) as doc from read_text(${text(page.path)}))`
  const [found] = await session
    .query<{ kind: string | null }>(
      `select case when json_valid(doc) then json_type(doc) end as kind from ${content}`,
    )
    .catch((error: unknown) => {
      throw new Fault(`${page.path} cannot be read: ${oneLine(messageOf(error), 120)}.`, 'Deliver it anew.')
    })
  if (!found?.kind)
    throw new Fault(`${page.path} is no JSON, or was cut.`, 'Deliver it anew; one object a line is .jsonl.')
  const path = page.rows
    ? jsonPath(page.rows)
    : found.kind === 'ARRAY'
      ? '$'
      : await onlyList(session, content, page)
  const elements = `(select line, row_number() over () as _row
    from (select unnest(json_extract(doc, ${text(`${path}[*]`)})) as line from ${content}))`
  const good = `json_type(line) = 'OBJECT'`
  return {
    storing: `select line, _row from ${elements} where ${good}`,
    ignoring: `select line from ${elements} where ${good}`,
    refused: `select _row as line, ${NOT_AN_OBJECT} as reason, cast(line as varchar) as text from ${elements}
      where not (${good})`,
  }
}

/** Where a document is an object, its one list of objects is meant; of several the mapping says which. */
async function onlyList(session: Session, content: string, page: FilePage): Promise<string> {
  const lists = await session.query<{ key: string }>(
    `select key from (select unnest(json_keys(doc)) as key, doc from ${content})
     where json_type(doc, '/' || replace(replace(key, '~', '~0'), '/', '~1')) = 'ARRAY' order by key`,
  )
  const [only, ...more] = lists.map(({ key }) => key)
  if (only !== undefined && more.length === 0) return jsonPath(only)
  throw new Fault(
    only === undefined
      ? `${page.path} holds no list.`
      : `${page.path} holds several lists: ${[only, ...more].join(', ')}.`,
    'Say `rows: <where the list is>` in the mapping.',
  )
}

/** What the rows of a JSON file hold: the paths to single values, and the lists of objects. */
export interface JsonPaths {
  readonly values: readonly string[]
  readonly lists: readonly string[]
}

const DEPTH = 3
const PATHS_SEEN = 300

/** Looks into objects within the rows too (`customer.id`), not into lists: those are told. */
export async function jsonPaths(
  session: Session,
  rows: string,
  from: 'line' | 'outer_line' = 'line',
): Promise<JsonPaths> {
  const values: string[] = []
  const lists: string[] = []
  const within = async (prefix: readonly string[]): Promise<void> => {
    const place = prefix.length === 0 ? from : `json_extract(${from}, ${text(pointer(prefix))})`
    const found = await session.query<{ key: string; objects: number; lists: number; others: number }>(
      `select k as key, count(*) filter (where t = 'OBJECT') as objects,
         count(*) filter (where t = 'ARRAY' and json_type(v, '/0') = 'OBJECT') as lists,
         count(*) filter (where t not in ('OBJECT', 'ARRAY', 'NULL')) as others
       from (select k, json_extract(p, '/' || replace(replace(k, '~', '~0'), '/', '~1')) as v, json_type(v) as t
         from (select unnest(json_keys(p)) as k, p from (select ${place} as p from (${rows} limit ${ROWS_SEEN}))
           where case when p is not null then json_type(p) = 'OBJECT' else false end))
       group by k order by k`,
    )
    for (const one of found) {
      const path = [...prefix, one.key]
      if (values.length >= PATHS_SEEN) return
      if (one.lists > 0 && prefix.length === 0) lists.push(one.key)
      else if (one.objects > 0 && path.length < DEPTH) await within(path)
      else if (one.others > 0) values.push(path.join('.'))
    }
  }
  await within([])
  return { values, lists }
}
