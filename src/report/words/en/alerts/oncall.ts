import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** /oncall: who is on call now and next; and what is told when that changes. */
export const oncallWords = (f: Format) => {
  const clock = (at: Date) => `${f.instant(at)} (${f.zone})`
  return {
    none: 'No schedule is set up. The alerts file (ALERTS_FILE) names them, see docs/oncall.md.',
    title: 'On call',
    nobody: 'nobody',
    now: (schedule: string) => `${schedule}: `,
    until: (at: Date) => `, until ${clock(at)}, then `,
    swapped: (schedule: string, from: Date, to: Date) =>
      `${schedule}: from ${clock(from)} to ${clock(to)} it is `,
    calendarFault: (schedule: string, since: Date) =>
      `${schedule}: its calendar cannot be read; what was read of it on ${clock(since)} holds.`,
    unknownPeople: (schedule: string, titles: readonly string[]) =>
      `${schedule}: nobody is known as ${titles.join(', ')}; write them under people in the alerts file.`,
    unknown: (typed: string, known: readonly string[]) =>
      known.length === 0
        ? 'No schedule is set up. The alerts file (ALERTS_FILE) names them, see docs/oncall.md.'
        : `No schedule is called “${typed}”. There are ${known.join(', ')}.`,
    whom: 'Name a person by @name, so that Slack writes a mention, or write me.',
    when: 'Write until when, such as: swap shop @ben until tomorrow 09:00, or from one day to another.',
    backwards: 'The end must be after the beginning, and in the future.',
    handover: (schedule: string) => `Handover of ${schedule}: `,
    from: ' hands over to ',
    open: (count: number) =>
      count === 0 ? 'No alert is open.' : `${plural(count, 'alert is', 'alerts are')} open:`,
    held: (by: string | null) => (by === null ? 'nobody has it' : `${by} has it`),
    item: (number: number, headline: string, held: string, snoozed: Date | null) =>
      `${number}: ${headline}; ${held}${snoozed === null ? '' : `, snoozed until ${clock(snoozed)}`}`,
  }
}
