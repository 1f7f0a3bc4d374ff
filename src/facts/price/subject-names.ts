import type { Lake } from '../../lake/contract/lake.ts'

/** All that `/price` can be asked about: products, merchants by id and name, categories. */
export async function subjectNames(lake: Pick<Lake, 'query'>): Promise<string[]> {
  const names = await lake.query<{ name: string }>(
    `select product_id as name from mart_products
     union select platform || '/' || product_id from mart_products
     union select merchant_id from mart_products
     union select name from mart_merchants where name is not null
     union select category from mart_products`,
  )
  return names.map(({ name }) => name)
}
