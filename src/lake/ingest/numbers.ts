import type { ColumnKind } from '../contract/column-kinds.ts'
import { text } from '../engine/duckdb.ts'
import { examplesOf, proofOf } from './proof.ts'

/** `,` or `.`: told, or proven by values that can be read in one way only; `own`: each value has to prove its own. */
export type DecimalMark = ',' | '.' | 'own'

/** How the values of one column are written. */
export interface SeenNumbers {
  /** that can only have a decimal comma, such as 12,90 and 1.234,56 */
  readonly comma: number
  /** that can only have a decimal dot, such as 12.90 and 1,234.56 */
  readonly dot: number
  /** that may be either, such as 1.234: a thousand and more, or one and a bit */
  readonly either: number
  readonly examples: readonly string[]
}

/** What stands where a value is missing. */
export const NO_VALUE = [
  '\\N',
  '(null)',
  '-',
  '–',
  '—',
  '#n/a',
  '#null!',
  '#value!',
  '<na>',
  'n/a',
  'na',
  'nan',
  'nat',
  'nil',
  'none',
  'null',
].map((word) => word.toLowerCase())

const SIGNS =
  'r\\$|us\\$|a\\$|c\\$|ca\\$|au\\$|nz\\$|hk\\$|s\\$|nt\\$|mx\\$|[$€£¥￥₹₽₩₺₫₴₪฿元円]|zł|kč|kr\\.?|fr\\.|rs\\.?'
const CODE = '[a-z]{3}'

/** No sign of a currency, no fancy blank or dash; a minus first, wherever it stood. Of what is no number: anything. */
const CORE: readonly (readonly [from: string, to: string])[] = [
  ['[\\x{00a0}\\x{2007}\\x{2009}\\x{202f}\\s]+', ' '],
  ['[−–﹣－]', '-'],
  ['[’´`＇]', "'"],
  [
    `^ ?([+-]?) ?(?:${SIGNS}|${CODE})? ?([+-]?) ?([0-9.,' ]*[0-9](?:[.,]-)?|[0-9.,' ]*[0-9]e[+-]?[0-9]+) ?(-?) ?(?:${SIGNS}|${CODE})? ?$`,
    '\\1\\2\\4\\3',
  ],
  [
    `^ ?(?:${SIGNS}|${CODE})? ?\\( ?(?:${SIGNS}|${CODE})? ?([0-9][0-9.,' ]*) ?(?:${SIGNS}|${CODE})? ?\\) ?(?:${SIGNS}|${CODE})? ?$`,
    '-\\1',
  ],
  ['^\\+', ''],
  // what Germans and Dutch write for whole amounts: 12,-
  ['[.,]-$', ''],
  [' $', ''],
]

/** Words of the engine for one session: what a number is written like, and what it is. */
export const NUMBER_MACROS: readonly string[] = [
  `create or replace macro number_core(t) as case when regexp_full_match(t, '-?[0-9][0-9.,]*[0-9]') then t
    else ${CORE.reduce(
      (value, [from, to]) => `regexp_replace(${value}, ${text(from)}, ${text(to)}, 'g')`,
      'lower(t)',
    )} end`,
  `create or replace macro core_class(c) as case
    when regexp_full_match(c, ${text("-?[0-9]+|-?[0-9]{1,3}(?:[ '][0-9]{3})+|-?[0-9]+e[+-]?[0-9]+")}) then 'none'
    when regexp_full_match(c, ${text('-?[1-9][0-9]{0,2}[.,][0-9]{3}')}) then 'either'
    when regexp_full_match(c, ${text(decimalWith(','))}) then 'comma'
    when regexp_full_match(c, ${text(decimalWith('.'))}) then 'dot'
    else 'other' end`,
  `create or replace macro number_class(t, core) as case
    when t is null or trim(t) = '' or lower(trim(t)) in (${NO_VALUE.map(text).join(', ')}) then null
    when isfinite(try_cast(t as double)) then case
      when strpos(t, '.') = 0 then 'none'
      when strpos(t, '.') = length(t) - 3 and regexp_full_match(t, ${text('[+-]?[1-9][0-9]{0,2}\\.[0-9]{3}')}) then 'either'
      else 'dot' end
    else core_class(core) end`,
  `create or replace macro with_dot(t, core) as case when isfinite(try_cast(t as double)) then t
    else regexp_replace(core, ${text("[, ']")}, '', 'g') end`,
  `create or replace macro with_comma(core) as
    replace(regexp_replace(core, ${text("[. ']")}, '', 'g'), ',', '.')`,
]

