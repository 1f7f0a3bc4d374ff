import type { Faults, Filled } from '../../src/command.ts'
import { isTimeZone } from '../../src/lib/days.ts'
import type { Choice, Form } from '../../src/messages/form.ts'
import { words } from '../../src/messages/words.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { DIGEST_KINDS, type Subscription } from '../../src/state/messages/subscriptions.ts'
import { readWish, type TypedWish } from '../subscribe/options.ts'

const DAYS = ['everyDay', 'weekdays', 'noHolidays'] as const

/** A digest put together from menus; `from` is the one that is changed. */
export function subscriptionForm(
  from: Subscription | null,
  { locale, here }: { readonly locale: Locale; readonly here: string | null },
): Form {
  const { form, kinds } = locale.words.subscribe
  const kindChoices = DIGEST_KINDS.map((value) => ({ value, label: kinds[value] }))
  const dayChoices = DAYS.map((value) => ({ value, label: form.choices[value] }))
  const channel = from?.channel ?? here
  return {
    kind: 'form',
    language: locale.language,
    title: from ? form.edit(from.id) : form.create,
    submit: form.save,
    action: from ? 'subscription.edit' : 'subscription.new',
    value: from ? String(from.id) : '',
    fields: [
      { name: 'kind', label: form.kind, ...menu(kindChoices, from?.kind ?? 'daily') },
      {
        ...{
          name: 'channel',
          label: form.channel,
          hint: form.channelHint,
          kind: 'channel',
          isOptional: true,
        },
        ...(channel !== null && /^[CG]/u.test(channel) && { initial: channel }),
      },
      {
        ...{ name: 'at', label: form.at, hint: form.atHint(from?.zone ?? locale.zone), kind: 'text' },
        initial: from ? [from.at, ...(from.zone === locale.zone ? [] : [from.zone])].join(' ') : '08:00',
      },
      {
        ...{ name: 'days', label: form.days, hint: form.daysHint },
        ...menu(dayChoices, daysOf(from)),
      },
      {
        ...{ name: 'segment', label: form.segment, hint: form.segmentHint },
        ...{ kind: 'menu', choices: null, isOptional: true },
        ...(from && from.segment !== '' && { initial: { label: from.segment, value: from.segment } }),
      },
      { name: 'size', label: form.size, ...menu(sizes(form), from?.isCompact ? 'compact' : 'full') },
      { name: 'news', label: form.news, ...menu(news(form), from?.skipsUnchanged ? 'unlessNew' : 'always') },
      {
        ...{ name: 'language', label: form.language },
        ...menu(languages(locale), from?.language ?? locale.language),
      },
    ],
    otherwise: words(form.otherwise),
  }
}

/** As if it were typed, so that it is read and refused in the same words. */
export function filledWish({ fields }: Filled): TypedWish {
  const { at, zone } = readWish(fields.at ?? '')
  const { kind, channel = '', days, segment = '', language } = fields
  const found = DIGEST_KINDS.find((one) => one === kind)
  return {
    ...(found && { kind: found }),
    place: channel === '' ? { kind: 'me' } : { kind: 'id', id: channel, called: null },
    ...(at !== undefined && { at }),
    ...(zone !== undefined && { zone }),
    ...(found === 'daily' && { weekdays: days === 'everyDay' ? null : [1, 2, 3, 4, 5] }),
    skipsHolidays: days === 'noHolidays',
    segment,
    isCompact: fields.size === 'compact',
    skipsUnchanged: fields.news === 'unlessNew',
    ...((language === 'en' || language === 'zh') && { language }),
  }
}

export function formFaults({ fields }: Filled, { words: { usage, subscribe } }: Locale): Faults | null {
  const { at, zone, ...more } = readWish(fields.at ?? '')
  if (at === undefined || more.segment !== undefined) return { at: subscribe.form.atHint('UTC') }
  return zone !== undefined && !isTimeZone(zone) ? { at: usage.subscribe.zone(zone) } : null
}

function daysOf(from: Subscription | null): string {
  if (from?.skipsHolidays) return 'noHolidays'
  return from === null || from.weekdays !== null ? 'weekdays' : 'everyDay'
}

type FormWords = Locale['words']['subscribe']['form']
const sizes = (form: FormWords): Choice[] => [
  { value: 'full', label: form.full },
  { value: 'compact', label: form.compact },
]
const news = (form: FormWords): Choice[] => [
  { value: 'always', label: form.always },
  { value: 'unlessNew', label: form.unlessNew },
]
const languages = ({ words: { subscribe } }: Locale): Choice[] => [
  { value: 'en', label: subscribe.language.en },
  { value: 'zh', label: subscribe.language.zh },
]

function menu(choices: readonly Choice[], chosen: string) {
  const initial = choices.find(({ value }) => value === chosen)
  return { kind: 'menu' as const, choices, ...(initial && { initial }) }
}
