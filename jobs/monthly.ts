import type { Job } from '../src/context.ts'
import { digestLanes } from '../src/digests/lanes.ts'
import { decideMonthly } from '../src/digests/monthly/decide.ts'
import { readMonthly } from '../src/digests/monthly/read.ts'
import { sayMonthly } from '../src/digests/monthly/say.ts'
import { postDigest } from '../src/digests/post.ts'
import { addDays } from '../src/lib/days.ts'
import { metrics } from '../src/metrics/registry.ts'

const MONTHLY = {
  job: 'monthly',
  kinds: ['monthly', 'quarterly'],
  nothing: 'There is no whole month of data yet, so there is nothing to post.',
} as const

export const monthly: Job = {
  name: MONTHLY.job,
  about: 'Posts the monthly and the quarterly digest to whoever has subscribed.',
  schedule: ({ state, config, clock }) => digestLanes(state, { ...MONTHLY, now: clock.now() }, config),
  catchUp: 'latest',
  async run(ctx, due) {
    return postDigest(ctx, due, MONTHLY, async ({ context, segment, channel, kind }) => {
      const months = kind === 'quarterly' ? 3 : 1
      const facts = await readMonthly(ctx, metrics, { at: due.at, day: context.slotDay, months, segment })
      if (!facts) return null
      const decided = decideMonthly(facts)
      const message = sayMonthly(decided, facts, context)
      return {
        message,
        dataDay: addDays(facts.range.to, -1),
        text: `Posted the digest for the ${months === 3 ? 'quarter' : 'month'} from ${facts.range.from} to ${channel}.`,
        counts: { kpis: decided.compared.length, alerts: facts.alerts.length },
      }
    })
  },
}
