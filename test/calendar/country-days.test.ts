import { describe, expect, it } from 'vitest'
import { countryDays } from '../../src/calendar/country-days.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import { countryOf } from '../../src/models/calendar/country.ts'
import { holidaysBefore } from '../../src/models/forecast/look-back.ts'

const of = (country: string | null, year: number) =>
  countryDays(country, { from: `${year}-01-01`, to: `${year + 1}-01-01` })

describe('the holidays of a country', () => {
  it.each([
    ['BR', '2025-09-07', 'Independence Day'],
    ['BR', '2025-03-04', 'Carnival'],
    ['BR', '2025-11-28', 'Black Friday'],
    ['DE', '2025-10-03', 'National Holiday'],
    ['DE', '2025-10-02', 'National Holiday −1'],
    ['DE', '2025-12-29', 'Between the years'],
    ['DE', '2025-12-18', 'Week before Christmas'],
    ['DE', '2025-01-04', 'After New Year'],
    ['DE', '2025-01-01', "New Year's Day"],
    ['GB', '2025-04-21', 'Easter Monday'],
    ['US', '2025-11-27', 'Thanksgiving'],
    ['CN', '2025-11-11', 'Double 11'],
    ['CN', '2025-06-18', '618'],
    ['CN', '2025-10-03', 'National Day of China +2'],
    ['IN', '2025-10-20', 'Diwali'],
    ['SA', '2025-03-30', 'Eid al-Fitr'],
    ['JP', '2025-05-04', 'Greenery Day'],
  ])('%s has %s as %s', async (country, day, name) => {
    expect((await of(country, Number(day.slice(0, 4)))).get(day)).toBe(name)
  })

  it.each([
    ['DE', '2025-11-11'],
    ['CN', '2025-12-25'],
    ['CN', '2025-12-18'],
    ['CN', '2025-01-04'],
    ['CN', '2025-11-28'],
    ['SA', '2025-12-29'],
  ])('%s has nothing on %s', async (country, day) => {
    expect((await of(country, 2025)).has(day)).toBe(false)
  })

  it('nobody’s are none', async () => {
    expect((await of(null, 2025)).size).toBe(0)
    expect(countryOf('UTC')).toBeNull()
    expect(countryOf('America/Sao_Paulo')).toBe('BR')
  })
})

describe('what a shop expects of holidays', () => {
  const flat = (first: Day, days: number) =>
    Array.from({ length: days }, (_, at) => ({ day: addDays(first, at), value: 100 + (at % 7) }))

  it('those it has not seen by a name that says so, and not those it has', async () => {
    const ofCountry = await countryDays('DE', { from: '2024-06-01', to: '2026-06-01' })
    const young = holidaysBefore([flat('2025-06-01', 204)], '2025-12-22', ofCountry)
    expect(young.get('2025-12-22')).toBe('Christmas Eve −2 for the first time')
    const old = holidaysBefore([flat('2024-06-01', 569)], '2025-12-22', ofCountry)
    expect(old.get('2025-12-22')).toBeUndefined()
  })

  it('those of the last weeks that were new are no ordinary days', async () => {
    const ofCountry = await countryDays('DE', { from: '2025-06-01', to: '2026-06-01' })
    const found = holidaysBefore([flat('2025-06-01', 220)], '2026-01-07', ofCountry)
    expect(found.get('2025-12-25')).toBe('Christmas Day')
  })
})
