import { addDays, type Day, daysBetween, instantOf, weekday } from '../../lib/days.ts'
import type { Random } from '../../lib/random.ts'
import { CATEGORIES, PLATFORMS } from './catalogue.ts'

export const ZONE = 'Europe/Berlin'

/** A price action on part of a category, or of everything on a platform. Days count from the window's first. */
interface Campaign {
  readonly id: string
  readonly name: string
  readonly kind: 'promo' | 'campaign'
  readonly platform: number
  /** null: every category */
  readonly category: number | null
  readonly discount: number
  /** share of the products in reach that take part */
  readonly takesPart: number
  /** traffic of products taking part is multiplied by this */
  readonly trafficLift: number
  /** added to the log-odds of buying, beyond what the lower price does */
  readonly urge: number
  readonly from: number
  readonly to: number
}

export interface Timeline {
  readonly today: Day
  readonly first: Day
  readonly days: number
  /** days that there is room for: those lived through, and those that may follow */
  readonly room: number
  /** epoch seconds at which each day begins in the shop's zone; one more than there is room for */
  readonly starts: readonly number[]
  readonly campaigns: readonly Campaign[]
  readonly experiment: { readonly from: number; readonly platform: number; readonly upliftLogit: number }
}

const FESTIVALS = [
  { name: '618', on: '06-18', lead: 2, discount: 0.18 },
  { name: 'Double 11', on: '11-11', lead: 1, discount: 0.25 },
  { name: 'Black Friday', on: null, lead: 0, discount: 0.22 },
] as const

export function timeline(random: Random, today: Day, days: number, ahead = 0): Timeline {
  const first = addDays(today, -days)
  const starts = Array.from(
    { length: days + ahead + 1 },
    (_, i) => instantOf(addDays(first, i), 0, ZONE).getTime() / 1000,
  )
  return {
    today,
    first,
    days,
    room: days + ahead,
    starts,
    campaigns: [...festivals(first, days), ...categoryCampaigns(random, days)],
    experiment: { from: Math.max(0, days - 21), platform: 0, upliftLogit: 0.14 },
  }
}

function festivals(first: Day, days: number): Campaign[] {
  const years = [...new Set([first.slice(0, 4), addDays(first, days).slice(0, 4)])]
  return years.flatMap((year) =>
    FESTIVALS.flatMap(({ name, on, lead, discount }) => {
      const day = daysBetween(first, on ? `${year}-${on}` : blackFriday(year))
      if (day < lead || day >= days) return []
      return PLATFORMS.map((platform, i) => ({
        id: `${name.replace(/\W/g, '').toUpperCase()}-${year}-${platform.slice(0, 1).toUpperCase()}`,
        name: `${name} ${year}`,
        kind: 'promo' as const,
        platform: i,
        category: null,
        discount,
        takesPart: 0.6,
        trafficLift: 1.9,
        urge: 0.35,
        from: day - lead,
        to: day + 1,
      }))
    }),
  )
}

/** The day after the fourth Thursday of November. */
function blackFriday(year: string): Day {
  const firstDay = `${year}-11-01`
  const toThursday = (4 - weekday(firstDay) + 7) % 7
  return addDays(firstDay, toThursday + 22)
}

function categoryCampaigns(random: Random, days: number): Campaign[] {
  return Array.from({ length: 14 }, (_, i) => {
    const from = 8 + Math.floor((i * (days - 24)) / 14) + random.below(6)
    const category = random.below(CATEGORIES.length)
    return {
      id: `C-${String(i + 1).padStart(2, '0')}`,
      name: `${CATEGORIES[category]} week ${i + 1}`,
      kind: 'campaign' as const,
      platform: i % 2,
      category,
      discount: [0.1, 0.15, 0.2][random.below(3)] ?? 0.1,
      takesPart: 0.5,
      trafficLift: 1.4,
      urge: 0.15,
      from,
      to: from + 5 + random.below(4),
    }
  }).filter(({ to }) => to <= days)
}

export const SESSIONS_A_DAY = 2900

const WEEKLY = [1.02, 0.98, 0.97, 0.99, 0.93, 1.0, 1.14] as const

/** Traffic of a day beside the window's level: slow growth, the week, the festivals. */
export function trafficFactor(time: Timeline, day: number): number {
  const rhythm = WEEKLY[weekday(addDays(time.first, day)) - 1] ?? 1
  const isFestival = time.campaigns.some((c) => c.kind === 'promo' && c.from <= day && day < c.to)
  return rhythm * (0.9 + (0.2 * day) / time.days) * (isFestival ? 1.55 : 1)
}

/** Share of a day's sessions in each hour: a quiet night, a lunch bump, the evening peak. */
export const HOURLY = [
  1.1, 0.6, 0.4, 0.3, 0.3, 0.6, 1.5, 2.8, 3.8, 4.6, 5.2, 5.5, 5.9, 5.5, 5.1, 5.1, 5.4, 6.0, 6.8, 7.6, 8.0,
  7.5, 5.6, 3.0,
] as const
