import { z } from 'zod'
import {
  type Outcome,
  priceOutcome,
  priceSeenOn,
  restockOutcome,
  stockSeenOn,
} from '../src/advice/suggestions/outcome.ts'
import type { Context, Job } from '../src/context.ts'
import { productDays, productIs, untouched } from '../src/facts/suggestions/product-days.ts'
import { otherOutcome } from '../src/ledger/other-outcome.ts'
import { outcomeRow } from '../src/ledger/outcome-row.ts'
import { addDays, type Day, dayOf } from '../src/lib/days.ts'
import { plural } from '../src/lib/text.ts'
import {
  acceptedSince,
  type StoredOutcome,
  saveOutcome,
  unmeasured,
} from '../src/state/suggestions/outcomes.ts'
import type { StoredSuggestion } from '../src/state/suggestions/suggestions.ts'

/** a night looks at so many: the oldest decisions first, the rest the next night */
const A_NIGHT = 300
/** what was accepted within a change's days before and after it is no match */
const TOUCHED_DAYS = 120

const subject = z.object({ platform: z.string(), productId: z.string() })
const priced = z.object({ fromCents: z.number(), toCents: z.number(), days: z.number().positive().catch(30) })
const ordered = z.object({
  order: z.number(),
  position: z.number(),
  onHand: z.number(),
  leadDays: z.number().catch(7),
})

export const outcomes: Job = {
  name: 'outcomes',
  about: 'Measures what accepted suggestions brought, once their days are over.',
  schedule: { at: '03:20' },
  catchUp: 'latest',
  async run(ctx, due) {
    const [last] = await ctx.lake.query<{ day: string | null }>(
      'select cast(max(dt) as string) as day from mart_product_days',
    )
    const accepted = await unmeasured(ctx.state, { until: due.at, limit: A_NIGHT })
    const asOf = last?.day
    if (!asOf || accepted.length === 0) return { text: 'No accepted suggestion waits for its outcome.' }
    const touched = await acceptedSince(ctx.state, new Date(due.at.getTime() - TOUCHED_DAYS * 86_400_000))
    const found: StoredOutcome[] = []
    for (const [i, suggestion] of accepted.entries()) {
      ctx.progress('measure outcomes', i, accepted.length)
      const outcome = await measure(ctx, suggestion, { asOf, touched })
      if (outcome) found.push(outcomeRow(suggestion, outcome, due.at))
    }
    await due.fenced(async (trx) => {
      for (const one of found) await saveOutcome(trx, one)
    })
    const measured = found.filter(({ outcome }) => outcome.kind === 'measured').length
    return {
      text: `Looked at ${plural(found.length, 'accepted suggestion')}, measured ${measured}, data to ${asOf}.`,
      counts: { looked: found.length, measured },
    }
  },
}

/** Null when the ledger holds what nobody knows any more. */
async function measure(
  { lake, state, config }: Pick<Context, 'lake' | 'state' | 'config'>,
  suggestion: StoredSuggestion,
  { asOf, touched }: { readonly asOf: Day; readonly touched: ReadonlySet<string> },
): Promise<Outcome | null> {
  const { action, edited, decided, kind } = suggestion
  if (kind !== 'price' && kind !== 'restock') return otherOutcome({ lake, state, config }, suggestion, asOf)
  const about = subject.safeParse(action).data
  if (!about || !decided) return null
  const decidedOn = dayOf(decided.at, config.shop.zone)
  const done = { ...Object(action), ...Object(edited) }
  const is = await productIs(lake, about)
  const days = await productDays(lake, about, decidedOn)
  const common = { decidedOn, costCents: is?.costCents ?? null, asOf }
  const price = kind === 'price' ? priced.safeParse(done).data : undefined
  if (price) {
    const change = { ...common, ...price, horizonDays: price.days }
    const seenOn = priceSeenOn(days, change)
    const isOver = seenOn !== null && asOf >= addDays(seenOn, price.days - 1)
    const others =
      isOver && is
        ? await untouched(lake, is.category, { decidedOn, seenOn, until: addDays(seenOn, price.days) })
        : []
    return priceOutcome(
      change,
      days,
      seenOn,
      others.filter(({ id }) => !touched.has(id)),
    )
  }
  const order = kind === 'restock' ? ordered.safeParse(done).data : undefined
  if (!order) return null
  const inbound = Math.max(0, order.position - order.onHand)
  return restockOutcome({ ...common, ...order }, days, stockSeenOn(days, { ...order, decidedOn, inbound }))
}
