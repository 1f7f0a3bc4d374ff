import type { Language } from '../../src/lib/language.ts'
import type { DigestKind, DigestWish } from '../../src/state/messages/subscriptions.ts'

/** A channel or a person as typed; `here` and `me` are known when it is known who asks. */
export type TypedPlace =
  | { readonly kind: 'id'; readonly id: string; readonly called: string | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'here' | 'me' }

/** What was said of a digest; what was not said is as it is, or as usual. */
export interface TypedWish
  extends Partial<Pick<DigestWish, 'kind' | 'at' | 'zone' | 'weekdays' | 'monthDay' | 'language'>>,
    Partial<Pick<DigestWish, 'isCompact' | 'skipsUnchanged' | 'skipsHolidays'>> {
  readonly place?: TypedPlace
  /** as typed, not looked up yet; '' is the whole shop */
  readonly segment?: string
}

const KINDS: readonly (readonly [RegExp, DigestKind])[] = [
  [/\b(?:daily|every\s+day)\b|每日|每天|日报/iu, 'daily'],
  [/\b(?:weekly|every\s+week)\b|每周(?![一二三四五六日天])|周报/iu, 'weekly'],
  [/\b(?:monthly|every\s+month)\b|月报|每月(?!\s*\d)/iu, 'monthly'],
  [/\b(?:quarterly|every\s+quarter)\b|季报|每季度?/iu, 'quarterly'],
]
const LANGUAGE: readonly (readonly [RegExp, Language])[] = [
  [/(?<!\S)(?:in\s+)?(?:chinese|zh(?:-cn)?)(?!\S)|(?:用)?中文/iu, 'zh'],
  [/(?<!\S)(?:in\s+)?(?:english|en)(?!\S)|(?:用)?英文/iu, 'en'],
]
type Flag = 'isCompact' | 'skipsUnchanged' | 'skipsHolidays'
const FLAGS: readonly (readonly [RegExp, Flag, boolean])[] = [
  [/\b(?:compact|short|brief)\b|简版|精简/iu, 'isCompact', true],
  [/\b(?:full|complete)\b|完整版?/iu, 'isCompact', false],
  [
    /\b(?:(?:skip|not|unless|except)\s+(?:it\s+)?(?:if|when|for)?\s*(?:there\s+is\s+)?(?:nothing|no)\s+(?:is\s+)?new(?:\s+data)?|unless\s+nothing\s+new|only\s+(?:if|when)\s+(?:there\s+is\s+)?(?:something\s+)?new(?:\s+data)?|only\s+new)\b|无新数据(?:时)?(?:跳过|不发)|有新数据才发/iu,
    'skipsUnchanged',
    true,
  ],
  [/\b(?:even\s+(?:if|when)\s+nothing\s+(?:is\s+)?new|always)\b|总是发送?/iu, 'skipsUnchanged', false],
  [
    /\b(?:(?:no|skip|without|except|not\s+on)\s+(?:public\s+)?holidays?|quiet\s+(?:on\s+)?holidays?)\b|节假日(?:不发|跳过)/iu,
    'skipsHolidays',
    true,
  ],
  [/\b(?:also\s+on|with|on)\s+(?:public\s+)?holidays\b|节假日(?:也|照)发/iu, 'skipsHolidays', false],
]

const DAY = '(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:(?:s|nes|rs|ur)?day)?s?'
const DAYS_LISTED = new RegExp(
  `(?<!\\S)(?:on\\s+)?${DAY}(?:\\s*(?:-|–|to|,|and|\\+)\\s*${DAY})*(?!\\S)`,
  'iu',
)
const WEEKDAYS =
  /\b(?:(?:on\s+)?(?:weekdays|workdays|working\s+days)|(?:no|not\s+on|skip|except)\s+weekends)\b|工作日|周末(?:不发|跳过)/iu
const ALL_DAYS = /\b(?:all\s+days|seven\s+days|also\s+(?:on|at)\s+weekends)\b|周末也发/iu
const EVERY_DAY = /\bevery\s+day\b|每天/iu
const DAY_ZH = /(?:每周|周|星期)[一二三四五六日天](?:\s*[、，,和至到]\s*(?:周|星期)?[一二三四五六日天])*/u
const SHORT = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const SHORT_ZH = '一二三四五六日'
const MONTH_DAY =
  /\b(?:on\s+)?(?:the\s+)?(?:day\s+(\d{1,2})|(\d{1,2})(?:st|nd|rd|th))\b|每月\s*(\d{1,2})\s*[日号]/iu
