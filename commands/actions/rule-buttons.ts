import { sayRule } from '../../src/alerts/rules/say-rule.ts'
import {
  type Action,
  type Click,
  DECIDERS,
  type Faults,
  type Filled,
  isUsage,
  READERS,
  type Usage,
} from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { type Form, MOST_CHOICES } from '../../src/messages/form.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { alertRule, type RuleSpec } from '../../src/state/alert-rules.ts'
import { answerRule } from '../alerts/rule/answer.ts'
import { readDraft } from '../alerts/rule/draft.ts'
import { parseRule } from '../alerts/rule/question.ts'
import { alertChannel } from '../shared/alert-channel.ts'
import { optionsFor } from '../shared/complete.ts'
import { filledRule, ruleForm } from './rule-form.ts'

/** The buttons of rules. A value is a rule's number, or the rule as it would be typed: it is read like what is typed. */
export function ruleActions(ctx: Context): Readonly<Record<string, Action>> {
  const localeOf = ({ asker }: Pick<Click, 'asker'>) => shopLocale(ctx.config, asker.language)
  const own = (click: Pick<Click, 'asker'>): Context => ({
    ...ctx,
    config: { ...ctx.config, language: localeOf(click).language },
  })
  const reads = (click: Pick<Click, 'asker'>) => ({
    said: localeOf(click).words.usage,
    currency: ctx.config.shop.currency,
  })
  const typed = async (click: Click, line: string): Promise<Message> => {
    const asked = parseRule(line, reads(click))
    if (isUsage(asked)) return shown(asked)
    return shown(await answerRule(own(click), asked, { ...click.asker, name: click.name }))
  }
  /** `<key of the proposal> <rule as it is typed>`: the proposal says from then on who approved it. */
  const approve = async (click: Click): Promise<Message | null> => {
    const [key = '', ...words] = click.value.split(' ')
    const asked = parseRule(words.join(' '), reads(click))
    if (isUsage(asked)) return shown(asked)
    if (asked.kind !== 'rule-draft' || asked.number === null || !key.startsWith('rule:')) return null
    const said = await answerRule(own(click), asked, { ...click.asker, name: click.name })
    const rule = await alertRule(ctx.state, asked.number)
    if (isUsage(said) || !rule) return shown(said)
    const { channel, locale, deliver } = alertChannel(ctx)
    const text = locale.words.rules.proposal.approved(rule.number, click.name, sayRule(rule.spec, locale))
    const message = { text, blocks: [{ kind: 'text', spans: text }], language: locale.language } as const
    await ctx.state.transaction((trx) => deliver.say(trx, { key, channel, message }))
    return said
  }
  const acting = (act: string): Action => ({
    roles: DECIDERS,
    run: (click) => typed(click, `${click.value} ${act}`),
  })
  const faults = async (filled: Filled): Promise<Faults | null> => {
    const asked = parseRule(filledRule(filled), reads(filled))
    if (isUsage(asked)) return { value: asked.because }
    if (asked.kind !== 'rule-draft') return null
    const before = asked.number === null ? null : await alertRule(ctx.state, asked.number)
    const spec = await readDraft(own(filled), asked.parts, before)
    return isUsage(spec) ? { value: spec.because } : null
  }
  return {
    'rule.form': {
      roles: DECIDERS,
      run: (click) => formFor(own(click), click),
      options: async ({ typed: letters }) => {
        const found = await optionsFor(ctx, { typed: letters, kinds: ['segment'], most: MOST_CHOICES })
        return found.map(({ label, fill }) => ({ label, value: fill }))
      },
      check: faults,
      submit: (filled) => typed(filled, filledRule(filled)),
    },
    'rule.save': { roles: DECIDERS, replaces: true, run: (click) => typed(click, click.value) },
    'rule.approve': { roles: DECIDERS, run: (click) => approve(click) },
    'rule.pause': acting('pause'),
    'rule.resume': acting('resume'),
    'rule.delete': acting('delete'),
    'rule.show': { roles: READERS, run: (click) => typed(click, click.value) },
  }
}

/** `new`, a rule's number, or a rule as it is typed, after the number of the one to change. */
async function formFor(ctx: Context, { value }: Click): Promise<Form | Message> {
  const { currency } = ctx.config.shop
  const locale = shopLocale(ctx.config)
  const open = (from: RuleSpec | null, number: number | null) => ruleForm(from, { number, locale, currency })
  if (value === 'new') return open(null, null)
  const asked = parseRule(value, { said: locale.words.usage, currency })
  if (isUsage(asked)) return shown(asked)
  if (asked.kind !== 'rule' && asked.kind !== 'rule-draft') return open(null, null)
  const before = asked.number === null ? null : await alertRule(ctx.state, asked.number)
  if (asked.number !== null && (!before || before.isDeleted))
    return words(locale.words.rules.unknown(asked.number))
  if (asked.kind === 'rule') return open(before?.spec ?? null, asked.number)
  const read = await readDraft(ctx, asked.parts, before)
  return isUsage(read) ? shown(read) : open(read.spec, asked.number)
}

function shown(said: Message | Usage): Message {
  return isUsage(said) ? words(said.because) : said
}
