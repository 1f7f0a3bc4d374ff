import { precisionOf, type Rated, ratedOf, ratings } from '../../../src/alerts/rules/precision.ts'
import { familyOfRule } from '../../../src/alerts/rules/rule.ts'
import { sayRule } from '../../../src/alerts/rules/say-rule.ts'
import { type Asker, DECIDERS, type Usage } from '../../../src/command.ts'
import type { Context } from '../../../src/context.ts'
import type { Block, Button, Message } from '../../../src/messages/message.ts'
import { words } from '../../../src/messages/words.ts'
import { metricNamed } from '../../../src/metrics/registry.ts'
import { DASH } from '../../../src/report/words/format.ts'
import { type Locale, shopLocale } from '../../../src/report/words/locale.ts'
import {
  type AlertRule,
  alertRule,
  alertRules,
  ruleHistory,
  setRule,
} from '../../../src/state/alert-rules.ts'
import { record } from '../../../src/state/audit.ts'
import type { RuleQuestion } from './question.ts'

type Reads = Pick<Context, 'state' | 'config' | 'clock'>

/** All rules with what came of them, and how useful people found the alerts of each and those of the watch itself. */
export async function listRules({ state, config, clock }: Reads): Promise<Message> {
  const locale = shopLocale(config)
  const said = locale.words.rules
  const [rules, rated] = [await alertRules(state), await ratings(state, clock.now())]
  const text = rules.length === 0 ? said.none : said.count(rules.length)
  const isRated = rated.some((one) => one.rated > 0)
  return {
    text: [text, ...rules.map((rule) => lineOf(rule, rated, locale))].join(' '),
    blocks: [
      { kind: 'text', spans: text },
      ...rules.flatMap((rule) => blocksOf(rule, rated, locale)),
      ...(isRated ? [precisionTable(rated, locale)] : []),
      { kind: 'actions', buttons: [{ label: said.buttons.new, action: 'rule.form', value: 'new' }] },
    ],
  }
}

/** One rule: what it says, what came of it, and who changed what. */
export async function showRule({ state, config, clock }: Reads, number: number): Promise<Message | Usage> {
  const locale = shopLocale(config)
  const { rules } = locale.words
  const rule = await alertRule(state, number)
  if (!rule) return { kind: 'usage', because: rules.unknown(number) }
  const rated = await ratings(state, clock.now())
  const { caption, columns, did } = rules.history
  const history = await ruleHistory(state, number)
  return {
    text: lineOf(rule, rated, locale),
    blocks: [
      ...blocksOf(rule, rated, locale),
      {
        kind: 'table',
        caption,
        columns: [
          { label: columns.when },
          { label: columns.who },
          { label: columns.what },
          { label: columns.rule },
        ],
        rows: history.map((one) => [
          locale.instant(one.at),
          one.who,
          did[one.did],
          sayRule(one.after, locale),
        ]),
      },
      { kind: 'context', spans: rules.zone },
    ],
  }
}

export async function actOnRule(
  { state, config, clock }: Reads,
  { number, act }: Extract<RuleQuestion, { kind: 'rule-act' }>,
  asker: Asker,
): Promise<Message | Usage> {
  const { rules, alerts } = shopLocale(config).words
  if (!asker.roles.some((role) => DECIDERS.includes(role)))
    return { kind: 'usage', because: alerts.decidersOnly }
  const by = { who: asker.name ?? asker.userId, at: clock.now() }
  const did = ({ pause: 'paused', resume: 'resumed', delete: 'deleted' } as const)[act]
  const fault = await state.transaction(async (trx) => {
    const rule = await alertRule({ read: trx }, number)
    if (!rule || rule.isDeleted) return rules.unknown(number)
    const isPaused = rule.pausedAt !== null
    if (act === 'pause' && isPaused) return rules.already(number, 'paused')
    if (act === 'resume' && !isPaused) return rules.already(number, 'running')
    await setRule(trx, rule, did, by)
    await record(trx, { who: asker.userId, did: `rule.${did}`, what: { number }, at: by.at })
    return null
  })
  if (fault !== null) return { kind: 'usage', because: fault }
  const said = { pause: rules.pausedNow, resume: rules.resumed, delete: rules.deletedNow }[act]
  return words(said(number))
}

function lineOf(rule: AlertRule, rated: readonly Rated[], locale: Locale): string {
  const { rules } = locale.words
  return `${rules.name(rule.number)}: ${[sayRule(rule.spec, locale), ...statusOf(rule, rated, locale)].join(' · ')}`
}

function statusOf(rule: AlertRule, rated: readonly Rated[], locale: Locale): string[] {
  const { rules } = locale.words
  const own = ratedOf(rated, familyOfRule(rule.number))
  const precision = showShare(precisionOf(own), locale)
  return [
    ...(rule.isDeleted ? [rules.deleted] : rule.pausedAt === null ? [] : [rules.paused]),
    rules.feedback({ ...own, precision }),
  ]
}

function blocksOf(rule: AlertRule, rated: readonly Rated[], locale: Locale): Block[] {
  const { rules } = locale.words
  const { number } = rule
  const said = `: ${[sayRule(rule.spec, locale), ...statusOf(rule, rated, locale)].join(' · ')}`
  const line = { kind: 'text', spans: [{ text: rules.name(number), style: 'bold' }, said] } as const
  if (rule.isDeleted) return [line]
  const button = (label: string, action: string): Button => ({
    label: rules.buttons.of(label, number),
    action,
    value: String(number),
  })
  const { buttons } = rules
  return [
    line,
    {
      kind: 'actions',
      buttons: [
        button(buttons.change, 'rule.form'),
        rule.pausedAt === null ? button(buttons.pause, 'rule.pause') : button(buttons.resume, 'rule.resume'),
        { ...button(buttons.delete, 'rule.delete'), style: 'danger', confirm: rules.buttons.sure(number) },
        button(buttons.show, 'rule.show'),
      ],
    },
  ]
}

function precisionTable(rated: readonly Rated[], locale: Locale): Block {
  const { caption, columns, watch } = locale.words.rules.precision
  return {
    kind: 'table',
    caption,
    columns: [
      { label: columns.what },
      ...[columns.alerts, columns.rated, columns.useful, columns.precision].map((label) => ({
        label,
        align: 'right' as const,
      })),
    ],
    rows: rated.map((one) => [
      nameOf(one.of, watch, locale),
      ...[one.fired, one.rated, one.useful].map((count) => locale.figure('count', count)),
      showShare(precisionOf(one), locale) ?? DASH,
    ]),
  }
}

function nameOf(of: string, watch: (kpi: string) => string, locale: Locale): string {
  const { rules, metrics, alerts } = locale.words
  const [, number] = /^rule (\d+)$/.exec(of) ?? []
  if (number !== undefined) return rules.name(Number(number))
  const metric = metricNamed(of)
  return watch(metric ? metrics.label(metric) : of === 'data' ? alerts.data : of)
}

function showShare(share: number | null, locale: Locale): string | null {
  return share === null ? null : locale.number(100 * share, 0) + (locale.language === 'zh' ? '%' : ' %')
}
