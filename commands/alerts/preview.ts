import type { Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { asOf } from '../../src/facts/wholeness/as-of.ts'
import { addDays, dayOf } from '../../src/lib/days.ts'
import type { Message, Table } from '../../src/messages/message.ts'
import type { Metric, Scope } from '../../src/metrics/metric.ts'
import { calendarOf } from '../../src/metrics/read/promo-days.ts'
import { promos } from '../../src/metrics/read/promos.ts'
import { scopeFor } from '../../src/metrics/read/scope.ts'
import { series } from '../../src/metrics/read/series.ts'
import { type Preview, previewRule, type Rule } from '../../src/models/anomaly/rule-preview.ts'
import { sayMetric } from '../../src/report/say-segment.ts'
import { DASH } from '../../src/report/words/format.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { inThread } from '../../src/threads/worker-pool.ts'
import { asUsage } from '../shared/as-usage.ts'
import { noDataYet } from '../shared/no-data.ts'
import type { AlertsQuestion } from './question.ts'

/** what a rule knows of the past on its first day, as the watch does */
const LOOK_BACK_DAYS = 182
const SHOWN = 20

interface Previewed {
  readonly metric: Metric
  readonly scope: Scope
  readonly rule: Rule
  readonly days: number
  readonly found: Preview
}

/** How often a rule would have fired on the past, before anybody has to hear it. */
export async function preview(
  ctx: Pick<Context, 'lake' | 'state' | 'sources' | 'clock' | 'config'>,
  { metric, scope: typed, rule, days }: Extract<AlertsQuestion, { kind: 'preview' }>,
): Promise<Message | Usage> {
  const {
    lake,
    clock,
    config: { shop },
  } = ctx
  const known = await asOf(ctx, dayOf(clock.now(), shop.zone))
  if (!known) return noDataYet(ctx)
  const scope = await scopeFor(lake, metric, typed)
  if (scope !== 'all' && 'kind' in scope) return asUsage(scope, shopLocale(ctx.config).words.usage)
  const to = addDays(known.day, 1)
  const from = addDays(to, -days)
  const calendar = calendarOf(await promos(lake), scope)
  const points = (await series(lake, metric, scope, { from: addDays(from, -LOOK_BACK_DAYS), to })).filter(
    ({ value }) => value !== null,
  )
  const asked = {
    unit: metric.unit,
    calendar,
    points: points.map(({ day, of, over }) => ({ day, of, over })),
    from,
  }
  // a fixed value is compared at once; a past judged day by day takes longer than the bot may be silent
  const found =
    rule.kind === 'unusual'
      ? await inThread({ name: 'preview', task: { rule, asked } })
      : previewRule(rule, asked)
  return sayPreview({ metric, scope, rule, days, found }, shopLocale(ctx.config))
}

function sayPreview({ metric, scope, rule, days, found }: Previewed, locale: Locale): Message {
  const { fired, judged, tooShort } = found
  const { alerts, paragraph } = locale.words
  const says = alerts.preview
  const name = sayMetric(metric, scope, locale)
  const what = sayRule(rule, metric, locale)
  const text = fired.length === 0 ? says.never(name, what, days) : says.fired(name, what, fired.length, days)
  const short = tooShort > 0 ? [says.tooShort(tooShort)] : []
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      ...(fired.length === 0 ? [] : [table(metric, what, fired, locale)]),
      { kind: 'context', spans: paragraph([says.evaluated(judged), ...short, says.fewer]) },
    ],
  }
}

function sayRule(rule: Rule, { unit }: Metric, locale: Locale): string {
  const says = locale.words.alerts.preview
  if (rule.kind === 'unusual') return says.unusual(String(rule.deviations))
  const value = locale.figure(unit, rule.value)
  return rule.kind === 'below' ? says.below(value) : says.above(value)
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
