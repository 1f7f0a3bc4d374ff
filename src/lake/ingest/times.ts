import { text } from '../engine/duckdb.ts'
import { NO_VALUE } from './numbers.ts'
import { examplesOf, proofOf } from './proof.ts'
import type { DateOrder, TimeFormat } from './time-format.ts'
import { offsetText } from './time-zones.ts'

const SEPARATOR = '[-/. ]'
const CLOCK = '([0-9]{1,2})(?:[:.h]([0-9]{2})(?:[:.m]([0-9]{2})(?:[.,:]([0-9]{1,9}))?s?)?)?'
const HALF = '(?: ?([ap])\\.? ?m\\b\\.?)?'
const OFFSET = '[a-z]{1,5}(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?|[+-][0-9]{1,2}(?::?[0-9]{2})?|[a-z]+/[a-z_/]+'
const TAIL =
  `(?:(?:t|,? ?(?:at |um |à |às |a las |kl\\.? ?)|[,: ] ?)${CLOCK}${HALF}(?: uhr)?)?` +
  ` ?(${OFFSET})?(?: ?\\([^)]*\\)|\\[[^\\]]*\\])?`
const WORD = '[^\\x00-/:-@\\[-`{-~\\s0-9]'
const WEEKDAY = `(?:${WORD}{2,}\\.?,? +)?`
const MONTH = `(${WORD}{3,})\\.?`

/** Each way to write a date: three groups for it, then those of the clock, am or pm, and the zone. */
const WAYS = {
  ymd: `([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})[日.]?`,
  // which of the first two is the day is not written there
  xxy: `${WEEKDAY}([0-9]{1,2})${SEPARATOR}{1,2}([0-9]{1,2})${SEPARATOR}{1,2}([0-9]{4})`,
  xxx: `([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{2})`,
  // 24. November 2017, 24-Nov-17, Fri, 24 Nov 2017, 24 de novembro de 2017, 24/Nov/2017
  named: `${WEEKDAY}([0-9]{1,2})(?:\\.|st|nd|rd|th|er|º)?[-/ ]*(?:de |of )?${MONTH},?[-/ ]*(?:de )?([0-9]{4}|[0-9]{2})`,
  american: `${WEEKDAY}${MONTH} +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})`,
} as const

/** Other ways, written as one of those. */
const REWRITTEN: readonly (readonly [from: string, to: string])[] = [
  ['[\\x{00a0}\\x{2007}\\x{2009}\\x{202f}\\s]+', ' '],
  // as `date` of Unix and C print it: Fri Nov 24 10:30:00 UTC 2017
  [`^${WEEKDAY}(${WORD}{3,}) ([0-9]{1,2}) ([0-9:.]{4,}) ?(${OFFSET})? ([0-9]{4})$`, '\\1 \\2 \\5 \\3 \\4'],
  ['^([0-9]{4})([0-9]{2})([0-9]{2})$', '\\1-\\2-\\3'],
  ['^([0-9]{4})([0-9]{2})([0-9]{2})t?([0-9]{2})([0-9]{2})$', '\\1-\\2-\\3 \\4:\\5'],
  [
    '^([0-9]{4})([0-9]{2})([0-9]{2})t?([0-9]{2})([0-9]{2})([0-9]{2}(?:[.][0-9]+)?)(z|[+-][0-9]{2}:?[0-9]{2})?$',
    '\\1-\\2-\\3 \\4:\\5:\\6\\7',
  ],
]

const COUNT = '[0-9]+(?:[.,][0-9]+)?'

/** As the lake reads it by itself: nothing of it is touched. */
const PLAIN =
  '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?'

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'янв', 'jän', 'stycz', 'sty'],
  ['feb', 'fev', 'fév', 'фев', 'lut'],
  ['mar', 'mär', 'mrz', 'maa', 'мар'],
  ['apr', 'abr', 'avr', 'апр', 'kwi'],
  ['may', 'mai', 'mei', 'mag', 'maj', 'май', 'мая'],
  ['jun', 'giu', 'juin', 'июн', 'cze'],
  ['jul', 'lug', 'juil', 'июл', 'lip'],
  ['aug', 'ago', 'aoû', 'aou', 'авг', 'sie'],
  ['sep', 'set', 'сен', 'wrz'],
  ['oct', 'okt', 'out', 'ott', 'окт', 'paź'],
  ['nov', 'ноя', 'lis'],
  ['dec', 'dez', 'dic', 'déc', 'дек', 'gru'],
]

