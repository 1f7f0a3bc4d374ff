import type { SqlFunction } from './sql-function.ts'

const digit = (at: number) => `try_cast(substr(d, ${at}, 1) as int)`
const sumOf = (places: readonly number[], weight: (place: number) => number) =>
  places.map((place) => `${weight(place)} * ${digit(place)}`).join(' + ')
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1)

/**
 * The words for identifying an item across platforms: a GTIN of 8, 12, 13 or 14 digits (EAN, UPC, ISBN-13) or an ISBN of
 * ten, with spaces and hyphens or without, as the 14 digits that GS1 stores it by. Null when its check digit is wrong.
 */
export const GTIN_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  gtin_rest: {
    takes: { d: 'string' },
    gives: 'int',
    is: `(10 - (${sumOf(upTo(13), (place) => (place % 2 === 1 ? 3 : 1))}) % 10) % 10`,
  },
  checked_gtin: {
    takes: { d: 'string' },
    gives: 'string',
    is: `case when d <> '00000000000000' and gtin_rest(d) = ${digit(14)} then d end`,
  },
  // a check digit of ten is written X
  isbn_rest: {
    takes: { d: 'string' },
    gives: 'int',
    is: `(11 - (${sumOf(upTo(9), (place) => 11 - place)}) % 11) % 11`,
  },
  from_isbn: {
    takes: { d: 'string' },
    gives: 'string',
    is: `case
      when isbn_rest(d) = case when substr(d, 10, 1) = 'X' then 10 else ${digit(10)} end
        then '0978' || substr(d, 1, 9) || cast(gtin_rest('0978' || substr(d, 1, 9)) as string) end`,
  },
  plain_code: { takes: { t: 'string' }, gives: 'string', is: "upper(translate(t, ' -', ''))" },
  to_gtin: {
    takes: { t: 'string' },
    gives: 'string',
    is: `case
      when regexp_like(plain_code(t), '^([0-9]{8}|[0-9]{12,14})$') then checked_gtin(lpad(plain_code(t), 14, '0'))
      when regexp_like(plain_code(t), '^[0-9]{9}[0-9X]$') then from_isbn(plain_code(t)) end`,
  },
}
