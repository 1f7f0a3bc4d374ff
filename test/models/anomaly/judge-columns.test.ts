import { expect, it } from 'vitest'
import { addDays } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { judge } from '../../../src/models/anomaly/anomaly.ts'
import { judgeColumns, packed, type SeriesToJudge } from '../../../src/models/anomaly/judge-columns.ts'
import { judgeMany } from '../../../src/threads/judge-many.ts'

const random = seeded(5)
const calendar = new Map([['2026-03-10', 'Sale']])

/** Every third collapses on its last day; every seventh is too young. */
const series: SeriesToJudge[] = Array.from({ length: 60 }, (_, i) => {
  const days = i % 7 === 6 ? 8 : 100
  return {
    unit: i % 2 === 0 ? 'rate' : 'count',
    points: Array.from({ length: days }, (_, at) => ({
      day: addDays('2026-01-05', at),
      of: random.poisson(80 * (i % 3 === 0 && at === days - 1 ? 0.3 : 1)),
      over: i % 2 === 0 ? 2000 : 1,
    })),
    ...(i % 2 === 0 && { calendar }),
  }
})

function oneByOne() {
  return series.map(({ points, ...how }) => {
    const today = points.at(-1)
    if (!today) throw new Error('a series without days')
    return judge({ ...how, history: points.slice(0, -1), today })
  })
}

function packedAtOnce() {
  const steps = packed(series)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

it('a series judged from columns is judged as by itself', () => {
  const { p, anomalies } = judgeColumns(packedAtOnce())
  const alone = oneByOne()
  expect([...p]).toEqual(alone.map((one) => (one.kind === 'finding' ? one.p : Number.NaN)))
  expect(anomalies.map(({ at }) => at)).toEqual(
    alone.flatMap((one, at) => (one.kind === 'finding' && one.isAnomaly ? [at] : [])),
  )
  expect(anomalies.length).toBeGreaterThan(10)
})

it('many series share few settingsList: only those are copied to a thread', () => {
  const { settingsList, settings, worthCents } = packedAtOnce()
  expect(settingsList).toEqual([{ unit: 'rate', calendar: 0 }, { unit: 'count' }])
  expect([...settings.subarray(0, 4)]).toEqual([0, 1, 0, 1])
  expect([...worthCents.subarray(0, 2)]).toEqual([Number.NaN, Number.NaN])
})

it('a thread answers as the same thread would', async () => {
  expect(await judgeMany(series)).toEqual(judgeColumns(packedAtOnce()))
}, 20_000)
