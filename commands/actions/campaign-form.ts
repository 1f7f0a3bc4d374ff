import { SEGMENTS } from '../../src/advice/campaign/rfm.ts'
import { type Action, DECIDERS, type Faults, type Filled, isUsage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import type { Form } from '../../src/messages/form.ts'
import { words } from '../../src/messages/words.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { campaign } from '../campaign.ts'

/** Asks for the sums of a campaign, from an alert whose customers stay away; the plan is that of `/campaign plan`. */
export function campaignForm(ctx: Context): Action {
  const { config } = ctx
  const localeOf = ({ asker }: Pick<Filled, 'asker'>) => shopLocale(config, asker.language)
  const planOf = (filled: Filled) =>
    campaign.parse(lineOf(filled.fields), localeOf(filled).words.usage, config.shop.currency)
  return {
    roles: DECIDERS,
    run: async (click) => formIn(localeOf(click)),
    check: async (filled): Promise<Faults | null> => {
      const plan = planOf(filled)
      return isUsage(plan) ? { budget: plan.because } : null
    },
    submit: async (filled) => {
      const plan = planOf(filled)
      if (isUsage(plan)) return words(plan.because)
      const said = await campaign.answer(ctx, plan, { ...filled.asker, name: filled.name })
      return isUsage(said) ? words(said.because) : said
    },
  }
}

function lineOf({ audience = 'all', budget = '', cost = '' }: Filled['fields']): string {
  return `plan ${audience} budget=${budget.trim()} cost=${cost.trim()}`
}

function formIn({ words: { campaign: said, recommend }, language, currency }: Locale): Form {
  const choices = ['all', ...SEGMENTS].map((value) => ({
    value,
    label: value === 'all' ? said.form.all : recommend.segment(value),
  }))
  const first = choices.find(({ value }) => value === 'at risk')
  return {
    kind: 'form',
    language,
    title: said.form.title,
    submit: said.form.submit,
    action: 'campaign.form',
    value: '',
    fields: [
      { name: 'audience', label: said.form.whom, kind: 'menu', choices, ...(first && { initial: first }) },
      { name: 'budget', label: said.form.budget(currency), kind: 'number' },
      { name: 'cost', label: said.form.cost(currency), hint: said.form.costHint, kind: 'number' },
    ],
    otherwise: words(said.form.otherwise('/campaign plan at risk budget=500 cost=0.30')),
  }
}
