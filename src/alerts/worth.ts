/** What is usual at a place: the two parts of each KPI a day, by name. */
export type Usual = ReadonlyMap<string, { readonly of: number; readonly over: number }>

/**
 * Money one event of a KPI is worth at a place, in cents, from what sales bring there: an order its usual amount, a
 * visit its share of GMV, a product that is out of stock what a product brings a day. Null where no money can be put on it.
 */
export function worthOf(kpi: string, usual: Usual): number | null {
  if (kpi === 'refund_rate') return 1
  const gmv = usual.get('gmv')?.of ?? 0
  const events = eventsBehind(kpi, usual)
  return gmv > 0 && events > 0 ? gmv / events : null
}

/** How many of them share the GMV of a day. */
function eventsBehind(kpi: string, usual: Usual): number {
  switch (kpi) {
    case 'conversion':
    case 'orders':
    case 'cancel_rate':
      return usual.get('orders')?.of ?? 0
    case 'sessions':
      return usual.get('sessions')?.of ?? 0
    case 'units':
      return usual.get('units')?.of ?? 0
    case 'stock_out': {
      const { of, over } = usual.get('stock_out') ?? { of: 0, over: 0 }
      return over - of
    }
    default:
      return 0
  }
}
