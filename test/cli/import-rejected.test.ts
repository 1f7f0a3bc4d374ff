import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { typedHere } from './terminal.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-rejected-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const COLUMNS = 'order_id: id, product_id: sku, quantity: qty, unit_price: price, ordered_at: at'

async function imported(name: string, files: Readonly<Record<string, string>>) {
  const folder = join(dir, name)
  mkdirSync(folder)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  writeFileSync(
    join(dir, `${name}.yaml`),
    `name: ${name}
platform: x
zone: UTC
currency: EUR
tables:
  order_lines: { files: lines.csv, key: none, columns: { ${COLUMNS} } }
${files['products.csv'] ? '  products: { files: products.csv, columns: { product_id: sku, list_price: price } }\n' : ''}`,
  )
  const env = { DATA_DIR: join(dir, `${name}-data`) }
  return { env, ...(await typedHere(['import', join(dir, `${name}.yaml`), folder], env)) }
}

it('/sources shows what an import rejected, by reason, with an example', {
  timeout: 60_000,
}, async () => {
  const rows = [
    '1,A,1,9.50,2026-03-01 10:00',
    '2,A,two,9.50,2026-03-01 10:00',
    '3,,1,9.50,2026-03-01 10:00',
    '4,A,1,free,2026-03-01 10:00',
    '5,A,1,9.50,yesterday',
    '6,A,1,9.50,tomorrow',
  ]
  const { env, code } = await imported('bad', { 'lines.csv': ['id,sku,qty,price,at', ...rows].join('\n') })
  expect(code).toBe(0)
  const { out } = await typedHere(['ask', '/sources'], env)
  expect(out).toMatch(/bad\/order_lines +imported .* 6 +5\n/)
  expect(out).toContain(
    'bad/order_lines: 2 rows, ordered_at is not a time; such as order_id 5, ordered_at yesterday',
  )
  expect(out).toContain('bad/order_lines: 1 row, quantity is not a number; such as order_id 2, quantity two')
  expect(out).toContain(
    'bad/order_lines: 1 row, unit_price is not a number; such as order_id 4, unit_price free',
  )
  expect(out).toContain('bad/order_lines: 1 row, no product_id; such as order_id 3')
})

it('an import that a data quality rule blocks ends with 1 and says which', { timeout: 60_000 }, async () => {
  const numbers = Array.from({ length: 150 }, (_, i) => i)
  const { code, err } = await imported('cents', {
    'lines.csv': [
      'id,sku,qty,price,at',
      ...numbers.map((i) => `${i},S${i % 30},1,1000,2026-03-0${1 + (i % 9)} 10:00`),
    ].join('\n'),
    'products.csv': ['sku,price', ...numbers.slice(0, 30).map((i) => `S${i},10`)].join('\n'),
  })
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringMatching(/price/) })
})