const CLOCK =
  /(?<!\S)(?:at\s+|@\s*)?(?:([01]?\d|2[0-3])[:：]([0-5]\d)|(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s*(am|pm))(?!\S)/iu
const CHANNEL = /<#([CDG][A-Z0-9]+)(?:\|([^>]*))?>/u
const PERSON = /<@([UW][A-Z0-9]+)(?:\|([^>]*))?>/u
const CHANNEL_NAME = /(?<!\S)(?:in\s+|to\s+)?#([\p{L}\p{N}_-]{1,80})(?!\S)/u
const HERE = /(?<!\S)(?:here|in\s+this\s+channel)(?!\S)|发到?这里|本频道/iu
const ME = /(?<!\S)(?:to\s+)?(?:me|myself)(?!\S)|发给我/iu
const ZONE = /(?<!\S)(UTC|[A-Za-z]+\/[A-Za-z_+\-/0-9]+)(?!\S)/u
const QUOTED = /(?:\p{L}+\s*=\s*)?["“][^"”]+["”]/u
const JOINING =
  /(?<!\S)(?:for|of|about|at|on|to|in|with|the|digest|only|and|every)(?!\S)|只看|关于|发到|发给/giu
const WHOLE = /^(?:all|everything|(?:the\s+)?whole\s+shop|全店|全部)$/iu

/** Everything that was said of a digest, in whatever order; what is left names a segment. */
export function readWish(text: string): TypedWish {
  let rest = ` ${text.trim()} `
  const take = (shape: RegExp): RegExpExecArray | null => {
    const found = shape.exec(rest)
    if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
    return found
  }
  // what is quoted is a name, whatever words are in it
  const quoted = take(QUOTED)?.[0].trim()
  const place = placeIn(take)
  // before the kinds: "weekdays" is no week, and "no holidays" no day
  const flags = FLAGS.flatMap(([shape, name, value]) => (take(shape) ? [{ [name]: value }] : []))
  const days = daysIn(take)
  const monthDay = take(MONTH_DAY)
  const at = clockIn(take)
  // what is no zone is told by who reads the wish
  const zone = take(ZONE)?.[1]
  const isEveryDay = EVERY_DAY.test(rest)
  const kind = KINDS.find(([shape]) => take(shape))?.[1]
  const language = LANGUAGE.find(([shape]) => take(shape))?.[1]
  const unquoted = rest
    .replace(JOINING, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/(?:^|\s)[,，;；。](?=\s|$)/gu, '')
    .trim()
  const segment = [quoted ?? '', unquoted].filter(Boolean).join(' ')
  return {
    ...(place && { place }),
    ...Object.assign({}, ...flags),
    ...((days !== undefined || isEveryDay) && { weekdays: days ?? null }),
    ...(monthDay && { monthDay: Number(monthDay[1] ?? monthDay[2] ?? monthDay[3]) }),
    ...(at !== null && { at }),
    ...(zone !== undefined && { zone }),
    ...(kind && { kind }),
    ...(language && { language }),
    ...(segment !== '' && { segment: WHOLE.test(segment) ? '' : segment }),
  }
}

type Take = (shape: RegExp) => RegExpExecArray | null

function placeIn(take: Take): TypedPlace | null {
  const found = take(CHANNEL) ?? take(PERSON)
  if (found) return { kind: 'id', id: found[1] ?? '', called: found[2]?.trim() || null }
  const name = take(CHANNEL_NAME)
  if (name) return { kind: 'name', name: `#${(name[1] ?? '').toLowerCase()}` }
  if (take(HERE)) return { kind: 'here' }
  return take(ME) ? { kind: 'me' } : null
}

/** Undefined where nothing was said of days; null is every day. */
function daysIn(take: Take): readonly number[] | null | undefined {
  if (take(WEEKDAYS)) return [1, 2, 3, 4, 5]
  if (take(ALL_DAYS)) return null
  const english = take(DAYS_LISTED)?.[0]
  if (english !== undefined)
    return spanned(
      english.toLowerCase().matchAll(/[a-z]{2,}|-|–/gu),
      (word) => SHORT.indexOf(word.slice(0, 3)) + 1,
    )
  const chinese = take(DAY_ZH)?.[0]
  if (chinese === undefined) return undefined
  return spanned(
    chinese.replaceAll('天', '日').matchAll(/[一二三四五六日]|[至到]/gu),
    (sign) => SHORT_ZH.indexOf(sign) + 1,
  )
}

/** `mon - wed, fri`: 1, 2, 3 and 5. A word that is no day joins the two beside it. */
function spanned(words: Iterable<RegExpExecArray>, dayOf: (word: string) => number): number[] {
  const days = new Set<number>()
  let last = 0
  let isSpan = false
  for (const [word] of words) {
    if (word === 'and') continue
    const day = dayOf(word)
    if (day === 0) {
      isSpan = true
      continue
    }
    for (let one = isSpan && last > 0 ? last : day; ; one = (one % 7) + 1) {
      days.add(one)
      if (one === day) break
    }
    last = day
    isSpan = false
  }
  return [...days].sort((a, b) => a - b)
}

function clockIn(take: Take): string | null {
  const found = take(CLOCK)
  if (!found) return null
  const [, hour, minute, short, past, half] = found
  const clock =
    hour === undefined
      ? [(Number(short) % 12) + (half?.toLowerCase() === 'pm' ? 12 : 0), past ?? '00']
      : [Number(hour), minute]
  return `${String(clock[0]).padStart(2, '0')}:${clock[1]}`
}
