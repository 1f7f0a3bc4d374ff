import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Account, Manifest } from '../../../src/lake/contract/lake.ts'
import { RAW_TABLE_NAMES } from '../../../src/lake/contract/schema.ts'
import { manifestOf } from '../../../src/state/lake/manifest.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { onEachDialect } from '../../support/dialects.ts'

const file = (path: string, table = 'mart_kpi', dt: string | null = null) => ({
  table,
  dt,
  path,
  rows: 10,
  bytes: 100,
})
const landed = (batchId: string, path = `raw/${batchId}`) => ({
  ...file(path, 'raw_orders', '2026-11-24'),
  source: 'shop',
  batchId,
})
const NOTHING = { drop: [], add: [], accounts: [], consumed: [] }

onEachDialect('the manifest', (dialect) => {
  let database: TestDatabase
  let manifest: Manifest
  beforeEach(async () => {
    database = await freshDatabase(dialect)
    manifest = manifestOf(database.state, RAW_TABLE_NAMES)
  })
  afterEach(() => database.remove())

  const paths = async (table?: string) => (await manifest.files(table)).map(({ path }) => path)

  it('lands a batch once, however often it comes', async () => {
    await manifest.addRaw([landed('b1'), { ...landed('b1', 'raw/refused'), table: 'refused' }])
    await manifest.addRaw([landed('b1', 'raw/again'), landed('b2')])
    expect(await paths()).toEqual(['raw/b1', 'raw/b2', 'raw/refused'])
    expect(await manifest.hasBatch('shop', 'b1')).toBe(true)
    expect(await manifest.hasBatch('other', 'b1')).toBe(false)
    expect(await manifest.files('raw_orders')).toContainEqual(landed('b1'))
  })

  it('keeps what landed pending until a build takes it in', async () => {
    await manifest.addRaw([landed('b1'), landed('b2')])
    await manifest.publish({
      ...NOTHING,
      buildId: '1',
      add: [file('clean/1', 'clean_orders')],
      consumed: ['raw/b1'],
    })
    expect((await manifest.pending()).map(({ path }) => path)).toEqual(['raw/b2'])
    expect(await paths('raw_orders')).toEqual(['raw/b1', 'raw/b2'])
  })

  it('refuses a build whose raw files another has taken in, and publishes nothing of it', async () => {
    await manifest.addRaw([landed('b1')])
    await manifest.publish({ ...NOTHING, buildId: '1', consumed: ['raw/b1'] })
    const second = manifest.publish({
      ...NOTHING,
      buildId: '2',
      add: [file('clean/2')],
      consumed: ['raw/b1'],
    })
    await expect(second).rejects.toThrow('another build')
    expect(await paths()).toEqual(['raw/b1'])
  })

  it('publishes one of two builds that end at once', async () => {
    await manifest.addRaw([landed('b1')])
    const builds = ['1', '2'].map((buildId) =>
      manifest.publish({ ...NOTHING, buildId, add: [file(`clean/${buildId}`)], consumed: ['raw/b1'] }),
    )
    const ended = await Promise.allSettled(builds)
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await paths('mart_kpi')).toHaveLength(1)
  })

  it('replaces the partitions named and no others', async () => {
    const days = ['2026-11-22', '2026-11-23', '2026-11-24']
    await manifest.publish({
      ...NOTHING,
      buildId: '1',
      add: [
        ...days.map((dt) => file(`old/${dt}`, 'mart_orders', dt)),
        file('whole', 'mart_products'),
        file('kpi'),
      ],
    })
    await manifest.publish({
      ...NOTHING,
      buildId: '2',
      drop: [
        { table: 'mart_orders', dt: '2026-11-23' },
        { table: 'mart_products', dt: null },
        { table: 'mart_kpi', dt: 'all' },
      ],
      add: [file('new/2026-11-23', 'mart_orders', '2026-11-23'), file('whole', 'mart_products')],
    })
    expect(await paths()).toEqual(['new/2026-11-23', 'old/2026-11-22', 'old/2026-11-24', 'whole'])
  })

  it('adds the accounts of every build up, reason by reason', async () => {
    const account = (refused: number): Account => ({
      table: 'orders',
      rowsIn: 10,
      clean: 9 - refused,
      merged: 1,
      quarantined: refused,
      reasons: refused > 0 ? [{ reason: 'no date', rows: refused }] : [],
    })
    await manifest.publish({ ...NOTHING, buildId: '1', accounts: [account(2)] })
    await manifest.publish({ ...NOTHING, buildId: '2', accounts: [account(0)] })
    await manifest.publish({ ...NOTHING, buildId: '3', accounts: [account(3)] })
    expect(await manifest.accounts()).toEqual([
      {
        table: 'orders',
        rowsIn: 30,
        clean: 22,
        merged: 3,
        quarantined: 5,
        reasons: [{ reason: 'no date', rows: 5 }],
      },
    ])
  })

  it('has a version that grows with whatever changes', async () => {
    const before = await manifest.version()
    await manifest.addRaw([landed('b1')])
    const between = await manifest.version()
    await manifest.publish({ ...NOTHING, buildId: '1' })
    expect(between).toBeGreaterThan(before)
    expect(await manifest.version()).toBeGreaterThan(between)
  })

  it('publishes thousands of files at once', async () => {
    const day = (i: number) => new Date(i * 86_400_000).toISOString().slice(0, 10)
    const add = Array.from({ length: 5000 }, (_, i) => file(`f/${i}`, 'mart_orders', day(i)))
    const drop = add.map(({ table, dt }) => ({ table, dt }))
    await manifest.addRaw(Array.from({ length: 2000 }, (_, i) => file(`raw/${i}`, 'raw_orders')))
    await manifest.publish({ ...NOTHING, buildId: '1', add })
    const consumed = (await manifest.pending()).map(({ path }) => path)
    await manifest.publish({ ...NOTHING, buildId: '2', drop, add, consumed })
    expect(await manifest.files('mart_orders')).toHaveLength(5000)
    expect(await manifest.pending()).toEqual([])
  })
})
