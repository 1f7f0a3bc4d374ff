import { z } from 'zod'
import { effectOf } from '../../src/advice/suggestions/matched.ts'
import { measured } from '../../src/advice/suggestions/outcome.ts'
import { kept, type SuggestionKind } from '../../src/ledger/kind.ts'

const action = z.object({ ...kept, merchantId: z.string(), fromCents: z.number() })
/** Delivery that costs nothing from an amount on: made up, and known to this file only. */
export const freeDelivery: SuggestionKind<z.output<typeof action>> = {
  kind: 'delivery',
  action,
  dueDays: 3,
  rule: ({ fromCents }) => (fromCents < 5000 ? 'delivery small' : 'delivery large'),
  say: {
    gains: () => 'earns',
    risk: () => 'risk of a dear delivery',
    doing: ({ fromCents }, { subject }) => [`Deliver for ${subject} free from ${fromCents / 100} on`],
    brief: ({ fromCents }) => `free delivery from ${fromCents / 100}`,
    setting: ({ fromCents }) => `free from ${fromCents / 100}`,
    unknownGain: () => null,
  },
  editable: ({ fromCents }, { about }) => ({
    label: `Free delivery for ${about} from`,
    initial: `${fromCents / 100}`,
    allowed: 'up to 500',
    isMoney: true,
    wanted: 'amount',
    edited: (value) => (value > 500 ? 'Nobody orders that much.' : { fromCents: value * 100 }),
  }),
  async measure({ done, decidedOn }, { lake }) {
    const [row] = await lake.query<{ orders: number }>(
      'select cast(count(*) as double) as orders from mart_orders where dt >= cast($decidedOn as date)',
      { decidedOn },
    )
    const cents = (row?.orders ?? 0) * (done.fromCents / 100)
    const effect = effectOf({ cents, seCents: cents / 10, baselineCents: 10 * cents, degrees: 30 })
    return measured(effect, { seenOn: decidedOn, days: done.days, against: 'no delivery', inputs: {} })
  },
  subjects: ({ merchantId }) => ({ products: [], merchants: [merchantId] }),
}
