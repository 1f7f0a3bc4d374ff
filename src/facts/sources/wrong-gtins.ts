import type { Lake } from '../../lake/contract/lake.ts'

export interface WrongGtins {
  readonly source: string
  readonly products: number
  readonly example: string
}

/** Products by source whose GTIN has a wrong length or check digit. */
export function wrongGtins(lake: Pick<Lake, 'query'>): Promise<WrongGtins[]> {
  return lake.query<WrongGtins & Record<string, string | number>>(
    `select _source as source, count(*) as products, min(product_id) as example from clean_products
     where is_gtin_wrong group by _source`,
  )
}
