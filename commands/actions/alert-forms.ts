import { assigneeFrom } from '../../src/alerts/life/assignee.ts'
import { untilFrom } from '../../src/alerts/life/until.ts'
import type { Faults, Filled } from '../../src/command.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Form } from '../../src/messages/form.ts'
import { words } from '../../src/messages/words.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { Assignee } from '../../src/state/alerts.ts'

/** The spans the menu offers, as `untilFrom` reads them. */
const SPANS = { hour: '1h', hours: '4h', tomorrow: 'tomorrow 09:00', monday: 'monday 09:00' } as const

export function snoozeForm(id: string, locale: Locale, now: Date): Form {
  const { forms } = locale.words.alertLife
  const day = (span: string) => {
    const until = untilFrom(span, now, locale.zone)
    return until.kind === 'until' ? until.at : now
  }
  const choices = [
    { label: forms.hour, value: SPANS.hour },
    { label: forms.hours, value: SPANS.hours },
    { label: forms.tomorrow(day(SPANS.tomorrow)), value: SPANS.tomorrow },
    { label: forms.monday(day(SPANS.monday)), value: SPANS.monday },
  ]
  return {
    kind: 'form',
    language: locale.language,
    title: forms.snooze,
    submit: forms.snoozeSubmit,
    action: 'alert.snooze',
    value: id,
    fields: [
      {
        ...{ name: 'span', label: forms.until, kind: 'menu', isOptional: true, choices },
        ...(choices[0] && { initial: choices[0] }),
      },
      {
        ...{ name: 'until', label: forms.own, hint: forms.ownHint(locale.zone) },
        ...{ kind: 'text', isOptional: true },
      },
    ],
    otherwise: words(forms.otherwise(`/alerts snooze ${id} 4h`)),
  }
}

/** A time of one's own goes before the menu. */
export function filledUntil(
  { fields }: Filled,
  locale: Locale,
  now: Date,
): { readonly until: Date | null; readonly faults: Faults | null } {
  const own = fields.until?.trim() ?? ''
  const typed = own || fields.span || ''
  const until = untilFrom(typed, now, locale.zone)
  if (until.kind === 'until') return { until: until.at, faults: null }
  const because = locale.words.alertLife.until[until.because](oneLine(typed, 40))
  return { until: null, faults: { until: because } }
}

export function assignForm(id: string, { words: { alertLife }, language }: Locale): Form {
  const { forms } = alertLife
  return {
    kind: 'form',
    language,
    title: forms.assign,
    submit: forms.assignSubmit,
    action: 'alert.assign',
    value: id,
    fields: [
      { name: 'person', label: forms.person, kind: 'person', isOptional: true },
      { name: 'group', label: forms.group, hint: forms.groupHint, kind: 'text', isOptional: true },
    ],
    otherwise: words(forms.otherwise(`/alerts assign ${id} @name`)),
  }
}

/** A group that is written goes before the person. */
export function filledAssignee(
  { fields }: Filled,
  locale: Locale,
): { readonly to: Assignee | null; readonly faults: Faults | null } {
  const { forms, noAssignee } = locale.words.alertLife
  const group = fields.group?.trim() ?? ''
  const person = fields.person ?? ''
  if (group === '' && person === '') return { to: null, faults: { person: forms.nobody } }
  const to = assigneeFrom(group || person)
  if (!to) return { to: null, faults: { group: noAssignee(oneLine(group || person, 40)) } }
  // a bare id: the person is none that may act here
  if (group === '' && to.id === null) return { to: null, faults: { person: forms.notMember } }
  return { to: group !== '' && to.id === null ? { ...to, kind: 'group' } : to, faults: null }
}

export function resolveForm(id: string, { words: { alertLife }, language }: Locale): Form {
  const { forms } = alertLife
  return {
    kind: 'form',
    language,
    title: forms.resolve,
    submit: forms.resolveSubmit,
    action: 'alert.resolve',
    value: id,
    fields: [{ name: 'note', label: forms.note, hint: forms.noteHint, kind: 'text', isOptional: true }],
    otherwise: words(forms.otherwise(`/alerts resolve ${id} …`)),
  }
}
