import { sayLimit } from '../../../src/alerts/rules/say-limit.ts'
import { tryRule } from '../../../src/alerts/rules/try-rule.ts'
import type { Usage } from '../../../src/command.ts'
import type { Context } from '../../../src/context.ts'
import { asOf } from '../../../src/facts/wholeness/as-of.ts'
import { dayOf } from '../../../src/lib/days.ts'
import type { Block, Message, Table } from '../../../src/messages/message.ts'
import { type Metric, membersOf, type Scope } from '../../../src/metrics/metric.ts'
import { scopeFor } from '../../../src/metrics/read/scope.ts'
import type { Preview, Rule } from '../../../src/models/anomaly/rule-preview.ts'
import { sayMetric } from '../../../src/report/say-segment.ts'
import { DASH } from '../../../src/report/words/format.ts'
import { type Locale, shopLocale } from '../../../src/report/words/locale.ts'
import { asUsage } from '../../shared/as-usage.ts'
import { noDataYet } from '../../shared/no-data.ts'

const SHOWN = 20

export interface PreviewQuestion {
  readonly kind: 'preview'
  readonly metric: Metric
  /** as typed; '' is the whole shop */
  readonly scope: string
  readonly rule: Rule
  readonly days: number
}

/** How often a rule would have fired on the past, before anybody has to hear it. */
export async function preview(
  ctx: Pick<Context, 'lake' | 'state' | 'sources' | 'clock' | 'config'>,
  { metric, scope: typed, rule, days }: PreviewQuestion,
): Promise<Message | Usage> {
  const { lake, clock, config } = ctx
  const locale = shopLocale(config)
  const known = await asOf(ctx, dayOf(clock.now(), config.shop.zone))
  if (!known) return noDataYet(ctx)
  const scope = await scopeFor(lake, metric, typed)
  if (scope !== 'all' && 'kind' in scope) return asUsage(scope, locale.words.usage)
  const spec = {
    ...{ kpi: metric.name, segment: segmentIn(scope), limit: rule },
    ...{ minVolume: null, minCents: null, hours: null },
  }
  const found = await tryRule(ctx, { metric, spec, last: known.day, days })
  const { preview: says } = locale.words.alerts
  const [name, what] = [sayMetric(metric, scope, locale), sayLimit(rule, metric.unit, locale)]
  const { fired } = found
  // a young shop has fewer days: what the rule was not tried on is not spoken of
  const tried = found.judged + found.tooShort
  const text =
    fired.length === 0 ? says.never(name, what, tried) : says.fired(name, what, fired.length, tried)
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      ...firedBlocks(found, { metric, rule }, locale),
      { kind: 'context', spans: says.fewer },
    ],
  }
}

export function segmentIn(scope: Scope): Record<string, string> {
  return Object.fromEntries(membersOf(scope).map(({ dimension, member }) => [dimension, member]))
}

/** The days, and how many were looked at. */
export function firedBlocks(
  { fired, judged, tooShort }: Preview,
  { metric, rule }: { readonly metric: Metric; readonly rule: Rule },
  locale: Locale,
): Block[] {
  const { alerts, paragraph } = locale.words
  const says = alerts.preview
  const short = tooShort > 0 ? [says.tooShort(tooShort)] : []
  const what = sayLimit(rule, metric.unit, locale)
  return [
    ...(fired.length === 0 ? [] : [table(metric, what, fired, locale)]),
    { kind: 'context', spans: paragraph([says.evaluated(judged), ...short]) },
  ]
}

function table(metric: Metric, rule: string, fired: Preview['fired'], locale: Locale): Table {
  const { metrics, alerts } = locale.words
  const { columns, caption, last, drift, outside } = alerts.preview
  const show = (value: number) => locale.figure(metric.unit, value)
  return {
    kind: 'table',
    caption: fired.length > SHOWN ? last(SHOWN, fired.length) : caption,
    columns: [
      { label: columns.day },
      { label: metrics.label(metric), align: 'right' },
      { label: columns.expected, align: 'right' },
      { label: columns.why },
    ],
    rows: fired.slice(-SHOWN).map(({ day, value, finding }) => {
      if (!finding) return [locale.longDay(day), show(value), DASH, rule]
      const score = locale.number(Math.abs(finding.score), 1)
      const why = finding.because === 'drift' ? drift(score) : outside(score)
      return [locale.longDay(day), show(value), show(finding.expected), why]
    }),
  }
}
