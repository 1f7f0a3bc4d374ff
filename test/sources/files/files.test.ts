import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Batch, FilePage } from '../../../src/lake/contract/lake.ts'
import { fileSources } from '../../../src/sources/files/file-sources.ts'
import { importFiles } from '../../../src/sources/files/import.ts'
import { loadMapping } from '../../../src/sources/files/mapping.ts'
import { cursorAfter, type Page } from '../../../src/sources/source.ts'
import { clients } from '../platform.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'files-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

function put(name: string, content: string | Buffer): string {
  const path = join(dir, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

function mapping(orders: string, more = '') {
  const path = put(
    'mapping.yaml',
    `name: shop
platform: shop
zone: UTC
currency: EUR
tables:
  orders:
    files: ${orders}
    ${more}
    columns: { order_id: id, ordered_at: at }
`,
  )
  return loadMapping(path)
}

async function load(given: ReturnType<typeof mapping>, folder = join(dir, 'in')) {
  const landed: FilePage[] = []
  const ingest = async ({ page }: Batch) => {
    if (page.kind === 'file') landed.push(page)
    return { rows: 1, rejected: [] }
  }
  const [result] = await importFiles({
    mapping: given,
    dir: folder,
    lake: { ingest },
    signal: clients().signal,
  })
  return { landed, error: result?.error ?? null }
}

const ROWS = 'id,at\n1,2026-11-01\n2,2026-11-02\n'

describe('a file becomes a page the engine can read', () => {
  it('with its columns, its delimiter as the header shows it, and its charset', async () => {
    const path = put('in/orders.csv', ROWS.replaceAll(',', ';'))
    const { landed, error } = await load(mapping('orders.csv'))
    expect(error).toBeNull()
    expect(landed).toEqual([
      {
        kind: 'file',
        path,
        format: 'csv',
        delimiter: ';',
        charset: 'utf-8',
        columns: { platform: { constant: 'shop' }, order_id: { from: 'id' }, ordered_at: { from: 'at' } },
      },
    ])
  })

  it('as tab-separated, gzipped, with a byte order mark, in UTF-16, as JSON lines', async () => {
    put('in/a.tsv', '\ufeffid\tat\n1\t2026-11-01\n')
    put('in/b.csv.gz', gzipSync(ROWS))
    put('in/c.csv', Buffer.from(`\ufeff${ROWS}`, 'utf16le'))
    put('in/d.jsonl', '{"id":1}\n')
    const { landed, error } = await load(mapping("'[abcd].*'".replace('[abcd]', '?')))
    expect(error).toBeNull()
    expect(landed.map(({ format, delimiter, charset }) => [format, delimiter, charset])).toEqual([
      ['csv', '\t', 'utf-8'],
      ['csv', ',', 'utf-8'],
      ['csv', ',', 'utf-16'],
      ['jsonl', undefined, 'utf-8'],
    ])
  })

  it('from folders below, where the pattern says so', async () => {
    put('in/2026/11/orders.csv', `${ROWS}3,2026-11-03\n`)
    put('in/orders.csv', ROWS)
    expect((await load(mapping("'**/orders.csv'"))).landed).toHaveLength(2)
    expect((await load(mapping("'*.csv'"))).landed).toHaveLength(1)
  })
})

describe('a file that cannot be read is told by its name, and the others land', () => {
  const twoFiles = async (name: string, content: string | Buffer, more = '') => {
    put('in/1-good.csv', ROWS)
    put(`in/${name}`, content)
    put('in/9-good.csv', `${ROWS}9,2026-11-09\n`)
    const { landed, error } = await load(mapping("'*.csv*'", more))
    expect(landed).toHaveLength(2)
    return error
  }

  it('empty', async () => {
    expect(await twoFiles('2-bad.csv', '')).toContain('2-bad.csv is empty')
  })

  it('without a column the mapping names, with the nearest it has', async () => {
    const error = await twoFiles('2-bad.csv', 'idd,at,total\n1,2,3\n')
    expect(error).toContain('2-bad.csv, row 1: no column “id” (did you mean idd?)')
    expect(error).toContain('The file has: idd, at, total.')
  })

  it('in another charset, with the row', async () => {
    const latin = Buffer.concat([Buffer.from(ROWS), Buffer.from('3,M\xfcnchen\n', 'latin1')])
    expect(await twoFiles('2-bad.csv', latin)).toContain(
      '2-bad.csv, row 4: a byte that is not utf-8. Say `charset: latin-1`',
    )
  })

  it('as an archive that is cut', async () => {
    const error = await twoFiles('2-bad.csv.gz', gzipSync(ROWS.repeat(500)).subarray(0, 40))
    expect(error).toMatch(/2-bad\.csv\.gz, row \d+: cannot be read on \(unexpected end of file\)/)
  })
})

it('a file in Latin-1 is read when the mapping says so', async () => {
  put('in/orders.csv', Buffer.from('id,at\n1,M\xfcnchen\n', 'latin1'))
  const { landed, error } = await load(mapping('orders.csv', 'charset: latin-1'))
  expect([landed[0]?.charset, error]).toEqual(['latin-1', null])
})

it('a folder that is not there, an empty one, and a missing file are told by name', async () => {
  mkdirSync(join(dir, 'in'))
  expect((await load(mapping('orders.csv'), join(dir, 'nowhere'))).error).toContain('nowhere is not there')
  expect((await load(mapping('orders.csv'))).error).toContain('in is empty')
  put('in/order.csv', ROWS)
  expect((await load(mapping('orders.csv'))).error).toContain('No file orders.csv in')
  expect((await load(mapping('orders.csv'))).error).toContain('Is it order.csv?')
})

describe('a watched folder', () => {
  function watched(settleMs = 0) {
    const from = { name: 'shop', dir: join(dir, 'in'), freshWithinMinutes: 60, settleMs }
    const [source] = fileSources(mapping("'*.csv'"), from)
    if (!source) throw new Error('no source')
    let cursor: string | null = null
    return async (whileWaiting = () => {}) => {
      const landed: string[] = []
      const sleep = async () => whileWaiting()
      for await (const page of source.pages(cursor, clients({ sleep }))) {
        if (page.content.kind === 'file') landed.push(basename(page.content.path))
        cursor = cursorAfter(page, cursor)
      }
      return landed
    }
  }

  it('lands a file once, and anew when its content has changed', async () => {
    const sync = watched()
    put('in/a.csv', ROWS)
    put('in/b.csv', `${ROWS}8,2026-11-08\n`)
    expect(await sync()).toEqual(['a.csv', 'b.csv'])
    put('in/c.csv', `${ROWS}9,2026-11-09\n`)
    expect(await sync()).toEqual(['c.csv'])
    put('in/b.csv', `${ROWS}3,2026-11-03\n`)
    expect(await sync()).toEqual(['b.csv'])
    expect(await sync()).toEqual([])
  })

  it('lands one of two files of the same content, and knows the other once that has landed', async () => {
    const from = { name: 'shop', dir: join(dir, 'in'), freshWithinMinutes: 60 }
    const [source] = fileSources(mapping("'*.csv'"), from)
    put('in/a.csv', ROWS)
    put('in/b.csv', ROWS)
    const pages: Page[] = []
    for await (const page of source?.pages(null, clients()) ?? []) pages.push(page)
    expect(pages.map(({ content }) => content.kind)).toEqual(['file', 'rows'])
    const [first, twin] = pages
    if (!first || !twin) throw new Error('two pages')
    expect(cursorAfter(twin, null)).toBeNull()
    expect(Object.keys(JSON.parse(cursorAfter(twin, cursorAfter(first, null)) ?? ''))).toEqual([
      'a.csv',
      'b.csv',
    ])
  })

  it('knows a file by its content, whatever it is called and whenever it was touched', async () => {
    const sync = watched()
    const path = put('in/a.csv', ROWS)
    expect(await sync()).toEqual(['a.csv'])
    utimesSync(path, new Date(0), new Date(0))
    put('in/copy.csv', ROWS)
    expect(await sync()).toEqual([])
  })

  it('leaves a file alone while it grows, and takes it when it has come to rest', async () => {
    const sync = watched(5000)
    put('in/a.csv', ROWS)
    const path = put('in/b.csv', 'id,at\n')
    expect(await sync(() => appendFileSync(path, '1,2026-11-01\n'))).toEqual(['a.csv'])
    expect(await sync()).toEqual(['b.csv'])
  })

  it('does not see what is called unfinished', async () => {
    const sync = watched()
    for (const name of ['.a.csv', 'b.csv.part', 'c.csv.tmp', 'd.csv']) put(`in/${name}`, ROWS)
    expect(await sync()).toEqual(['d.csv'])
  })
})
