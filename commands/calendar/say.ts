import type { ComingDay } from '../../src/facts/calendar/coming.ts'
import type { Block, Button, Message } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { ShopDay } from '../../src/state/shop-days.ts'

/** what a message bears with buttons of its own a day */
const WITH_BUTTONS = 8
const MOST_ROWS = 40

/** `category=Toys platform=bazario`: `Toys × bazario` */
function sayScope(written: string, { words: { calendar } }: Locale): string {
  if (written === '') return calendar.wholeShop
  return written
    .split(/\s+(?=\w+=)/u)
    .map((part) => part.slice(part.indexOf('=') + 1))
    .join(' × ')
}

/** A day that was added or changed, with its buttons. */
export function sayChanged(day: ShopDay, did: 'added' | 'changed', locale: Locale): Message {
  const { calendar } = locale.words
  const text = calendar[did](day.id, describe(day, locale))
  return {
    text,
    blocks: [
      textBlock(text),
      { kind: 'context', spans: calendar.effect[day.kind] },
      { kind: 'actions', buttons: [...dayButtons(day, locale), allButton(locale)] },
    ],
  }
}

type Described = Pick<ShopDay, 'name' | 'kind' | 'firstDay' | 'lastDay' | 'scope'>

/** `Summer sale, promotion, 12 to 20 Jun 2026, Toys` */
function describe({ name, kind, firstDay, lastDay, scope }: Described, locale: Locale): string {
  const { calendar } = locale.words
  const when = firstDay === lastDay ? locale.longDay(firstDay) : locale.period(firstDay, lastDay)
  return [name, calendar.kinds[kind], when, sayScope(scope, locale)].join(
    locale.language === 'zh' ? '，' : ', ',
  )
}

export interface Listed {
  readonly coming: readonly ComingDay[]
  readonly days: number
  /** null while there is no data */
  readonly country: string | null
  readonly mayChange: boolean
}

/** What is known of the next weeks: a table, and below it what people have named, with its buttons. */
export function sayCalendar({ coming, days, country, mayChange }: Listed, locale: Locale): Message {
  const { calendar, digest } = locale.words
  const own = coming.filter(({ from }) => from === 'people')
  const shown = coming.slice(0, MOST_ROWS)
  const rest = coming.length - shown.length
  const text = coming.length === 0 ? calendar.none(days) : calendar.lead(coming.length, days)
  const unseen = coming.filter(({ isNew }) => isNew).length
  const table: Block[] =
    shown.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: calendar.caption(days),
            columns: Object.values(calendar.columns).map((label) => ({ label })),
            rows: shown.map((one) => [
              one.firstDay === one.lastDay
                ? locale.longDay(one.firstDay)
                : locale.period(one.firstDay, one.lastDay),
              calendar.dayName(one.name),
              calendar.kinds[one.kind],
              sayScope(one.scope, locale),
              one.id === null ? calendar.from[one.from] : calendar.number(one.id),
              one.isNew ? calendar.new : '',
            ]),
          },
        ]
  return {
    text,
    blocks: [
      { kind: 'header', text: calendar.title },
      textBlock(text),
      ...table,
      ...(rest > 0 ? [textBlock(digest.andMore(rest))] : []),
      ...(mayChange ? own.slice(0, WITH_BUTTONS).flatMap((one) => ownBlocks(one, locale)) : []),
      ...(mayChange ? [{ kind: 'actions' as const, buttons: newButtons(locale) }] : []),
      { kind: 'context', spans: calendar.source(country, unseen) },
    ],
  }
}

function ownBlocks(one: ComingDay, locale: Locale): Block[] {
  if (one.id === null) return []
  return [
    textBlock([{ text: `${one.id} · `, style: 'bold' }, describe(one, locale)]),
    { kind: 'actions', buttons: dayButtons({ id: one.id, name: one.name }, locale) },
  ]
}

function dayButtons({ id, name }: Pick<ShopDay, 'id' | 'name'>, { words: { calendar } }: Locale): Button[] {
  const { buttons } = calendar
  return [
    { label: buttons.edit, action: 'calendar.edit', value: String(id) },
    {
      ...{ label: buttons.remove, action: 'calendar.remove', value: String(id) },
      ...{ style: 'danger', confirm: buttons.sure(name) },
    },
  ]
}

function newButtons({ words: { calendar } }: Locale): Button[] {
  return [
    { label: calendar.buttons.add, action: 'calendar.add', value: '' },
    { label: calendar.buttons.import, action: 'calendar.import', value: '' },
  ]
}

function allButton({ words: { calendar } }: Locale): Button {
  return { label: calendar.buttons.all, action: 'ask', value: '/calendar' }
}
