import type { Message, Span, Text } from '../../messages/message.ts'
import { wordsOf } from '../../messages/safe-text.ts'
import type { Locale } from '../../report/words/locale.ts'
import type { StoredAlert } from '../../state/alerts.ts'
import { parseIncident } from '../incident.ts'
import { nextChange, onCallAt, type Schedule } from '../routing/schedule.ts'
import { headlineOf } from '../say.ts'

/** A change of who is on call: from whom, to whom, and when. */
export interface Change {
  readonly at: Date
  readonly from: string | null
  readonly to: string | null
}

/** The latest change after one time and until another; null when the same person is on call all along. */
export function changeBetween(schedule: Schedule, after: Date, until: Date): Change | null {
  const from = onCallAt(schedule, after)
  let last: Change | null = null
  for (let next = nextChange(schedule, after); next && next.at <= until; next = nextChange(schedule, next.at))
    last = { at: next.at, from, to: next.user }
  return last && last.to !== from ? last : null
}

/** What the next person is told: what is open, who has it, and which snoozes end. */
export function sayHandover(
  name: string,
  { from, to }: Change,
  { open, locale }: { readonly open: readonly StoredAlert[]; readonly locale: Locale },
): Message {
  const { oncall } = locale.words
  const spans: Text = [oncall.handover(name), personOf(from, locale), oncall.from, personOf(to, locale)]
  const items = open.map((alert) =>
    oncall.item(
      alert.number,
      headlineOf(parseIncident(alert.finding), locale),
      oncall.held(alert.ackedBy ?? alert.assignee?.name ?? null),
      alert.snoozedUntil,
    ),
  )
  return {
    text: `${wordsOf(spans)} · ${oncall.open(open.length)}`,
    blocks: [
      { kind: 'text', spans },
      { kind: 'text', spans: oncall.open(open.length) },
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
    ],
    language: locale.language,
  }
}

/** Slack shows an id that is mentioned by its name. */
export function personOf(user: string | null, { words }: Locale): Span {
  return user === null
    ? { text: words.oncall.nobody }
    : { text: `@${user}`, mention: { kind: user.startsWith('S') ? 'group' : 'user', id: user } }
}
