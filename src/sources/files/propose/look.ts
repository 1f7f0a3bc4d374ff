import type { FilePage } from '../../../lake/contract/lake.ts'
import { openDuckDb, type Session } from '../../../lake/engine/duckdb.ts'
import { NUMBER_MACROS, numberTaken } from '../../../lake/ingest/numbers.ts'
import { columnsOf } from '../../../lake/ingest/read-file.ts'
import { TIME_MACROS } from '../../../lake/ingest/times.ts'
import { isIdLike, isKey, type SeenColumn, type SeenFile } from './seen.ts'

const ROWS_SEEN = 100_000
const VALUES_SEEN = 40

/** Looks at the files of a folder: what their columns hold, which decide others, and which are keys of one another. */
export async function look(
  pages: ReadonlyMap<string, FilePage>,
  spillTo: string,
): Promise<readonly SeenFile[]> {
  const db = await openDuckDb({ memoryLimitMb: 1024, threads: 2, spillTo, within: null, setup: [] })
  try {
    return await db.use(async (session) => {
      for (const macro of [...NUMBER_MACROS, ...TIME_MACROS]) await session.run(macro)
      const seen: SeenFile[] = []
      for (const group of await alike(session, pages)) seen.push(await lookAt(session, group, seen.length))
      return await withReferences(session, seen)
    })
  } finally {
    await db.close()
  }
}

interface Alike {
  readonly label: string
  readonly each: string | null
  readonly format: string
  readonly columns: readonly string[]
  readonly parts: { readonly file: string; readonly sql: string; readonly values: readonly string[] }[]
}

/** Files of one name but for its numbers, and of the same columns, are parts of one table: a month each. */
async function alike(session: Session, pages: ReadonlyMap<string, FilePage>): Promise<readonly Alike[]> {
  const groups = new Map<string, Alike>()
  const add = async (file: string, page: FilePage): Promise<void> => {
    const { sql, columns, lists } = await columnsOf(session, page)
    const titles = columns.map(({ title }) => title)
    const each = page.each ?? null
    const key = JSON.stringify([file.replace(/\d+/g, '0'), each, titles])
    const group = groups.get(key) ?? {
      label: each === null ? file : `${file} (${each})`,
      each,
      format: page.format,
      columns: titles,
      parts: [],
    }
    groups.set(key, group)
    group.parts.push({ file, sql, values: columns.map(({ value }) => value) })
    for (const list of lists) await add(file, { ...page, each: list })
  }
  for (const [file, page] of pages) await add(file, page)
  return [...groups.values()]
}

async function lookAt(
  session: Session,
  { label, each, format, columns, parts }: Alike,
  at: number,
): Promise<SeenFile> {
  const selects = parts.map(({ sql, values }) => {
    const shown = values.map((value, i) => `nullif(trim(${value}), '') as c${i}`)
    return `(select ${shown.join(', ')} from (${sql}) f limit ${ROWS_SEEN})`
  })
  await session.run(
    `create temp table t${at} as select * from (${selects.join(' union all ')}) limit ${ROWS_SEEN}`,
  )
  const [count] = await session.query<{ rows: number }>(`select count(*) as "rows" from t${at}`)
  const rows = count?.rows ?? 0
  const seen: SeenColumn[] = []
  for (const [i, title] of columns.entries()) seen.push(await column(session, `t${at}`, `c${i}`, title))
  return {
    file: label,
    files: parts.map(({ file }) => file),
    each,
    format,
    rows,
    columns: seen,
    determines: await determined(session, `t${at}`, seen),
    refers: new Map(),
  }
}

