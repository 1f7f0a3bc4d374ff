import { dayOf } from '../../lib/days.ts'
import type { Block, Message } from '../../messages/message.ts'
import { changeOf, kpiRows } from '../../report/say-kpis.ts'
import { sayMark } from '../../report/say-segment.ts'
import { sayTrust } from '../../report/say-trust.ts'
import { DASH } from '../../report/words/format.ts'
import type { Locale } from '../../report/words/locale.ts'
import type { Daily } from './decide.ts'
import type { DailyFacts } from './read.ts'

const BY_CATEGORY: readonly string[] = ['gmv', 'orders', 'conversion']
const CATEGORIES = 15
const REASONS = 20

/** Replies to the digest: all KPIs, the categories, and where every row of data went. */
export function details(daily: Daily, facts: DailyFacts, locale: Locale): Message[] {
  return [kpis(daily, locale), ...categories(daily, locale), ...data(facts, locale)]
}

function kpis({ compared, without, day }: Daily, locale: Locale): Message {
  const { digest, metrics } = locale.words
  const title = digest.allKpis(day)
  return {
    text: title,
    blocks: [
      kpiRows(compared, title, locale),
      {
        kind: 'context',
        spans: [
          digest.legend,
          ...(without.length > 0 ? [digest.withoutData(without.map(metrics.label))] : []),
        ],
      },
    ],
  }
}

function categories({ categories: all, day }: Daily, locale: Locale): Message[] {
  const { digest, kpi, metrics } = locale.words
  const names = BY_CATEGORY.filter((name) =>
    all.some(({ compared }) => compared.some((one) => one.metric.name === name)),
  )
  if (all.length < 2 || names.length === 0) return []
  const shown = names.flatMap(
    (name) => all.flatMap(({ compared }) => compared).find((one) => one.metric.name === name) ?? [],
  )
  const some = all.length > CATEGORIES ? kpi.largest(CATEGORIES, all.length) : ''
  const caption = `${digest.byCategory(day)}${some}`
  return [
    {
      text: caption,
      blocks: [
        {
          kind: 'table',
          caption,
          columns: [
            { label: digest.category },
            ...shown.flatMap((one) => [
              { label: metrics.label(one.metric), align: 'right' as const },
              { label: kpi.columns.change, align: 'right' as const },
              { label: kpi.columns.status },
            ]),
          ],
          rows: all.slice(0, CATEGORIES).map(({ name, compared }) => [
            name,
            ...names.flatMap((wanted) => {
              const one = compared.find(({ metric }) => metric.name === wanted)
              return one
                ? [
                    locale.figure(one.metric.unit, one.today.value),
                    changeOf(one, locale),
                    sayMark(one, locale),
                  ]
                : [DASH, DASH, '']
            }),
          ]),
        },
      ],
    },
  ]
}

function data({ accounts, model, broken }: DailyFacts, locale: Locale): Message[] {
  const { digest } = locale.words
  const { table, ...counts } = digest.rowColumns
  const filled = (accounts ?? []).filter(({ rowsIn }) => rowsIn > 0)
  const trust = model ? sayTrust(model, locale) : null
  const blocks: Block[] = [
    {
      kind: 'table',
      caption: digest.rowsCaption,
      columns: [
        { label: table },
        ...Object.values(counts).map((label) => ({ label, align: 'right' as const })),
      ],
      rows: filled.map((one) => [
        one.table,
        ...[one.rowsIn, one.clean, one.merged, one.quarantined].map((count) => locale.number(count)),
      ]),
    },
    ...rejected(filled, locale),
    ...brokenRules(broken, locale),
    ...(trust ? [{ kind: 'context' as const, spans: trust }] : []),
  ]
  return filled.length === 0 ? [] : [{ text: digest.rowsText, blocks }]
}

function rejected(
  accounts: NonNullable<DailyFacts['accounts']>,
  { words: { digest, quality } }: Locale,
): Block[] {
  const reasons = accounts
    .flatMap(({ table, reasons }) => reasons.map((one) => ({ table, ...one })))
    .sort((a, b) => b.rows - a.rows)
  if (reasons.length === 0) return []
  const rest = reasons.length - REASONS
  return [
    {
      kind: 'list',
      items: [
        ...reasons
          .slice(0, REASONS)
          .map(({ table, reason, rows }) => digest.rejectedBecause(table, rows, quality.reason(reason))),
        ...(rest > 0 ? [digest.moreReasons(rest)] : []),
      ],
    },
  ]
}

/** Rules of the data that are broken: nothing to be woken for, and to be known by whoever reads the figures. */
function brokenRules(broken: DailyFacts['broken'], { words: { digest, quality } }: Locale): Block[] {
  if (broken.length === 0) return []
  return [
    { kind: 'text', spans: [{ text: digest.warnings, style: 'bold' }] },
    {
      kind: 'list',
      items: broken.map(({ id, says, seen, since }) =>
        digest.warning(quality.rule(id, says, seen), dayOf(since, 'UTC')),
      ),
    },
  ]
}
