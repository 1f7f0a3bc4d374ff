import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** /alerts: what is open, what happened to one, a rule tried on the past; and what the buttons say to who presses. */
export const alertsWords = (f: Format) => ({
  noneOpen: 'No alert is open.',
  open: (count: number) => `${plural(count, 'alert is', 'alerts are')} open.`,
  logs: (asked: readonly string[]) => `What happened to an alert: ${asked.join(' · ')}`,
  inSegment: (kpi: string, segment: string) => `${kpi} in ${segment}`,
  data: 'Data',
  line: (since: Day, figures: string, by: string | null) =>
    ` since ${f.longDay(since)}: ${figures} ${by === null ? 'Unacknowledged.' : `Acknowledged by ${by}.`}`,
  figures: (against: string) => `${against}.`,
  marked: (what: string, at: Date) =>
    `Noted for ${f.instant(at)}: ${what}. A fall that begins in the two hours around it names it.`,
  decidersOnly: 'Only operators and managers do that with an alert; /alerts lists the open ones.',
  log: {
    title: (number: number, id: string) => `Alert ${number} (${id})`,
    said: (headline: string, status: string, events: number) =>
      `${headline}: ${status}, ${plural(events, 'event')}.`,
    open: 'open',
    acknowledged: (who: string | null) => `open, acknowledged by ${who ?? 'somebody'}`,
    resolved: (at: Date) => `resolved on ${f.instant(at)}`,
    assigned: (name: string) => `open, assigned to ${name}`,
    caption: 'Events',
    last: (shown: number, of: number) => `The last ${shown} of ${of} events`,
    columns: { when: 'When', what: 'Event', by: 'By', why: 'Why' },
    zone: `Times are in ${f.zone}.`,
    until: (at: Date) => `until ${f.instant(at)}`,
    events: {
      open: 'Opened',
      update: 'Edited',
      acked: 'Acknowledged',
      unacked: 'Acknowledgement taken back',
      assigned: 'Assigned',
      snoozed: 'Snoozed',
      unsnoozed: 'Snooze ended',
      resolve: 'Resolved',
      reopen: 'Reopened',
      feedback: 'Feedback',
      noted: 'Note kept',
      asked: 'Asked whether somebody still has it',
      confirmed: 'Said to be still on it',
      announced: 'Posted',
      reminded: 'Reminded',
      escalated: 'Escalated',
      accepted: 'Suggestion approved',
      'taken-back': 'Decision taken back',
    },
    ambiguous: (count: number, typed: string) =>
      `${plural(count, 'alert')} have an id that begins with ${typed}: write more of it.`,
    unknown: (typed: string) => `There is no alert ${typed}; /alerts lists the open ones with their ids.`,
  },
  /** `/alerts 12`: what was done about it, and what can be */
  one: {
    done: 'Done about it',
    accepted: (one: { id: number; what: string; who: string; at: Date }) =>
      `${one.id}: ${one.what}. Approved by ${one.who} on ${f.instant(one.at)}`,
    kpiThen: (kpi: string, value: string, expected: string) => `; ${kpi} was ${value}, expected ${expected}`,
    kpiNow: (value: string, expected: string) => `, now ${value}, expected ${expected}`,
    resolvedAfter: (hours: number) => `, resolved ${plural(hours, 'hour')} later`,
    outcome: (said: string) => `. Outcome: ${said}.`,
    canDo: 'What can be done about it',
    more: (shown: number, of: number) =>
      `${f.number(shown)} of ${plural(of, 'open suggestion')} that ${of === 1 ? 'fits' : 'fit'}.`,
    nothing: 'No open suggestion fits it.',
    tied: 'What is approved here is kept with the alert and measured; also by /actions approve <no.> alert <no.>.',
  },
  /** why an alert was opened, edited or resolved, as `decide` keeps it */
  reasons: {
    'it is back': 'it is back',
    'it shows again': 'a later day shows it again',
    'data fault': 'data fault',
    'outside its range': 'outside its range',
    'a rule': 'a rule says so',
    'its rule says so no more': 'its rule says so no more, or was paused or deleted',
    'the snooze is over': 'the snooze is over',
    'another day': 'another day',
    'another place': 'another segment',
    'other faults': 'other faults',
    'other numbers': 'other numbers',
    'told in another alert': 'covered by another alert',
    'the data is complete again': 'the data is complete again',
    'no more rows came': 'no more rows came: the day is taken as it is',
    'back inside its range': 'back inside its range',
  },
  preview: {
    below: (value: string) => `below ${value}`,
    above: (value: string) => `above ${value}`,
    unusual: (deviations: string, direction: 'up' | 'down' | null) =>
      `more than ${deviations} standard deviations ${direction === null ? 'from' : direction === 'up' ? 'above' : 'below'} expected`,
    never: (name: string, rule: string, days: number) =>
      `${name}: a rule “${rule}” would not have fired in ${plural(days, 'day')}.`,
    fired: (name: string, rule: string, times: number, days: number) =>
      `${name}: a rule “${rule}” would have fired ${plural(times, 'time')} in ${plural(days, 'day')}.`,
    caption: 'When it would have fired',
    last: (shown: number, of: number) => `The last ${shown} of ${of}`,
    columns: { day: 'Day', expected: 'Expected', why: 'Why' },
    drift: (score: string) => `a shift over several days, ${score} standard deviations together`,
    outside: (score: string) => `${score} standard deviations from expected`,
    evaluated: (days: number) => `${plural(days, 'day')} with data evaluated, each with what was known then.`,
    tooShort: (days: number) =>
      `${plural(days, 'day')} not evaluated: there were fewer than 14 ordinary days before.`,
    fewer:
      'Fewer alerts are posted: they are corrected for how much is watched, and one incident is one message.',
  },
})
