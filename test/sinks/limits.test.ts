import { mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileSink } from '../../src/sinks/file.ts'
import { allowed } from '../../src/sinks/limits.ts'
import { readSinks } from '../../src/sinks/settings.ts'
import type { Change } from '../../src/sinks/sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'sinks-'))
const yaml = (text: string) => {
  const path = join(folder, 'sinks.yaml')
  writeFileSync(path, text)
  return path
}
const PRICE: Change = {
  key: '7:x',
  kind: 'price',
  suggestionId: 7,
  platform: 'p',
  productId: 'SKU/1',
  merchantId: '../M',
  title: 'Lamp',
  before: 2000,
  after: 2100,
  currency: 'EUR',
  costCents: null,
}
const ORDER: Change = { ...PRICE, kind: 'restock', before: null, after: 24, costCents: 12_000 }

describe('the limits of a sink', () => {
  const [settings] = readSinks(
    yaml(`sinks:
  - name: shop
    kind: price
    to: { type: rest, url: 'https://shop.example/{{product_id}}', body: { price: '{{after}}' } }
    limits:
      max_change: 6%
      max_a_day: 2
      max_cost_a_day: 200
      hours: 08:00-20:00
      approvers: [UANN, UBOB]
      four_eyes_above: 100
`),
  )
  const now: Parameters<typeof allowed>[2] = {
    time: '09:00',
    done: { count: 0, costCents: 0 },
    approvedBy: 'UANN',
    secondBy: null,
    worthCents: 5000,
  }
  const may = (change: Change, given: Partial<typeof now> = {}) =>
    settings && allowed(change, settings.limits, { ...now, ...given })

  it('is off until dry_run is', () => {
    expect(settings?.dry_run).toBe(true)
    expect(readSinks(null)).toEqual([])
  })
  it.each<[string, Change, Parameters<typeof may>[1], unknown]>([
    ['within all of them', PRICE, {}, { kind: 'go' }],
    ['too large a change', { ...PRICE, after: 2121 }, {}, { kind: 'refused', because: 'change' }],
    ['as large downwards', { ...PRICE, after: 1879 }, {}, { kind: 'refused', because: 'change' }],
    ['somebody else', PRICE, { approvedBy: 'UEVE' }, { kind: 'refused', because: 'approver' }],
    ['too early', PRICE, { time: '07:59' }, { kind: 'later', because: 'hours' }],
    ['too late', PRICE, { time: '20:00' }, { kind: 'later', because: 'hours' }],
    ['a full day', PRICE, { done: { count: 2, costCents: 0 } }, { kind: 'later', because: 'count' }],
    [
      'a day that costs too much',
      ORDER,
      { done: { count: 0, costCents: 9000 } },
      { kind: 'later', because: 'cost' },
    ],
    ['much money', PRICE, { worthCents: 10_001 }, { kind: 'four-eyes' }],
    [
      'much money, the same person twice',
      PRICE,
      { worthCents: 10_001, secondBy: 'UANN' },
      { kind: 'four-eyes' },
    ],
    ['much money, two people', PRICE, { worthCents: 10_001, secondBy: 'UBOB' }, { kind: 'go' }],
  ])('let through or hold: %s', (_, change, given, expected) => {
    expect(may(change, given)).toEqual(expected)
  })
  it.each([
    ['kind: bundle', 'kind'],
    ['limits: { max_change: 5 }', 'max_change'],
    ['limits: { hours: all day }', 'hours'],
    ['to: { type: file, folder: x }', 'a file is for orders'],
    ["to: { type: shopify, url: 'http://shop.example', token: T }", 'must begin with https'],
    ["to: { type: shopify, url: 'https://x.example', token: shpat_1 }", 'environment variable'],
    ['to: { type: sql, database: D, table: prices }', 'a price wants its column'],
    ['to: { type: sql, database: D, table: "prices; drop" }', 'is not the name of a table'],
    ['to: { type: email, server: S, from: a@shop.example }', 'an e-mail is for orders'],
  ])('say what is wrong with the file: %s', (line, fault) => {
    const base = ['name: shop', 'kind: price', "to: { type: rest, url: 'https://x.example' }"]
    const name = line.split(':')[0]
    const lines = [...base.filter((one) => !one.startsWith(`${name}:`)), line]
    expect(() => readSinks(yaml(`sinks:\n  - ${lines.join('\n    ')}\n`))).toThrow(fault)
  })
})

describe('orders as files', () => {
  it('are written once, within their folder, and taken back until somebody took them away', async () => {
    const sink = fileSink({ type: 'file', folder, pdf: false })
    for (let n = 0; n < 2; n++) expect(await sink.write(ORDER)).toEqual({ kind: 'done' })
    const place = join(folder, '~2e~2e~2fM')
    expect(readdirSync(place)).toEqual(['order-7-SKU~2f1.csv'])
    expect(readFileSync(join(place, 'order-7-SKU~2f1.csv'), 'utf8')).toContain('24,120.00,EUR')
    const back = { ...ORDER, after: null }
    for (let n = 0; n < 2; n++) expect(await sink.write(back)).toEqual({ kind: 'done' })
    expect(readdirSync(place)).toEqual(['order-7-SKU~2f1.cancelled'])
    await sink.write({ ...ORDER, suggestionId: 8 })
    renameSync(join(place, 'order-8-SKU~2f1.csv'), join(folder, 'sent.csv'))
    expect(await sink.write({ ...back, suggestionId: 8 })).toMatchObject({ kind: 'refused' })
  })
})
