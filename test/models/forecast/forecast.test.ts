import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { forecast, forecastRate, type SeriesDay } from '../../../src/models/forecast/forecast.ts'
import { forecastSeries } from '../../../src/models/forecast/series.ts'

const WEEK = [1, 1.1, 0.9, 1, 1.2, 1.6, 0.5]
const FIRST = '2025-01-06'

function history(length: number, value: (i: number) => number | null, first: Day = FIRST): SeriesDay[] {
  return Array.from({ length }, (_, i) => ({ day: addDays(first, i), value: value(i) }))
}

function answered(found: ReturnType<typeof forecast>) {
  if (found.kind === 'too-short') throw new Error(`too short: ${found.have}`)
  return found
}

const noisyWeek = (seed: number, base = 1000) => {
  const random = seeded(seed)
  return (i: number) => base * (WEEK[i % 7] ?? 1) * Math.exp(0.1 * random.normal())
}

describe('a forecast', () => {
  it('says how much history it lacks', () => {
    expect(forecast({ history: history(9, () => 5), horizon: 3 })).toEqual({
      kind: 'too-short',
      need: 14,
      have: 9,
    })
    expect(forecast({ history: [], horizon: 3 })).toEqual({ kind: 'too-short', need: 14, have: 0 })
    const gaps = history(30, (i) => (i % 3 === 0 ? 5 : null))
    expect(forecast({ history: gaps, horizon: 3 })).toMatchObject({ kind: 'too-short', have: 10 })
  })

  it('has a figure for every day and both ends, however many days are empty and however many zero', () => {
    const astray: unknown[] = []
    for (let seed = 1; seed <= 150; seed++) {
      const random = seeded(seed)
      const [length, gaps, zeros] = [25 + Math.floor(60 * random.next()), 0.7 * random.next(), random.next()]
      const size = [1, 3, 1e6][seed % 3] ?? 1
      const past = history(length, () => {
        if (random.next() < gaps) return null
        return random.next() < zeros ? 0 : size * (seed % 2 === 0 ? 1 : random.next())
      })
      const found = forecast({ history: past, horizon: 14 })
      if (found.kind === 'too-short') continue
      for (const { expected, median, low, high } of [...found.days, found.total])
        if (![expected, median, low, high].every(Number.isFinite) || low > high) astray.push({ seed, length })
    }
    expect(astray).toEqual([])
  })

  it.each([0, 7])('of what is always %i is that, without doubt', (always) => {
    const { days, total } = answered(forecast({ history: history(60, () => always), horizon: 7 }))
    for (const { expected, low, high } of days) {
      expect(expected).toBeCloseTo(always, 6)
      expect(high - low).toBeCloseTo(0, 6)
    }
    expect(total.expected).toBeCloseTo(7 * always, 5)
  })

  it('repeats the week, not the last days', () => {
    const { days } = answered(forecast({ history: history(120, noisyWeek(3)), horizon: 14 }))
    for (const [h, { expected }] of days.entries())
      expect(expected / (1000 * (WEEK[(120 + h) % 7] ?? 1))).toBeCloseTo(1, 0.8)
    expect(days[0]?.day).toBe(addDays(FIRST, 120))
  })

  it('takes a gap for missing, never for zero', () => {
    const make = noisyWeek(5)
    const gappy = history(150, (i) => (i % 11 === 0 ? null : make(i)))
    const { total } = answered(forecast({ history: gappy, horizon: 7 }))
    expect(total.expected / 7300).toBeGreaterThan(0.93)
    expect(total.expected / 7300).toBeLessThan(1.07)
  })

  it('lies lower than what it covers four times in five, over many shops', () => {
    let [held, count] = [0, 0]
    for (let seed = 1; seed <= 40; seed++) {
      const all = history(214, noisyWeek(seed))
      const { days } = answered(forecast({ history: all.slice(0, 200), horizon: 14 }))
      for (const [h, { low, high }] of days.entries()) {
        const value = all[200 + h]?.value ?? 0
        count++
        if (value >= low && value <= high) held++
      }
    }
    expect(held / count).toBeGreaterThan(0.75)
    expect(held / count).toBeLessThan(0.9)
  })

  it('never looks at or beyond its origin', () => {
    const make = noisyWeek(8)
    const all = history(100, make)
    const changed = all.map((one, i) => (i >= 90 ? { ...one, value: 1e6 } : one))
    const seen = (days: readonly SeriesDay[]) => forecast({ history: days.slice(0, 90), horizon: 5 })
    expect(seen(changed)).toEqual(seen(all))
  })

  it('stays below zero where the history goes below zero', () => {
    const values = Float64Array.from({ length: 90 }, (_, i) => -5 + ((i * 31) % 7) / 7)
    const { steps } = forecastSeries({ values, horizon: 3, axis: { period: 7, year: null, phase: 0 } })
    for (const { median } of steps) expect(median).toBeLessThan(-3)
  })
})

describe('special days', () => {
  it('lifts a campaign as earlier days of its name were lifted, and leaves ordinary days alone', () => {
    const make = noisyWeek(11)
    const sale = new Set([40, 80, 120])
    const past = history(150, (i) => make(i) * (sale.has(i) ? 3 : 1))
    const calendar = new Map([...sale, 152].map((i) => [addDays(FIRST, i), 'sale']))
    const plain = answered(forecast({ history: past, horizon: 7 }))
    const told = answered(forecast({ history: past, horizon: 7, calendar }))
    const ratio = (h: number) => (told.days[h]?.median ?? 0) / (plain.days[h]?.median ?? 1)
    expect(ratio(2)).toBeGreaterThan(1.8)
    expect(ratio(3)).toBeCloseTo(1, 1)
    expect(told.namedDays.get(addDays(FIRST, 152))).toBe('sale')
  })

  it('says which days ahead the past has no example of', () => {
    const calendar = new Map([[addDays(FIRST, 101), 'opening']])
    const found = answered(
      forecast({ history: history(100, noisyWeek(2)), horizon: 7, calendar, liftOfUnknown: 1.5 }),
    )
    expect(found.unknownDays).toEqual([addDays(FIRST, 101)])
  })

  it('learns by itself that the shop is shut at Christmas, and that it does not know Lunar New Year', () => {
    const make = noisyWeek(17)
    const shut = (i: number) => addDays('2023-01-01', i).endsWith('-12-25')
    const past = history(1080, (i) => (shut(i) ? 0 : make(i)), '2023-01-01')
    const { days, namedDays } = answered(forecast({ history: past, horizon: 14 }))
    const christmas = days.find(({ day }) => day === '2025-12-25')
    expect(namedDays.get('2025-12-25')).toBe('Christmas Day')
    expect(christmas?.median).toBeLessThan(100)
    expect(namedDays.has('2025-12-24')).toBe(false)
  })
})

describe('a rate', () => {
  it('is the ratio of the forecasts of its parts, and a share ends at 1', () => {
    const base = history(90, noisyWeek(4))
    const share = (by: number) => base.map(({ day, value }) => ({ day, value: by * (value ?? 0) }))
    const third = answered(forecastRate({ history: share(0.3), horizon: 7 }, { history: base, horizon: 7 }))
    expect(third.total.expected).toBeCloseTo(0.3, 3)
    const whole = answered(forecastRate({ history: share(1), horizon: 7 }, { history: base, horizon: 7 }))
    for (const { high } of whole.days) expect(high).toBeLessThanOrEqual(1)
  })
})
