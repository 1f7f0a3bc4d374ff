import type { Job } from '../src/context.ts'
import { coveredDays } from '../src/digests/covered.ts'
import { decideDaily } from '../src/digests/daily/decide.ts'
import { readDaily } from '../src/digests/daily/read.ts'
import { sayDaily } from '../src/digests/daily/say.ts'
import { digestLanes } from '../src/digests/lanes.ts'
import { postDigest } from '../src/digests/post.ts'
import { metrics } from '../src/metrics/registry.ts'

const DAILY = {
  job: 'digest',
  kinds: ['daily'],
  nothing: 'There is no data yet, so there is nothing to post.',
} as const

export const digest: Job = {
  name: DAILY.job,
  about: 'Posts the daily digest at DIGEST_AT to DIGEST_CHANNEL, and to whoever has subscribed.',
  schedule: ({ state, config, clock }) => digestLanes(state, { ...DAILY, now: clock.now() }, config),
  catchUp: 'latest',
  async run(ctx, due) {
    return postDigest(ctx, due, DAILY, async ({ context, segment, channel, wasDue }) => {
      const { slotDay } = context
      const facts = await readDaily(ctx, metrics, { at: due.at, day: slotDay }, segment)
      if (!facts) return null
      const covered = coveredDays({ day: facts.asOf.day, slotDay }, wasDue)
      const daily = decideDaily(facts, covered)
      const message = sayDaily(daily, facts, context)
      return {
        message,
        dataDay: daily.day,
        text: `Posted the digest for ${daily.day} to ${channel}.`,
        counts: { kpis: daily.compared.length, alerts: facts.alerts.length },
      }
    })
  },
}
