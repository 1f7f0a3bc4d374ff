import type { Locale } from '../../report/words/locale.ts'
import { alertEvents, recordAlertEvent } from '../../state/alert-events.ts'
import {
  type Assignee,
  alertById,
  type Feedback,
  holdAlerts,
  isKeyOpen,
  type StoredAlert,
} from '../../state/alerts.ts'
import { record } from '../../state/audit.ts'
import type { State, Trx } from '../../state/database/state.ts'
import { parseIncident } from '../incident.ts'
import { headlineOf } from '../say.ts'
import { isAsked } from './holding.ts'
import { type Act, type Life, transition } from './states.ts'
import type { EventKind } from './thread-line.ts'
import { type AlertChannel, write } from './write.ts'

/** Who does something with an alert, and when. */
export interface Press {
  readonly id: string
  readonly userId: string
  /** how the message calls the person */
  readonly name: string
  readonly at: Date
  /** what who pressed is answered in; the message in the channel keeps its own */
  readonly locale: Locale
}

export type AlertAct =
  | { readonly act: 'acknowledge' | 'unacknowledge' | 'unsnooze' | 'reopen' }
  | { readonly act: 'assign'; readonly to: Assignee }
  | { readonly act: 'snooze'; readonly until: Date }
  | { readonly act: 'resolve'; readonly note: string | null }
  /** changes nothing but what is thought of it */
  | { readonly act: 'feedback'; readonly feedback: Feedback }
  /** what it was or what was done, whatever its state: it becomes the note of its resolution */
  | { readonly act: 'note'; readonly note: string }

/** What to say to who pressed; `isDone` is false where it was refused, such as because somebody else was faster. */
export interface Responded {
  readonly isDone: boolean
  readonly text: string
}

/** Does it in one transaction: of two people at once one is first, and the other is told so. */
export async function respond(
  state: Pick<State, 'transaction'>,
  press: Press,
  act: AlertAct,
  voice: AlertChannel,
): Promise<Responded> {
  const { refused } = press.locale.words.alertLife
  return state.transaction(async (trx) => {
    await holdAlerts(trx)
    const alert = await alertById({ read: trx }, press.id)
    if (!alert) return { isDone: false, text: refused.unknown }
    const said = await doIt(trx, { alert, press, act }, voice)
    return { isDone: said.isDone, text: named(alert, said.text, press.locale) }
  })
}

interface Doing {
  readonly alert: StoredAlert
  readonly press: Press
  readonly act: AlertAct
}

async function doIt(trx: Trx, { alert, press, act }: Doing, voice: AlertChannel): Promise<Responded> {
  const { refused, done } = press.locale.words.alertLife
  if (act.act !== 'feedback' && act.act !== 'note') {
    const next = transition(lifeOf(alert), act.act)
    if (next.kind === 'refused') {
      const { because } = next
      // who has it already says so once more: that is an answer to being asked
      if (because === 'held' && (await isAnswer(trx, alert, press)))
        return confirm(trx, { alert, press, act })
      const text = because === 'held' ? refused.held(alert.ackedBy ?? '–') : refused[because]
      return { isDone: false, text }
    }
    if (act.act === 'reopen' && (await isKeyOpen(trx, alert)))
      return { isDone: false, text: refused['other-open'] }
  }
  const after = { ...alert, ...changeOf(alert, press, act), updatedAt: press.at }
  const kind = KINDS[act.act]
  const by = { who: press.userId, name: press.name, at: press.at }
  await write(trx, { alert: after, kind, because: null, ...by }, voice)
  const what = { alert: alert.id, number: alert.number, key: alert.key, ...detailOf(act) }
  await record(trx, { who: press.userId, did: `alert.${DID[act.act]}`, what, at: press.at })
  return { isDone: true, text: sayDone(act, done, press.locale) }
}

async function isAnswer(trx: Trx, { id, ackedBy }: StoredAlert, { name }: Press): Promise<boolean> {
  return ackedBy === name && isAsked(await alertEvents({ read: trx }, id))
}

async function confirm(trx: Trx, { alert, press }: Doing): Promise<Responded> {
  const { userId, name, at, locale } = press
  await recordAlertEvent(trx, { alertId: alert.id, kind: 'confirmed', who: userId, detail: { by: name }, at })
  return { isDone: false, text: locale.words.alertLife.done.confirmed }
}

const KINDS: Readonly<Record<Act | 'feedback' | 'note', EventKind>> = {
  acknowledge: 'acked',
  unacknowledge: 'unacked',
  assign: 'assigned',
  snooze: 'snoozed',
  unsnooze: 'unsnoozed',
  resolve: 'resolve',
  reopen: 'reopen',
  feedback: 'feedback',
  note: 'noted',
}
const DID: Readonly<Record<Act | 'feedback' | 'note', string>> = {
  ...KINDS,
  resolve: 'resolved',
  reopen: 'reopened',
  feedback: 'judged',
}

function lifeOf({ status, snoozedUntil }: StoredAlert): Life {
  return { under: status === 'acked' ? 'acknowledged' : status, isSnoozed: snoozedUntil !== null }
}

const UNHELD = { ackedBy: null, assignee: null } as const

function changeOf(alert: StoredAlert, { name, at }: Press, act: AlertAct): Partial<StoredAlert> {
  switch (act.act) {
    case 'acknowledge':
      return { status: 'acked', ackedBy: name }
    case 'unacknowledge':
      return { status: 'open', ...UNHELD }
    case 'assign':
      return { status: 'assigned', assignee: act.to, ackedBy: null }
    case 'snooze':
      return { snoozedUntil: act.until }
    case 'unsnooze':
      return { snoozedUntil: null }
    case 'resolve':
      return {
        ...{ status: 'resolved', resolvedAt: at, resolvedBy: name, note: act.note ?? alert.note },
        ...{ snoozedUntil: null, reopenedBy: null },
      }
    case 'reopen':
      return {
        ...{ status: 'reopened', resolvedAt: null, resolvedBy: null, note: null, reopenedBy: name },
        ...UNHELD,
        announcedCents: alert.stakeCents,
      }
    case 'feedback':
      return { feedback: act.feedback }
    case 'note':
      return { note: act.note }
  }
}

function detailOf(act: AlertAct): Readonly<Record<string, string>> {
  if (act.act === 'snooze') return { until: act.until.toISOString() }
  if (act.act === 'assign') return { to: act.to.name }
  if (act.act === 'resolve') return act.note === null ? {} : { note: act.note }
  if (act.act === 'note') return { note: act.note }
  return act.act === 'feedback' ? { feedback: act.feedback } : {}
}

function sayDone(act: AlertAct, done: Locale['words']['alertLife']['done'], { words }: Locale): string {
  switch (act.act) {
    case 'acknowledge':
      return done.acked
    case 'unacknowledge':
      return done.unacked
    case 'assign':
      return done.assigned(act.to.name)
    case 'snooze':
      return done.snoozed(act.until)
    case 'unsnooze':
      return done.unsnoozed
    case 'resolve':
      return done.resolved
    case 'reopen':
      return done.reopened
    case 'feedback':
      return done.feedback(words.alertLife.feedback[act.feedback])
    case 'note':
      return done.noted
  }
}

function named({ number, finding }: StoredAlert, what: string, locale: Locale): string {
  const { name, said } = locale.words.alertLife
  return said(name(number, headlineOf(parseIncident(finding), locale)), what)
}
