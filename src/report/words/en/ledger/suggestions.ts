import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** A suggestion's line, its buttons, and what is said of decisions. */
export const suggestionWords = (f: Format) => ({
  /** `Price of SKU-1`, of what cannot be read any more */
  unread: (kind: string, subject: string) => `${kind} of ${subject}`,
  kind: (kind: string) => kind,
  range: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
  unknownGain: (low: string, high: string) => `not known (${low} to ${high})`,
  underOnePercent: 'under 1 %',
  /** the chance of a loss with the kind's name for it, and what it would come from */
  risk: (one: { chance: string; name: string; words: string }) => `${one.chance}: ${one.words}`,
  costs: (cost: string | null) => (cost === null ? 'costs nothing' : `costs ${cost}`),
  /** after what to do */
  promised: (promise: string) => `: ${promise}`,
  promise: (one: {
    gains: string
    gain: string
    days: number
    low: string
    high: string
    costs: string
    risk: string
    chance: string
  }) =>
    `${one.gains} ${one.gain} of profit in ${one.days} days (80 % range ${one.low} to ${one.high}), ${one.costs}, ${one.risk} ${one.chance}.`,
  unknownPromise: (one: { days: number; low: string; high: string; because: string; costs: string }) =>
    `its gain is not known (from ${one.low} to ${one.high} in ${one.days} days): ${one.because}; ${one.costs}.`,
  approve: (brief: string) => `Approve ${brief}`,
  confirm: (doing: string, cost: string | null, minutes: number) =>
    `${doing}.${cost === null ? '' : ` It costs ${cost}.`} It can be undone for ${minutes} minutes.`,
  editOrSkip: (id: number) => `Edit or skip No. ${id}`,
  edit: (id: number) => `Edit No. ${id}`,
  skip: (id: number) => `Skip No. ${id}`,
  undo: (id: number) => `Undo No. ${id}`,
  whySkipped: (id: number) => `Why is No. ${id} skipped? Other reasons: /actions skip ${id} <reason>`,
  reasons: ['Already done', 'Not now', 'The figures are wrong', 'Against our plan'],
  noReason: 'No reason',
  open: 'open',
  expired: 'expired',
  /** it gave way to a newer one */
  superseded: 'superseded',
  approvedBy: (who: string) => `approved by ${who}`,
  changedBy: (who: string, to: string | null) =>
    `approved by ${who}, changed${to === null ? '' : ` to ${to}`}`,
  skippedBy: (who: string, reason: string) => `skipped by ${who}: ${reason}`,
  numbered: (id: number, said: string) => `No. ${id}: ${said}.`,
  decidedAt: (status: string, at: Date) => `${status}, ${f.instant(at)}`,
  announced: (line: string, doing: string) => `${line} ${doing}.`,
  unknown: 'This suggestion is not known.',
  named: (id: number, kind: string, subject: string) => `No. ${id} (${kind} of ${subject})`,
  hasExpired: (named: string, until: string) =>
    `${named} was valid until ${until} and has expired: ask again for today's.`,
  isDecided: (named: string, status: string) => `${named} is already ${status}. Nothing was changed.`,
  isNow: (named: string, status: string) => `${named} is now ${status}.`,
  canBeUndone: (said: string, minutes: number) => `${said} It can be undone for ${minutes} minutes.`,
  reopened: (named: string, who: string) => `${named} is open again: undone by ${who}.`,
  isOpen: (named: string) => `${named} is open: there is nothing to undo.`,
  isReplaced: (named: string) => `${named} has a newer suggestion in its place, so it stays as it is.`,
  tooLate: (named: string, minutes: number) =>
    `${named} was decided more than ${plural(minutes, 'minute')} ago or has expired: it stays as it is.`,
  show: (id: number) => `Show No. ${id}`,
  /** to who approved what does not show in the shop */
  reminder: (one: { id: number; what: string; who: string; at: Date; dueAt: Date }) =>
    `${one.who}, you approved No. ${one.id} on ${f.instant(one.at)}: ${one.what}. It was due by ${f.instant(one.dueAt)}, and the shop's data do not show it yet.`,
  due: 'Due',
  dueBy: (at: Date) => `${f.instant(at)}: the shop's data do not show it yet`,
  /** what came of the last ones of its kind, below a suggestion */
  kindRecord: (one: { rule: string; helped: number; measured: number; gain: string; trust: string | null }) =>
    `${one.rule}: ${one.helped} of the last ${f.number(one.measured)} of this kind helped, ${one.gain}${one.trust === null ? '' : `; it helped less than promised, so it ranks lower (× ${one.trust})`}.`,
  noKindRecord: (rule: string) => `${rule}: none of this kind was measured yet.`,
  record: 'Record of its kind',
  notValid: (typed: string, wanted: string) => `“${typed}” is not a valid ${wanted}.`,
})
