import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { explain } from '../../../src/lib/errors.ts'
import { loadMapping, PRESETS } from '../../../src/sources/files/mapping.ts'
import { sourcesFrom } from '../../../src/sources/registry.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mapping-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

function file(text: string, name = 'given.yaml'): string {
  const path = join(dir, name)
  writeFileSync(path, text)
  return path
}

function said(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return explain(error)
  }
  return 'nothing was wrong'
}

const HEAD = 'name: shop\nplatform: shop\nzone: Europe/Berlin\ncurrency: EUR\n'

describe('a mapping', () => {
  it.each(PRESETS)('ships with the bot: %s', (name) => {
    expect(loadMapping(name)).toMatchObject({ name, platform: name })
  })

  it('names a column that no table has, with its place, the nearest one and all allowed ones', () => {
    const path = file(
      `${HEAD}tables:\n  orders:\n    files: o.csv\n    columns: { order_id: a, orderd_at: b }\n`,
    )
    expect(said(() => loadMapping(path))).toContain(
      'tables.orders.columns: “orderd_at” is not a column of orders; did you mean ordered_at? Allowed: platform, order_id',
    )
  })

  it('names a table that is none', () => {
    const path = file(`${HEAD}tables:\n  order: { files: o.csv, columns: {} }\n`)
    expect(said(() => loadMapping(path))).toContain('“order” is not a table; did you mean orders?')
  })

  it('asks for the key, unless it says there is none', () => {
    const lines = (more: string) =>
      file(`${HEAD}tables:\n  order_lines:\n    files: o.csv\n${more}    columns: { order_id: a }\n`)
    expect(said(() => loadMapping(lines('')))).toContain(
      'tables.order_lines.columns.line_id: is part of the key',
    )
    expect(said(() => loadMapping(lines('    key: none\n')))).toBe('nothing was wrong')
  })

  it('tells all its faults at once, each with its place', () => {
    const path = file('name: shop\nplatform: shop\nzone: Berlin\ncurrency: euro\nspeed: 3\ntables: {}\n')
    const text = said(() => loadMapping(path))
    expect(text).toContain('zone: is not an IANA time zone')
    expect(text).toContain('currency: is not a three-letter')
    expect(text).toContain('line 5: speed: is not known here')
  })

  it('says when the name is almost a preset, and when the file is no YAML', () => {
    expect(said(() => loadMapping('olits'))).toBe(
      'There is no preset olits, and no file of that name. Did you mean olist?',
    )
    expect(said(() => loadMapping(file('a: [1\nb: }')))).toContain('is not YAML')
  })

  it('takes several entries for one table, and a feed of each', () => {
    const entry = (name: string) => `    - { files: ${name}, columns: { order_id: id } }\n`
    const path = file(`${HEAD}tables:\n  orders:\n${entry('a.csv')}${entry('b.csv')}`)
    expect(loadMapping(path).feeds.map(({ table, files }) => [table, files])).toEqual([
      ['orders', ['a.csv']],
      ['orders', ['b.csv']],
    ])
  })
})

describe('a sources file', () => {
  const rest = (more = '') => `feeds:
  - name: shop
    rest:
      url: https://api.example/v1/{table}
      token: SHOP_TOKEN
      query: { limit: 5000 }
      paging: { read: next_cursor, send: cursor }
      rows: data
      zone: Europe/Berlin
      currency: EUR
      tables:
        orders: same
        products: { product_id: id, title: name }
${more}`
  const secret = (name: string) => (name === 'SHOP_TOKEN' ? 'hush' : null)

  it('is none without a path', () => {
    expect(sourcesFrom(null, { secret })).toEqual([])
  })

  it('gives one source a table of a REST feed, and of a mapping', () => {
    const path = file(rest('  - name: old-shop\n    files: { mapping: olist, dir: export }\n'))
    const sources = sourcesFrom(path, { secret })
    expect(sources.map(({ name }) => name).slice(0, 3)).toEqual([
      'shop/orders',
      'shop/products',
      'old-shop/merchants',
    ])
  })

  it('holds names of secrets only, and says which is not set', () => {
    expect(said(() => sourcesFrom(file(rest()), { secret: () => null }))).toContain(
      'the environment variable SHOP_TOKEN is not set',
    )
    expect(said(() => sourcesFrom(file(rest().replace('SHOP_TOKEN', 'shpat_123')), { secret }))).toContain(
      'feeds.0.rest.token: must be the name of an environment variable',
    )
  })

  it('names an unknown column, an unknown table and a name given twice', () => {
    const wrong = (from: string, to: string) =>
      said(() => sourcesFrom(file(rest().replace(from, to)), { secret }))
    expect(wrong('title: name', 'titel: name')).toContain(
      '“titel” is not a column of products; did you mean title?',
    )
    expect(wrong('orders: same', 'order: same')).toContain('did you mean orders?')
    expect(said(() => sourcesFrom(file(rest(rest().slice('feeds:\n'.length))), { secret }))).toContain(
      'two feeds are called shop/orders',
    )
  })
})
