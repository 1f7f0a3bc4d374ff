import type { Lake } from '../../lake/contract/lake.ts'
import type { Cell } from '../../lake/engine/engine.ts'
import type { Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { conversionFeatures } from '../../models/conversion/conversion-features.ts'
import type { DatedRows } from '../../models/conversion/train.ts'
import type { TextColumn } from '../../models/learn/columns.ts'
import { listOf, numberOf } from '../columns.ts'
import { runsOfDays } from '../day-runs.ts'

/** Sessions of one shop day. */
export interface SessionDay {
  readonly day: Day
  readonly sessions: number
  readonly purchases: number
}

type Reads = Pick<Lake, 'query'>

const MAX_MEMBERS = 65_535
/** `keep` of all: every session */
export const ALL = 256

const NUMBERS = conversionFeatures.flatMap(({ column, kind }) => (kind === 'category' ? [] : [column]))
const TEXTS = conversionFeatures.flatMap(({ column, kind }) => (kind === 'category' ? [column] : []))

export function sessionDays(lake: Reads, until: Day): Promise<SessionDay[]> {
  return lake.query<{ day: Day; sessions: number; purchases: number }>(
    `select
       dt as day,
       cast(count(*) as bigint) as sessions,
       cast(sum(case when is_purchase then 1 else 0 end) as bigint) as purchases
     from mart_sessions
     where dt < cast($until as date)
     group by dt
     order by dt`,
    { until },
  )
}

/**
 * The sessions of these days as columns: every purchase, and of the rest those whose id hashes below `keep` 256ths,
 * the same ones whenever they are read.
 */
export async function trainingRows(
  lake: Reads,
  days: readonly SessionDay[],
  keep: number,
  onRows: (rows: number) => void,
): Promise<DatedRows> {
  const most = sumOf(days, ({ sessions }) => sessions)
  const labels = new Uint8Array(most)
  const ofDays = new Float64Array(most)
  const numbers = new Map(NUMBERS.map((column) => [column, new Float64Array(most)]))
  const texts = new Map(
    TEXTS.map((column) => [column, { codes: new Uint16Array(most), codeOf: new Map<string, number>() }]),
  )
  let rows = 0
  for (const { from, to } of readsOf(days, keep)) {
    const [read] = await lake.query(SESSIONS, { from, to, below: hexOf(keep) })
    const bought = listOf(read?.is_purchase)
    labels.set(bought.map(numberOf), rows)
    ofDays.set(listOf(read?.day_number).map(numberOf), rows)
    for (const [column, values] of numbers) values.set(listOf(read?.[column]).map(numberOf), rows)
    for (const [column, { codes, codeOf }] of texts)
      codes.set(
        listOf(read?.[column]).map((cell) => codeFor(codeOf, cell)),
        rows,
      )
    rows += bought.length
    onRows(rows)
  }
  return {
    rows,
    labels: labels.slice(0, rows),
    days: ofDays.slice(0, rows),
    numbers: Object.fromEntries([...numbers].map(([column, values]) => [column, values.slice(0, rows)])),
    texts: Object.fromEntries(
      [...texts].map(([column, { codes, codeOf }]): [string, TextColumn] => [
        column,
        { codes: codes.slice(0, rows), members: [...codeOf.keys()] },
      ]),
    ),
  }
}

function readsOf(days: readonly SessionDay[], keep: number) {
  return runsOfDays(
    days.map(({ day, sessions, purchases }) => ({
      day,
      rows: purchases + ((sessions - purchases) * keep) / ALL,
    })),
  )
}

/** Compared as text with the first two digits of a hash: `g` is above them all. */
function hexOf(keep: number): string {
  return keep >= ALL ? 'g' : keep.toString(16).padStart(2, '0')
}

function codeFor(codeOf: Map<string, number>, cell: Cell): number {
  const word = typeof cell === 'string' ? cell : 'unknown'
  const known = codeOf.get(word)
  if (known !== undefined) return known
  const next = Math.min(codeOf.size, MAX_MEMBERS)
  codeOf.set(word, next)
  return next
}

/** Features that are not a column of the mart as they stand. */
const AS_NUMBER: Readonly<Record<string, string>> = {
  is_returning: 'case when is_returning then 1 when not is_returning then 0 end',
  is_promo: 'case when is_promo then 1 else 0 end',
}

/** Every feature as SQL reads it from a session: a number or null, or a word. */
export const SESSION_COLUMNS: ReadonlyMap<string, string> = new Map([
  ...NUMBERS.map((column): [string, string] => [column, `cast(${AS_NUMBER[column] ?? column} as double)`]),
  ...TEXTS.map((column): [string, string] => [column, `coalesce(cast(${column} as string), 'unknown')`]),
])

/**
 * One row of lists, five times cheaper to take over than a row a session. The lists of one select are in one order;
 * missing numbers are NaN, because Spark leaves nulls out of a list.
 */
const SESSIONS = `
select
  array_agg(case when is_purchase then 1 else 0 end) as is_purchase,
  array_agg(cast(10000 * year(dt) + 100 * month(dt) + day(dt) as double)) as day_number,
${[...SESSION_COLUMNS]
  .map(([column, told]) => {
    const value = NUMBERS.includes(column) ? `coalesce(${told}, cast('NaN' as double))` : told
    return `array_agg(${value}) as ${column}`
  })
  .join(',\n')}
from mart_sessions
where dt >= cast($from as date) and dt < cast($to as date)
  and (is_purchase or substr(md5(session_id), 1, 2) < $below)`
