import { lineOf, scopeOf, segmentOf, whyNot } from '../../../src/alerts/rules/rule.ts'
import { sayRule } from '../../../src/alerts/rules/say-rule.ts'
import { tryRule } from '../../../src/alerts/rules/try-rule.ts'
import { type Asker, DECIDERS, isUsage, type Usage } from '../../../src/command.ts'
import type { Context } from '../../../src/context.ts'
import { asOf } from '../../../src/facts/wholeness/as-of.ts'
import { dayOf } from '../../../src/lib/days.ts'
import { oneLine } from '../../../src/lib/text.ts'
import type { Block, Message } from '../../../src/messages/message.ts'
import type { Metric } from '../../../src/metrics/metric.ts'
import { notMeasuredBy, scopeFor } from '../../../src/metrics/read/scope.ts'
import { metricNamed } from '../../../src/metrics/registry.ts'
import { HOURLY_KPIS } from '../../../src/models/intraday/hourly.ts'
import { type Locale, shopLocale } from '../../../src/report/words/locale.ts'
import {
  type AlertRule,
  addRule,
  alertRule,
  changeRule,
  type RuleSpec,
} from '../../../src/state/alert-rules.ts'
import { record } from '../../../src/state/audit.ts'
import { asUsage } from '../../shared/as-usage.ts'
import { noDataYet } from '../../shared/no-data.ts'
import { limitOf, UNUSUAL } from './limit.ts'
import { firedBlocks, segmentIn } from './preview.ts'
import type { RuleParts, RuleQuestion } from './question.ts'

type Reads = Pick<Context, 'lake' | 'state' | 'sources' | 'clock' | 'config'>
type Draft = Extract<RuleQuestion, { kind: 'rule-draft' }>

const DAYS = 90
const DATES = 12

/** A rule as it would be, tried on the past, to be saved by a button or by keyboard; or saved at once. */
export async function draftRule(ctx: Reads, draft: Draft, asker: Asker): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  if (!asker.roles.some((role) => DECIDERS.includes(role)))
    return { kind: 'usage', because: locale.words.alerts.decidersOnly }
  const before = draft.number === null ? null : await alertRule(ctx.state, draft.number)
  if (draft.number !== null && (!before || before.isDeleted))
    return { kind: 'usage', because: locale.words.rules.unknown(draft.number) }
  const known = await asOf(ctx, dayOf(ctx.clock.now(), ctx.config.shop.zone))
  if (!known) return noDataYet(ctx)
  const read = await readDraft(ctx, draft.parts, before)
  if (isUsage(read)) return read
  const { spec, metric } = read
  const found = await tryRule(ctx, { metric, spec, last: known.day, days: DAYS })
  const { rules } = locale.words
  const name = sayRule(spec, locale)
  const { fired } = found
  // a young shop has fewer: what it was not tried on is not spoken of
  const days = found.judged + found.tooShort
  const text = fired.length === 0 ? rules.never(name, days) : rules.fired(name, fired.length, days)
  const dates = fired.slice(-DATES).map(({ day }) => locale.shortDay(day))
  const saved = draft.isSaved ? await save(ctx, { spec, before }, asker) : null
  const lead = saved === null ? [] : [before ? rules.changed(saved) : rules.saved(saved)]
  return {
    text: [...lead, text, ...(dates.length > 0 ? [rules.dates(dates)] : [])].join(' '),
    blocks: [
      ...lead.map((spans) => ({ kind: 'text', spans }) as const),
      { kind: 'text', spans: text },
      ...firedBlocks(found, { metric, rule: spec.limit }, locale),
      ...(saved === null ? savable(spec, before, { locale, currency: ctx.config.shop.currency }) : []),
    ],
  }
}

/** The buttons carry the rule as it is typed: it is read anew when one is pressed. */
function savable(
  spec: RuleSpec,
  before: AlertRule | null,
  { locale, currency }: { readonly locale: Locale; readonly currency: string },
): Block[] {
  const { rules } = locale.words
  const of = before === null ? '' : `${before.number} `
  const line = before === null ? lineOf(spec, currency) : wholeLine(spec, currency)
  return [
    { kind: 'context', spans: rules.notYet(before?.number ?? null) },
    {
      kind: 'actions',
      buttons: [
        { label: rules.buttons.save, action: 'rule.save', value: `${of}save ${line}`, style: 'primary' },
        { label: rules.buttons.change, action: 'rule.form', value: `${of}${line}` },
      ],
    },
    { kind: 'context', spans: rules.typed(`/alerts rule ${of}save ${line}`) },
  ]
}

/** What a changed rule has no more is said too: what is left out stays. */
function wholeLine(spec: RuleSpec, currency: string): string {
  const off = [
    ...(spec.minVolume === null ? ['volume off'] : []),
    ...(spec.minCents === null ? ['money off'] : []),
    ...(spec.hours === null ? ['hours off'] : []),
  ]
  return [lineOf(spec, currency), ...off].join(' ')
}

/** The rule that is meant: what is not typed is as it was before, or as any rule is. */
export async function readDraft(
  { lake, config }: Pick<Context, 'lake' | 'config'>,
  parts: RuleParts,
  before: AlertRule | null,
): Promise<{ readonly spec: RuleSpec; readonly metric: Metric } | Usage> {
  const { usage: said, rules, metrics } = shopLocale(config).words
  const metric = parts.metric ?? metricNamed(before?.spec.kpi ?? '')
  if (!metric) return { kind: 'usage', because: said.alerts.ruleOfWhat }
  const old = before ? scopeOf(segmentOf(before.spec)) : 'all'
  const scope = parts.scope === undefined ? old : await scopeFor(lake, metric, parts.scope)
  if (scope !== 'all' && 'kind' in scope) return asUsage(scope, said)
  const unmeasured = notMeasuredBy(metric, scope)
  if (unmeasured) return asUsage(unmeasured, said)
  const kept = before && before.spec.kpi === metric.name ? before.spec.limit : UNUSUAL
  const limit = parts.limit ? limitOf(parts.limit, metric, { said, currency: config.shop.currency }) : kept
  if (limit === null)
    return { kind: 'usage', because: said.alerts.limit(oneLine(parts.limit?.value ?? '', 40), metric) }
  if (isUsage(limit)) return limit
  const spec: RuleSpec = {
    ...{ kpi: metric.name, segment: segmentIn(scope), limit },
    minVolume: orElse(parts.minVolume, before?.spec.minVolume ?? null),
    minCents: orElse(parts.minCents, before?.spec.minCents ?? null),
    hours: orElse(parts.hours, before?.spec.hours ?? null),
  }
  const fault = whyNot(spec, metric)
  if (fault === null) return { spec, metric }
  const because =
    fault === 'noHours' ? rules.cannot.noHours(HOURLY_KPIS) : rules.cannot[fault](metrics.label(metric))
  return { kind: 'usage', because }
}

function orElse<T>(typed: T | undefined, before: T): T {
  return typed === undefined ? before : typed
}

async function save(
  { state, clock }: Pick<Context, 'state' | 'clock'>,
  { spec, before }: { readonly spec: RuleSpec; readonly before: AlertRule | null },
  asker: Asker,
): Promise<number> {
  const by = { who: asker.name ?? asker.userId, at: clock.now() }
  return state.transaction(async (trx) => {
    if (before) await changeRule(trx, before, spec, by)
    const number = before?.number ?? (await addRule(trx, spec, by))
    const did = before ? 'rule.changed' : 'rule.made'
    await record(trx, { who: asker.userId, did, what: { number, spec }, at: by.at })
    return number
  })
}
