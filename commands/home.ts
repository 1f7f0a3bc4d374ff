import type { Asker, Context } from '../src/context.ts'
import { plural } from '../src/lib/text.ts'
import type { Message } from '../src/messages/message.ts'
import { sayAlert } from '../src/report/say-alerts.ts'
import { sayFreshness } from '../src/report/say-data.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { readSystemStatus } from './floorwalker/system-status.ts'

/** The App Home: how fresh the data is, which feeds failed, which alerts are open. */
export async function homePage(ctx: Context, _asker: Asker): Promise<Message> {
  const { asOf, accounts, alerts, feeds } = await readSystemStatus(ctx)
  const { shop } = ctx.config
  const locale = shopLocale(ctx.config)
  const failing = feeds.filter(({ error, isLate }) => error !== null || isLate)
  const text = sayFreshness(asOf, accounts, locale)
  return {
    text,
    blocks: [
      { kind: 'header', text: shop.name },
      { kind: 'text', spans: `${text} ${plural(alerts.length, 'open alert')}.` },
      { kind: 'list', items: alerts.map((alert) => sayAlert(alert, locale)) },
      { kind: 'list', items: failing.map(({ source, error }) => `${source}: ${error ?? 'late'}`) },
      {
        kind: 'context',
        spans: 'Ask /floorwalker help for what can be asked, /floorwalker status for more.',
      },
    ],
  }
}
