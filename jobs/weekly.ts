import type { Job } from '../src/context.ts'
import { digestLanes } from '../src/digests/lanes.ts'
import { decideWeekly } from '../src/digests/weekly/decide.ts'
import { readWeekly } from '../src/digests/weekly/read.ts'
import { sayWeekly } from '../src/digests/weekly/say.ts'
import { metrics } from '../src/metrics/registry.ts'
import { shopLocale } from '../src/report/words/locale.ts'

export const weekly: Job = {
  name: 'weekly',
  about: 'Posts the weekly digest, Mondays at WEEKLY_AT, where the daily one goes.',
  schedule: ({ state, config, clock }) =>
    digestLanes(state, { kind: 'weekly', job: 'weekly', now: clock.now() }, config),
  catchUp: 'latest',
  async run(ctx, due) {
    const facts = await readWeekly(ctx, metrics, due)
    if (!facts) return { text: 'There is no whole week of data yet, so there is nothing to post.' }
    const { config } = ctx
    const channel = due.lane
    const message = sayWeekly(decideWeekly(facts), facts, {
      shopName: config.shop.name,
      locale: shopLocale(config, config.channelLanguages.get(channel)),
      slotDay: due.day,
      isLate: due.isLate,
      confirmAbove: ctx.config.confirmAbove,
    })
    const key = `weekly:${channel}:${due.day}`
    await due.fenced((trx) => ctx.deliver.say(trx, { key, channel, message }))
    return {
      text: `Posted the digest for the week of ${facts.week} to ${channel}.`,
      counts: { decided: facts.decided.length, measured: facts.measured.length },
      said: [{ channel, message }],
    }
  },
}
