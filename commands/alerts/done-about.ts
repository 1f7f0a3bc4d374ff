import type { Incident } from '../../src/alerts/incident.ts'
import { sayValue } from '../../src/alerts/say.ts'
import { sayDoing } from '../../src/ledger/say.ts'
import type { Block } from '../../src/messages/message.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import { sayOutcome } from '../../src/report/say-record.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { StoredAlert } from '../../src/state/alerts.ts'
import type { State } from '../../src/state/database/state.ts'
import { suggestionById } from '../../src/state/suggestions/decisions.ts'
import { acceptedFor, type ForAlert } from '../../src/state/suggestions/for-alerts.ts'
import { outcomesOf } from '../../src/state/suggestions/outcomes.ts'

interface About {
  readonly alert: StoredAlert
  readonly incident: Incident
  readonly locale: Locale
}

/** What was approved for an alert: the KPI then and now, when it was over, and what the suggestion itself brought. */
export async function doneAbout(
  state: Pick<State, 'read'>,
  { alert, incident, locale }: About,
): Promise<Block[]> {
  const tied = await acceptedFor(state, alert.id)
  if (tied.length === 0) return []
  const outcomes = await outcomesOf(
    state,
    tied.map(({ suggestionId }) => suggestionId),
  )
  const { one } = locale.words.alerts
  const items: string[] = []
  for (const done of tied) {
    const suggestion = await suggestionById(state, done.suggestionId)
    if (!suggestion) continue
    const { suggestionId: id, name: who, at } = done
    const outcome = sayOutcome(outcomes.get(id), locale)
    const accepted = one.accepted({ id, what: sayDoing(suggestion, locale), who, at })
    items.push(accepted + sayKpi(done, { alert, incident, locale }) + one.outcome(outcome))
  }
  return [
    { kind: 'text', spans: [{ text: one.done, style: 'bold' }] },
    { kind: 'list', items },
  ]
}

/** `; Conversion was 0.70 %, expected 6.20 %, resolved 5 hours later` */
function sayKpi({ value, expected, at }: ForAlert, { alert, incident, locale }: About): string {
  const metric = incident.kind === 'kpi' ? metricNamed(incident.kpi) : null
  if (!metric || value === null || expected === null) return ''
  const { one } = locale.words.alerts
  const shown = (of: number) => sayValue(metric.unit, of, locale)
  const then = one.kpiThen(locale.words.metrics.label(metric), shown(value), shown(expected))
  const { resolvedAt } = alert
  const hours = resolvedAt && Math.round((resolvedAt.getTime() - at.getTime()) / 3_600_000)
  if (hours !== null && hours >= 0) return then + one.resolvedAfter(hours)
  const hasMoved = alert.value !== value || alert.expected !== expected
  if (!hasMoved || alert.value === null || alert.expected === null) return then
  return then + one.kpiNow(shown(alert.value), shown(alert.expected))
}
