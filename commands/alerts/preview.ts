import type { Context, Usage } from '../../src/context.ts'
import { addDays, dayOf } from '../../src/lib/days.ts'
import { plural } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { type Metric, type Scope, showScope } from '../../src/metrics/metric.ts'
import { asOf } from '../../src/metrics/read/as-of.ts'
import { calendarOf } from '../../src/metrics/read/promo-days.ts'
import { promos } from '../../src/metrics/read/promos.ts'
import { scopeFor } from '../../src/metrics/read/scope.ts'
import { series } from '../../src/metrics/read/series.ts'
import { type Preview, previewRule, type Rule } from '../../src/models/anomaly/rule-preview.ts'
import { showFigure } from '../../src/report/show.ts'
import { inThread } from '../../src/threads/worker-pool.ts'
import { noDataYet } from '../no-data.ts'
import type { AlertsQuestion } from './question.ts'

/** what a rule knows of the past on its first day, as the watch does */
const LOOK_BACK_DAYS = 182
const SHOWN = 20

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
  const known = await asOf(lake, dayOf(clock.now(), shop.zone))
  if (!known) return noDataYet(ctx)
  const scope = await scopeFor(lake, metric, typed)
  if (scope !== 'all' && 'kind' in scope) return scope
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
  return sayPreview({ metric, scope, rule, days, found }, shop.currency)
}

function sayPreview(
  {
    metric,
    scope,
    rule,
    days,
    found,
  }: { metric: Metric; scope: Scope; rule: Rule; days: number; found: Preview },
  currency: string,
): Message {
  const { fired, judged, tooShort } = found
  const show = (value: number) => showFigure(metric.unit, value, currency)
  const what =
    rule.kind === 'unusual'
      ? `outside what its past allows (${rule.deviations} standard deviations)`
      : `${rule.kind} ${show(rule.value)}`
  const often =
    fired.length === 0 ? 'would not have fired' : `would have fired ${plural(fired.length, 'time')}`
  const text = `${metric.label}, ${scope === 'all' ? 'the whole shop' : showScope(scope)}: a rule “${what}” ${often} in ${plural(days, 'day')}.`
  const short =
    tooShort > 0
      ? ` On ${plural(tooShort, 'day')} the past was too short to judge: it takes 14 ordinary days.`
      : ''
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      ...(fired.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: fired.length > SHOWN ? `The last ${SHOWN} of ${fired.length}` : 'When',
              columns: [
                { label: 'Day' },
                { label: metric.label, align: 'right' },
                { label: 'Expected', align: 'right' },
                { label: 'Why' },
              ],
              rows: fired
                .slice(-SHOWN)
                .map(({ day, value, finding }) => [
                  day,
                  show(value),
                  finding ? show(finding.expected) : '–',
                  finding ? `${finding.because}, ${finding.method}, ${finding.score.toFixed(1)}` : what,
                ]),
            } as const,
          ]),
      {
        kind: 'context',
        spans: `${plural(judged, 'day')} with data judged, each by what was known then.${short} What is posted is fewer still: alerts are corrected for how much is watched, and one incident is one message.`,
      },
    ],
  }
}
