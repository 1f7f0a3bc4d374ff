import type { Job } from '../src/context.ts'
import { decideDaily } from '../src/digests/daily/decide.ts'
import { readDaily } from '../src/digests/daily/read.ts'
import { sayDaily } from '../src/digests/daily/say.ts'
import { digestLanes } from '../src/digests/lanes.ts'
import { metrics } from '../src/metrics/registry.ts'
import { shopLocale } from '../src/report/words/locale.ts'

export const digest: Job = {
  name: 'digest',
  about: 'Posts the daily digest at DIGEST_AT to DIGEST_CHANNEL, or to the channels that have subscribed.',
  schedule: ({ state, config, clock }) =>
    digestLanes(state, { kind: 'daily', job: 'digest', now: clock.now() }, config),
  catchUp: 'latest',
  async run(ctx, due) {
    const facts = await readDaily(ctx, metrics, due)
    if (!facts) return { text: 'There is no data yet, so there is nothing to post.' }
    const daily = decideDaily(facts)
    const { config } = ctx
    const channel = due.lane
    const message = sayDaily(daily, facts, {
      shopName: config.shop.name,
      locale: shopLocale(config, config.channelLanguages.get(channel)),
      slotDay: due.day,
      isLate: due.isLate,
      confirmAbove: config.confirmAbove,
    })
    const key = `digest:${channel}:${due.day}`
    await due.fenced((trx) => ctx.deliver.say(trx, { key, channel, message }))
    return {
      text: `Posted the digest for ${daily.day} to ${channel}.`,
      counts: { kpis: daily.compared.length, alerts: facts.alerts.length },
      said: [{ channel, message }],
    }
  },
}
