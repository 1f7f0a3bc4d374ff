import type { Job } from '../src/context.ts'
import { decideDaily } from '../src/digests/daily/decide.ts'
import { readDaily } from '../src/digests/daily/read.ts'
import { sayDaily } from '../src/digests/daily/say.ts'
import { digestLanes } from '../src/digests/lanes.ts'
import { metrics } from '../src/metrics/registry.ts'

export const digest: Job = {
  name: 'digest',
  about: 'Posts the daily digest to each channel that asked for it, at its own time.',
  schedule: ({ state, config }) => digestLanes(state, { kind: 'daily', job: 'digest' }, config),
  catchUp: 'latest',
  async run(ctx, due) {
    const facts = await readDaily(ctx, metrics, due)
    if (!facts) return { text: 'There is no data yet, so there is nothing to tell.' }
    const daily = decideDaily(facts)
    const channel = due.lane
    const message = sayDaily(daily, facts, {
      shop: ctx.config.shop,
      slotDay: due.day,
      isLate: due.isLate,
      confirmAbove: ctx.config.confirmAbove,
    })
    const key = `digest:${channel}:${due.day}`
    await due.fenced((trx) => ctx.deliver.say(trx, { key, channel, message }))
    return {
      text: `Told ${channel} of ${daily.day}.`,
      counts: { kpis: daily.compared.length, alerts: facts.alerts.length },
      said: [{ channel, message }],
    }
  },
}
