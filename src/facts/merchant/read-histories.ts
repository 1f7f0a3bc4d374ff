import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day, daysBetween } from '../../lib/days.ts'
import type { ChurnTask } from '../../models/churn/churn.ts'
import { historiesOf } from '../../models/churn/histories.ts'

/** further back merchants say little of those of today */
const BACK_DAYS = 500
const EPOCH = '1970-01-01'

/** On which days every merchant sold, up to the last whole day. */
export async function readHistories(lake: Pick<Lake, 'query'>, day: Day): Promise<ChurnTask> {
  const rows = await lake.query<{ id: string; day: Day; orders: number }>(
    `select merchant_id as id, cast(dt as string) as day, cast(sum(orders) as int) as orders
     from mart_merchant_days
     where is_active and merchant_id <> 'unknown' and dt > cast($since as date) and dt <= cast($day as date)
     group by merchant_id, dt`,
    { since: addDays(day, -BACK_DAYS), day },
  )
  return {
    histories: historiesOf(rows.map((one) => ({ ...one, day: daysBetween(EPOCH, one.day) }))),
    end: daysBetween(EPOCH, day),
  }
}
