import { readDates } from '../../src/ask/dates/read.ts'
import { BLOT } from '../../src/ask/masked.ts'
import type { Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { addDays, type Day, daysBetween, isDay } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import { DIMENSIONS, writeScope } from '../../src/metrics/metric.ts'
import { findScope } from '../../src/metrics/read/scope.ts'
import type { FaultWords } from '../../src/report/words/faults.ts'
import { asUsage } from '../shared/as-usage.ts'

/** What was typed of a day; what was not is left out. */
export interface ReadDay {
  readonly name?: string
  readonly firstDay?: Day
  readonly lastDay?: Day
  readonly scope?: string
}

const ISO =
  /(?<!\S)(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|–|—|到|至|-|\bto\b|\buntil\b)\s*(\d{4}-\d\d-\d\d))?(?![\w-])/iu
const SEGMENT = new RegExp(`(?<!\\S)(?:${DIMENSIONS.join('|')})\\s*=.*$`, 'iu')
const WHOLE = /(?<!\S)(?:everything|the whole shop|whole shop|整个店铺|全店)(?!\S)/iu
const JOINS = /(?<!\S)(?:for|from|on|of|in|at)(?!\S)\s*$|^(?:for|from|on|of|in|at)(?!\S)/giu
const LONGEST_NAME = 80
/** a mistyped year must not name a century */
export const LONGEST_DAYS = 92

/** `Summer sale 2026-06-12..2026-06-20 category=Toys`; days may be said in words, such as next friday. */
export async function readTyped(
  { lake }: Pick<Context, 'lake'>,
  rest: string,
  { today, said }: { readonly today: Day; readonly said: FaultWords },
): Promise<ReadDay | Usage> {
  const segment = SEGMENT.exec(rest.replace(ISO, ' '))?.[0] ?? null
  const isWhole = WHOLE.test(rest)
  const scope = segment === null ? (isWhole ? ('all' as const) : null) : await findScope(lake, segment)
  if (scope !== null && scope !== 'all' && 'kind' in scope) return asUsage(scope, said)
  const dated = datesOf(
    segment === null ? rest.replace(WHOLE, ' ') : rest.replace(SEGMENT, isoIn(rest)),
    today,
  )
  if (dated.fault) return { kind: 'usage', because: said.calendar[dated.fault] }
  const { firstDay, lastDay } = dated
  if (firstDay !== undefined && lastDay !== undefined) {
    if (lastDay < firstDay) return { kind: 'usage', because: said.calendar.endsBefore(firstDay, lastDay) }
    if (daysBetween(firstDay, lastDay) >= LONGEST_DAYS)
      return { kind: 'usage', because: said.calendar.tooLong(LONGEST_DAYS) }
  }
  const name = oneLine(dated.name.replace(JOINS, ' ').replace(/["“”]/gu, '').trim(), LONGEST_NAME)
  return {
    ...(name !== '' && { name }),
    ...(firstDay !== undefined && lastDay !== undefined && { firstDay, lastDay }),
    ...(scope !== null && { scope: writeScope(scope) }),
  }
}

/** Dates that are written after the segment. */
function isoIn(rest: string): string {
  const segment = SEGMENT.exec(rest)?.[0] ?? ''
  return ` ${ISO.exec(segment)?.[0] ?? ''}`
}

interface Dated {
  readonly name: string
  readonly firstDay?: Day
  readonly lastDay?: Day
  readonly fault?: 'noSuchDay' | 'oneSpan'
}

/** Days as digits leave every other word to the name; else what is a date in words, and where that is all, it is the name too. */
function datesOf(text: string, today: Day): Dated {
  const written = ISO.exec(text)
  if (written) {
    const [all, first = '', last = first] = written
    if (!isDay(first) || !isDay(last)) return { name: text, fault: 'noSuchDay' }
    return { name: text.replace(all, ' '), firstDay: first, lastDay: last }
  }
  const read = readDates(text, { today, direction: 'future' })
  if (read.periods.some(({ kind }) => kind === 'no-such-day')) return { name: text, fault: 'noSuchDay' }
  const days = read.periods.flatMap((period) => (period.kind === 'days' ? [period] : []))
  const [one] = days
  if (days.length > 1) return { name: text, fault: 'oneSpan' }
  if (!one) return { name: text }
  const left = read.text.replaceAll(BLOT, ' ').trim()
  return { name: /\p{L}/u.test(left) ? left : text, firstDay: one.from, lastDay: addDays(one.to, -1) }
}
