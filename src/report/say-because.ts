import type { Because } from '../advice/experiment/experiment.ts'
import type { Locale } from './words/locale.ts'

interface Said {
  readonly because: Locale['words']['experiment']['because']
  /** what a reader calls a measure; one that is not listed goes by its own name */
  readonly measures: Readonly<Record<string, string>>
}

/** Why a verdict is what it is, as a clause. */
export function sayBecause(because: Because, { because: reasons, measures }: Said): string {
  if (because.code === 'unevenArms') return reasons.unevenArms
  const { measure } = because
  const called = Object.hasOwn(measures, measure) ? (measures[measure] ?? measure) : measure
  return because.code === 'tooSoon' ? reasons.tooSoon(called, because.days) : reasons[because.code](called)
}
