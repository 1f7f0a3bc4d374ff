import type { ReadsCalendar } from '../../facts/calendar/shop-calendar.ts'
import type { Day } from '../../lib/days.ts'
import type { Message } from '../../messages/message.ts'
import { metricNamed } from '../../metrics/registry.ts'
import type { Preview } from '../../models/anomaly/rule-preview.ts'
import type { Locale } from '../../report/words/locale.ts'
import { type AlertRule, alertRules, type RuleSpec, ruleHistory } from '../../state/alert-rules.ts'
import { alertsOpenedIn } from '../../state/alerts.ts'
import type { State } from '../../state/database/state.ts'
import { isPoor, proposeLimit, type RatedDay } from './propose.ts'
import { familyOfRule, lineOf } from './rule.ts'
import { sayRule } from './say-rule.ts'
import { tryRule } from './try-rule.ts'

/** Another limit for a rule that is mostly noise, and what both would have said. */
export interface Proposal {
  readonly rule: AlertRule
  readonly spec: RuleSpec
  readonly rated: number
  readonly useful: number
  readonly before: Preview
  readonly after: Preview
}

/** of which both are tried; ratings of longer ago are of no day that is looked at */
const DAYS = 180
const DATES = 12

/** For each rule that people have rated since the last time, where another limit would do better. */
export async function proposals(
  reads: ReadsCalendar,
  { last, now }: { readonly last: Day; readonly now: Date },
): Promise<Proposal[]> {
  const found: Proposal[] = []
  for (const rule of (await alertRules(reads.state)).filter(({ pausedAt }) => pausedAt === null)) {
    const metric = metricNamed(rule.spec.kpi)
    const rated = await ratedSinceChange(reads.state, rule, now)
    if (!metric || !isPoor(rated) || rule.proposedFor === countsOf(rated)) continue
    const before = await tryRule(reads, { metric, spec: rule.spec, last, days: DAYS })
    const limit = proposeLimit(rule.spec.limit, before.fired, rated)
    if (limit === null) continue
    const spec = { ...rule.spec, limit }
    const after = await tryRule(reads, { metric, spec, last, days: DAYS })
    // what is told of fewer days only, and of all that was useful: `unusual` days may move by what is learned between
    const kept = new Set(after.fired.map(({ day }) => day))
    const useful = rated.filter(({ isUseful }) => isUseful)
    if (after.fired.length >= before.fired.length || !useful.every(({ day }) => kept.has(day))) continue
    found.push({ rule, spec, before, after, rated: rated.length, useful: useful.length })
  }
  return found
}

/** What is kept with the rule: the same ratings are not told again. */
export function ratedAs({ rated, useful }: Pick<Proposal, 'rated' | 'useful'>): string {
  return `${useful}/${rated}`
}

function countsOf(rated: readonly RatedDay[]): string {
  return ratedAs({ rated: rated.length, useful: rated.filter(({ isUseful }) => isUseful).length })
}

/** What was said of an earlier limit is no reason to change this one. */
async function ratedSinceChange(
  state: Pick<State, 'read'>,
  { number }: AlertRule,
  now: Date,
): Promise<RatedDay[]> {
  const changes = (await ruleHistory(state, number)).filter(({ did }) => did === 'made' || did === 'changed')
  const from = new Date(Math.max(changes.at(-1)?.at.getTime() ?? 0, now.getTime() - DAYS * 86_400_000))
  const alerts = await alertsOpenedIn(state, { from, to: new Date(now.getTime() + 1) })
  return alerts
    .filter(({ key, feedback }) => key.startsWith(`${familyOfRule(number)} `) && feedback !== null)
    .map(({ dayOpened, feedback }) => ({ day: dayOpened, isUseful: feedback === 'useful' }))
}

/** The key of its message: a proposal after other ratings is another message. */
export function proposalKey({ rule, ...counts }: Proposal): string {
  return `rule:${rule.number}:proposal:${ratedAs(counts)}`
}

export function sayProposal(proposal: Proposal, locale: Locale, currency: string): Message {
  const { rule, spec, before, after, rated, useful } = proposal
  const { rules } = locale.words
  const { number } = rule
  const text = rules.proposal.said({
    ...{ number, rated, useful, days: DAYS, was: before.fired.length, now: after.fired.length },
    ...{ rule: sayRule(spec, locale), before: sayRule(rule.spec, locale) },
  })
  const dates = after.fired.slice(-DATES).map(({ day }) => locale.shortDay(day))
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      ...(dates.length > 0 ? [{ kind: 'text', spans: rules.dates(dates) } as const] : []),
      {
        kind: 'actions',
        buttons: [
          {
            label: rules.proposal.approve,
            action: 'rule.approve',
            value: `${proposalKey(proposal)} ${number} save ${lineOf(spec, currency)}`,
            style: 'primary',
          },
          { label: rules.buttons.change, action: 'rule.form', value: `${number} ${lineOf(spec, currency)}` },
        ],
      },
      { kind: 'context', spans: rules.typed(`/alerts rule ${number} save ${lineOf(spec, currency)}`) },
    ],
    language: locale.language,
  }
}