async function column(session: Session, table: string, column: string, title: string): Promise<SeenColumn> {
  const [found] = await session.query<Record<string, number | null>>(
    `select count(c) as filled, count(distinct c) as "distinct",
       avg(case when k not in ('other', 'none', 's', 'ms', 'us', 'ns', 'excel') then 1.0 else 0 end) as times,
       avg(case when contains(c, ':') then 1.0 else 0 end) as clocks,
       avg(case when n is not null then 1.0 else 0 end) as numbers,
       avg(case when n = floor(n) then 1.0 else 0 end) as wholes,
       avg(case when n <> floor(n) and regexp_matches(c, '[.,][0-9]{1,2}[^0-9]*$') then 1.0 else 0 end) as priced,
       min(n) as min, avg(n) as mean, max(n) as max,
       avg(length(c) - length(replace(c, ' ', '')) + 1) as words, avg(length(c)) as length,
       quantile_disc(d, 0.05) as digits, avg(epoch(try_cast(c as timestamp))) as instant, min(d) as shortest
     from (select c, length(regexp_extract(c, '^[0-9]*', 0)) as d, time_class(c, time_plain(c)) as k,
       case x.k when 'comma' then try_cast(with_comma(x.c) as double) when 'other' then null
         else try_cast(with_dot(x.v, x.c) as double) end as n
       from (select ${column} as c, ${numberTaken(column, 'money')} as x from ${table} where ${column} is not null))`,
  )
  const values = await session.query<{ c: string; n: number }>(
    `select ${column} as c, count(*) as n from ${table} where ${column} is not null group by 1
     order by n desc, c limit ${VALUES_SEEN}`,
  )
  const filled = found?.filled ?? 0
  const share = (key: string) => found?.[key] ?? 0
  return {
    name: title,
    filled,
    distinct: share('distinct'),
    times: share('times'),
    clocks: share('clocks'),
    numbers: share('numbers'),
    wholes: share('wholes'),
    priced: share('priced'),
    min: found?.min ?? null,
    mean: found?.mean ?? null,
    max: found?.max ?? null,
    instant: found?.instant ?? null,
    words: share('words'),
    length: share('length'),
    digits: share('digits'),
    shortest: share('shortest'),
    values: values.map(({ c }) => c),
    top: filled > 0 ? (values[0]?.n ?? 0) / filled : 0,
  }
}

const ALMOST = 0.93

/** Of which columns a value goes with one value of another only, nearly always. */
async function determined(
  session: Session,
  table: string,
  columns: readonly SeenColumn[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const [i, from] of columns.entries()) {
    if (!isIdLike(from)) continue
    const others = columns.flatMap((_, j) => (j === i ? [] : [j]))
    if (others.length === 0) continue
    const counts = others.map(
      (j) => `count(distinct (c${i}, c${j})) filter (where c${j} is not null) as c${j}`,
    )
    const [pairs] = await session.query<Record<string, number>>(
      `select count(*) as n, ${counts.join(', ')} from ${table} where c${i} is not null`,
    )
    for (const j of others) if (pairs?.[`c${j}`] === pairs?.n) found.add(`${from.name}+${columns[j]?.name}`)
    for (const j of others)
      if (from.distinct / Math.max(1, pairs?.[`c${j}`] ?? 0) >= ALMOST)
        found.add(`${from.name}>${columns[j]?.name}`)
  }
  return found
}

const MOSTLY = 0.5

/** The keys of other files that a column's values are from. */
async function withReferences(session: Session, files: readonly SeenFile[]): Promise<readonly SeenFile[]> {
  const keys = files.flatMap((file, f) =>
    file.columns.flatMap((one, c) => (isKey(one, file) && isIdLike(one) ? [{ f, c, one, file }] : [])),
  )
  const found: SeenFile[] = []
  for (const [f, file] of files.entries()) {
    const refers = new Map<string, string>()
    for (const [c, one] of file.columns.entries()) {
      if (!isIdLike(one) || one.length < 2) continue
      for (const key of keys) {
        if (key.f === f || Math.abs(key.one.length - one.length) > 4) continue
        const [share] = await session.query<{ share: number | null }>(
          `select avg(case when k is not null then 1.0 else 0 end) as share
           from (select distinct c${c} as v from t${f} where c${c} is not null limit 2000)
           left join (select c${key.c} as k from t${key.f}) on k = v`,
        )
        if ((share?.share ?? 0) >= MOSTLY) refers.set(one.name, `${key.file.file}/${key.one.name}`)
      }
    }
    found.push({ ...file, refers })
  }
  return found
}
