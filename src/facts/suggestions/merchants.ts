import type { Lake } from '../../lake/contract/lake.ts'

/** Every merchant with products, by id and name; the id where no name is known. */
export function merchants(lake: Pick<Lake, 'query'>): Promise<{ id: string; name: string }[]> {
  return lake.query<{ id: string; name: string }>(
    `select distinct p.merchant_id as id, coalesce(m.name, p.merchant_id) as name
     from mart_products p
     left join mart_merchants m on m.platform = p.platform and m.merchant_id = p.merchant_id`,
  )
}
