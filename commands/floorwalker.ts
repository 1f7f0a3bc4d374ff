import type { Command, Context } from '../src/context.ts'
import { nearest, oneLine, plural, showNumber } from '../src/lib/text.ts'
import type { Block, Message } from '../src/messages/message.ts'
import { sayAlert } from '../src/report/say-alerts.ts'
import { sayFreshness } from '../src/report/say-data.ts'
import { sayTrust } from '../src/report/say-trust.ts'
import { readSystemStatus, type SystemStatus } from './floorwalker/system-status.ts'

type Topic = 'help' | 'status'
type Shop = Context['config']['shop']

interface Query {
  readonly kind: 'query'
  readonly topic: Topic
}

type Told = Pick<Command<unknown>, 'name' | 'usage' | 'about' | 'examples'>

const TOPICS: readonly Topic[] = ['help', 'status']
const NAME = '/floorwalker'
const USAGE = '/floorwalker help|status'

/** `others` are the commands the help tells of. */
export function floorwalker(others: readonly Told[]): Command<Query> {
  return {
    name: NAME,
    usage: USAGE,
    about: 'What the bot can be asked, and how fresh its data is.',
    examples: ['/floorwalker help', '/floorwalker status'],
    roles: ['viewer', 'operator', 'manager'],
    parse(text) {
      const word = text.trim().toLowerCase()
      const topic = word === '' ? 'help' : TOPICS.find((one) => one === word)
      if (topic) return { kind: 'query', topic }
      const near = nearest(word, TOPICS)
      return {
        kind: 'usage',
        because: `Nothing is known about "${oneLine(text, 40)}".`,
        ...(near !== null && { didYouMean: near }),
      }
    },
    answer: async (ctx, { topic }) =>
      topic === 'help' ? help(others) : status(await readSystemStatus(ctx), ctx.config.shop),
  }
}

function help(others: readonly Told[]): Message {
  const all = [...others, { usage: USAGE, about: 'This help, or how everything stands.', examples: [] }]
  return {
    text: `Floorwalker answers ${others.map(({ name }) => name).join(', ')} and ${NAME}.`,
    blocks: [
      { kind: 'header', text: 'What you can ask' },
      {
        kind: 'list',
        items: all.map(({ usage, about }) => [{ text: usage, style: 'code' as const }, ` ${about}`]),
      },
      {
        kind: 'context',
        spans: `For example: ${others.flatMap(({ examples }) => examples.slice(0, 1)).join(' · ')}`,
      },
    ],
  }
}

function status(standing: SystemStatus, shop: Shop): Message {
  const { asOf, accounts, alerts, model, feeds } = standing
  const data = sayFreshness(asOf, accounts)
  const trust = model ? sayTrust(model) : null
  const troubled = feeds.filter(({ error, isLate }) => error !== null || isLate)
  const text = `${data} ${troubled.length === 0 ? 'No feed' : plural(troubled.length, 'feed')} late or failing, ${plural(alerts.length, 'open alert')}.`
  return {
    text,
    blocks: [
      { kind: 'header', text: `${shop.name}: how everything stands` },
      { kind: 'text', spans: text },
      ...feedTable(standing, shop.zone),
      ...faults(troubled),
      jobTable(standing, shop.zone),
      ...(alerts.length > 0
        ? [{ kind: 'list' as const, items: alerts.map((alert) => sayAlert(alert, shop)) }]
        : []),
      { kind: 'context', spans: trust ?? 'No conversion model is in use yet.' },
    ],
  }
}

function feedTable({ feeds }: SystemStatus, zone: string): Block[] {
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
        when(feed.lastRowAt, zone),
        when(feed.lastSuccessAt, zone),
        showNumber(feed.rows),
        showNumber(feed.refused),
        feed.error !== null ? 'failed' : feed.isLate ? 'late' : 'ok',
      ]),
    },
  ]
}

function faults(troubled: SystemStatus['feeds']): Block[] {
  const items = troubled.flatMap(({ source, error }) =>
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
            when(run.finishedAt, zone),
            run.state,
            oneLine(run.error ?? run.summary ?? '–', 120),
          ],
    ),
  }
}

/** `24 Nov 07:45`, in the shop's time. */
function when(at: Date | null, zone: string): string {
  if (at === null) return 'never'
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(at)
    .replace(',', '')
}
