import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day, dayOf } from '../../lib/days.ts'
import { type DimensionMember, writtenMembers } from '../metric.ts'
import { type NamedDays, type Promos, withoutHabit } from './promo-days.ts'

/** Days of one name, of the whole shop or of a part of it. */
export interface NamedSpan {
  readonly name: string
  readonly from: Day
  readonly last: Day
  /** what it is of; none is the whole shop */
  readonly of: readonly DimensionMember[]
}

/**
 * The campaigns the platforms tell of and the days that people have named, but for those that always run. Where both name a
 * day, people do. A holiday of the whole shop is none of these: it counts where it made a difference.
 */
export async function promos(
  lake: Pick<Lake, 'query' | 'zone'>,
  own: readonly NamedDays[] = [],
): Promise<Promos> {
  const named = [
    ...own.filter(({ kind, scope }) => kind === 'holiday' && scope !== '').map(asNamed),
    ...(await campaignsOf(lake)),
    ...own.filter(({ kind }) => kind === 'promotion').map(asNamed),
  ]
  const all = withoutHabit(daysOf(named.filter(({ of }) => of.length === 0)))
  const parts = named.filter(({ of }) => of.length > 0)
  // thousands of segments are asked about, of a few calendars
  const known = new Map<string, ReadonlyMap<Day, string>>([['', all]])
  return {
    all,
    within: (members) => {
      const isHeld = ({ of }: NamedSpan) => of.every((one) => members.some((member) => isSame(one, member)))
      const held = parts.flatMap((part, i) => (isHeld(part) ? [i] : []))
      const found =
        known.get(held.join()) ??
        new Map([...withoutHabit(daysOf(held.flatMap((i) => parts[i] ?? []))), ...all])
      known.set(held.join(), found)
      return found
    },
  }
}

/** Holidays of the whole shop that people have named, by day. */
export function ownHolidays(own: readonly NamedDays[]): Map<Day, string> {
  return daysOf(own.filter(({ kind, scope }) => kind === 'holiday' && scope === '').map(asNamed))
}

/** As the platforms tell of them, those that always run too. */
export async function campaignsOf(lake: Pick<Lake, 'query' | 'zone'>): Promise<NamedSpan[]> {
  const rows = await lake.query<{
    name: string | null
    category: string | null
    starts_at: string
    ends_at: string | null
  }>('select name, category, starts_at, ends_at from clean_campaigns order by starts_at')
  return rows.map(({ name, category, starts_at, ends_at }) => {
    const from = dayOf(new Date(starts_at), lake.zone)
    return {
      name: name ?? 'campaign',
      from,
      // half-open: an end at midnight is the end of the day before
      last: ends_at === null ? from : dayOf(new Date(Date.parse(ends_at) - 1), lake.zone),
      // one without a category holds for everything
      of: category === null ? [] : [{ dimension: 'category', member: category }],
    }
  })
}

function asNamed({ name, firstDay, lastDay, scope }: NamedDays): NamedSpan {
  return { name, from: firstDay, last: lastDay, of: writtenMembers(scope) }
}

function daysOf(named: readonly NamedSpan[]): Map<Day, string> {
  const days = new Map<Day, string>()
  for (const { name, from, last } of named)
    for (let day = from; day <= last; day = addDays(day, 1)) days.set(day, name)
  return days
}

function isSame(one: DimensionMember, other: DimensionMember): boolean {
  return one.dimension === other.dimension && one.member === other.member
}
