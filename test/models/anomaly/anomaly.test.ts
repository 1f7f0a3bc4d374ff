import { describe, expect, it } from 'vitest'
import { addDays, type Day, weekday } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { judge } from '../../../src/models/anomaly/anomaly.ts'
import type { KpiDay } from '../../../src/models/anomaly/baseline.ts'
import { dayNumber } from '../../../src/models/anomaly/baseline.ts'
import { discoveries } from '../../../src/models/anomaly/discoveries.ts'
import type { Finding, Judgement } from '../../../src/models/anomaly/finding.ts'
import { previewRule } from '../../../src/models/anomaly/rule-preview.ts'

const FIRST: Day = '2026-07-06'

/** Binomial noise around 3 %, weekends a fifth higher; `change` multiplies the share of a day. */
function rates(days: number, change: (at: number) => number = () => 1, sessions = 4000): KpiDay[] {
  const random = seeded(11)
  return Array.from({ length: days }, (_, at) => {
    const day = addDays(FIRST, at)
    const share = 0.03 * (weekday(day) >= 6 ? 1.2 : 1) * change(at)
    return { day, of: random.poisson(sessions * share), over: sessions }
  })
}

function judged(days: readonly KpiDay[], more: Partial<Judgement> = {}): Finding {
  const today = days.at(-1)
  if (!today) throw new Error('no day')
  const found = judge({ unit: 'rate', history: days.slice(0, -1), today, ...more })
  if (found.kind !== 'finding') throw new Error(`too short: ${found.have}`)
  return found
}

describe('a day of a KPI', () => {
  it('inside what its past allows is no finding, and says what was expected', () => {
    const found = judged(rates(90))
    expect(found).toMatchObject({ isAnomaly: false, because: 'inside', method: 'beta-binomial' })
    expect(found.expected).toBeGreaterThan(0.027)
    expect(found.expected).toBeLessThan(0.037)
    expect(found.low).toBeLessThan(found.actual)
    expect(found.high).toBeGreaterThan(found.actual)
  })

  it('of a slice that was empty for weeks and then sold by the hundred on some weekdays has a score', () => {
    const random = seeded(5)
    const days = Array.from({ length: 85 }, (_, at) => {
      const day = addDays(FIRST, at)
      const isOpen = at > 30 && [2, 4].includes(weekday(day))
      return { day, of: isOpen ? 300 + random.poisson(60) : 0, over: 1 }
    })
    for (const until of [50, 60, 70, 80]) {
      const [history, today] = [days.slice(0, until - 1), days[until - 1]]
      if (!today) throw new Error('no day')
      const found = judge({ unit: 'count', history, today })
      // fewer than 14 days that are not empty
      expect(found.kind === 'too-short' || Number.isFinite(found.score)).toBe(true)
    }
    for (const until of [84, 85])
      expect(Number.isFinite(judged(days.slice(0, until), { unit: 'count' }).score)).toBe(true)
  })

  it('that halves is one, with the money it costs', () => {
    const found = judged(
      rates(90, (at) => (at === 89 ? 0.5 : 1)),
      { worthCents: 5000 },
    )
    expect(found).toMatchObject({ isAnomaly: true, because: 'outside', direction: 'down' })
    const orders = (found.expected - found.actual) * 4000
    expect(found.stakeCents).toBe(Math.round(orders * 5000))
  })

  it('is not told when less than the least money is at stake', () => {
    const found = judged(
      rates(90, (at) => (at === 89 ? 0.5 : 1)),
      { worthCents: 100, leastCents: 1_000_000 },
    )
    expect(found).toMatchObject({ isAnomaly: false, because: 'too little money' })
  })

  it('with too few events expected is not judged', () => {
    expect(judged(rates(90, () => 1, 60)).because).toBe('too little volume')
  })

  it('is judged from five expected events on: a rate of 3 % needs about 170 sessions', () => {
    const quiet = (sessions: number) => judged(rates(90, () => 1, sessions))
    const [few, enough] = [quiet(120), quiet(220)]
    expect(few.expected * 120).toBeLessThan(5)
    expect(few.because).toBe('too little volume')
    expect(enough.expected * 220).toBeGreaterThan(5)
    expect(enough.because).not.toBe('too little volume')
  })

  it('after fewer than 14 days says how many it takes', () => {
    const days = rates(10)
    expect(
      judge({ unit: 'rate', history: days.slice(0, 9), today: { day: addDays(FIRST, 9), of: 1, over: 10 } }),
    ).toEqual({
      kind: 'too-short',
      need: 14,
      have: 9,
    })
  })

  it('is judged by the days there are: missing ones are not zeros', () => {
    const days = rates(90).filter((_, at) => at % 5 !== 2 || at === 89)
    expect(judged(days).because).toBe('inside')
  })
})

