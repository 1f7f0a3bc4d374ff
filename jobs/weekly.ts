import type { Job } from '../src/context.ts'
import { digestLanes } from '../src/digests/lanes.ts'
import { postDigest } from '../src/digests/post.ts'
import { decideWeekly } from '../src/digests/weekly/decide.ts'
import { readWeekly } from '../src/digests/weekly/read.ts'
import { sayWeekly } from '../src/digests/weekly/say.ts'
import { addDays } from '../src/lib/days.ts'
import { metrics } from '../src/metrics/registry.ts'

const WEEKLY = {
  job: 'weekly',
  kinds: ['weekly'],
  nothing: 'There is no whole week of data yet, so there is nothing to post.',
} as const

export const weekly: Job = {
  name: WEEKLY.job,
  about:
    'Posts the weekly digest, Mondays at WEEKLY_AT, where the daily one goes, and to whoever has subscribed.',
  schedule: ({ state, config, clock }) => digestLanes(state, { ...WEEKLY, now: clock.now() }, config),
  catchUp: 'latest',
  async run(ctx, due) {
    return postDigest(ctx, due, WEEKLY, async ({ context, segment, channel }) => {
      const facts = await readWeekly(ctx, metrics, { at: due.at, day: context.slotDay }, segment)
      if (!facts) return null
      const message = sayWeekly(decideWeekly(facts), facts, context)
      return {
        message,
        dataDay: addDays(facts.week, 6),
        text: `Posted the digest for the week of ${facts.week} to ${channel}.`,
        counts: { decided: facts.decided.length, measured: facts.measured.length },
      }
    })
  },
}
