import type { Lake } from '../../lake/contract/lake.ts'
import type { Day } from '../../lib/days.ts'

/** The last day of which products are known; null when nothing was ever collected. */
export async function lastProductDay(lake: Pick<Lake, 'query'>): Promise<Day | null> {
  const [last] = await lake.query<{ day: string | null }>(
    'select cast(max(dt) as string) as day from mart_product_days',
  )
  return last?.day ?? null
}
