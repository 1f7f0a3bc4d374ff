import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '../../src/lib/days.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { championOf, modelVersions } from '../../src/state/models/models.ts'
import { nightOf, runNamed, runOvertaken } from '../support/job-runs.ts'
import { type Market, openMarket } from '../support/market.ts'
import { FIRST_VISIT, LAST_VISIT, visits } from './visited-shop.ts'

const NIGHT = addDays(LAST_VISIT, 1)
/** forty on each of thirty days */
const SESSIONS = 1200

let market: Market
beforeAll(async () => {
  market = await openMarket({ isEmpty: true })
  const { lake } = market.ctx
  for (const batch of visits(SESSIONS)) await lake.ingest(batch)
  await lake.build()
  await measure(lake, metrics, 'all')
})
afterAll(() => market.remove())

const trained = async (day: string) => (await runNamed(market.ctx, 'train', nightOf(day)))[0]
const versions = () => modelVersions(market.ctx.state, 'conversion')

it('needs data, and four weeks of it: before that nothing is stored and it says what is missing', async () => {
  expect((await trained(FIRST_VISIT))?.text).toContain('no sessions')
  expect((await trained(addDays(FIRST_VISIT, 27)))?.text).toContain('27 days of sessions, 28 are needed')
  expect(await versions()).toEqual([])
})

it('that was taken over stores nothing', async () => {
  await expect(runOvertaken(market.ctx, 'train', nightOf(addDays(NIGHT, -1)))).rejects.toThrow('taken over')
  expect(await versions()).toEqual([])
})

it('learns from all but the last two weeks, is tested on these, and the first model is put to use', async () => {
  const summary = await trained(NIGHT)
  // 16 and 14 days of forty sessions
  expect(summary?.counts).toEqual({ rows: 640, tested: 560 })
  expect(summary?.text).toMatch(/640 sessions.*560.*AUC 0\.[6-9].*Promoted/)
  expect(await versions()).toMatchObject([
    {
      version: NIGHT,
      trainedAt: nightOf(NIGHT).at,
      dataFrom: FIRST_VISIT,
      dataTo: addDays(LAST_VISIT, -13),
      isChampion: true,
      metrics: { rows: 560, verdict: { promote: true } },
    },
  ])
})

it('the same night again leaves the same one version in use', async () => {
  const before = await versions()
  await trained(NIGHT)
  const after = await versions()
  expect(after.map(({ version, isChampion }) => [version, isChampion])).toEqual([[NIGHT, true]])
  expect(after[0]?.content).toEqual(before[0]?.content)
  expect((await championOf(market.ctx.state, 'conversion'))?.version).toBe(NIGHT)
})
