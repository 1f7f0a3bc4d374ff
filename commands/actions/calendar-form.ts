import type { Faults, Filled } from '../../src/command.ts'
import { daysBetween, isDay } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Form } from '../../src/messages/form.ts'
import { words } from '../../src/messages/words.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { DAY_KINDS, type NewShopDay, type ShopDay } from '../../src/state/shop-days.ts'
import { LONGEST_DAYS } from '../calendar/typed-day.ts'

/** A day put together from fields; `from` is the one that is changed. */
export function dayForm(from: ShopDay | null, { language, words: { calendar } }: Locale): Form {
  const { form, kinds } = calendar
  const choices = DAY_KINDS.map((value) => ({ value, label: kinds[value] }))
  const chosen = choices.find(({ value }) => value === (from?.kind ?? 'promotion'))
  return {
    ...{ kind: 'form', language, submit: form.save },
    title: from ? form.edit(from.id) : form.create,
    action: from ? 'calendar.edit' : 'calendar.add',
    value: from ? String(from.id) : '',
    fields: [
      {
        ...{ name: 'name', label: form.name, hint: form.nameHint, kind: 'text' },
        ...(from && { initial: from.name }),
      },
      {
        ...{ name: 'first', label: form.first, hint: form.dayHint, kind: 'text' },
        ...(from && { initial: from.firstDay }),
      },
      {
        ...{ name: 'last', label: form.last, hint: form.lastHint, kind: 'text', isOptional: true },
        ...(from && from.lastDay !== from.firstDay && { initial: from.lastDay }),
      },
      { name: 'kind', label: form.kind, kind: 'menu', choices, ...(chosen && { initial: chosen }) },
      {
        ...{ name: 'segment', label: form.segment, hint: form.segmentHint },
        ...{ kind: 'menu', choices: null, isOptional: true },
        ...(from && from.scope !== '' && { initial: { label: from.scope, value: from.scope } }),
      },
    ],
    otherwise: words(form.otherwise),
  }
}

export function importForm({ language, words: { calendar } }: Locale): Form {
  const { form, kinds } = calendar
  const choices = DAY_KINDS.map((value) => ({ value, label: kinds[value] }))
  const holiday = choices.find(({ value }) => value === 'holiday')
  return {
    ...{
      kind: 'form',
      language,
      title: form.import,
      submit: form.save,
      action: 'calendar.import',
      value: '',
    },
    fields: [
      { name: 'from', label: form.from, hint: form.fromHint, kind: 'lines' },
      { name: 'kind', label: form.kind, kind: 'menu', choices, ...(holiday && { initial: holiday }) },
    ],
    otherwise: words(form.otherwise),
  }
}

/** The segment as it was chosen: what it is called is looked up where it is kept. */
export function filledDay({ fields }: Filled): NewShopDay {
  const { name = '', first = '', last = '', segment = '' } = fields
  const firstDay = first.trim()
  return {
    name: oneLine(name.trim(), 80),
    kind: DAY_KINDS.find((kind) => kind === fields.kind) ?? 'promotion',
    firstDay,
    lastDay: last.trim() === '' ? firstDay : last.trim(),
    scope: segment,
  }
}

export function dayFaults(filled: Filled, { words: { usage } }: Locale): Faults | null {
  const { name, firstDay, lastDay } = filledDay(filled)
  if (name === '') return { name: usage.calendar.what }
  if (!isDay(firstDay)) return { first: usage.calendar.noSuchDay }
  if (!isDay(lastDay)) return { last: usage.calendar.noSuchDay }
  if (lastDay < firstDay) return { last: usage.calendar.endsBefore(firstDay, lastDay) }
  return daysBetween(firstDay, lastDay) >= LONGEST_DAYS
    ? { last: usage.calendar.tooLong(LONGEST_DAYS) }
    : null
}
