import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { addSource } from '../../src/cli/source.ts'
import { readConfig } from '../../src/config/config.ts'
import { explain } from '../../src/lib/errors.ts'
import { json, platform } from '../sources/platform.ts'
import { freshDatabase, HAS_POSTGRES } from '../support/databases.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-proposed-'))
})
afterAll(() => rmSync(dir, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

const ORDERS = Array.from({ length: 40 }, (_, i) => ({
  number: `R-${100 + i}`,
  placed_at: `2026-11-${String(1 + (i % 20)).padStart(2, '0')}T10:00:00Z`,
  updated_at: `2026-11-${String(2 + (i % 20)).padStart(2, '0')}T10:00:00Z`,
  state: i % 8 === 0 ? 'cancelled' : 'done',
  customer: { key: `K${i % 25}` },
  positions: [
    { sku: `S${i % 12}`, name: `Lamp of kind ${i % 12}`, qty: 2, unit_price: `${10 + (i % 12)}.50` },
  ],
}))

/** What is typed is answered by what is asked for; the same question may not come twice. */
async function add(typed: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) {
  const place = mkdtempSync(join(dir, 'case-'))
  const file = join(place, 'sources.yaml')
  const environment: Record<string, string> = {
    DATA_DIR: join(place, 'var'),
    SOURCES_FILE: file,
    ALLOW_PRIVATE_HOSTS: '127.0.0.1,localhost',
    TOKEN: 'hush',
    ...more,
  }
  const read = readConfig(environment)
  if (read.kind === 'faults') throw new Error('the configuration of the test is wrong')
  const said = { out: '', err: '' }
  for (const [stream, where] of [
    [process.stdout, 'out'],
    [process.stderr, 'err'],
  ] as const)
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said[where] += String(text)
      return true
    })
  const asked: string[] = []
  const asking = {
    ask: async ({ field, otherwise }: { readonly field: string; readonly otherwise?: string }) => {
      asked.push(field)
      const answer = typed[field] ?? otherwise
      if (answer === undefined) throw new Error(`${field} was not expected`)
      return answer
    },
  }
  const call = {
    config: { ...read.config, logLevel: 'silent' as const },
    secret: (name: string) => environment[name] || null,
  }
  const code = await addSource(call, asking).catch((error: unknown) => {
    said.err += explain(error)
    return 1
  })
  vi.restoreAllMocks()
  const saved = readdirSync(place)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
  const texts = Object.fromEntries(saved.map((name) => [name, readFileSync(join(place, name), 'utf8')]))
  return { code, ...said, asked, texts }
}

describe('source add without a mapping', () => {
  it('proposes that of a folder, shows it with its accounts, and keeps it beside the sources file', async () => {
    const folder = join(dir, 'exports')
    mkdirSync(folder)
    const lines = ORDERS.map(({ number, placed_at, positions: [one] }) =>
      [number, placed_at.slice(0, 10), one?.sku, one?.qty, one?.unit_price].join(';'),
    )
    writeFileSync(
      join(folder, 'sales.csv'),
      ['Bestellnummer;Bestelldatum;Artikelnummer;Menge;Einzelpreis', ...lines].join('\n'),
    )
    const { code, out, err, asked, texts } = await add({
      kind: 'files',
      name: 'exports',
      dir: folder,
      zone: 'Europe/Berlin',
    })
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(asked).toEqual(['kind', 'name', 'dir', 'mapping', 'zone', 'currency', 'save'])
    expect(out.match(/order_id=R-\d+ /g)).toHaveLength(10)
    expect(out).toMatch(/order_lines +40 in = +40 clean/)
    expect(Object.keys(texts)).toEqual(['exports.yaml', 'sources.yaml'])
    expect(texts['sources.yaml']).toContain('mapping: exports.yaml')
    expect(texts['exports.yaml']).toContain('product_id: Artikelnummer')
    const refused = await add({ kind: 'files', name: 'exports', dir: folder, save: 'no' })
    expect(refused.texts).toEqual({})
  })

  it('proposes that of an API from its first page, with the lists within its rows', async () => {
    const api = await platform(json({ result: { orders: ORDERS }, tags: ['a'] }))
    const { code, out, err, asked, texts } = await add({
      kind: 'rest',
      name: 'mall',
      url: `${api.url}/v1/orders`,
      token: 'TOKEN',
      paging: 'none',
    })
    await api.close()
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(asked).toEqual(['kind', 'name', 'url', 'token', 'paging', 'table', 'zone', 'currency', 'save'])
    expect(out.match(/order_id=R-\d+ .*customer_id=/g)).toHaveLength(10)
    expect(out).toMatch(/orders +40 in = +40 clean[\s\S]*order_lines +40 in = +40 clean/)
    const saved = texts['sources.yaml']
    expect(saved).toMatch(
      /rows: result\.orders[\s\S]*customer_id: customer\.key[\s\S]*each: positions[\s\S]*order_id: \.\.\/number/,
    )
    expect(`${saved}${out}`).not.toContain('hush')
  })

  it('says so where an API answers no rows, and saves nothing', async () => {
    const api = await platform(json({ ok: true }))
    const { code, err, texts } = await add({
      kind: 'rest',
      url: `${api.url}/v1`,
      token: 'TOKEN',
      paging: 'none',
    })
    await api.close()
    expect(err).toContain('answers no list of objects')
    expect({ code, texts }).toEqual({ code: 1, texts: {} })
  })

  it.skipIf(!HAS_POSTGRES)('proposes that of tables in a database, and how they are read on', async () => {
    const theirs = await freshDatabase('postgres')
    const run = (statement: string) => theirs.state.write.raw(statement)
    await run('create schema erp')
    await run(
      'create table erp.bestellung (nr bigint primary key, bestelldatum timestamp, geaendert_am timestamp, kunde bigint, status text)',
    )
    await run(`insert into erp.bestellung select 1000 + n, timestamp '2026-11-01 10:00' + n * interval '1 hour',
      timestamp '2026-11-02 10:00' + n * interval '1 hour', 5000 + n % 30, 'bezahlt' from generate_series(1, 60) n`)
    await run(
      'create table erp.position (id bigint primary key, bestellung bigint, artikelnummer text, menge int, einzelpreis numeric(12,2), geaendert_am timestamp)',
    )
    await run(`insert into erp.position select n, 1000 + 1 + n % 60, 'A-' || (n % 25), 1 + n % 3, 10.50 + n % 25,
      timestamp '2026-11-02 10:00' + n * interval '1 minute' from generate_series(1, 120) n`)
    const { code, out, err, asked, texts } = await add(
      {
        kind: 'sql',
        name: 'erp',
        database: 'ERP',
        from: 'erp.bestellung, erp.position',
        zone: 'Europe/Berlin',
      },
      { ERP: theirs.url },
    )
    await theirs.remove()
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(asked).toEqual(['kind', 'name', 'database', 'from', 'table', 'zone', 'currency', 'save'])
    expect(out).toMatch(/orders +60 in = +60 clean[\s\S]*order_lines +120 in = +120 clean/)
    expect(texts['sources.yaml']).toMatch(/from: erp\.bestellung\n +cursor: geaendert_am\n +id: nr/)
    expect(texts['sources.yaml']).toMatch(/from: erp\.position\n +cursor: geaendert_am\n +id: id/)
  })
})