/** Numbers with this decimal mark, and with the other one, a blank or an apostrophe between thousands. */
function decimalWith(mark: ',' | '.'): string {
  const [decimal, other] = mark === ',' ? [',', '\\.'] : ['\\.', ',']
  const grouped = `-?[0-9]{1,3}(?:${other}[0-9]{3})+${decimal}[0-9]+|-?[0-9]{1,3}(?:[ '][0-9]{3})+${decimal}[0-9]+`
  const plain = `-?[0-9]*${decimal}[0-9]+(?:e[+-]?[0-9]+)?|-?[0-9]+${decimal}`
  return `${grouped}|${plain}|-?[0-9]{1,3}(?:${other}[0-9]{3}){2,}`
}

/** A value taken apart, once for everything that is asked of it. A currency stands beside money alone, not pieces. */
export function numberTaken(value: string, kind: ColumnKind): string {
  const wordless = kind === 'share' ? `rtrim(rtrim(${value}), '%')` : value
  const odd = `regexp_matches(lower(${value}), '[^-+0-9.,e%\\s\\x{00a0}\\x{202f}''’()−–]')`
  const k = kind === 'money' ? 'x.k' : `case when x.k is not null and ${odd} then 'other' else x.k end`
  // plain values, the most by far, are not taken apart
  return `case when ${isPlainNumber(value)} then {v: ${value}, c: ${value}, k: case when contains(${value}, '.') then 'dot' else 'none' end}
    else list_transform([number_core(${wordless})], lambda c: list_transform(
    [{v: ${value}, c: c, k: number_class(${wordless}, c)}], lambda x: {v: x.v, c: x.c, k: ${k}})[1])[1] end`
}

/** Of values that the engine takes: those that it may take for another number. To look at the length first is cheap. */
const mayBeThousands = (value: string) =>
  `length(${value}) between 5 and 8 and strpos(${value}, '.') = length(${value}) - 3
    and regexp_full_match(${value}, '[+-]?[1-9][0-9]{0,2}[.][0-9]{3}')`

export const isPlainNumber = (value: string) =>
  `coalesce(isfinite(try_cast(${value} as double)), false) and not (${mayBeThousands(value)})`

/** How many values are not plain: where there are none, none is touched. */
export const oddNumbers = (value: string) =>
  `count(*) filter (where ${value} is not null and not (${isPlainNumber(value)}))`

/** What is counted of a column of numbers, as one struct; `taken` is what `numberTaken` gives. */
export function numbersSeen(taken: string): string {
  const of = (which: string) => `count(*) filter (where ${taken}.k = '${which}')`
  return `{comma: ${of('comma')}, dot: ${of('dot')}, either: ${of('either')},
    examples: ${examplesOf(`${taken}.v`, `${taken}.k = 'either'`)}}`
}

/** The mark of each column, by proof of the whole of it or of the file. */
export function marksOf(columns: ReadonlyMap<string, SeenNumbers>): ReadonlyMap<string, DecimalMark | null> {
  return proofOf(columns, ({ comma, dot }): (',' | '.')[] => [
    ...(comma > 0 ? ([','] as const) : []),
    ...(dot > 0 ? (['.'] as const) : []),
  ])
}

/** The number as the lake writes it. One that may be two numbers becomes none, and says so where its row is shown. */
export function numberText(value: string, mark: DecimalMark, kind: ColumnKind): string {
  const [withComma, withDot, doubtful] = [
    'with_comma(x.c)',
    'with_dot(x.v, x.c)',
    "x.v || ' (how is it written?)'",
  ]
  const comma = mark === '.' ? doubtful : withComma
  const dot = mark === ',' ? doubtful : withDot
  const either = mark === 'own' ? doubtful : mark === ',' ? withComma : withDot
  const read = `case x.k when 'comma' then ${comma} when 'dot' then ${dot} when 'either' then ${either}
    when 'none' then ${withDot} when 'other' then x.v end`
  const percent = `try_cast(replace(rtrim(rtrim(x.v), '% '), ',', '.') as double)`
  const shared = `case when contains(x.v, '%') then coalesce(cast(${percent} / 100 as varchar), x.v) else ${read} end`
  const taken = `list_transform([${numberTaken(value, kind)}], lambda x: ${kind === 'share' ? shared : read})[1]`
  return mark === ',' ? taken : `case when ${isPlainNumber(value)} then ${value} else ${taken} end`
}
