import { text } from '../engine/duckdb.ts'

const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP']
const CROWNS = ['SEK', 'NOK', 'DKK', 'ISK']

/** Which currencies a sign beside a number may stand for. */
const SIGNS: readonly (readonly [sign: string, currencies: readonly string[]])[] = [
  ['r$', ['BRL']],
  ['us$', ['USD']],
  ['ca$', ['CAD']],
  ['c$', ['CAD']],
  ['au$', ['AUD']],
  ['a$', ['AUD']],
  ['nz$', ['NZD']],
  ['hk$', ['HKD']],
  ['nt$', ['TWD']],
  ['mx$', ['MXN']],
  ['s$', ['SGD']],
  ['$', DOLLARS],
  ['€', ['EUR']],
  ['£', ['GBP']],
  ['¥', ['JPY', 'CNY']],
  ['￥', ['JPY', 'CNY']],
  ['元', ['CNY', 'TWD']],
  ['円', ['JPY']],
  ['₹', ['INR']],
  ['rs', ['INR', 'PKR', 'LKR', 'NPR']],
  ['₽', ['RUB']],
  ['₩', ['KRW']],
  ['₺', ['TRY']],
  ['₫', ['VND']],
  ['₴', ['UAH']],
  ['₪', ['ILS']],
  ['฿', ['THB']],
  ['zł', ['PLN']],
  ['kč', ['CZK']],
  ['kr', CROWNS],
  ['fr', ['CHF']],
]

/**
 * The currency that stands beside a number, where it is another than the source's: null where none stands there or it
 * is the source's own, `?` where the sign may be of several and none of them is.
 */
export function currencyBeside(value: string, ofSource: string): string {
  const word = `regexp_extract(lower(${value}), ${text("[^-+0-9.,()\\s\u00a0\u2007\u2009\u202f'’−–]+")})`
  const cases = SIGNS.map(([sign, currencies]) => {
    const [only] = currencies
    const is = currencies.includes(ofSource) ? 'null' : currencies.length === 1 && only ? text(only) : "'?'"
    return `when ${text(sign)} then ${is}`
  })
  return `case rtrim(${word}, '.') ${cases.join(' ')} when ${text(ofSource.toLowerCase())} then null
    else case when regexp_full_match(${word}, '[a-z]{3}') then upper(${word}) end end`
}
