import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { forecast } from '../../../src/evaluate/forecast/forecast.ts'
import { readSeries } from '../../../src/evaluate/forecast/series-file.ts'
import { addDays } from '../../../src/lib/days.ts'
import { Fault } from '../../../src/lib/errors.ts'
import { seeded } from '../../../src/lib/random.ts'

const dir = mkdtempSync(join(tmpdir(), 'series-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function file(name: string, lines: readonly string[]): string {
  const path = join(dir, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
const FIND = { series: [], date: null, value: null, gaps: null }
const run = (options: Record<string, string>) =>
  forecast.run({ option: (name) => options[name] ?? null, progress: () => {} })

describe('a long file', () => {
  it('is read by its usual names, a series for each key', async () => {
    const path = file('usual.csv', [
      'unique_id,ds,y',
      'a,2024-01-01,1',
      'b,2024-01-01,5',
      'a,2024-01-02,2',
      'b,2024-01-02,6',
    ])
    const { series, step } = await readSeries(path, FIND)
    expect(series.map(({ name, values }) => [name, ...values])).toEqual([
      ['a', 1, 2],
      ['b', 5, 6],
    ])
    expect(step.name).toBe('day')
  })

  it('of store and item as numbers is a series for each pair', async () => {
    const path = file('kaggle.csv', [
      'date,store,item,sales',
      ...[1, 2].flatMap((store) =>
        [1, 2].flatMap((item) =>
          Array.from(
            { length: 20 },
            (_, i) => `${addDays('2013-01-01', i)},${store},${item},${store * item + i}`,
          ),
        ),
      ),
    ])
    const { series } = await readSeries(path, FIND)
    expect(series.map(({ name }) => name)).toEqual(['1 / 1', '1 / 2', '2 / 1', '2 / 2'])
    expect(series[3]?.values[2]).toBe(6)
  })

  it('of two columns is one series, whatever they are called, sorted or not', async () => {
    const path = file('two.csv', [
      'wann;Umsatz',
      '03.01.2024;1.234,50',
      '01.01.2024;10,00',
      '02.01.2024;20,00',
    ])
    const { series } = await readSeries(path, FIND)
    expect([...(series[0]?.values ?? [])]).toEqual([10, 20, 1234.5])
  })

  it('accounts for every row: what is unreadable is left out, what falls on one day is added', async () => {
    const path = file('dirty.csv', [
      'day,value',
      '2024-01-01,1.5',
      '2024-01-01,2',
      '2024-01-02,',
      '2024-01-04,4',
    ])
    const { series, notes, rows } = await readSeries(path, FIND)
    expect(rows).toBe(4)
    expect([...(series[0]?.values ?? [])]).toEqual([3.5, Number.NaN, Number.NaN, 4])
    expect(notes.join(' ')).toMatch(/1 row left out.*1 row added/)
  })

  it.each([
    [
      'week',
      1,
      'season of the year (52 weeks) once it has been seen',
      (i: number) => addDays('2024-01-07', 7 * i),
    ],
    [
      'month',
      12,
      'season of 12',
      (i: number) => `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`,
    ],
    [
      ...(['quarter', 4, 'season of 4'] as const),
      (i: number) => `${2010 + Math.floor(i / 4)}-${String(3 * (i % 4) + 1).padStart(2, '0')}-01`,
    ],
    [
      ...(['hour', 24, 'seasons of 24 and of the week (168 steps)'] as const),
      (i: number) => `${addDays('2024-01-01', Math.floor(i / 24))} ${String(i % 24).padStart(2, '0')}:00:00`,
    ],
  ])('of one value a %s has a season of %i', async (name, period, seasons, at) => {
    const path = file(`${name}.csv`, [
      'ds,y',
      ...Array.from({ length: 60 }, (_, i) => `${at(i)},${10 + (i % 5)}`),
    ])
    const { step, series, notes } = await readSeries(path, FIND)
    expect([step.name, step.period]).toEqual([name, period])
    expect(notes[0]).toContain(`one value a ${name}, ${seasons}.`)
    expect(series[0]?.values).toHaveLength(60)
    expect(series[0]?.values.some(Number.isNaN)).toBe(false)
  })

  it('takes gaps for zero only where nothing but what happened was written down', async () => {
    const path = file('sparse.csv', ['day,sold', '2024-01-01,1', '2024-01-04,2', '2024-01-08,1'])
    expect([...((await readSeries(path, FIND)).series[0]?.values ?? [])]).toEqual([1, 0, 0, 2, 0, 0, 0, 1])
    const { series } = await readSeries(path, { ...FIND, gaps: 'missing' })
    expect(series[0]?.values[1]).toBeNaN()
  })

  it('of a country that is none says so', async () => {
    const path = file('somewhere.csv', ['day,sold', '2024-01-01,1', '2024-01-02,2'])
    await expect(run({ csv: path, country: 'Germany' })).rejects.toThrow(/is not a country/)
  })

  it('without dates says which columns it has', async () => {
    const path = file('nodates.csv', ['a,b', 'x,1', 'y,2'])
    await expect(readSeries(path, FIND)).rejects.toThrow(Fault)
    await expect(run({ csv: path })).rejects.toThrow(/No column of nodates.csv holds dates/)
  })
})

describe('a wide file', () => {
  const days = Array.from({ length: 12 }, (_, i) => addDays('2024-02-25', i))

  it('of a column a series is read so, unsorted dates and empty cells included', async () => {
    const lines = days.map((day, i) => `${day},${i},${i === 3 ? '' : 10 * i},x`)
    const path = file('columns.csv', ['date,north,south,note', ...lines.toReversed()])
    const { series, notes } = await readSeries(path, FIND)
    expect(series.map(({ name, values }) => [name, values[2], values[3]])).toEqual([
      ['north', 2, 3],
      ['south', 20, Number.NaN],
    ])
    expect(notes.join(' ')).toMatch(/2 columns of series.*"note".*1 cell without a number/)
    const one = await readSeries(path, { ...FIND, value: 'south' })
    expect(one.series).toHaveLength(1)
  })

  it('of a row a series is read so, by dates or by numbered days', async () => {
    const cells = days.map((_, i) => i)
    const dated = file('rows.csv', [`item,${days.join(',')}`, `a,${cells.join(',')}`, `b,${cells.join(',')}`])
    const read = await readSeries(dated, FIND)
    expect(read.series.map(({ name, values }) => [name, values.length, values[5]])).toEqual([
      ['a', 12, 5],
      ['b', 12, 5],
    ])
    expect(read.step).toMatchObject({ name: 'day', isDay: true })
    const numbered = file('numbered.csv', [`id,${cells.map((i) => `d_${i + 1}`).join(',')}`, `a,${cells}`])
    const { step, series } = await readSeries(numbered, FIND)
    expect(step).toMatchObject({ name: 'day', isDay: false })
    expect([...(series[0]?.values ?? [])]).toEqual(cells)
  })

  it('of one column called like a value is one series, the others go with it', async () => {
    const path = file('priced.csv', ['date,sales,price', ...days.map((day, i) => `${day},${i},9.99`)])
    const { series, notes } = await readSeries(path, FIND)
    expect(series).toHaveLength(1)
    expect(notes[0]).toContain('Read "sales" by "date"')
  })
})

describe('dates of other kinds', () => {
  it.each([
    ['quarter', ['2019-Q4', '2020-Q1', '2020Q2', 'Q3 2020']],
    ['month', ['Dec 2019', 'January 2020', '2020-02', '2020/03/01']],
    ['week', ['2019-W52', '2020-W01', '2020W02', '2020-01-13/2020-01-19']],
  ])('a %s', async (name, cells) => {
    const path = file(`dates-${name}.csv`, ['period,y', ...cells.map((cell, i) => `${cell},${i + 1}.5`)])
    const { step, series } = await readSeries(path, FIND)
    expect(step.name).toBe(name)
    expect([...(series[0]?.values ?? [])]).toEqual([1.5, 2.5, 3.5, 4.5])
  })

  it('a number after a word is none', async () => {
    const path = file('stores.csv', ['shop,turnover', 'store 1,5', 'store 2,6'])
    await expect(readSeries(path, FIND)).rejects.toThrow(/No column of stores.csv holds dates/)
  })
})

describe('evaluate forecast', () => {
  const random = seeded(4)
  const rows = ['one', 'two'].flatMap((id) =>
    Array.from({ length: 150 }, (_, i) => {
      const value = 100 * (1 + 0.5 * Math.sin((2 * Math.PI * i) / 7)) * Math.exp(0.15 * random.normal())
      return `${id},${addDays('2024-01-01', i)},${value.toFixed(2)}`
    }),
  )

  it('beats repeating the last week on a noisy week, and tells the terms of the contract', async () => {
    const {
      metrics,
      baselines,
      rows: told,
    } = await run({ csv: file('week.csv', ['id,date,sales', ...rows]), origins: '3' })
    expect(told).toBe(300)
    expect(metrics).toMatchObject({ series: 2, forecasts: 6 })
    expect(metrics.mase).toBeLessThan(0.9 * (baselines.seasonalNaive?.mase ?? 0))
    expect(metrics.skill).toBeCloseTo(1 - (metrics.mase ?? 0) / (baselines.seasonalNaive?.mase ?? 1), 12)
    expect(metrics.coverage80).toBeGreaterThan(0.6)
    for (const name of ['mase', 'smape', 'coverage80'])
      expect(baselines.holtWinters?.[name]).toBeTypeOf('number')
  })

  it('knows the week within hours: at most half the error of repeating the last day', async () => {
    const hours = Array.from({ length: 24 * 56 }, (_, i) => {
      const [hour, day] = [i % 24, Math.floor(i / 24) % 7]
      const usual = (100 + 50 * Math.sin((2 * Math.PI * hour) / 24)) * (day >= 5 ? 0.5 : 1)
      const at = `${addDays('2024-01-01', Math.floor(i / 24))} ${String(hour).padStart(2, '0')}:00:00`
      return `${at},${(usual * Math.exp(0.05 * random.normal())).toFixed(2)}`
    })
    const options = { csv: file('hours.csv', ['at,y', ...hours]), horizon: '24', origins: '4' }
    const { metrics, baselines } = await run(options)
    expect(metrics.mase).toBeLessThan(0.5 * (baselines.seasonalNaive?.mase ?? 0))
    expect(metrics.coverage80).toBeGreaterThan(0.65)
  })

  it('leaves out what is too short and says how much is needed', async () => {
    const path = file('short.csv', ['id,date,sales', ...rows, 'new,2024-05-01,3', 'new,2024-05-02,4'])
    const { metrics, notes } = await run({ csv: path, origins: '1' })
    expect(metrics.series).toBe(2)
    expect(notes?.join(' ')).toMatch(/1 series left out: too short, 28 are needed/)
    const only = file('only.csv', ['date,sales', '2024-05-01,3', '2024-05-02,4'])
    await expect(run({ csv: only })).rejects.toThrow(/the longest has 2 days/)
  })

  it('judges what never changes without a MASE', async () => {
    const path = file('flat.csv', [
      'date,sales',
      ...Array.from({ length: 60 }, (_, i) => `${addDays('2024-01-01', i)},5`),
    ])
    const { metrics, notes } = await run({ csv: path, origins: '2' })
    expect(metrics.mase).toBeNaN()
    expect(metrics.smape).toBeCloseTo(0, 6)
    expect(notes?.join(' ')).toMatch(/1 series without a MASE/)
  })
})
