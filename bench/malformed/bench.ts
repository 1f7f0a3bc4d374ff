import { isDeepStrictEqual } from 'node:util'
import { sum } from '../../src/lib/sum.ts'
import { accountDue, accountSaid, brokenIn, brokenShop } from '../../test/lake/ingest/broken-shop.ts'

/** The gate does the same with 50,000 rows (`test/lake/ingest/malformed.test.ts`). */
const [ROWS = 1_000_000] = process.argv.slice(2).map(Number)
const TABLES = ['order_lines', 'orders', 'sessions'] as const

const begun = performance.now()
const shop = await brokenShop(ROWS)
const seconds = (performance.now() - begun) / 1000
const broken = sum(Object.values(shop.given).map(brokenIn))
console.log(
  `${ROWS} rows, ${broken} of them broken in ${sum(TABLES.map((table) => shop.given[table].injected.size))} ways: landed and built in ${seconds.toFixed(0)} s`,
)
let isMet = shop.report.failed.length === 0
for (const table of TABLES) {
  const [due, said] = [accountDue(shop.given[table]), accountSaid(shop, table)]
  const isRight = isDeepStrictEqual(said, due)
  isMet &&= isRight
  const { rowsIn, clean, merged, quarantined } = said
  console.log(
    `${table.padEnd(12)} ${rowsIn} in = ${clean} clean + ${merged} merged + ${quarantined} refused${isRight ? ', each for what it was broken by' : ''}`,
  )
  if (!isRight) console.log(`  due:  ${JSON.stringify(due)}\n  said: ${JSON.stringify(said)}`)
}
console.log(`bar: every row accounted for, every refusal for its own reason: ${isMet ? 'met' : 'missed'}`)
await shop.shop.remove()
process.exitCode = isMet ? 0 : 1