const PARTS = "['a', 'b', 'c', 'h', 'mi', 's', 'f', 'half', 'zone']"
const isWay = (way: keyof typeof WAYS) => text(`^${WAYS[way]}${TAIL}$`)
const ways = Object.keys(WAYS) as (keyof typeof WAYS)[]

/** Words of the engine for one session. `t` is the value as `time_plain` gives it. */
export const TIME_MACROS: readonly string[] = [
  `create or replace macro time_plain(t) as case
    when regexp_full_match(t, '[0-9]+[-/.][0-9]+[-/.][0-9]+(?: [0-9]+:[0-9:]+)?') then t
    else ${REWRITTEN.reduce(
      (value, [from, to]) => `regexp_replace(${value}, ${text(from)}, ${text(to)}, 'g')`,
      'trim(lower(t))',
    )} end`,
  `create or replace macro time_class(v, t) as case
    when v is null or t = '' then null
    when t in (${NO_VALUE.map(text).join(', ')}) or starts_with(t, '0000-00-00') then 'none'
    when regexp_full_match(t, ${text(COUNT)}) then case length(regexp_extract(t, '[0-9]+', 0))
      when 5 then 'excel' when 10 then 's' when 13 then 'ms' when 16 then 'us' when 19 then 'ns' else 'other' end
    ${ways.map((way) => `when regexp_matches(t, ${isWay(way)}) then '${way}'`).join('\n    ')}
    else 'other' end`,
  `create or replace macro time_parts(k, t) as case k
    ${ways.map((way) => `when '${way}' then regexp_extract(t, ${isWay(way)}, ${PARTS})`).join('\n    ')} end`,
  `create or replace macro month_of(word) as case ${MONTHS.map(
    (words, i) =>
      `when ${words.map((word) => `starts_with(word, ${text(word)})`).join(' or ')} then '${i + 1}'`,
  ).join(' ')} end`,
  `create or replace macro hour_of(h, half) as case when half = '' or try_cast(h as int) > 12 then h
    when half = 'p' then cast(try_cast(h as int) % 12 + 12 as varchar)
    else cast(try_cast(h as int) % 12 as varchar) end`,
  `create or replace macro wall_of(y, m, d, p) as try_cast(
    case when length(y) = 2 then '20' || y else y end || '-' || m || '-' || d
    || case when p.h = '' then '' else ' ' || hour_of(p.h, p.half) || ':' || coalesce(nullif(p.mi, ''), '00')
      || ':' || coalesce(nullif(p.s, ''), '00') || coalesce('.' || nullif(p.f, ''), '') end as timestamp)`,
]

/** How the values of one column are written. */
export interface SeenTimes {
  /** of those whose first two parts are day and month: where the first cannot be a month, where the second cannot be */
  readonly dayFirst: number
  readonly monthFirst: number
  readonly either: number
  readonly examples: readonly string[]
}

/** How many values the lake does not read by itself: where there are none, no value is touched. */
export const oddTimes = (value: string) =>
  `count(*) filter (where ${value} is not null and not ${isPlain(value)})`

const isPlain = (value: string) =>
  `(regexp_full_match(${value}, ${text(PLAIN)}) and not starts_with(${value}, '0000'))`

/**
 * What is counted of a column of times, as one struct. `parts` is an expression of `timeSeenParts`. Dots between the
 * parts are the writing of those who put the day first.
 */
export function timesSeen(parts: string): string {
  const [first, second] = [`try_cast(${parts}.p.a as int)`, `try_cast(${parts}.p.b as int)`]
  const [k, isDotted] = [`${parts}.k`, `contains(${parts}.date, '.')`]
  const either = `${k} in ('xxy', 'xxx') and ${second} <= 12 and not ${isDotted}
    and (${k} = 'xxx' or (${first} <= 12 and ${first} <> ${second}))`
  return `{dayFirst: count(*) filter (where (${k} = 'xxy' and ${first} > 12) or (${k} in ('xxy', 'xxx') and ${isDotted} and ${second} <= 12)),
    monthFirst: count(*) filter (where ${k} in ('xxy', 'xxx') and ${second} > 12),
    either: count(*) filter (where ${either}),
    examples: ${examplesOf(`${parts}.v`, either)}}`
}

/** A value taken apart, once for everything that is asked of it. */
export function timeTaken(value: string): string {
  const plain = `list_transform([time_plain(${value})], lambda t: {v: ${value}, t: t, k: time_class(${value}, t)})[1]`
  return `case when ${value} is not null and not ${isPlain(value)} then list_transform([${plain}], lambda x: {v: x.v, t: x.t, k: x.k, p: time_parts(x.k, x.t), date: split_part(x.t, ' ', 1)})[1] end`
}

