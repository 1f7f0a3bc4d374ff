import { z } from 'zod'
import { oneLine } from '../../lib/text.ts'

const word = z.string().trim().min(1).max(200)
const money = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, 'is not an amount such as "19.90"')

const EVENT_TYPES = ['page_view', 'product_view', 'search', 'cart_add', 'checkout', 'purchase'] as const

/** What a shopper did, as a shop's pages or servers tell it. No address, no user agent, no e-mail: they have no field. */
const event = z.strictObject({
  /** the same id again is the same event */
  id: word,
  type: z.enum(EVENT_TYPES, `is none of ${EVENT_TYPES.join(', ')}`),
  session_id: word,
  at: z.iso.datetime({ offset: true, message: 'is not a time such as 2026-11-24T08:00:00Z' }),
  shopper_id: word.optional(),
  product_id: word.optional(),
  merchant_id: word.optional(),
  category: word.optional(),
  channel: word.optional(),
  device: word.optional(),
  region: word.optional(),
  variant: word.optional(),
  price: money.optional(),
  /** of a purchase: so many at that price; one where it is left out */
  quantity: z.number().int().min(1).max(1_000_000).optional(),
  /** of the list price, from 0 to 1 */
  discount: z.number().min(0).max(1).optional(),
  in_stock: z.boolean().optional(),
  is_returning: z.boolean().optional(),
})

export type Event = z.output<typeof event>

const batch = z.strictObject({ events: z.array(z.unknown()).min(1).max(500) })

interface Checked {
  readonly accepted: readonly Event[]
  /** by their place in the batch, each with what is wrong */
  readonly refused: readonly { readonly index: number; readonly reason: string }[]
}

const OLDEST_MS = 7 * 86_400_000
const AHEAD_MS = 5 * 60_000

/** Each event for itself: one that is wrong does not hold up the others. Null when it is no batch at all. */
export function checkBatch(body: unknown, now: Date): Checked | null {
  const given = batch.safeParse(body)
  if (!given.success) return null
  const accepted: Event[] = []
  const refused: { index: number; reason: string }[] = []
  for (const [index, one] of given.data.events.entries()) {
    const parsed = event.safeParse(one)
    const reason = parsed.success ? untimely(parsed.data, now) : reasonOf(parsed.error)
    if (parsed.success && reason === null) accepted.push(parsed.data)
    else refused.push({ index, reason: reason ?? '' })
  }
  return { accepted, refused }
}

export function readStored(line: string): Event | null {
  try {
    return event.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

function untimely({ at }: Event, now: Date): string | null {
  const age = now.getTime() - Date.parse(at)
  if (age > OLDEST_MS) return 'at: is more than seven days ago'
  return age < -AHEAD_MS ? 'at: is more than five minutes ahead' : null
}

function reasonOf(error: z.ZodError): string {
  const told = error.issues.slice(0, 3).map((issue) => {
    if (issue.code === 'unrecognized_keys')
      return `${issue.keys.map((key) => oneLine(key, 40)).join(', ')}: not known`
    return `${issue.path.join('.') || 'event'}: ${oneLine(issue.message, 100)}`
  })
  return told.join('; ')
}
