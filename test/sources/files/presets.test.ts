import { describe, expect, it } from 'vitest'
import { sumOf } from '../../../src/lib/sum.ts'
import { importFiles } from '../../../src/sources/files/import.ts'
import { loadMapping } from '../../../src/sources/files/mapping.ts'
import { brokenRules } from '../../../src/state/lake/quality.ts'
import { demoNight, openDemoShop } from '../../support/demo-shops.ts'
import { sharedData } from '../../support/shared-data.ts'

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
} as const

/** In the shop that the demo of the preset has left: the files are brought in once a run. */
describe.each(['olist', 'online-retail'] as const)('the preset %s', (preset) => {
  const folder = sharedData(preset)
  const rowsIn = PRESET_ROWS[preset]

  it.skipIf(!folder)(
    'brings in every row of the files, once, and accounts for each',
    { timeout: 400_000 },
    async () => {
      const night = await demoNight(preset)
      const { ended } = night
      // of a file that cannot be read, or a check that fails, the demo says so
      expect(ended.code).toBe(0)
      expect(ended.err).not.toMatch(/could not be read|check failed/)
      for (const [table, rows] of Object.entries(rowsIn))
        expect(ended.err).toMatch(
          new RegExp(`^read .*${table}.*: ${rows.toLocaleString('en-US')} done$`, 'm'),
        )
      const app = await openDemoShop(preset, night)
      try {
        const { lake, state } = app.ctx
        const signal = new AbortController().signal
        const again = await importFiles({ mapping: loadMapping(preset), dir: folder ?? '', lake, signal })
        expect(again.filter(({ error, refused }) => error !== null || refused > 0)).toEqual([])
        expect(sumOf(again, ({ rows }) => rows)).toBe(0)
        expect(await brokenRules(state)).toEqual([])
        const accounts = await lake.accounts()
        for (const { table, rowsIn: came, clean, merged, quarantined, reasons } of accounts) {
          expect([table, clean + merged + quarantined]).toEqual([table, came])
          expect(reasons.filter(({ reason }) => reason.startsWith('unreadable'))).toEqual([])
        }
        expect(Object.fromEntries(accounts.map(({ table, rowsIn: came }) => [table, came]))).toMatchObject(
          rowsIn,
        )
      } finally {
        await app.stop()
      }
    },
  )
})
