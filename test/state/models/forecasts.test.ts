import { afterEach, beforeEach, expect, it } from 'vitest'
import { addDays } from '../../../src/lib/days.ts'
import {
  dropForecastsBefore,
  forecastsOf,
  metricsForecast,
  type StoredForecast,
  saveForecasts,
} from '../../../src/state/models/forecasts.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { onEachDialect } from '../../support/dialects.ts'

const MADE_ON = '2026-11-10'
const made = (ahead: number, more: Partial<StoredForecast> = {}): StoredForecast => ({
  metric: 'orders',
  madeOn: MADE_ON,
  forDay: addDays(MADE_ON, ahead),
  expected: 100 + ahead,
  low: 80.5,
  high: 120.25,
  isReplay: false,
  ...more,
})

onEachDialect('forecasts kept', (dialect) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(() => database.remove())
  const save = (...some: StoredForecast[]) => database.state.transaction((trx) => saveForecasts(trx, some))

  it('come back as they were made, of one KPI, the first day of the range and not the last', async () => {
    await save(made(3, { isReplay: true }), made(1), made(2), made(2, { metric: 'gmv' }))
    const found = await forecastsOf(database.state, 'orders', { from: '2026-11-12', to: '2026-11-13' })
    expect(found).toEqual([made(2)])
    const all = await forecastsOf(database.state, 'orders', { from: '2026-11-11', to: '2026-11-20' })
    expect(all.map(({ forDay, isReplay }) => [forDay, isReplay])).toEqual([
      ['2026-11-11', false],
      ['2026-11-12', false],
      ['2026-11-13', true],
    ])
    expect(await metricsForecast(database.state)).toEqual(new Set(['orders', 'gmv']))
  })

  it('stay as they were first made', async () => {
    await save(made(1))
    await save(made(1, { expected: 999, isReplay: true }))
    expect(await forecastsOf(database.state, 'orders', { from: MADE_ON, to: '2026-12-01' })).toEqual([
      made(1),
    ])
  })

  it('are saved more than one statement holds', async () => {
    await save(...Array.from({ length: 1201 }, (_, i) => made(i + 1)))
    const found = await forecastsOf(database.state, 'orders', { from: MADE_ON, to: '2036-01-01' })
    expect(found).toHaveLength(1201)
  })

  it('go once their day is long past', async () => {
    await save(made(1), made(2), made(3))
    await database.state.transaction((trx) => dropForecastsBefore(trx, addDays(MADE_ON, 2)))
    const left = await forecastsOf(database.state, 'orders', { from: MADE_ON, to: '2026-12-01' })
    expect(left.map(({ forDay }) => forDay)).toEqual(['2026-11-12', '2026-11-13'])
  })
})
