import type { Context } from '../../src/context.ts'
import { oneLine, plural, showNumber } from '../../src/lib/text.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { sayAlert } from '../../src/report/say-alerts.ts'
import { sayFreshness } from '../../src/report/say-data.ts'
import { sayTrust } from '../../src/report/say-trust.ts'
import { shortInstant } from '../../src/report/show.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { SystemStatus } from './system-status.ts'

type Shop = Context['config']['shop']

/** How the bot and its data are doing. */
export function sayStatus(status: SystemStatus, shop: Shop, locale: Locale): Message {
  const { asOf, accounts, alerts, model, feeds } = status
  const data = sayFreshness(asOf, accounts, locale)
  const trust = model ? sayTrust(model, locale) : null
  const failing = feeds.filter(({ error, isLate }) => error !== null || isLate)
  const text = `${data} ${failing.length === 0 ? 'No feed' : plural(failing.length, 'feed')} late or failing, ${plural(alerts.length, 'open alert')}.`
  return {
    text,
    blocks: [
      { kind: 'header', text: `${shop.name}: how everything stands` },
      { kind: 'text', spans: text },
      ...sourceTable(status, shop.zone),
      ...faults(failing),
      jobTable(status, shop.zone),
      ...(alerts.length > 0
        ? [{ kind: 'list' as const, items: alerts.map((alert) => sayAlert(alert, locale)) }]
        : []),
      { kind: 'context', spans: trust ?? 'No conversion model is in use yet.' },
    ],
  }
}

function sourceTable({ feeds }: SystemStatus, zone: string): Block[] {
  if (feeds.length === 0) return []
  return [
    {
      kind: 'table',
      caption: 'Feeds',
      columns: [
        { label: 'Feed' },
        { label: 'Last rows' },
        { label: 'Last good sync' },
        { label: 'Rows then', align: 'right' },
        { label: 'Refused then', align: 'right' },
        { label: 'State' },
      ],
      rows: feeds.map((feed) => [
        feed.source,
        shortInstant(feed.lastRowAt, zone),
        shortInstant(feed.lastSuccessAt, zone),
        showNumber(feed.rows),
        showNumber(feed.refused),
        feed.error !== null ? 'failed' : feed.isLate ? 'late' : 'ok',
      ]),
    },
  ]
}

function faults(failing: SystemStatus['feeds']): Block[] {
  const items = failing.flatMap(({ source, error }) =>
    error === null ? [] : [`${source}: ${oneLine(error, 300)}`],
  )
  return items.length === 0 ? [] : [{ kind: 'list', items }]
}

function jobTable({ jobs }: SystemStatus, zone: string): Block {
  return {
    kind: 'table',
    caption: 'Last run of each job',
    columns: [{ label: 'Job' }, { label: 'For' }, { label: 'Ended' }, { label: 'State' }, { label: 'Told' }],
    rows: jobs.map(({ name, run }) =>
      run === null
        ? [name, '–', '–', 'never ran', '–']
        : [
            name,
            run.day,
            shortInstant(run.finishedAt, zone),
            run.state,
            oneLine(run.error ?? run.summary ?? '–', 120),
          ],
    ),
  }
}
