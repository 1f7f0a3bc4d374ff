import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/lib/days.ts'
import { holidaysOf, yearless } from '../../../src/models/calendar/calendar.ts'
import { easter, islamic, lunarNewYear, nthWeekday } from '../../../src/models/calendar/holiday-dates.ts'

describe('moving feasts', () => {
  // the ends of the range of Easter, and years around them (tables of the Astronomical Society of South Australia)
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2024, '2024-03-31'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
  ])('Easter of %i', (year, day) => expect(easter(year)).toBe(day))

  // Hong Kong Observatory
  it.each([
    [2015, '2015-02-19'],
    [2020, '2020-01-25'],
    [2023, '2023-01-22'],
    [2026, '2026-02-17'],
    [2033, '2033-01-31'],
  ])('Lunar New Year of %i', (year, day) => expect(lunarNewYear(year)).toBe(day))

  // the calendar of Umm al-Qura
  it('Ramadan and both Eids move by eleven days, and 2030 has two Ramadans', () => {
    expect(islamic(2024, 9, 1)).toEqual(['2024-03-11'])
    expect(islamic(2024, 10, 1)).toEqual(['2024-04-10'])
    expect(islamic(2023, 12, 10)).toEqual(['2023-06-28'])
    expect(islamic(2030, 9, 1)).toEqual(['2030-01-05', '2030-12-26'])
  })

  it('counts weekdays from either end of a month', () => {
    expect(nthWeekday(2026, 11, 4, 4)).toBe('2026-11-26')
    expect(nthWeekday(2026, 5, 1, -1)).toBe('2026-05-25')
    expect(nthWeekday(2026, 12, 4, -1)).toBe('2026-12-31')
  })
})

describe('the calendar', () => {
  const days = holidaysOf({ from: '2026-11-10', to: '2026-12-27' })

  it('names sales and feasts, and the days around them by their distance', () => {
    expect(days.get('2026-11-11')).toBe('Double 11')
    expect(days.get('2026-11-10')).toBe('Double 11 −1')
    expect(days.get('2026-11-27')).toBe('Black Friday')
    expect(days.get('2026-11-30')).toBe('Cyber Monday')
    expect(days.get('2026-12-25')).toBe('Christmas Day')
    expect(days.has('2026-11-18')).toBe(false)
  })

  // by the law or custom that sets each: fixed dates, nth weekdays of 2026, and days after Easter of 5 April
  it.each([
    ['2026-02-14', "Valentine's Day"],
    ['2026-03-08', "Women's Day"],
    ['2026-04-03', 'Good Friday'],
    ['2026-05-01', 'Labour Day'],
    ['2026-05-04', 'Early May Bank Holiday'],
    ['2026-05-10', "Mother's Day"],
    ['2026-05-14', 'Ascension Day'],
    ['2026-06-04', 'Corpus Christi'],
    ['2026-06-21', "Father's Day"],
    ['2026-07-04', 'Independence Day'],
    ['2026-08-31', 'Summer Bank Holiday'],
    ['2026-09-07', 'Labor Day'],
    ['2026-10-01', 'National Day of China'],
    ['2026-10-31', 'Halloween'],
    ['2026-11-26', 'Thanksgiving'],
  ])('%s is %s', (day, name) => {
    expect(holidaysOf({ from: day, to: addDays(day, 1) }).get(day)).toBe(name)
  })

  it('holds the first day of the range and not the last', () => {
    expect(holidaysOf({ from: '2026-11-11', to: '2026-11-12' })).toEqual(
      new Map([['2026-11-11', 'Double 11']]),
    )
    expect(holidaysOf({ from: '2026-12-31', to: '2027-01-02' }).get('2027-01-01')).toBe("New Year's Day")
  })

  it('takes the year from the name of what comes back', () => {
    expect(yearless('Double 11 2026')).toBe('Double 11')
    expect(yearless('Toys week 3')).toBe('Toys week 3')
    expect(yearless('2026')).toBe('2026')
  })
})