describe('a drift', () => {
  const fallen = rates(90, (at) => (at >= 82 ? 0.85 : 1))

  it('too small for any one day is found over several, from its first day on', () => {
    const found = [83, 84, 85, 86, 87, 88, 89]
      .map((at) => judged(fallen.slice(0, at + 1)))
      .find(({ isAnomaly }) => isAnomaly)
    expect(found).toMatchObject({ because: 'drift', method: 'cusum', direction: 'down' })
    expect(found && found.since >= addDays(FIRST, 79)).toBe(true)
  })

  it('that was learnt long ago is no news', () => {
    expect(judged(rates(90, (at) => (at >= 30 ? 0.85 : 1))).isAnomaly).toBe(false)
  })

  it('of a stock that jumped two weeks ago and ebbs away is no news: the level has learnt it', () => {
    // products out of stock after a sale: today is mostly what yesterday was
    const shares = [8.3, 9.5, 9.4, 9.5, 9.6, 9.9, 10, 10.2, 9.9, 9.4, 9.8, 9.4, 9.2, 9.1]
    const days = rates(90).map(({ day }, at) => {
      const share = (shares[at - 76] ?? 4.5 + 0.5 * Math.sin(at / 6)) / 100
      return { day, of: Math.round(1032 * share), over: 1032 }
    })
    const sale = new Map([76, 77, 78, 79].map((at) => [addDays(FIRST, at), 'Double 11']))
    expect(judged(days).isAnomaly).toBe(false)
    expect(judged(days, { calendar: sale }).isAnomaly).toBe(false)
    expect(judged(days.slice(0, 79)).isAnomaly).toBe(true)
  })

  it('ends with a recovery, which is no rise', () => {
    const found = judged(rates(90, (at) => (at >= 79 && at < 89 ? 0.8 : 1)))
    expect(found.isAnomaly).toBe(false)
  })
})

describe('the calendar', () => {
  const SALES = [20, 21, 48, 49, 75]
  const calendar = new Map(SALES.map((at) => [addDays(FIRST, at), 'Sale']))
  const onSale = (lift: number, at: number) => (SALES.includes(at) ? lift : 1)

  it('compares a sale with earlier sales', () => {
    const days = rates(76, (at) => onSale(1.6, at))
    expect(judged(days).isAnomaly).toBe(true)
    expect(judged(days, { calendar })).toMatchObject({ isAnomaly: false, because: 'inside' })
  })

  it('does not take a sale that came a day early for a rise', () => {
    const days = rates(75, (at) => (at === 74 ? 1.6 : onSale(1.6, at)))
    expect(judged(days).isAnomaly).toBe(true)
    expect(judged(days, { calendar })).toMatchObject({ isAnomaly: false, because: 'beside a special day' })
  })

  it('still tells a collapse beside a sale', () => {
    const days = rates(75, (at) => (at === 74 ? 0.4 : onSale(1.6, at)))
    expect(judged(days, { calendar })).toMatchObject({ isAnomaly: true, direction: 'down' })
  })

  it('says that a day of a name never seen has no past', () => {
    const named = new Map([[addDays(FIRST, 89), 'Double 11']])
    const found = judged(
      rates(90, (at) => (at === 89 ? 2 : 1)),
      { calendar: named },
    )
    expect(found).toMatchObject({ isAnomaly: false, because: 'special day without a past', p: 1 })
  })
})

describe('counts and money', () => {
  it('are judged by methods of their own', () => {
    const counts = rates(90, (at) => (at === 89 ? 0.4 : 1)).map((day) => ({ ...day, over: 1 }))
    expect(judged(counts, { unit: 'count' })).toMatchObject({ isAnomaly: true, method: 'negative-binomial' })
    expect(judged(counts, { unit: 'money' })).toMatchObject({ isAnomaly: true, method: 'log-residual' })
  })
})

describe('many at once', () => {
  it('are corrected for how many were judged', () => {
    const of = (p: number) => ({ p, isAnomaly: p < 0.001 })
    expect(discoveries([of(0.0009)])).toEqual([true])
    expect(discoveries([of(0.0009), ...Array.from({ length: 999 }, () => of(0.5))])[0]).toBe(false)
  })
})

describe('the preview of a rule', () => {
  const points = rates(140, (at) => (at === 100 || at === 120 ? 0.4 : 1)).map((one) => ({
    ...one,
    worthCents: 100,
  }))
  const minima = { volume: null, cents: null }

  it('names the days on which a threshold would have fired', () => {
    const found = previewRule(
      { kind: 'below', value: 0.018 },
      { unit: 'rate', points, minima, from: addDays(FIRST, 50) },
    )
    expect(found.fired.map(({ day }) => day)).toEqual([addDays(FIRST, 100), addDays(FIRST, 120)])
    expect(found.judged).toBe(90)
  })

  it('knows on each day only what was known then', () => {
    const rule = { kind: 'unusual', deviations: 4 } as const
    const found = previewRule(rule, { unit: 'rate', points, minima, from: FIRST })
    expect(found.fired.map(({ day }) => day)).toEqual([addDays(FIRST, 100), addDays(FIRST, 120)])
    expect(found.tooShort).toBe(14)
  })

  it.each([
    [{ volume: 4001, cents: null }, 0],
    [{ volume: 4000, cents: null }, 2],
    [{ volume: null, cents: 10_000 }, 0],
    [{ volume: null, cents: 500 }, 2],
  ])('speaks of nothing below %o', (least, times) => {
    const rule = { kind: 'below', value: 0.018 } as const
    const found = previewRule(rule, { unit: 'rate', points, minima: least, from: FIRST })
    expect(found.fired).toHaveLength(times)
  })

  it('speaks of one direction where one is named', () => {
    const asked = { unit: 'rate', points, minima, from: FIRST } as const
    const times = (direction: 'up' | 'down') =>
      previewRule({ kind: 'unusual', deviations: 4, direction }, asked).fired.length
    expect([times('up'), times('down')]).toEqual([0, 2])
  })
})

it('a day has the number a date has', () => {
  for (let number = -30_000; number < 60_000; number += 13)
    expect(dayNumber(new Date(number * 86_400_000).toISOString().slice(0, 10))).toBe(number)
})
