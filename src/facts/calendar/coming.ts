import { addDays, type Day } from '../../lib/days.ts'
import { membersOf, type Scope, writtenMembers } from '../../metrics/metric.ts'
import { campaignsOf } from '../../metrics/read/promos.ts'
import { type Calendar, yearless } from '../../models/calendar/calendar.ts'
import { isDayItself } from '../../models/calendar/country.ts'
import { shopDays } from '../../state/shop-days.ts'
import { holidaysIn, type ReadsCalendar } from './shop-calendar.ts'

/** A holiday or a promotion that lies ahead or goes on. */
export interface ComingDay {
  readonly name: string
  /** who says so: people in /calendar, the platforms, or the country's calendar */
  readonly from: 'people' | 'platforms' | 'country'
  /** of what people have named */
  readonly id: number | null
  readonly kind: 'promotion' | 'holiday'
  readonly firstDay: Day
  readonly lastDay: Day
  /** '' is the whole shop */
  readonly scope: string
  /** none of that name lies in the data: nobody knows what it does here */
  readonly isNew: boolean
}

/** What is known of the days from one on, what begins first, first; the days beside a holiday have no line of their own. */
export async function comingDays(
  reads: ReadsCalendar,
  {
    known,
    from,
    days,
  }: {
    readonly known: { readonly first: Day; readonly day: Day } | null
    readonly from: Day
    readonly days: number
  },
): Promise<ComingDay[]> {
  const to = addDays(from, days)
  const all = await everyDay(reads, { from: known?.first ?? from, to })
  const seen = new Set(
    all.flatMap(({ name, firstDay }) => (known && firstDay <= known.day ? [yearless(name)] : [])),
  )
  return all
    .filter(({ firstDay, lastDay }) => lastDay >= from && firstDay < to)
    .map((one) => ({ ...one, isNew: !seen.has(yearless(one.name)) }))
    .toSorted((a, b) => a.firstDay.localeCompare(b.firstDay) || a.name.localeCompare(b.name))
}

/** Those of the whole shop, of the segment, and of what it is a part of. */
export function within(coming: readonly ComingDay[], scope: Scope): ComingDay[] {
  const members = membersOf(scope)
  return coming.filter((one) =>
    writtenMembers(one.scope).every(({ dimension, member }) =>
      members.some((own) => own.dimension === dimension && own.member === member),
    ),
  )
}

type Known = Omit<ComingDay, 'isNew'>

async function everyDay(reads: ReadsCalendar, range: { readonly from: Day; readonly to: Day }) {
  const own = (await shopDays(reads.state)).map(
    ({ id, name, kind, firstDay, lastDay, scope }): Known => ({
      ...{ name, from: 'people', id, kind, firstDay, lastDay, scope },
    }),
  )
  const told = (await campaignsOf(reads.lake)).map(
    ({ name, from, last, of }): Known => ({
      ...{ name, from: 'platforms', id: null, kind: 'promotion', firstDay: from, lastDay: last },
      scope: of.map(({ dimension, member }) => `${dimension}=${member}`).join(' '),
    }),
  )
  const isOwn = new Set(own.map(({ name, firstDay }) => `${firstDay} ${name}`))
  const ofCountry = ownSpans(await holidaysIn(reads, range)).filter(
    ({ name, firstDay }) => !isOwn.has(`${firstDay} ${name}`),
  )
  return [...own, ...told, ...ofCountry]
}

/** Days in a row under one name are one holiday. */
function ownSpans(calendar: Calendar): Known[] {
  const spans: { name: string; firstDay: Day; lastDay: Day }[] = []
  for (const [day, name] of [...calendar].toSorted(([a], [b]) => a.localeCompare(b))) {
    const last = spans.at(-1)
    // what lies around a holiday is no day to prepare for
    if (!isDayItself(name)) continue
    if (last?.name === name && addDays(last.lastDay, 1) === day) last.lastDay = day
    else spans.push({ name, firstDay: day, lastDay: day })
  }
  return spans.map((one) => ({ ...one, from: 'country', id: null, kind: 'holiday', scope: '' }))
}
