import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { intraday } from '../../../src/evaluate/intraday/intraday.ts'
import { intradayScore } from '../../../src/evaluate/intraday/score.ts'
import { Fault } from '../../../src/lib/errors.ts'
import { seeded } from '../../../src/lib/random.ts'

const dir = mkdtempSync(join(tmpdir(), 'intraday-'))
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

const START = Date.UTC(2026, 4, 4)
const QUARTER = 900_000
const instant = (ms: number) => new Date(ms).toISOString().slice(0, 19)

/** Four weeks of orders by the quarter of an hour; nothing for two hours of one afternoon. */
const DOWN = { from: START + 20 * 86_400_000 + 14 * 3_600_000, to: START + 20 * 86_400_000 + 16 * 3_600_000 }
const random = seeded(2)
const counts = Array.from({ length: 28 * 96 }, (_, i) => {
  const at = START + i * QUARTER
  const hour = (i % 96) / 4
  const rate = hour < 8 ? 0 : 15
  return { at, count: at >= DOWN.from && at < DOWN.to ? 0 : random.poisson(rate) }
})
const labels = file('labels.csv', ['start,end', `${instant(DOWN.from)},${instant(DOWN.to)}`])

describe('falls within the day, of a file', () => {
  it('are found in counts and in events alike, ahead of the simple rules', async () => {
    const csv = file('counts.csv', [
      'time,orders',
      ...counts.map(({ at, count }) => `${instant(at)},${count}`),
    ])
    const events = counts.flatMap(({ at, count }) =>
      Array.from({ length: count }, (_, i) => `${instant(at + Math.floor((i * QUARTER) / count))}`),
    )
    const [byCount, byEvent] = [
      await intraday.run(ask({ csv, labels })),
      await intraday.run(ask({ csv: file('events.csv', ['ordered_at', ...events]), labels })),
    ]
    expect(byCount.metrics).toMatchObject({ recall: 1, found: 1, judgedDays: 14 })
    expect(byCount.metrics.medianDelayMinutes).toBeLessThanOrEqual(30)
    expect(byCount.metrics.falseAlarms).toBeLessThanOrEqual(1)
    expect(byEvent.metrics).toEqual(byCount.metrics)
    expect(byCount.baselines.sameIntervalZ?.falseAlarms).toBeGreaterThan(byCount.metrics.falseAlarms ?? 0)
    expect(byCount.notes?.join(' ')).toContain('counts in "orders"')
    expect(byEvent.notes?.join(' ')).toContain('every row one event')
  })

  it('are asked for with a step that divides the hour, and labels of the series that are there', async () => {
    const csv = file('two.csv', [
      'shop,time,orders',
      ...counts
        .slice(0, 200)
        .map(({ at, count }, i) => `${i % 2 ? 'north' : 'west'},${instant(at)},${count}`),
    ])
    const strange = file('strange.csv', ['shop,start,end', `south,${instant(DOWN.from)},${instant(DOWN.to)}`])
    await expect(intraday.run(ask({ csv, labels, step: '7m' }))).rejects.toThrow('--step "7m"')
    await expect(intraday.run(ask({ csv, labels: strange }))).rejects.toThrow('No label is of a series')
    await expect(intraday.run(ask({ csv, labels: csv }))).rejects.toThrow(Fault)
  })
})

describe('the score', () => {
  it('counts an alarm during an incident or within the hour after it as right', () => {
    const [hour, span] = [3_600_000, { from: 10 * 3_600_000, to: 12 * 3_600_000 }]
    const alarm = (noticed: number) => ({ from: noticed - hour / 4, to: noticed, noticed })
    const score = intradayScore([
      {
        judgedMs: 14 * 24 * hour,
        incidents: [span],
        alarms: [alarm(5 * hour), alarm(10.5 * hour), alarm(14 * hour)],
      },
    ])
    expect(score).toMatchObject({
      found: 1,
      falseAlarms: 2,
      falseAlarmsPerSeriesFortnight: 2,
      medianDelayMinutes: 30,
    })
  })
})
