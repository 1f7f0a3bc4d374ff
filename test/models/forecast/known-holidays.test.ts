import { describe, expect, it } from 'vitest'
import { addDays, type Day, daysIn, weekday } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { judge } from '../../../src/models/anomaly/anomaly.ts'
import type { KpiDay } from '../../../src/models/anomaly/baseline.ts'
import { isNearHoliday, knownHolidays } from '../../../src/models/forecast/known-holidays.ts'

const FIRST: Day = '2023-01-02'

/** Orders of a shop that grows by half a year and sells threefold on Black Friday, on no other feast. */
function orders(to: Day, onLast = 1): KpiDay[] {
  const random = seeded(3)
  return daysIn({ from: FIRST, to: addDays(to, 1) }).map((day, at) => {
    const usual = 400 * (weekday(day) >= 6 ? 1.3 : 1) * 1.5 ** (at / 365)
    const isFriday = ['2023-11-24', '2024-11-29', '2025-11-28'].includes(day)
    const mean = usual * (isFriday ? 3 : 1) * (day === to ? onLast : 1)
    return { day, of: random.poisson(mean), over: 1 }
  })
}

function judgedOn(day: Day, onLast = 1) {
  const days = orders(day, onLast)
  const [history, today] = [days.slice(0, -1), days.at(-1)]
  if (!today) throw new Error('no day')
  const feasts = knownHolidays(
    history.map((one) => ({ day: one.day, value: one.of })),
    addDays(day, 2),
  )
  const how = { unit: 'count', history, today } as const
  return { plain: judge(how), known: judge({ ...how, calendar: feasts }), feasts }
}

describe('the feasts of a shop', () => {
  it('are those that made a difference before, and nothing is known of later years than were asked', () => {
    const { feasts } = judgedOn('2025-11-28')
    expect([...feasts].filter(([, name]) => name === 'Black Friday').map(([day]) => day)).toEqual([
      '2023-11-24',
      '2024-11-29',
      '2025-11-28',
    ])
    expect([...feasts.values()]).not.toContain('Christmas Day')
    expect([...feasts.values()]).not.toContain('Easter Sunday')
  })

  it('a Black Friday as every year is no news, though the shop has doubled since the first', () => {
    const { plain, known } = judgedOn('2025-11-28')
    expect(plain).toMatchObject({ isAnomaly: true, direction: 'up' })
    expect(known).toMatchObject({ isAnomaly: false, because: 'inside' })
    if (known.kind !== 'finding') throw new Error('too short')
    expect(known.expected / known.actual).toBeGreaterThan(0.85)
    expect(known.expected / known.actual).toBeLessThan(1.15)
  })

  it('one that sells a fifth of it is told, also by a single earlier one', () => {
    expect(judgedOn('2025-11-28', 0.2).known).toMatchObject({ isAnomaly: true, direction: 'down' })
    expect(judgedOn('2024-11-29', 0.2).known).toMatchObject({ isAnomaly: true, direction: 'down' })
  })

  it('a shop that has not seen one yet does not know it', () => {
    expect(knownHolidays([], '2026-01-01')).toEqual(new Map())
    const { feasts } = judgedOn('2023-11-24')
    expect([...feasts.values()]).not.toContain('Black Friday')
  })

  it('the days beside a feast are near it', () => {
    const feasts = new Map([['2025-11-28', 'Black Friday']])
    const near = ['2025-11-26', '2025-11-27', '2025-11-28', '2025-11-29', '2025-11-30']
    expect(near.map((day) => isNearHoliday(day, feasts))).toEqual([false, true, true, true, false])
  })
})
