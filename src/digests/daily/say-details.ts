import { dayOf } from '../../lib/days.ts'
import { showNumber } from '../../lib/text.ts'
import type { Block, Message } from '../../messages/message.ts'
import { changeOf, kpiRows } from '../../report/say-kpis.ts'
import { sayTrust } from '../../report/say-trust.ts'
import { longDay, showFigure, showMark } from '../../report/show.ts'
import type { RenderContext } from '../render-context.ts'
import type { Daily } from './decide.ts'
import type { DailyFacts } from './read.ts'

const BY_CATEGORY: readonly string[] = ['gmv', 'orders', 'conversion']
const CATEGORIES = 15
const REASONS = 20

/** Replies to the digest: all KPIs, the categories, and where every row of data went. */
export function details(daily: Daily, facts: DailyFacts, { shop }: RenderContext): Message[] {
  return [kpis(daily, shop.currency), ...categories(daily, shop.currency), ...data(facts)]
}

function kpis({ compared, without, day }: Daily, currency: string): Message {
  const missing = without.map(({ label }) => label).join(', ')
  return {
    text: `All KPIs of ${longDay(day)}`,
    blocks: [
      kpiRows(compared, `All KPIs of ${longDay(day)}`, currency),
      {
        kind: 'context',
        spans: [
          'Good and bad stand out: at least 2 standard deviations from what the last 12 weeks let expect. Normal days scatter as much.',
          ...(missing ? [` No data for ${missing}.`] : []),
        ],
      },
    ],
  }
}

function categories({ categories: all, day }: Daily, currency: string): Message[] {
  const names = BY_CATEGORY.filter((name) =>
    all.some(({ compared }) => compared.some((one) => one.metric.name === name)),
  )
  if (all.length < 2 || names.length === 0) return []
  const labels = names.map((name) =>
    all.flatMap(({ compared }) => compared).find((one) => one.metric.name === name),
  )
  const caption = `By category, ${longDay(day)} against usual${all.length > CATEGORIES ? `, the largest ${CATEGORIES} of ${all.length}` : ''}`
  return [
    {
      text: caption,
      blocks: [
        {
          kind: 'table',
          caption,
          columns: [
            { label: 'Category' },
            ...labels.flatMap((one) => [
              { label: one?.metric.label ?? '', align: 'right' as const },
              { label: 'Change', align: 'right' as const },
              { label: 'Reading' },
            ]),
          ],
          rows: all.slice(0, CATEGORIES).map(({ name, compared }) => [
            name,
            ...names.flatMap((wanted) => {
              const one = compared.find(({ metric }) => metric.name === wanted)
              return one
                ? [showFigure(one.metric.unit, one.today.value, currency), changeOf(one), showMark(one)]
                : ['–', '–', '']
            }),
          ]),
        },
      ],
    },
  ]
}

function data({ accounts, model, broken }: DailyFacts): Message[] {
  const filled = accounts.filter(({ rowsIn }) => rowsIn > 0)
  const reasons = filled
    .flatMap(({ table, reasons }) => reasons.map((one) => ({ table, ...one })))
    .sort((a, b) => b.rows - a.rows)
  const trust = model ? sayTrust(model) : null
  const blocks: Block[] = [
    {
      kind: 'table',
      caption: 'Where every row of data went: in = clean + merged + refused',
      columns: [
        { label: 'Table' },
        ...['In', 'Clean', 'Merged', 'Refused'].map((label) => ({ label, align: 'right' as const })),
      ],
      rows: filled.map(({ table, rowsIn, clean, merged, quarantined }) => [
        table,
        ...[rowsIn, clean, merged, quarantined].map((count) => showNumber(count)),
      ]),
    },
    ...(reasons.length > 0
      ? [
          {
            kind: 'list' as const,
            items: [
              ...reasons
                .slice(0, REASONS)
                .map(({ table, reason, rows }) => `${table}: ${showNumber(rows)} refused, ${reason}`),
              ...(reasons.length > REASONS ? [`and ${reasons.length - REASONS} more reasons`] : []),
            ],
          },
        ]
      : []),
    ...brokenRules(broken),
    ...(trust ? [{ kind: 'context' as const, spans: trust }] : []),
  ]
  return filled.length === 0 ? [] : [{ text: 'Where every row of data went', blocks }]
}

/** Rules of the data that are broken: nothing to be woken for, and to be known by whoever reads the figures. */
function brokenRules(broken: DailyFacts['broken']): Block[] {
  if (broken.length === 0) return []
  return [
    { kind: 'text', spans: [{ text: 'What the data falls short of', style: 'bold' }] },
    {
      kind: 'list',
      items: broken.map(({ says, since }) => `${says} Since ${longDay(dayOf(since, 'UTC'))}.`),
    },
  ]
}
