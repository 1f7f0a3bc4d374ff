import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day, dayOf } from '../../lib/days.ts'
import { type Promos, withoutHabit } from './promo-days.ts'

/** The campaigns the platforms tell of, but for those that always run. One without a category holds for everything. */
export async function promos(lake: Pick<Lake, 'query' | 'zone'>): Promise<Promos> {
  const rows = await lake.query<{
    name: string | null
    category: string | null
    starts_at: string
    ends_at: string | null
  }>('select name, category, starts_at, ends_at from clean_campaigns order by starts_at')
  const all = new Map<Day, string>()
  const byCategory = new Map<string, Map<Day, string>>()
  for (const { name, category, starts_at, ends_at } of rows) {
    const days = category === null ? all : (byCategory.get(category) ?? new Map<Day, string>())
    const from = dayOf(new Date(starts_at), lake.zone)
    // half-open: an end at midnight is the end of the day before
    const last = ends_at === null ? from : dayOf(new Date(Date.parse(ends_at) - 1), lake.zone)
    for (let day = from; day <= last; day = addDays(day, 1)) days.set(day, name ?? 'campaign')
    if (category !== null) byCategory.set(category, days)
  }
  const kept = withoutHabit(all)
  const ofCategory = new Map([...byCategory].map(([category, days]) => [category, withoutHabit(days)]))
  return { all: kept, forCategory: (category) => new Map([...(ofCategory.get(category) ?? []), ...kept]) }
}
