import type { Format } from '../../format.ts'

/** What people do with an alert: lines of its thread, what is answered to who did it, and the windows that ask. */
export const alertLifeWords = (f: Format) => {
  const clock = (at: Date) => `${f.instant(at)} (${f.zone})`
  return {
    name: (number: number, headline: string) => `Alert ${number}, ${headline}`,
    /** above what is said of it in its thread and in private */
    said: (name: string, what: string) => `${name}: ${what}`,
    /** before a line of the thread: when it happened */
    stamped: (what: string, at: Date) => `${clock(at)}: ${what}`,
    number: (number: number) => `Alert ${number}`,
    severity: { info: 'info', warning: 'warning', critical: 'critical' },
    line: (parts: readonly string[]) => `${parts.join(', ')}.`,
    states: { reopened: 'Reopened.', unheld: 'Unacknowledged.' },
    assignedTo: (name: string) => `Assigned to ${name}.`,
    feedbackWas: (feedback: string) => `Feedback: ${feedback}.`,
    feedback: { useful: 'useful', expected: 'expected', noise: 'noise' },
    did: {
      acked: (who: string) => `${who} acknowledged it.`,
      unacked: (who: string) => `${who} took the acknowledgement back: nobody has it now.`,
      assigned: (who: string) => `${who} assigned it to `,
      snoozed: (who: string, until: Date) => `${who} snoozed it until ${clock(until)}.`,
      unsnoozed: (who: string) => `${who} ended the snooze.`,
      resolved: (who: string, note: string | null) =>
        note === null ? `${who} resolved it.` : `${who} resolved it: ${note}`,
      over: (because: string) => `Resolved: ${because}.`,
      reopened: (who: string) => `${who} reopened it.`,
      back: (because: string) => `Reopened: ${because}.`,
      worse: 'It got worse.',
      escalated: 'Nobody has taken it.',
      reminded: 'Still open, and nobody has it.',
      snoozeOver: 'The snooze is over, and it is still open.',
      feedback: (who: string, feedback: string) => `${who} gave feedback: ${feedback}.`,
      accepted: (who: string, id: number, what: string) =>
        `${who} approved suggestion ${id} for it: ${what}.`,
      takenBack: (who: string, id: number) => `${who} took the decision on suggestion ${id} back.`,
      measured: (id: number, outcome: string) => `What suggestion ${id} brought: ${outcome}.`,
    },
    /** to who pressed or typed it; the alert's name stands before it */
    done: {
      acked: 'you have it.',
      unacked: 'nobody has it now.',
      assigned: (to: string) => `assigned to ${to}.`,
      snoozed: (until: Date) =>
        `snoozed until ${clock(until)}. It is quiet until then, unless it is resolved before.`,
      unsnoozed: 'the snooze is ended.',
      resolved: 'resolved. It is opened again when a later day shows it.',
      reopened: 'reopened. It stays open until somebody resolves it.',
      feedback: (feedback: string) => `thank you, noted as ${feedback}.`,
    },
    refused: {
      held: (who: string) => `${who} has acknowledged it already.`,
      'not-held': 'nobody has acknowledged it.',
      'not-snoozed': 'it is not snoozed.',
      over: 'it is resolved already, so there is nothing to do. It can be reopened.',
      'not-over': 'it is open already.',
      'other-open': 'another alert about the same is open.',
      unknown: 'This alert no longer exists.',
    },
    until: {
      unreadable: (typed: string) =>
        `“${typed}” is not a time: write 4h, tomorrow, Monday 09:00 or 2026-12-01 08:30.`,
      past: (typed: string) => `“${typed}” is over or in a few minutes: choose a later time.`,
      'too-long': (typed: string) => `“${typed}” is too long: choose a time within the next 7 days.`,
    },
    noAssignee: (typed: string) => `“${typed}” is nobody: write @name, @group or me.`,
    noFeedback: (typed: string) => `“${typed}” is not feedback: write useful, expected or noise.`,
    buttons: {
      acknowledge: 'Acknowledge',
      unacknowledge: 'Unacknowledge',
      assign: 'Assign…',
      snooze: 'Snooze…',
      unsnooze: 'End snooze',
      resolve: 'Resolve…',
      reopen: 'Reopen',
      why: 'Why?',
      whatToDo: 'What to do',
      campaign: 'Plan a campaign…',
      useful: 'Useful',
      expected: 'Expected',
      noise: 'Noise',
      /** in lists, where a button must say of which alert */
      of: (label: string, number: number) => `${label} ${number}`,
    },
    forms: {
      snooze: 'Snooze alert',
      snoozeSubmit: 'Snooze',
      until: 'Until',
      hour: '1 hour',
      hours: '4 hours',
      tomorrow: (at: Date) => `Tomorrow, ${clock(at)}`,
      monday: (at: Date) => `Monday, ${clock(at)}`,
      own: 'Another time',
      ownHint: (zone: string) =>
        `Instead of the above, at most 7 days: 2d, Friday 14:00 or 2026-12-01 08:30 (${zone}).`,
      assign: 'Assign alert',
      assignSubmit: 'Assign',
      person: 'Person',
      group: 'Or a user group',
      groupHint: 'Its name, such as @shop-ops.',
      nobody: 'Choose a person or write a group.',
      notMember: 'Only full members can be given an alert.',
      resolve: 'Resolve alert',
      resolveSubmit: 'Resolve',
      note: 'Note',
      noteHint: 'What it was and what was done; it is written into the thread.',
      otherwise: (command: string) => `No window can be opened here: type ${command}.`,
    },
  }
}