/** The order of each column's dates, by proof of the whole of it or of the file. */
export function ordersOf(
  columns: ReadonlyMap<string, SeenTimes>,
): ReadonlyMap<string, DateOrder | 'own' | null> {
  return proofOf(columns, ({ dayFirst, monthFirst }): DateOrder[] => [
    ...(dayFirst > 0 ? (['dmy'] as const) : []),
    ...(monthFirst > 0 ? (['mdy'] as const) : []),
  ])
}

/**
 * The time as the lake writes it, `2017-11-24 10:30:00+02:00`: the clock as it is written, and the offset that is
 * written beside it. What cannot be read is left as it is, for cleaning to refuse.
 */
export function timeText(
  value: string,
  order: DateOrder | 'own',
  { format, zone }: { readonly format: TimeFormat | null; readonly zone: string },
): string {
  const counted =
    format && 'counts' in format
      ? `when regexp_full_match(x.t, ${text(COUNT)}) then ${countText('x.t', format.counts)}`
      : ''
  const wall = `case x.k when 'ymd' then wall_of(p.a, p.b, p.c, p) when 'named' then wall_of(p.c, month_of(p.b), p.a, p)
    when 'american' then wall_of(p.c, month_of(p.a), p.b, p) else ${openWall(order)} end`
  const dated = `list_transform([x.p], lambda p: list_transform([${wall}], lambda w: ${withOffset('w', 'p.zone', zone)})[1])[1]`
  const read = `case ${counted} when x.k in ('s', 'ms', 'us', 'ns') then case x.k when 's' then ${countText('x.t', 's')}
      when 'ms' then ${countText('x.t', 'ms')} when 'us' then ${countText('x.t', 'us')} else ${countText('x.t', 'ns')} end
    when x.k = 'excel' then ${countText('x.t', 'excel')} when x.k = 'other' then null else ${dated} end`
  return `case when ${isPlain(value)} then ${value} else list_transform([${timeTaken(value)}], lambda x:
    case x.k when 'none' then null else coalesce(${read}, x.v) end)[1] end`
}

/** Of a date whose order is open in the whole column, what its own parts leave no doubt of. */
function openWall(order: DateOrder | 'own'): string {
  const [dmy, mdy, ymd] = [
    `wall_of(p.c, p.b, p.a, p)`,
    `wall_of(p.c, p.a, p.b, p)`,
    `wall_of(p.a, p.b, p.c, p)`,
  ]
  if (order === 'ymd') return `case x.k when 'xxx' then ${ymd} else ${dmy} end`
  if (order !== 'own') return order === 'dmy' ? dmy : mdy
  return `case when try_cast(p.b as int) > 12 then ${mdy}
    when (x.k = 'xxy' and (try_cast(p.a as int) > 12 or p.a = p.b)) or contains(x.date, '.') then ${dmy} end`
}

/** the engine takes a zone that it does not know for an error of the whole file */
const ZONES = Intl.supportedValuesOf('timeZone')
  .filter((zone) => zone.includes('/'))
  .map((zone) => zone.toLowerCase())

/** The zone's word becomes its offset; a name such as Europe/Berlin says what the clock of that place shows. */
function withOffset(wall: string, word: string, zone: string): string {
  return `case when contains(${word}, '/')
      then case when list_contains([${ZONES.map(text).join(', ')}], ${word}) then cast(timezone(${word}, ${wall}) as varchar) end
    else cast(${wall} as varchar) || ${offsetText(word, zone)} end`
}

const PER_SECOND = { s: 1, ms: 1_000, us: 1_000_000, ns: 1_000_000_000 } as const

function countText(t: string, counts: 's' | 'ms' | 'us' | 'ns' | 'excel'): string {
  if (counts === 'excel')
    return `cast(timestamp '1899-12-30' + to_milliseconds(cast(round(try_cast(replace(${t}, ',', '.') as double) * 86400000) as bigint)) as varchar)`
  const number = `try_cast(replace(${t}, ',', '.') as decimal(38, 9))`
  const us = PER_SECOND.us / PER_SECOND[counts]
  const inMicros = us >= 1 ? `${number} * ${us}` : `${number} / ${1 / us}`
  return `cast(make_timestamp(try_cast(floor(${inMicros}) as bigint)) as varchar) || '+00:00'`
}
