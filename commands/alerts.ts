import { incidentSchema, showSegment } from '../src/alerts/incident.ts'
import type { Command, Context } from '../src/context.ts'
import { addDays, dayOf } from '../src/lib/days.ts'
import { plural } from '../src/lib/text.ts'
import type { Block, Message } from '../src/messages/message.ts'
import { words } from '../src/messages/words.ts'
import { type Metric, showScope } from '../src/metrics/metric.ts'
import { asOf } from '../src/metrics/read/as-of.ts'
import { calendarOf, promos } from '../src/metrics/read/promos.ts'
import { scopeFor } from '../src/metrics/read/scope.ts'
import { series } from '../src/metrics/read/series.ts'
import { type Preview, previewRule, type Rule } from '../src/models/anomaly/rule-preview.ts'
import { noData } from '../src/report/say-data.ts'
import { showFigure } from '../src/report/show.ts'
import { openAlerts } from '../src/state/alerts.ts'
import { inThread } from '../src/threads/worker-pool.ts'
import { type AlertsQuestion, parseAlerts } from './alerts/question.ts'

/** what a rule knows of the past on its first day, as the watch does */
const LOOK_BACK_DAYS = 182
const SHOWN = 20

export const alerts: Command<AlertsQuestion> = {
  name: '/alerts',
  usage: '/alerts | /alerts preview <kpi> [scope] [below|above <value>, beyond <deviations>] [days]',
  about: 'What is wrong now; and how often a rule would have fired, before anybody has to hear it.',
  examples: [
    '/alerts',
    '/alerts preview conversion',
    '/alerts preview conversion category=Electronics below 2%',
    '/alerts preview gmv beyond 4 180d',
  ],
  roles: ['viewer', 'operator', 'manager'],
  parse: parseAlerts,
  async answer(ctx, question) {
    return question.kind === 'open' ? open(ctx) : preview(ctx, question)
  },
}

async function open({ state, config: { shop } }: Context): Promise<Message> {
  const found = (await openAlerts(state)).map((alert) => ({
    alert,
    incident: incidentSchema.parse(alert.finding),
  }))
  if (found.length === 0) {
    const text = 'No alert is open.'
    return words(text)
  }
  const text = `${plural(found.length, 'alert is', 'alerts are')} open.`
  const blocks = found.flatMap(({ alert, incident }): Block[] => {
    const figures =
      incident.value === null
        ? incident.faults.join(' ')
        : `${showFigure(incident.unit, incident.value, shop.currency)}, expected ${showFigure(incident.unit, incident.expected, shop.currency)}.`
    const by = alert.ackedBy === null ? 'Nobody has it yet.' : `${alert.ackedBy} has it.`
    const ack = { label: 'Acknowledge', action: 'alert.ack', value: alert.id } as const
    const snooze = { label: 'Snooze 4 h', action: 'alert.snooze', value: `${alert.id}:4` } as const
    return [
      {
        kind: 'text',
        spans: [
          { text: `${incident.label} in ${showSegment(incident.where)}`, style: 'bold' },
          ` since ${alert.dayOpened}: ${figures} ${by}`,
        ],
      },
      { kind: 'actions', buttons: alert.ackedBy === null ? [ack, snooze] : [snooze] },
    ]
  })
  return { text, blocks: [{ kind: 'header', text }, ...blocks] }
}

async function preview(
  { lake, clock, config: { shop } }: Context,
  { metric, scope: typed, rule, days }: Extract<AlertsQuestion, { kind: 'preview' }>,
) {
  const known = await asOf(lake, dayOf(clock.now(), shop.zone))
  if (!known) return noData()
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
  return sayPreview({ metric, where: showScope(scope), rule, days, found }, shop.currency)
}

function sayPreview(
  told: { metric: Metric; where: string; rule: Rule; days: number; found: Preview },
  currency: string,
): Message {
  const { metric, where, rule, days, found } = told
  const { fired, judged, tooShort } = found
  const show = (value: number) => showFigure(metric.unit, value, currency)
  const what =
    rule.kind === 'unusual'
      ? `outside what its past allows (${rule.deviations} standard deviations)`
      : `${rule.kind} ${show(rule.value)}`
  const often =
    fired.length === 0 ? 'would not have fired' : `would have fired ${plural(fired.length, 'time')}`
  const text = `${metric.label}, ${where.toLowerCase() === 'everything' ? 'the whole shop' : where}: a rule “${what}” ${often} in ${plural(days, 'day')}.`
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
