import type { Lake } from '../../lake/contract/lake.ts'

interface KnownOrder {
  readonly id: string
  readonly orderedAt: string
}

/** The orders that came from a source and are not cancelled, placed since. */
export function knownOrders(
  lake: Pick<Lake, 'query'>,
  source: string,
  since: Date,
  ids: readonly string[] | null = null,
): Promise<readonly KnownOrder[]> {
  if (ids?.length === 0) return Promise.resolve([])
  return lake.query<KnownOrder & Record<string, string>>(
    `select order_id as id, ordered_at as "orderedAt" from clean_orders
     where _source = $source and not is_cancelled and ordered_at >= cast($since as timestamptz)
       ${ids === null ? '' : `and order_id in (${ids.map((_, i) => `$id${i}`).join(', ')})`}`,
    {
      source,
      since: since.toISOString(),
      ...Object.fromEntries((ids ?? []).map((id, i) => [`id${i}`, id])),
    },
  )
}
