import { MONTH_DAY } from '../../src/digests/lanes.ts'
import type { Block, Button } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { Recipient } from '../../src/state/messages/recipients.ts'
import type { Subscription } from '../../src/state/messages/subscriptions.ts'

type Shown = Subscription & Partial<Pick<Recipient, 'from'>>

/** `#sales`, `@Mara`. */
export function sayWhere({ channel, called }: Pick<Subscription, 'channel' | 'called'>): string {
  if (called !== null) return called
  return channel
}

/** `on weekdays at 08:00 (Europe/Berlin)` */
export function sayWhen({ kind, at, zone, weekdays, monthDay }: Shown, locale: Locale): string {
  const { subscribe } = locale.words
  // 2026-11-23 is a Monday
  const named = (weekdays ?? []).map((day) => locale.weekday(`2026-11-${22 + day}`))
  const [only = ''] = named
  const day = monthDay ?? MONTH_DAY
  const days =
    kind === 'monthly'
      ? subscribe.monthDay(day)
      : kind === 'quarterly'
        ? subscribe.quarterDay(day)
        : named.length === 0
          ? kind === 'weekly'
            ? subscribe.onWeekday(locale.weekday('2026-11-23'))
            : subscribe.everyDay
          : named.length === 1
            ? subscribe.onWeekday(only)
            : subscribe.onDays(named)
  return subscribe.when(days, at, zone)
}

/** `Daily digest of bazario to #sales, on weekdays at 08:00 (Europe/Berlin), compact` */
export function sayDigest(one: Shown, locale: Locale): string {
  const { subscribe } = locale.words
  const name = `${subscribe.kinds[one.kind]}${one.segment === '' ? '' : subscribe.of(saySegment(one.segment))}`
  return [
    `${name}${subscribe.to(sayWhere(one))}`,
    sayWhen(one, locale),
    ...(one.isCompact ? [subscribe.compact] : []),
    ...(one.skipsUnchanged ? [subscribe.skipsUnchanged] : []),
    ...(one.skipsHolidays ? [subscribe.skipsHolidays] : []),
    ...(one.language === null ? [] : [subscribe.language[one.language]]),
  ].join(locale.language === 'zh' ? '，' : ', ')
}

/** `platform=bazario category=Games`: `bazario × Games` */
function saySegment(written: string): string {
  return written
    .split(/\s+(?=\w+=)/u)
    .map((part) => part.slice(part.indexOf('=') + 1))
    .join(' × ')
}

/** One digest with what is to be known of it, and its buttons for who may press them. */
export function digestBlocks(
  one: Shown,
  { locale, mayChange }: { readonly locale: Locale; readonly mayChange: boolean },
): Block[] {
  const { subscribe } = locale.words
  const state = [
    ...(one.pausedAt === null ? [] : [subscribe.paused]),
    ...(one.disabledBecause === null ? [] : [subscribe.disabled(subscribe.because(one.disabledBecause))]),
    ...(one.from === 'settings' ? [subscribe.ofSettings] : []),
  ]
  return [
    textBlock([
      ...(one.from === 'settings' ? [] : [{ text: `${one.id} · `, style: 'bold' as const }]),
      `${[sayDigest(one, locale), ...state].join(locale.language === 'zh' ? '；' : '; ')}${locale.language === 'zh' ? '。' : '.'}`,
    ]),
    ...(mayChange && one.from !== 'settings'
      ? [{ kind: 'actions' as const, buttons: digestButtons(one, locale) }]
      : []),
  ]
}

function digestButtons(one: Subscription, { words: { subscribe } }: Locale): Button[] {
  const { buttons } = subscribe
  const value = String(one.id)
  const isOn = one.pausedAt === null && one.disabledBecause === null
  return [
    { label: buttons.edit, action: 'subscription.edit', value },
    { label: buttons.send, action: 'subscription.send', value },
    isOn
      ? { label: buttons.pause, action: 'subscription.pause', value }
      : { label: buttons.resume, action: 'subscription.resume', value },
    { label: buttons.history, action: 'ask', value: `/subscribe history ${value}` },
    {
      ...{ label: buttons.remove, action: 'subscription.delete', value },
      ...{ style: 'danger', confirm: buttons.sure(one.id) },
    },
  ]
}

export function newDigestButton({ words: { subscribe } }: Locale): Button {
  return { label: subscribe.buttons.add, action: 'subscription.new', value: '' }
}
