import type { Message, Text } from '../../messages/message.ts'
import { wordsOf } from '../../messages/safe-text.ts'
import type { Locale } from '../../report/words/locale.ts'
import { type AlertView, sayFigures, sayReason } from '../say.ts'
import { mentionOf } from './assignee.ts'

export type EventKind =
  | 'open'
  | 'update'
  | 'resolve'
  | 'reopen'
  | 'acked'
  | 'unacked'
  | 'assigned'
  | 'snoozed'
  | 'unsnoozed'
  | 'feedback'
  | 'noted'
  /** who has it was asked whether that is still so */
  | 'asked'
  | 'confirmed'
  | 'accepted'
  | 'taken-back'
  | 'announced'
  | 'reminded'
  | 'escalated'

interface Line {
  readonly view: AlertView
  readonly kind: EventKind
  readonly because: string | null
  readonly at: Date
  /** null: nobody did it, the watch found it */
  readonly name: string | null
  readonly isWorse: boolean
  /** it stands in the thread of another alert's message: its lines name it */
  readonly isInGroup?: boolean
}

/**
 * What the thread is told of one event, with who and when. The channel is shown it as well where it is news that nobody
 * would otherwise be notified of, for an edit notifies nobody. Null: the message itself says all there is.
 */
export function threadLine(
  line: Line,
  locale: Locale,
): { readonly message: Message; readonly isBroadcast: boolean } | null {
  const said = sayEvent(line, locale)
  if (said === null) return null
  const stamp = locale.words.alertLife.stamped('', line.at)
  const { number } = line.view
  const lead =
    line.isInGroup && number !== undefined
      ? [locale.words.alertLife.said(locale.words.alertLife.number(number), '')]
      : []
  const spans = [stamp, ...lead, ...(typeof said.text === 'string' ? [said.text] : said.text)]
  const message: Message = {
    text: wordsOf(spans),
    blocks: [{ kind: 'text', spans }],
    language: locale.language,
  }
  return { message, isBroadcast: said.isNews }
}

interface Said {
  readonly text: Text
  readonly isNews: boolean
}

function sayEvent(line: Line, locale: Locale): Said | null {
  const { kind, name, because, view } = line
  const { did } = locale.words.alertLife
  const now = ` ${sayFigures(view.incident, locale)}`
  if (kind === 'update') {
    if (because === SNOOZE_OVER) return { text: did.snoozeOver + now, isNews: true }
    return line.isWorse ? { text: did.worse + now, isNews: true } : null
  }
  if (kind === 'escalated') return { text: did.escalated + now, isNews: true }
  if (kind === 'reminded') return { text: did.reminded + now, isNews: true }
  const reason = because === null ? '' : sayReason(because, locale)
  if (name === null) {
    if (kind === 'unacked') return { text: did.givenBack + now, isNews: true }
    if (kind === 'reopen') return { text: did.back(reason) + now, isNews: true }
    return kind === 'resolve' ? { text: did.over(reason), isNews: false } : null
  }
  if (kind === 'reopen') return { text: did.reopened(name), isNews: true }
  const text = sayAct(line, name, locale)
  return text === null ? null : { text, isNews: false }
}

/** as `decide` keeps it */
const SNOOZE_OVER = 'the snooze is over'

function sayAct({ kind, view }: Line, name: string, locale: Locale): Text | null {
  const { did, feedback: named } = locale.words.alertLife
  switch (kind) {
    case 'acked':
      return did.acked(name)
    case 'unacked':
      return did.unacked(name)
    case 'assigned':
      return view.assignee ? [did.assigned(name), mentionOf(view.assignee), '.'] : null
    case 'snoozed':
      return view.snoozedUntil && did.snoozed(name, view.snoozedUntil)
    case 'unsnoozed':
      return did.unsnoozed(name)
    case 'resolve':
      return did.resolved(name, view.note ?? null)
    case 'noted':
      return view.note ? did.noted(name, view.note) : null
    case 'feedback':
      return view.feedback ? did.feedback(name, named[view.feedback]) : null
    default:
      return null
  }
}
