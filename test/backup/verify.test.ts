import { copyFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../src/backup/verify.ts'
import { openState } from '../../src/state/database/connect.ts'
import { typedHere } from '../cli/terminal.ts'
import { shopIn } from '../lake/shop.ts'
import { keptShop } from './kept-once.ts'
import { anotherOf, configOf, figuresIn, removed } from './kept-shop.ts'

const made: string[] = []
afterAll(() => removed(...made))

let sound = ''
beforeAll(async () => {
  sound = await keptShop()
  made.push(sound)
})

async function copy(): Promise<string> {
  const dir = await anotherOf(sound)
  made.push(dir)
  return dir
}

/** The first file of a table that is read. */
async function fileOf(dir: string, table: string): Promise<string> {
  const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
  const { path } = await state.read('lake_file').where({ table_name: table }).orderBy('path').first('path')
  await state.close()
  return join(dir, 'lake', path)
}

async function inState(dir: string, sql: string): Promise<void> {
  const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
  await state.write.raw(sql)
  await state.close()
}

const half = async (path: string) => truncate(path, Math.floor((await stat(path)).size / 2))
const RESTORE = /restore the latest backup/

const junk = async (path: string) => writeFile(path, Buffer.alloc((await stat(path)).size, 7))

describe('verify', () => {
  it('finds what is cut, missing or of other bytes, and says how to get it back', async () => {
    const dir = await copy()
    for (const [table, spoil] of [
      ['mart_orders', half],
      ['mart_sessions', rm],
      ['clean_orders', half],
      ['quarantine', rm],
      ['mart_kpi', rm],
      ['clean_sessions', junk],
    ] as const)
      await spoil(await fileOf(dir, table))
    const { code, out } = await typedHere(['verify'], { DATA_DIR: dir, SHOP_ZONE: 'Europe/Berlin' })
    expect(code).toBe(1)
    for (const said of [
      /✗ mart_orders +mart_orders\S+ has [\d,]+ bytes, not [\d,]+\.\n +Build it anew: floorwalker rebuild\./,
      /✗ mart_sessions +\S+ is missing\.\n +Build it anew/,
      /✗ clean_orders +\S+ has [\d,]+ bytes, not [\d,]+\.\n +Build it anew/,
      /✗ quarantine +\S+ is missing\.\n +Build it anew/,
      /✗ mart_kpi +\S+ is missing\.\n +Build it anew/,
      /✗ clean_sessions +\S+ cannot be read: .*\n +Build it anew/,
    ])
      expect(out).toMatch(said)
    expect(out.match(/✗/g)).toHaveLength(6)
  })

  it('finds rows as ingested that are cut: nothing can be built anew from them', async () => {
    const dir = await copy()
    await half(await fileOf(dir, 'raw_orders'))
    await rm(await fileOf(dir, 'clean_orders'))
    const faults = (await verify(configOf(dir))).filter(({ mark }) => mark === '✗')
    expect(faults).toMatchObject([
      { about: 'clean_orders', back: expect.stringMatching(RESTORE) },
      { about: 'raw_orders', back: expect.stringMatching(/Restore a backup/) },
    ])
  })

  it('finds rows, keys and sums that differ from what is written down', async () => {
    const dir = await copy()
    await inState(
      dir,
      "update lake_account set clean = clean + 1, merged = merged - 1 where table_name = 'orders'",
    )
    await copyFile(await fileOf(dir, 'clean_products'), join(dir, 'lake', 'clean_products', 'twice.parquet'))
    await inState(
      dir,
      `insert into lake_file (path, table_name, dt, rows, bytes, consumed_by)
       select 'clean_products/twice.parquet', table_name, dt, rows, bytes, consumed_by from lake_file
       where table_name = 'clean_products'`,
    )
    await inState(dir, "delete from lake_file where table_name = 'mart_orders' and dt = '2026-11-21'")
    const faults = (await verify(configOf(dir))).filter(({ mark }) => mark === '✗')
    expect(faults.map(({ about, said }) => `${about}: ${said}`)).toEqual(
      expect.arrayContaining([
        'clean_products: The table has 1 key more than once.',
        expect.stringMatching(/^clean_orders: The table holds 9 rows of \d+ deliveries, not 10 of/),
        expect.stringMatching(
          /^mart_kpi: The table says another orders than the marts in \d+ rows, first on 2026-11-21/,
        ),
      ]),
    )
  })

  it('says of a file that no table names that nothing reads it, and of a state that is broken where to begin', async () => {
    const extra = await copy()
    await copyFile(await fileOf(extra, 'mart_orders'), join(extra, 'lake', 'mart_orders', 'extra.parquet'))
    const found = await verify(configOf(extra))
    expect(found.filter(({ mark }) => mark === '✗')).toEqual([])
    expect(found.find(({ mark }) => mark === '!')?.said).toContain('that no table names')

    const cut = await copy()
    // what is still in the log beside it makes a file whole again
    await inState(cut, 'pragma wal_checkpoint(truncate)')
    await half(join(cut, 'state.sqlite'))
    expect(await verify(configOf(cut))).toMatchObject([
      { mark: '✗', about: 'State', back: expect.stringMatching(RESTORE) },
    ])
    const none = await copy()
    await rm(join(none, 'state.sqlite'))
    expect(await verify(configOf(none))).toMatchObject([
      { mark: '✗', said: expect.stringContaining('is missing') },
    ])
    expect(await readdir(none)).not.toContain('state.sqlite')
  })
})

describe('rebuild', () => {
  const rebuilt = (dir: string) => typedHere(['rebuild'], { DATA_DIR: dir, SHOP_ZONE: 'Europe/Berlin' })

  it('makes every figure anew from the rows as they were ingested, whatever else is gone', async () => {
    const dir = await copy()
    for (const table of ['clean_orders', 'mart_sessions', 'mart_kpi', 'shopper_orders'])
      await half(await fileOf(dir, table))
    await rm(await fileOf(dir, 'clean_order_lines'))
    const { code, out } = await rebuilt(dir)
    expect({ code, out }).toEqual({
      code: 0,
      out: 'Rebuilt 3 days from the rows as they were ingested, and measured the KPIs.\n',
    })
    expect(await figuresIn(dir)).toEqual(await figuresIn(sound))
    expect((await verify(configOf(dir))).filter(({ mark }) => mark === '✗')).toEqual([])
  })

  it('makes the marts from the clean tables where rows as ingested are past their retention', async () => {
    const dir = await copy()
    const shop = await shopIn(dir)
    await shop.lake.retain({ keptFrom: null, rawFrom: '2027-01-01' })
    await shop.close()
    await half(await fileOf(dir, 'mart_orders'))
    await rm(await fileOf(dir, 'shopper_orders'))
    const { code, out } = await rebuilt(dir)
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining('Rebuilt 3 days from the clean tables'),
    })
    const { raw_orders: _, quarantine: __, ...are } = await figuresIn(dir)
    const { raw_orders: ___, quarantine: ____, ...were } = await figuresIn(sound)
    expect(are).toEqual(were)
    await half(await fileOf(dir, 'clean_orders'))
    const [fault] = (await verify(configOf(dir))).filter(({ mark }) => mark === '✗')
    expect(fault).toMatchObject({ about: 'clean_orders', back: expect.stringMatching(RESTORE) })
  })
})
