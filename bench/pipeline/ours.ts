import { tmpdir } from 'node:os'
import { openDuckDb } from '../../src/lake/engine/duckdb.ts'
import type { Cell } from '../../src/lake/engine/engine.ts'
import { sum, sumOf } from '../../src/lib/sum.ts'
import { fitLogistic } from '../../src/models/learn/logistic.ts'

/** The textbook job with this repository's own engine and model: what `bench/pipeline/peer.py` does in pandas. */
const FEATURES = [
  'sessions',
  'page_views',
  'product_views',
  'searches',
  'cart_adds',
  'duration_s',
  'price_seen',
  'discount_seen',
  'is_returning',
]
const COLUMNS = {
  user_id: 'varchar',
  session_id: 'varchar',
  page_views: 'integer',
  product_views: 'integer',
  searches: 'integer',
  cart_adds: 'integer',
  duration_s: 'integer',
  price_seen: 'decimal(9,2)',
  discount_seen: 'decimal(4,2)',
  is_returning: 'tinyint',
  is_purchase: 'tinyint',
}

/** users taken over at once: the lists of all would be there twice */
const SLICE = 4000

const USERS = `
create temp table users as
with kept as (
  select distinct *
  from read_csv($path, auto_detect = false, header = true, buffer_size = 2000000, max_line_size = 100000, columns = {${Object.entries(
    COLUMNS,
  )
    .map(([name, type]) => `${name}: '${type}'`)
    .join(', ')}})
  where ${Object.keys(COLUMNS)
    .map((name) => `${name} is not null`)
    .join(' and ')}
)
select
  count(*) as sessions,
  ${FEATURES.slice(1, -1)
    .map((name) => `avg(${name}) as ${name}`)
    .join(', ')},
  max(is_returning) as is_returning,
  max(is_purchase) as is_purchase
from kept
group by user_id`

const LISTS = `
select ${[...FEATURES, 'is_purchase'].map((name) => `array_agg(cast(${name} as double)) as ${name}`).join(', ')}
from users
where rowid >= $from and rowid < $to`

const [file = ''] = process.argv.slice(2)
const { rows, columns, labels } = await readUsers(file)
const { weights } = fitLogistic({ columns: columns.map(standardised), labels }, { l2: 1 })
const peakKb = process.resourceUsage().maxRSS
console.log(JSON.stringify({ rows, users: labels.length, weights: [...weights], peakKb }))

/** A row a user in the engine, taken over as lists a slice at a time. */
async function readUsers(path: string) {
  const db = await openDuckDb({ memoryLimitMb: 80, threads: 2, spillTo: tmpdir(), within: null, setup: [] })
  try {
    return await db.use(async (session) => {
      await session.run(USERS, { path })
      const [total] = await session.query('select count(*) as users, sum(sessions) as rows from users')
      const users = Number(total?.users)
      const columns = FEATURES.map(() => new Float64Array(users))
      const labels = new Uint8Array(users)
      for (let from = 0; from < users; from += SLICE) {
        const [slice] = await session.query(LISTS, { from, to: from + SLICE })
        for (const [i, feature] of FEATURES.entries()) columns[i]?.set(listOf(slice?.[feature]), from)
        labels.set(listOf(slice?.is_purchase), from)
      }
      return { rows: Number(total?.rows), columns, labels }
    })
  } finally {
    await db.close()
  }
}

function listOf(cell: Cell | undefined): readonly number[] {
  return Array.isArray(cell) ? cell : []
}

function standardised(values: Float64Array): Float64Array {
  const mean = sum(values) / values.length
  const variance = sumOf(values, (value) => (value - mean) ** 2) / values.length
  return values.map((value) => (value - mean) / Math.sqrt(variance))
}
