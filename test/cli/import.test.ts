import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openState } from '../../src/state/database/connect.ts'
import { floorwalker, typedHere } from './terminal.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-import-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const LINES =
  'invoice,sku,qty,price,at\nA1,SKU1,2,9.90,2026-03-01 10:00:00\nA2,SKU2,1,5.00,2026-03-02 10:00:00\n'

/** A folder of its own with a mapping and these files. */
function shopFolder(
  name: string,
  files: Record<string, string | Buffer>,
  say: Record<string, string> = {},
): string {
  const folder = join(dir, name)
  mkdirSync(folder)
  const { zone = 'America/Sao_Paulo', currency = 'BRL', file = 'lines.csv' } = say
  const columns = 'order_id: invoice, product_id: sku, quantity: qty, unit_price: price, ordered_at: at'
  writeFileSync(
    join(dir, `${name}.yaml`),
    `name: ${name}\nplatform: shop\nzone: ${zone}\ncurrency: ${currency}\ntables:\n  order_lines: { files: ${file}, key: none, columns: { ${columns} } }\n`,
  )
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content)
  return folder
}

const run = (name: string, data: string, type = typedHere) =>
  type(['import', join(dir, `${name}.yaml`), join(dir, name)], { DATA_DIR: join(dir, data) })

/** What is kept: what holds of the shop, what was ingested, what ran. */
async function kept(data: string): Promise<unknown> {
  const state = await openState(`sqlite:${join(dir, data, 'state.sqlite')}`)
  const tables = ['setting', 'lake_file', 'lake_batch', 'lake_build', 'job_slot', 'feed']
  const rows = await Promise.all(tables.map((table) => state.read(table).select()))
  await state.close()
  return rows.map((found, i) => [
    tables[i],
    found.map(({ lease_until: _, ...row }) => row).filter(({ name }) => name !== 'shopper_key'),
  ])
}

describe('an import that fails', () => {
  const kinds: readonly (readonly [kind: string, files: Record<string, string | Buffer>, says: string])[] = [
    ['an empty folder', {}, 'is empty'],
    ['a missing file', { 'other.csv': LINES }, 'No file lines.csv'],
    ['wrong columns', { 'lines.csv': LINES.replace('sku', 'product') }, 'no column'],
    ['an empty file', { 'lines.csv': '' }, 'is empty'],
    [
      'a byte of another charset',
      { 'lines.csv': Buffer.from([...Buffer.from(LINES), 0xe9, 0x0a]) },
      'not utf-8',
    ],
    ['a cut archive', { 'lines.csv.gz': gzipSync(Buffer.from(LINES)).subarray(0, 40) }, 'cannot be read on'],
  ]

  it('leaves the shop and the data as they were, whatever was wrong', { timeout: 240_000 }, async () => {
    shopFolder('london', { 'lines.csv': LINES }, { zone: 'Europe/London', currency: 'GBP' })
    expect(await run('london', 'filled')).toMatchObject({ code: 0 })
    for (const data of ['filled', 'fresh']) {
      const doctor = async () => (await typedHere(['doctor'], { DATA_DIR: join(dir, data) })).out
      // an import that fails for want of its folder makes the tables of a new database
      await typedHere(['ask', '/sources'], { DATA_DIR: join(dir, data) })
      const before = await kept(data)
      const shop = /✓ Shop .*/.exec(await doctor())?.[0]
      for (const [i, [kind, files, says]] of (data === 'fresh' ? kinds.slice(0, 1) : kinds).entries()) {
        const name = `failed-${data}-${i}`
        shopFolder(name, files, kind === 'a cut archive' ? { file: 'lines.csv.gz' } : {})
        const { code, out, err } = await run(name, data)
        expect(err, kind).toContain(says)
        expect(err, kind).toContain('Nothing was imported, and nothing was changed.')
        expect({ code, out }, kind).toEqual({ code: 1, out: '' })
        expect(await kept(data), kind).toEqual(before)
      }
      expect(/✓ Shop .*/.exec(await doctor())?.[0]).toBe(shop)
    }
  })

  it('says what is not there, and opens nothing for it', { timeout: 60_000 }, async () => {
    const env = { DATA_DIR: join(dir, 'unopened') }
    const said = async (...words: string[]) => {
      const { code, out, err } = await typedHere(['import', ...words], env)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).not.toContain('    at ')
      return err
    }
    const file = join(dir, 'a-file')
    writeFileSync(file, 'name: [')
    expect(await said('mapping.yaml', dir)).toContain('There is no file mapping.yaml.')
    expect(await said('olits', dir)).toContain(
      'There is no preset olits, and no file of that name. Did you mean olist?',
    )
    expect(await said('olist', join(dir, 'nowhere'))).toContain('is not there')
    expect(await said('olist', file)).toContain('is not a folder')
    expect(await said(file, dir)).toContain('is not YAML')
    expect(await said('olist')).toContain('Usage: floorwalker import')
    expect(await said()).toContain('Usage: floorwalker import')
  })
})

describe('a second import in another currency', () => {
  it('leaves the figures in the currency and the days that they are in, and says so', {
    timeout: 60_000,
  }, async () => {
    shopFolder('first', { 'lines.csv': LINES })
    shopFolder('second', { 'lines.csv': LINES }, { zone: 'Europe/London', currency: 'GBP' })
    expect((await run('first', 'two')).code).toBe(0)
    const second = await run('second', 'two', floorwalker)
    expect(second.err).toContain(
      'Figures are in BRL, as before; rows in GBP need exchange rates and wait in quarantine until they have them. List a source with "rates: {}"',
    )
    expect(second.out).toMatch(/\d no exchange rate for GBP on /)
    expect(second.out).toMatch(/Took in \d rows?; no day has changed\./)
    expect(second.err).toContain(
      'Days are those of America/Sao_Paulo, as before; the mapping names Europe/London.',
    )
    const { out } = await typedHere(['doctor'], { DATA_DIR: join(dir, 'two') })
    expect(out).toMatch(/✓ Shop +Marketplace, America\/Sao_Paulo \(imported\), BRL \(imported\);/)
  })
})
