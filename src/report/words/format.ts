import { type Day, wallClock } from '../../lib/days.ts'
import type { Language } from '../../lib/language.ts'
import { minorDigits } from '../../lib/money.ts'
import { longDay, shortDay, showClock } from '../../lib/show-days.ts'
import type { Metric } from '../../metrics/metric.ts'
import { type EstimateKind, estimateWith, type ShownEstimate } from './estimate.ts'
import { type Periods, periodsIn } from './periods.ts'
import type { Spread } from './round-by-range.ts'

/** How numbers, money and dates of the shop are written in one language. */
export interface Format extends Periods {
  readonly language: Language
  readonly currency: string
  readonly zone: string
  /** `1,234`, with so many decimals */
  number(value: number, digits?: number): string
  /** `3.42 %` */
  percent(share: number, digits?: number): string
  /** a change with its sign and a true minus: `+4.1 %`, `−12 %` */
  change(share: number, digits?: number): string
  /** a difference of two rates: `−0.42 pp` */
  points(difference: number): string
  /** `€1,299.99`: a price, to the cent */
  price(cents: number): string
  /** `€234.56`, `€1,235`: an amount, from four digits on without its cents */
  money(cents: number): string
  /** `€2,310`: money without its cents */
  wholeMoney(cents: number): string
  /** `−€2,310`: a change of money, without its cents */
  gain(cents: number): string
  /** `3.42 %`, `€25,900`, `186`: a KPI's value; what is not known is a dash */
  figure(unit: Metric['unit'], value: number | null): string
  /** against what was before: rates in percentage points, all else in per cent */
  move(unit: Metric['unit'], value: number | null, before: number | null | undefined): string
  /** `€4,700`, `€3,200` and `€6,400`: an estimate and its range, no finer than the range bears */
  estimate(kind: EstimateKind, spread: Spread): ShownEstimate
  /** a part of a change, in the KPI's unit and with its sign */
  part(unit: Metric['unit'], part: number): string
  /** `23 Nov` */
  shortDay(day: Day): string
  /** `Mon 23 Nov 2026` */
  longDay(day: Day): string
  /** `Monday` */
  weekday(day: Day): string
  /** `24 Nov 07:45`, as a clock of the shop's zone shows it */
  instant(instant: Date): string
  /** `Toys, Books and Games` */
  list(items: readonly string[]): string
}

const STYLES: Readonly<Record<Language, { tag: string; percent: string; points: string }>> = {
  en: { tag: 'en-US', percent: ' %', points: ' pp' },
  zh: { tag: 'zh-CN', percent: '%', points: ' 个百分点' },
}

export const DASH = '–'

/** `shop` says in which money and zone; what a person reads is in `language`. */
export function formatOf(
  language: Language,
  { currency, zone }: { readonly currency: string; readonly zone: string },
): Format {
  const style = STYLES[language]
  const number = (value: number, digits = 0) =>
    value.toLocaleString(style.tag, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const percent = (share: number, digits = 2) => `${number(share * 100, digits)}${style.percent}`
  const signed = (value: number, shown: string) => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${shown}`
  const change = (share: number, digits = 1) => signed(share, percent(Math.abs(share), digits))
  const points = (difference: number) => {
    const rounded = Math.round(difference * 10_000) / 100
    return signed(rounded, `${number(Math.abs(rounded), 2)}${style.points}`)
  }
  const minor = minorDigits(currency)
  const moneyWith = (amount: number, digits: number) =>
    new Intl.NumberFormat(style.tag, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
      .format(amount || 0)
      .replace('-', '−')
  const money = (cents: number) => {
    const amount = cents / 10 ** minor
    return moneyWith(amount, Math.abs(amount) >= 1000 ? 0 : minor)
  }
  const estimate = estimateWith({ percent, number, signed, money: moneyWith, pp: style.points, minor })
  const wholeMoney = (cents: number) => moneyWith(Math.round(cents / 10 ** minor), 0)
  const figure = (unit: Metric['unit'], value: number | null) => {
    if (value === null) return DASH
    if (unit === 'rate') return percent(value)
    if (unit === 'count') return number(value, Number.isInteger(value) || value >= 100 ? 0 : 1)
    return unit === 'money' ? wholeMoney(value) : money(Math.round(value))
  }
  return {
    language,
    currency,
    zone,
    number,
    percent,
    change,
    points,
    price: (cents) => moneyWith(cents / 10 ** minor, minor),
    money,
    wholeMoney,
    estimate,
    gain: (cents) => signed(Math.round(cents / 10 ** minor), wholeMoney(Math.abs(cents))),
    figure,
    move(unit, value, before) {
      if (value === null || before === null || before === undefined) return DASH
      if (unit === 'rate') return points(value - before)
      return before === 0 ? DASH : change(value / before - 1)
    },
    part: (unit, part) => (unit === 'rate' ? points(part) : signed(part, figure(unit, Math.abs(part)))),
    ...datesOf(language, zone),
    ...periodsIn(language),
    list: (items) => new Intl.ListFormat(style.tag, { type: 'conjunction' }).format(items),
  }
}

function datesOf(
  language: Language,
  zone: string,
): Pick<Format, 'shortDay' | 'longDay' | 'weekday' | 'instant'> {
  const { tag } = STYLES[language]
  const named = (form: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { ...form, timeZone: 'UTC' })
    return (day: Day) => format.format(new Date(day))
  }
  const weekday = named({ weekday: 'long' })
  const dates =
    language === 'zh'
      ? {
          shortDay: named({ month: 'long', day: 'numeric' }),
          longDay: named({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' }),
        }
      : { shortDay, longDay }
  return {
    ...dates,
    weekday,
    instant(instant) {
      const { day, minute } = wallClock(instant, zone)
      return `${dates.shortDay(day)} ${showClock(minute)}`
    },
  }
}
