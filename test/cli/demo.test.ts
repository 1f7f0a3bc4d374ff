import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../support/shared-data.ts'
import { type Ended, floorwalker } from './terminal.ts'

const dir = mkdtempSync(join(tmpdir(), 'floorwalker-demo-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('the demo without a page', () => {
  let demo: Ended
  beforeAll(async () => {
    demo = await floorwalker(['demo', '--headless'], { DATA_DIR: dir })
  }, 180_000)

  it('ends well', () => {
    expect(demo.err).not.toContain('    at ')
    expect(demo.code).toBe(0)
  })

  it('prints one digest for yesterday with the date its data is of', () => {
    expect(demo.out.match(/── #daily-digest/g)).toHaveLength(1)
    expect(demo.out).toMatch(/23 Nov(ember)? 2026/)
  })

  it('finds yesterday’s payment failure, once, and says where', () => {
    const alerts = demo.out.split('── #kpi-alerts').slice(1)
    const located = alerts.filter((alert) => alert.includes('bazario') && alert.includes('Electronics'))
    expect(located).toHaveLength(1)
    expect(located[0]).toMatch(/[Cc]onversion/)
  })

  it('raises no other alert', () => {
    expect(demo.out.split('── #kpi-alerts')).toHaveLength(2)
  })

  it('answers commands on what it built', async () => {
    const env = { DATA_DIR: join(dir, 'demo'), SHOP_ZONE: 'Europe/Berlin' }
    const kpi = await floorwalker(['ask', '/kpi conversion category=Electronics'], env)
    expect(kpi.err).toBe('')
    expect(kpi.out).toMatch(/\d\.\d+ ?%/)
  })
})

describe.each([
  { preset: 'olist', figure: /orders +15,000 in = 15,000 clean \+ 0 merged \+ 0 quarantined/ },
  {
    preset: 'online-retail',
    figure: /order_lines +541,909 in = 536,641 clean \+ 5,268 merged \+ 0 quarantined/,
  },
])('the demo over $preset', ({ preset, figure }) => {
  const folder = sharedData(preset)
  it.skipIf(folder === null)(
    'accounts for every row and prints a digest',
    async () => {
      const { code, out, err } = await floorwalker(['demo', '--headless', '--data', preset, folder ?? ''], {
        DATA_DIR: join(dir, preset),
      })
      expect(err).not.toContain('    at ')
      expect(out).toMatch(figure)
      expect(out).toContain('── #daily-digest')
      expect(code).toBe(0)
    },
    180_000,
  )
})
