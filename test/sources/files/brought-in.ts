import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { importFiles } from '../../../src/sources/files/import.ts'
import { loadMapping } from '../../../src/sources/files/mapping.ts'
import type { Shop } from '../../lake/shop.ts'

let folders = 0

/** How a file of order lines is told: the columns of the cases, and what is said beside them. */
export function linesMapping(file: string, more = '', columns = LINES): string {
  return `name: t
platform: t
zone: Europe/Berlin
currency: EUR
tables:
  order_lines:
    files: "${file}"
    key: none
    ${more}
    columns: { ${columns} }
`
}

const LINES =
  'order_id: order, line_id: line, product_id: sku, title: title, quantity: qty, unit_price: price, ordered_at: at'

/** Brings a folder of files in, each import as a source of its own, and gives what stands in the lake of it. */
export async function broughtIn(
  shop: Shop,
  files: Readonly<Record<string, string | Buffer>>,
  mapping: string,
): Promise<{ error: string | null; rows: Record<string, string | null>[]; notes: readonly string[] }> {
  folders += 1
  const dir = join(shop.dir, `given-${folders}`)
  for (const [name, content] of Object.entries(files)) {
    const path = join(dir, 'in', name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  const path = join(dir, 'mapping.yaml')
  writeFileSync(path, mapping.replace(/^name: .*/, `name: import-${folders}`))
  const results = await importFiles({
    mapping: loadMapping(path),
    dir: join(dir, 'in'),
    lake: shop.lake,
    signal: new AbortController().signal,
  })
  const faults = results.flatMap(({ error }) => (error ? [error] : []))
  const [first] = results
  const rows = first
    ? await shop.lake.query<Record<string, string | null>>(
        `select * exclude (_source, _batch, _landed_at, _zone, _currency) from raw_${first.table}
         where _source = $source order by _row`,
        { source: first.source },
      )
    : []
  return { error: faults.join(' ') || null, rows, notes: [] }
}
