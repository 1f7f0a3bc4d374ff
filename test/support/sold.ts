import type { Lake } from '../../src/lake/contract/lake.ts'
import type { RawTableName } from '../../src/lake/contract/schema.ts'

const ZONE = 'Europe/Berlin'

/** Lands the rows of a table as one batch of a shop in Berlin. */
export function landing(lake: Pick<Lake, 'ingest'>) {
  return (table: RawTableName, rows: Record<string, string | null>[]) =>
    lake.ingest({
      source: table,
      table,
      id: table,
      zone: ZONE,
      currency: 'EUR',
      page: { kind: 'rows', rows },
    })
}

/** One order of one line a product and day, and the lake built over all that has landed. */
export async function buildSold(
  lake: Pick<Lake, 'ingest' | 'build'>,
  sold: readonly {
    readonly id: string
    readonly day: string
    readonly units: number
    readonly price: string
  }[],
): Promise<void> {
  const land = landing(lake)
  const orderOf = ({ id, day }: { readonly id: string; readonly day: string }) => ({
    platform: 'nordmarkt',
    order_id: `${id}-${day}`,
    ordered_at: `${day} 10:00:00`,
  })
  await land(
    'orders',
    sold.map((one) => ({ ...orderOf(one), customer_id: 'C1' })),
  )
  await land(
    'order_lines',
    sold.map((one) => ({
      ...orderOf(one),
      product_id: one.id,
      line_id: '1',
      quantity: `${one.units}`,
      unit_price: one.price,
    })),
  )
  const { failed } = await lake.build()
  if (failed.length > 0) throw new Error(`the shop of the test does not build: ${JSON.stringify(failed)}`)
}
