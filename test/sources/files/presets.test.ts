import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Lake, Manifest } from '../../../src/lake/contract/lake.ts'
import { RAW_TABLE_NAMES } from '../../../src/lake/contract/schema.ts'
import { openLake } from '../../../src/lake/open.ts'
import { sumOf } from '../../../src/lib/sum.ts'
import { importFiles } from '../../../src/sources/files/import.ts'
import { loadMapping } from '../../../src/sources/files/mapping.ts'
import { migrate, openState } from '../../../src/state/database/connect.ts'
import type { State } from '../../../src/state/database/state.ts'
import { manifestOf } from '../../../src/state/lake/manifest.ts'
import { sharedData } from '../../support/shared-data.ts'

let dir = ''
let state: State
let lake: Lake
async function open(shop: { readonly zone: string; readonly currency: string }): Promise<void> {
  dir = mkdtempSync(join(tmpdir(), 'presets-'))
  state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
  await migrate(state)
  const manifest: Manifest = manifestOf(state, RAW_TABLE_NAMES)
  const engine = { memoryLimitMb: 1024, threads: 2 }
  const { zone, currency } = shop
  lake = await openLake({
    dir: join(dir, 'lake'),
    zone,
    currency,
    manifest,
    shopperKey: 'a'.repeat(16),
    ...engine,
  })
}
afterEach(async () => {
  await lake.close()
  await state.close()
  rmSync(dir, { recursive: true })
})

const PRESET_ROWS = {
  olist: {
    merchants: 3095,
    products: 32_951,
    customers: 15_000,
    orders: 15_000,
    order_lines: 17_071,
    payments: 15_733,
  },
  'online-retail': { order_lines: 541_909 },
}

describe.each(Object.entries(PRESET_ROWS))('the preset %s', (preset, rowsIn) => {
  const folder = sharedData(preset)

  it.skipIf(!folder)(
    'brings in every row of the files, once, and accounts for each',
    {
      timeout: 400_000,
    },
    async () => {
      await open(loadMapping(preset))
      const load = () =>
        importFiles({
          mapping: loadMapping(preset),
          dir: folder ?? '',
          lake,
          signal: new AbortController().signal,
        })
      const landed = await load()
      expect(landed.filter(({ error, refused }) => error !== null || refused > 0)).toEqual([])
      expect(Object.fromEntries(landed.map(({ table, rows }) => [table, rows]))).toMatchObject(rowsIn)
      expect(sumOf(await load(), ({ rows }) => rows)).toBe(0)
      const { failed, verdicts } = await lake.build()
      expect(failed).toEqual([])
      expect(verdicts.filter(({ holds }) => !holds)).toEqual([])
      const accounts = await lake.accounts()
      for (const { table, rowsIn: came, clean, merged, quarantined } of accounts)
        expect([table, clean + merged + quarantined]).toEqual([table, came])
      expect(Object.fromEntries(accounts.map(({ table, rowsIn: came }) => [table, came]))).toMatchObject(
        rowsIn,
      )
    },
  )
})
