import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { anomaly } from '../../../src/evaluate/anomaly/anomaly.ts'
import { readCalendar } from '../../../src/evaluate/files/read-calendar.ts'
import { forecast } from '../../../src/evaluate/forecast/forecast.ts'
import { addDays, type Day, weekday } from '../../../src/lib/days.ts'
import { Fault } from '../../../src/lib/errors.ts'
import { seeded } from '../../../src/lib/random.ts'

const dir = mkdtempSync(join(tmpdir(), 'events-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function file(name: string, lines: readonly string[]): string {
  const path = join(dir, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
const ask = (options: Record<string, string>) => ({
  option: (name: string) => options[name] ?? null,
  progress: () => {},
})

const FIRST: Day = '2024-02-05'
const CAMPAIGNS = [60, 61, 100, 140, 141, 180, 220, 260]
const FALL = 240

/** Two shops that sell twice as much on campaigns, and one day half. */
function sales(): string[] {
  const random = seeded(8)
  return ['a', 'b'].flatMap((name) =>
    Array.from({ length: 290 }, (_, at) => {
      const day = addDays(FIRST, at)
      const change = CAMPAIGNS.includes(at) ? 2 : at === FALL ? 0.5 : 1
      return `${name},${day},${random.poisson(300 * (weekday(day) >= 6 ? 1.2 : 1) * change)}`
    }),
  )
}
const csv = file('sales.csv', ['shop,date,orders', ...sales()])
const labels = file('labels.csv', ['shop,date', `a,${addDays(FIRST, FALL)}`, `b,${addDays(FIRST, FALL)}`])
const calendar = file('campaigns.csv', [
  'date,name',
  ...CAMPAIGNS.map((at) => `${addDays(FIRST, at)},Spring Sale 2024`),
])

describe('anomalies of a file', () => {
  it('campaigns told by --calendar are no alarms, and what was labelled is found as before', async () => {
    const plain = await anomaly.run(ask({ csv, labels }))
    const told = await anomaly.run(ask({ csv, labels, calendar }))
    expect(plain.metrics.recall).toBe(1)
    expect(told.metrics.recall).toBe(1)
    expect(plain.metrics.falseAlarms).toBeGreaterThan(8)
    expect(told.metrics.falseAlarms).toBeLessThanOrEqual(2)
    expect(told.notes?.join(' ')).toContain('Calendar: 8 days by "date", called by "name"')
  })

  it('feasts that made a difference before are known without being told', async () => {
    const random = seeded(4)
    const days = Array.from({ length: 1100 }, (_, at) => {
      const day = addDays('2022-01-03', at)
      const isXmas = /-12-2[56]$/.test(day)
      return `${day},${random.poisson(500 * (isXmas ? 0.2 : 1))}`
    })
    const found = await anomaly.run(
      ask({
        csv: file('xmas.csv', ['date,orders', ...days]),
        labels: file('none.csv', ['date', '2024-03-03']),
      }),
    )
    // the first Christmas is news, the second and third are not
    const peer = found.baselines.weekdayMad?.falseAlarms ?? 0
    expect(found.metrics.falseAlarms).toBeLessThanOrEqual(3)
    expect(peer).toBeGreaterThan(3)
  })
})

describe('a calendar file', () => {
  it('has spans, names without their year, and says what it left out', async () => {
    const path = file('spans.csv', [
      'campaign;start_date;end_date',
      'Double 11 2025;10.11.2025;12.11.2025',
      'Winter;01.12.2025;',
      'Wrong;05.12.2025;01.12.2025',
      'Never;;',
    ])
    const { days, notes } = await readCalendar(path)
    expect([...days]).toEqual([
      ['2025-11-10', 'Double 11'],
      ['2025-11-11', 'Double 11'],
      ['2025-11-12', 'Double 11'],
      ['2025-12-01', 'Winter'],
    ])
    expect(notes.join(' ')).toContain('2 rows of the calendar left out')
  })

  it('without a day is refused with what it needs', async () => {
    const path = file('bad.csv', ['name,discount', 'Sale,10', 'Other,20'])
    await expect(readCalendar(path)).rejects.toThrow(Fault)
  })

  it('makes a forecast better that could not know the campaign ahead', async () => {
    const ahead = { csv, horizon: '14', origins: '3' }
    const plain = await forecast.run(ask(ahead))
    const told = await forecast.run(ask({ ...ahead, calendar }))
    expect(told.metrics.mase).toBeLessThan(0.9 * (plain.metrics.mase ?? 0))
  })

  it('is refused where values are not of days', async () => {
    const monthly = file('monthly.csv', [
      'date,sales',
      ...Array.from(
        { length: 60 },
        (_, i) => `20${20 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01,${100 + i}`,
      ),
    ])
    await expect(forecast.run(ask({ csv: monthly, horizon: '3', calendar }))).rejects.toThrow(
      '--calendar names days',
    )
  })
})
