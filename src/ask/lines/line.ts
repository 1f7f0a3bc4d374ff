import { addDays } from '../../lib/days.ts'
import { type Period, writePeriod } from '../dates/period.ts'
import type { AskFault } from '../fault.ts'
import type { Reading } from '../reading.ts'
import type { Known } from '../vocabulary.ts'
import { writeChange } from '../write.ts'

/** The line, and what was read and has no place in it. */
export interface Line {
  readonly line: string
  readonly unused: readonly string[]
}

export interface NoLine {
  readonly fault: AskFault
  readonly didYouMean?: string
  /** nothing is known to be wrong: what a line needs was not heard */
  readonly isVague?: boolean
}

/** What stands in a line besides the words: everything else that was read is unused. */
export function unusedBut(
  reading: Reading,
  used: readonly (
    | 'group'
    | 'members'
    | 'products'
    | 'periods'
    | 'change'
    | 'money'
    | 'top'
    | 'audience'
    | 'ids'
  )[],
): string[] {
  const { members, products, periods, group, amounts, audience, ids } = reading
  const without = (name: (typeof used)[number], words: readonly string[]) =>
    used.includes(name) ? [] : words
  return [
    ...without('members', Object.values(members)),
    ...without('group', group === null ? [] : [group]),
    ...without('products', products),
    ...without('periods', periods.map(sayPeriod)),
    ...without('change', amounts.change === null ? [] : [writeChange(amounts.change)]),
    ...without(
      'money',
      amounts.money.map(({ written }) => written),
    ),
    ...without('top', amounts.top === null ? [] : [`top ${amounts.top}`]),
    ...without('audience', audience === null ? [] : [audience]),
    ...without('ids', ids),
  ]
}

export function sayPeriod(period: Period): string {
  return period.kind === 'no-such-day' ? period.said : writePeriod(period)
}

/** Without today and yesterday. */
export function notLately({ periods }: Reading, { today }: Pick<Known, 'today'>): Pick<Reading, 'periods'> {
  return {
    periods: periods.filter(
      (one) => one.kind !== 'days' || one.from < addDays(today, -1) || one.to > addDays(today, 1),
    ),
  }
}

/** Without today and this week: they say nothing where the answer is always that of now. */
export function notToday({ periods }: Reading, { today }: Pick<Known, 'today'>): Pick<Reading, 'periods'> {
  const isNow = (one: Period) =>
    one.kind === 'days' && one.from <= today && one.to > today && one.to <= addDays(one.from, 7)
  return { periods: periods.filter((one) => !isNow(one)) }
}
