import type { Lake } from '../lake/contract/lake.ts'
import type { Cell } from '../lake/engine/engine.ts'

/** so many products a read: every read scans months of all products, and its lists are taken over in one go */
const PRODUCTS_A_READ = 2500

/** Runs of product ids, a read each, so that a hundred thousand products are never there as objects. */
export async function rangesOf(lake: Pick<Lake, 'query'>): Promise<{ first: string; last: string }[]> {
  return lake.query<{ first: string; last: string }>(
    `with numbered as (
       select product_id, row_number() over (order by product_id) as place from mart_products group by product_id
     )
     select min(product_id) as first, max(product_id) as last
     from numbered
     group by floor((place - 1) / ${PRODUCTS_A_READ})
     order by first`,
  )
}

/** a day without stock and without a sale tells nothing; a day with its last unit sold does */
export const IS_INFORMATIVE = 'not (coalesce(d.is_stocked_out, false) and d.units = 0)'

/** A column of numbers that grows as rows are read. */
export function growing() {
  let values = new Float64Array(1024)
  let size = 0
  return {
    size: () => size,
    push(value: number): void {
      if (size === values.length) {
        const grown = new Float64Array(2 * size)
        grown.set(values)
        values = grown
      }
      values[size++] = value
    },
    done: () => values.slice(0, size),
  }
}

/** Columns by name, in the names given. */
export function columnsOf<N extends string>(
  found: ReadonlyMap<N, ReturnType<typeof growing>>,
): Record<N, Float64Array> {
  return Object.fromEntries([...found].map(([name, values]) => [name, values.done()])) as Record<
    N,
    Float64Array
  >
}

export const textOf = (cell: Cell | undefined) => (typeof cell === 'string' ? cell : '')
/** NaN is unknown */
export const numberOf = (cell: Cell | undefined) => (typeof cell === 'number' ? cell : Number.NaN)
/** an aggregated list; nothing is empty */
export const listOf = (cell: Cell | undefined): readonly Cell[] => (Array.isArray(cell) ? cell : [])
