import { addDays, type Day } from '../lib/days.ts'
import { inParts } from '../lib/group.ts'
import { parquet } from './catalog.ts'
import { createView, type Draft } from './draft.ts'
import { text } from './duckdb.ts'
import type { ManifestFile } from './lake.ts'
import { type Mart, WAITING } from './registry.ts'

/** Which days of each table this build has touched, and which tables had nothing before it. */
export interface Changes {
  readonly days: Map<string, ReadonlySet<Day>>
  readonly touched: Set<string>
  readonly first: Set<string>
}

/** Rebuilds the days of a mart that its inputs have changed, and checks them. */
export async function buildMart(draft: Draft, mart: Mart, changes: Changes): Promise<void> {
  const { days, passedOn } = await daysToBuild(draft, mart, changes)
  const isTouched = Object.keys(mart.inputs).some((input) => changes.touched.has(input))
  if (mart.partition === 'whole' ? !isTouched : days.size === 0) return

  const files = await write(draft, mart, days)
  changes.touched.add(mart.name)
  changes.days.set(mart.name, passedOn)
  await createView(
    draft,
    `built_${mart.name}`,
    draft.columns(mart.name),
    files.map((file) => `${draft.staging}/${file.path}`),
  )
  await check(draft, mart)
}

async function daysToBuild(draft: Draft, mart: Mart, changes: Changes) {
  const own = new Set<Day>()
  const ofOrders = new Set<Day>()
  for (const [input, reads] of Object.entries(mart.inputs)) {
    const changed = changes.days.get(input) ?? new Set()
    if (reads === 'day' || reads === 'next') for (const day of changed) own.add(day)
    if (reads === 'next') for (const day of changed) own.add(addDays(day, -1))
    if (reads === 'of-order' && changed.size > 0)
      for (const day of await daysOfOrders(draft, input)) ofOrders.add(day)
    if (reads === 'all' && changes.first.has(input)) for (const day of factDays(draft, mart)) own.add(day)
  }
  own.delete(WAITING)
  // a refund alters its order and nothing that is computed from the order
  return { days: new Set([...own, ...ofOrders]), passedOn: own }
}

async function daysOfOrders(draft: Draft, input: string): Promise<Day[]> {
  const staged = `staged_${input.replace(/^clean_/, '')}`
  const keys = draft.paths('keys_orders')
  if (keys.length === 0) return []
  const rows = await draft.session.query<{ dt: string }>(
    `select distinct i.dt from ${parquet(keys)} i semi join (select key_hash(platform || chr(31) || order_id) as k
     from ${staged} where _reason is null) s on s.k = i.k`,
  )
  return rows.map((row) => row.dt)
}

function factDays(draft: Draft, mart: Mart): Set<Day> {
  const days = new Set<Day>()
  for (const [input, reads] of Object.entries(mart.inputs)) {
    if (reads !== 'day' && reads !== 'next') continue
    for (const path of draft.paths(input)) {
      const day = /\/dt=(\d{4}-\d{2}-\d{2})\//.exec(path)?.[1]
      if (day) days.add(day)
    }
  }
  return days
}

async function prepare(draft: Draft, mart: Mart, days: ReadonlySet<Day>): Promise<void> {
  const list = [...days].map((day) => `(date ${text(day)})`).join(', ')
  await draft.session.run(
    list === ''
      ? 'create or replace temp table built_days (dt date)'
      : `create or replace temp table built_days as select * from (values ${list}) as d(dt)`,
  )
  const next = new Set([...days].flatMap((day) => [day, addDays(day, 1)]))
  for (const [input, reads] of Object.entries(mart.inputs)) {
    if (reads === 'day') await draft.view(input, days)
    else if (reads === 'next') await draft.view(input, next)
    else await draft.view(input)
  }
}

async function write(draft: Draft, mart: Mart, days: ReadonlySet<Day>) {
  if (mart.partition === 'day') return writeDays(draft, mart, days)
  await prepare(draft, mart, days)
  const old = draft.drop(mart.name, null).map(draft.absolute)
  if (mart.partition === 'whole') return draft.write(mart.name, mart.sql, 'whole')
  const kept =
    old.length > 0 ? `union all select p.* from ${parquet(old)} p anti join built_days d on d.dt = p.dt` : ''
  return draft.write(mart.name, `${freshOf(mart)} ${kept}`, 'whole')
}

const freshOf = (mart: Mart) => `select m.* from (${mart.sql}) m semi join built_days d on d.dt = m.dt`

/** A month at a time: what a build holds in memory does not grow with the history it builds. */
const DAYS_AT_ONCE = 31

async function writeDays(draft: Draft, mart: Mart, days: ReadonlySet<Day>) {
  draft.drop(mart.name, days)
  const files: ManifestFile[] = []
  for (const some of inParts([...days].sort(), DAYS_AT_ONCE)) {
    await prepare(draft, mart, new Set(some))
    files.push(...(await draft.write(mart.name, freshOf(mart), 'day')))
  }
  // the checks compare the whole of what was built
  await prepare(draft, mart, days)
  return files
}

async function check(draft: Draft, mart: Mart): Promise<void> {
  const key = mart.key.map((column) => `"${column}"`).join(', ')
  const byDay = mart.partition === 'day' && mart.name.endsWith('_days') ? ', dt' : ''
  const checks = [
    {
      name: 'one row a key',
      sql: `select count(*) as found from (select 1 from built_${mart.name} group by ${key}${byDay} having count(*) > 1)`,
    },
    ...mart.checks,
  ]
  for (const { name, sql } of checks) {
    const [row] = await draft.session.query<{ found: number }>(sql)
    if (row && row.found !== 0) draft.failed.push({ table: mart.name, check: name, found: row.found })
  }
}
