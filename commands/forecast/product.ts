import type { KnownProduct } from '../../src/ask/vocabulary.ts'
import type { Context } from '../../src/context.ts'
import { vocabularyOf } from '../../src/facts/vocabulary.ts'
import type { Lake } from '../../src/lake/contract/lake.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import type { Point } from '../../src/metrics/metric.ts'

/** The one product of this id or title; null where there is none, or where two platforms sell one. */
export async function productCalled(
  { lake, state }: Pick<Context, 'lake' | 'state'>,
  typed: string,
): Promise<KnownProduct | null> {
  const wanted = typed.replaceAll('"', '').trim().toLowerCase()
  if (wanted === '') return null
  const { products } = await vocabularyOf(lake, state)
  const called = products.filter((one) =>
    [one.id, `${one.platform}/${one.id}`, one.title].some((name) => name.toLowerCase() === wanted),
  )
  const [found, other] = called
  return found !== undefined && other === undefined ? found : null
}

/** Units by day from its first day on: a day without a sale of it is one of none. */
export async function unitsOf(
  lake: Pick<Lake, 'query'>,
  { platform, id }: KnownProduct,
  last: Day,
): Promise<Point[]> {
  const rows = await lake.query<{ day: Day; units: number }>(
    `select cast(dt as string) as day, cast(sum(units) as double) as units from mart_product_days
     where platform = $platform and product_id = $id and dt <= cast($last as date)
     group by dt order by dt`,
    { platform, id, last },
  )
  const [first] = rows
  if (!first) return []
  const sold = new Map(rows.map(({ day, units }) => [day, units]))
  const points: Point[] = []
  for (let day = first.day; day <= last; day = addDays(day, 1)) {
    const units = sold.get(day) ?? 0
    points.push({ day, value: units, of: units, over: 1 })
  }
  return points
}
