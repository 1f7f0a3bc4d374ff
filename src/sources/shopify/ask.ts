import { z } from 'zod'
import { Fault } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'
import type { SourceClients } from '../source.ts'

export interface Shop {
  readonly name: string
  readonly platform: string
  /** of the GraphQL endpoint */
  readonly url: string
  readonly token: string
  readonly zone: string
  readonly currency: string
}

const status = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
})
const answer = z.object({
  data: z.unknown().optional(),
  errors: z
    .union([
      z.string().transform((message) => [{ message, extensions: undefined }]),
      z.array(
        z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }),
      ),
    ])
    .optional(),
  extensions: z.object({ cost: status.optional() }).optional(),
})

const MAX_THROTTLED = 20
const LONGEST_WAIT_MS = 60_000

/** The query costs more than Shopify lets one query cost: smaller pages cost less. */
export class TooCostly extends Error {}

export interface Asked {
  readonly data: unknown
  /** when Shopify answered, by its own clock */
  readonly at: Date | null
}

/**
 * Asks and honours the price: Shopify's bucket holds points that come back at a known rate. What would not be paid
 * for now waits until it is; a throttled question is put again when its points are back.
 */
export async function ask(
  shop: Shop,
  question: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> },
  { http, signal }: SourceClients,
): Promise<Asked> {
  for (let throttled = 0; ; throttled++) {
    const { body, headers } = await http.postJson({
      url: shop.url,
      headers: { 'X-Shopify-Access-Token': shop.token },
      body: question,
      signal,
    })
    const said = answer.safeParse(body)
    if (!said.success) throw changed(shop)
    const { data, errors = [], extensions } = said.data
    const wait = waitMs(extensions?.cost)
    const codes = errors.map((error) => error.extensions?.code)
    if (codes.includes('MAX_COST_EXCEEDED')) throw new TooCostly(errors[0]?.message)
    if (codes.includes('THROTTLED') && throttled < MAX_THROTTLED) {
      await http.pause(Math.max(wait, 1000), signal)
      continue
    }
    if (errors.length > 0) throw refusedBy(shop, errors[0]?.message ?? '', codes[0])
    if (wait > 0) await http.pause(wait, signal)
    return { data, at: headers.date ? new Date(headers.date) : null }
  }
}

/** How long until the same question could be paid for again. */
function waitMs(cost: z.output<typeof status> | undefined): number {
  if (!cost) return 0
  const { currentlyAvailable, restoreRate } = cost.throttleStatus
  const missing = cost.requestedQueryCost - currentlyAvailable
  return missing <= 0 ? 0 : Math.min(LONGEST_WAIT_MS, Math.ceil((missing / restoreRate) * 1000))
}

function refusedBy({ name }: Shop, message: string, code: string | undefined): Fault {
  const remedy =
    code === 'ACCESS_DENIED'
      ? 'Give the app the scopes read_orders, read_all_orders, read_products, read_inventory.'
      : code === 'THROTTLED'
        ? 'It is asked again at the next run.'
        : 'Check that the API version of the sources file is one Shopify still serves.'
  return new Fault(`${name}: Shopify refused: “${oneLine(message, 200)}”.`, remedy)
}

export function changed({ name }: Pick<Shop, 'name'>): Fault {
  return new Fault(
    `${name}: Shopify answered in another shape than its Admin API has.`,
    'Check the address and the API version in the sources file.',
  )
}
