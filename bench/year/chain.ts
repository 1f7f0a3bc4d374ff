import { addDays, type Day, weekday } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import type { BenchSeries } from '../forecast/series.ts'

const FIRST = '2023-01-01'
const DAYS = 942
/** public holidays on which no store opens, by their dates: the generator knows no rule of the model's calendar */
const CLOSED: readonly Day[] = [
  ...['2023-01-01', '2023-04-07', '2023-04-10', '2023-05-01', '2023-05-18', '2023-05-29', '2023-10-03'],
  ...['2023-12-25', '2023-12-26', '2024-01-01', '2024-03-29', '2024-04-01', '2024-05-01', '2024-05-09'],
  ...['2024-05-20', '2024-10-03', '2024-12-25', '2024-12-26', '2025-01-01', '2025-04-18', '2025-04-21'],
  ...['2025-05-01', '2025-05-29', '2025-06-09'],
]
/** school holidays, first and last day */
const SCHOOL: readonly (readonly [Day, Day])[] = [
  ['2023-07-20', '2023-09-01'],
  ['2024-07-18', '2024-08-30'],
  ['2025-07-17', '2025-08-29'],
]

/**
 * A chain of stores as retail knows them: a week of its own a store (a third closed on Sundays), the rise to Christmas and
 * the hole after it, a summer, public holidays with the rush before them, a promotion every other week that nobody tells
 * of, a pay day, and noise that lasts. Over two years and a half; written from the habits of shops and not from the model.
 */
export function chainSeries(count: number, seed: number): BenchSeries[] {
  const random = seeded(seed)
  const closed = new Set(CLOSED)
  return Array.from({ length: count }, (_, k) => {
    const base = 500 * 10 ** (1.2 * random.next())
    const week = [0.12, 0, -0.03, 0, 0.1, 0.15, -0.4].map((usual) => usual + 0.08 * random.normal())
    const shutsOnSunday = random.next() < 1 / 3
    const promo = 0.15 + 0.25 * random.next()
    const phase = random.below(2)
    const [christmas, summer, school] = [
      0.2 + 0.5 * random.next(),
      0.2 * random.normal(),
      0.12 * random.normal(),
    ]
    const [rush, payday] = [0.1 + 0.25 * random.next(), 0.08 * random.next()]
    const [noise, holds] = [0.06 + 0.08 * random.next(), 0.3 + 0.5 * random.next()]
    let [level, rest] = [0.15 * random.normal(), 0]
    const days = Array.from({ length: DAYS }, (_, t) => {
      const day = addDays(FIRST, t)
      const [at, date] = [weekday(day), Number(day.slice(8))]
      level += 0.004 * random.normal()
      rest = holds * rest + Math.sqrt(1 - holds ** 2) * noise * random.normal()
      if (closed.has(day) || (shutsOnSunday && at === 7)) return { day, value: null }
      const isPromo = Math.floor((t + 6) / 7) % 2 === phase && at <= 5
      const isSchool = SCHOOL.some(([from, to]) => day >= from && day <= to)
      const isRush =
        closed.has(addDays(day, 1)) || closed.has(addDays(day, 2)) || closed.has(addDays(day, -1))
      const log =
        level +
        rest +
        (week[at - 1] ?? 0) +
        (isPromo ? promo : 0) +
        christmas * advent(day) +
        summer * Math.sin((2 * Math.PI * (t - 80)) / 365.25) +
        (isSchool ? school : 0) +
        (isRush ? rush : 0) +
        (date <= 3 || date >= 29 ? payday : 0)
      return { day, value: Math.round(base * Math.exp(log)) }
    })
    return { name: `store ${k + 1}`, days: days.slice(days[0]?.value === null ? 1 : 0), campaigns: new Map() }
  })
}

/** From none in the middle of November to one on 23 December, and below the ordinary until Epiphany. */
function advent(day: Day): number {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))]
  if (month === 11) return Math.max(0, (date - 15) / 38) ** 1.5
  if (month === 12) return date <= 23 ? ((date + 15) / 38) ** 1.5 : -0.3
  return month === 1 && date <= 6 ? -0.4 : 0
}
