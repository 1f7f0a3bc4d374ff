import { describe, expect, it } from 'vitest'
import { countryDays } from '../../../src/calendar/country-days.ts'
import { addDays, type Day, weekday } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { sumOf } from '../../../src/lib/sum.ts'
import type { Calendar } from '../../../src/models/calendar/calendar.ts'
import { kinOf } from '../../../src/models/calendar/country.ts'
import { forecast } from '../../../src/models/forecast/forecast.ts'

const HORIZON = 14
const range = { from: '2023-01-01', to: '2026-01-15' }
const known = await countryDays('BR', range)
const isPublic = (day: Day) => kinOf(known.get(day) ?? 'none −2') === 'on'
const NEW = '2025-10-12'

interface Shop {
  readonly seed: number
  readonly first: Day
  /** the last day of the history */
  readonly last: Day
  /** times so much on a public holiday, and on the day before it */
  readonly on: number
  readonly before: number
}

function daysOf({ seed, first, last, on, before }: Shop) {
  const random = seeded(seed)
  const base = 20 * 10 ** (1.5 * random.next())
  const noise = 0.08 + 0.1 * random.next()
  const rows = []
  for (let day = first; day <= addDays(last, HORIZON); day = addDays(day, 1)) {
    const wild = random.next() < 0.02 ? 3 : 1
    const effect = isPublic(day) ? on : isPublic(addDays(day, 1)) ? before : 1
    const value = base * (weekday(day) > 5 ? 0.7 : 1) * effect * Math.exp(noise * wild * random.normal())
    rows.push({ day, value: Math.round(value) })
  }
  return rows
}

/** Sums of the absolute errors with the holidays of the country and without. */
function errors(shop: Shop, ofCountry: Calendar, isJudged: (day: Day) => boolean) {
  const rows = daysOf(shop)
  const history = rows.slice(0, -HORIZON)
  const actual = new Map(rows.map(({ day, value }) => [day, value]))
  const base = sumOf(history, ({ value }) => value) / history.length
  const off = (named: Calendar) => {
    const found = forecast({ history, horizon: HORIZON, ofCountry: named })
    if (found.kind === 'too-short') throw new Error('too short')
    return sumOf(
      found.days.filter(({ day }) => isJudged(day)),
      ({ day, median }) => Math.abs((actual.get(day) ?? 0) - median) / base,
    )
  }
  return { told: off(ofCountry), untold: off(new Map()) }
}

function ratio(shops: readonly Shop[], isJudged: (day: Day) => boolean = () => true) {
  const all = shops.map((shop) => errors(shop, known, isJudged))
  return sumOf(all, ({ told }) => told) / sumOf(all, ({ untold }) => untold)
}

/** A calendar of the shop's own whose days are like any other: some days every month or so, under a name or several. */
function useless(seed: number, { first, names }: { readonly first: Day; readonly names: number }): Calendar {
  const random = seeded(1000 + seed)
  const found = new Map<Day, string>()
  for (let at = random.below(25); at < 240; at += 15 + random.below(20))
    for (let more = 0; more <= random.below(3); more++)
      found.set(addDays(first, at + more), `event ${random.below(names)}`)
  return found
}

const shops = (of: Omit<Shop, 'seed'>, count = 4) =>
  Array.from({ length: count }, (_, k) => ({ ...of, seed: 7 * k + 1 }))
const YOUNG = { first: '2025-03-20', last: '2025-10-03' }
const OLD = { first: '2023-01-01', last: '2025-10-03' }

describe('a forecast that is told the holidays of the country', () => {
  it('of a shop of two years and more: the holiday is as it was', () => {
    expect(ratio(shops({ ...OLD, on: 0.4, before: 1.3 }), (day) => day === NEW)).toBeLessThan(0.7)
  })

  it('of a shop of six months that has not seen it: it is as the other public holidays were', () => {
    expect(ratio(shops({ ...YOUNG, on: 0.4, before: 1.3 }), (day) => day === NEW)).toBeLessThan(0.7)
  })

  it.each([
    ['young', YOUNG],
    ['old', OLD],
  ])('of a %s shop that sells on as ever: no worse than untold', (_, when) => {
    expect(ratio(shops({ ...when, on: 1, before: 1 }, 5))).toBeLessThan(1.01)
  })

  it('whose holidays differ from each other, a new one is not guessed', () => {
    const unlike = shops({ ...YOUNG, on: 0.4, before: 1 }, 1).map((shop) => daysOf(shop))[0] ?? []
    const history = unlike
      .slice(0, -HORIZON)
      .map(({ day, value }) => ({ day, value: isPublic(day) && day > '2025-04-25' ? 6 * value : value }))
    const found = forecast({ history, horizon: HORIZON, ofCountry: known })
    expect(found.kind === 'forecast' && found.unknownDays.includes(NEW)).toBe(true)
  })

  it('a calendar of its own that says nothing costs nothing, over many shops and calendars', () => {
    let [told, untold] = [0, 0]
    for (let seed = 1; seed <= 20; seed++) {
      const first = '2025-03-01'
      const rows = daysOf({ seed, first, last: addDays(first, 200), on: 1, before: 1 })
      const history = rows.slice(0, -HORIZON)
      const off = (calendar: Calendar) => {
        const found = forecast({ history, horizon: HORIZON, calendar })
        if (found.kind === 'too-short') throw new Error('too short')
        const base = sumOf(history, ({ value }) => value) / history.length
        return sumOf(
          found.days,
          ({ median }, h) => Math.abs((rows[history.length + h]?.value ?? 0) - median) / base,
        )
      }
      told += off(useless(seed, { first, names: 1 + (seed % 4) }))
      untold += off(new Map())
    }
    expect(told / untold).toBeLessThan(1.01)
  })
})

describe('a day of the country that the shop has never been through', () => {
  const history = Array.from({ length: 60 }, (_, i) => ({
    day: addDays('2025-10-01', i),
    value: 100 + 20 * (i % 7) + (i % 3),
  }))
  const told = async (country: string) => {
    const ofCountry = await countryDays(country, { from: '2025-10-01', to: '2026-01-15' })
    const plain = forecast({ history, horizon: 35 })
    const found = forecast({ history, horizon: 35, ofCountry })
    if (found.kind === 'too-short' || plain.kind === 'too-short') throw new Error('too short')
    return { plain, found, names: found.unknownDays.map((day) => found.namedDays.get(day)) }
  }

  it.each([
    [
      'DE',
      ['Cyber Monday', 'Christmas Eve', 'Christmas Day', 'Boxing Day', "New Year's Eve", "New Year's Day"],
    ],
    ['CN', ['Double 12', "New Year's Day"]],
    ['BR', ['Cyber Monday', 'Christmas Eve', 'Christmas Day', "New Year's Eve", "New Year's Day"]],
  ])('is named in %s, and expected as an ordinary day', async (country, expected) => {
    const { names, found, plain } = await told(country)
    expect(names).toEqual(expected)
    expect(found.days).toEqual(plain.days)
  })
})
