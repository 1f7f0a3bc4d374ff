import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** Silences that people make, change and end. */
export const silencesWords = (f: Format) => ({
  none: 'Nothing is silenced. Write /alerts silence kpi=orders platform=bazario until tomorrow 09:00 stock-taking.',
  count: (count: number) => `${plural(count, 'silence holds', 'silences hold')}.`,
  line: (one: {
    readonly number: number
    readonly matchers: string
    readonly until: Date
    readonly comment: string
    readonly by: string
  }) =>
    `Silence ${one.number}: ${one.matchers} until ${f.instant(one.until)} (${one.comment}), by ${one.by}.`,
  ofFile: (matchers: string, until: Date, comment: string) =>
    `In the alerts file: ${matchers} until ${f.instant(until)} (${comment}).`,
  now: (numbers: readonly number[]) =>
    numbers.length === 0
      ? 'No open alert matches it now.'
      : `Quiet from now on: ${numbers.length === 1 ? 'alert' : 'alerts'} ${numbers.join(', ')}. They stay open, and what stands in a channel stays there.`,
  ended: (number: number) =>
    `Silence ${number} has ended. What is still open and was not told yet is told at the next look, within five minutes; what stands in its channel is not posted again.`,
  unknown: (number: number) => `There is no silence ${number}. /alerts silences lists them.`,
  untilWhen:
    'Until when? Write 4h, tomorrow 09:00, Monday or 2026-12-01 08:30, at most 90 days ahead, and then why.',
  how: (number: number) =>
    `To change it: /alerts silence ${number} until 18:00 · /alerts silence ${number} end`,
})
