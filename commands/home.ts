import type { Asker, Context } from '../src/context.ts'
import { dayOf } from '../src/lib/days.ts'
import { plural } from '../src/lib/text.ts'
import type { Message } from '../src/messages/message.ts'
import { asOf } from '../src/metrics/as-of.ts'
import { openAlerts } from '../src/state/alerts.ts'
import { feeds } from '../src/state/cursors.ts'

/** The App Home: how fresh the data is, which feeds failed, how many alerts are open. */
export async function homePage(ctx: Context, _asker: Asker): Promise<Message> {
  const [alerts, known, data] = await Promise.all([
    openAlerts(ctx.state),
    feeds(ctx.state),
    asOf(ctx.lake, dayOf(ctx.clock.now(), ctx.config.shop.zone)),
  ])
  const failing = known.filter((feed) => feed.error !== null)
  const text = data ? `Data as of ${data.day}.` : 'No data yet: collect or import some first.'
  return {
    text,
    blocks: [
      { kind: 'header', text: ctx.config.shop.name },
      { kind: 'text', spans: `${text} ${plural(alerts.length, 'open alert')}.` },
      { kind: 'list', items: failing.map((feed) => `${feed.source}: ${feed.error}`) },
    ],
  }
}
