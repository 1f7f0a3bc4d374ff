import { type Action, type BoundCommand, isUsage, READERS } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { type Choice, type Form, MOST_CHOICES } from '../../src/messages/form.ts'
import { sayUsage } from '../../src/messages/usage.ts'
import { words } from '../../src/messages/words.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { optionsFor } from '../shared/complete.ts'

type Parts = Pick<Context, 'lake' | 'state' | 'clock' | 'config'>

/** Which of its menus a command reads. */
const COMMANDS: Readonly<Record<string, readonly ('kpi' | 'what' | 'when')[]>> = {
  '/kpi': ['kpi', 'what', 'when'],
  '/why': ['kpi', 'what', 'when'],
  '/forecast': ['kpi', 'what', 'when'],
  '/price': ['what'],
  '/restock': ['what'],
  '/recommend': ['what'],
  '/alerts': [],
  '/actions': [],
  '/sources': [],
}
/** cannot be asked without */
const NEEDED: Readonly<Record<string, 'kpi' | 'what'>> = {
  ...{ '/kpi': 'kpi', '/why': 'kpi', '/forecast': 'kpi' },
  ...{ '/price': 'what', '/recommend': 'what' },
}
const KINDS = { kpi: ['kpi'], what: ['segment', 'product'] } as const
/** as the grammar reads them, whatever the language of the menu */
const WHEN = [
  ...['yesterday', 'last week', 'this month', 'last month', 'last 28 days', 'last quarter'],
  ...['next week', 'next month'],
] as const

/** A question put together from menus, for who knows no command; asked as if it were typed. */
export function askForm(ctx: Parts, commands: readonly BoundCommand[]): Action {
  const localeFor = ({ language }: { readonly language?: Locale['language'] }) =>
    shopLocale(ctx.config, language)
  return {
    roles: READERS,
    run: async ({ asker }) => formIn(localeFor(asker)),
    options: async ({ field, typed }): Promise<readonly Choice[]> => {
      const kinds = field === 'kpi' || field === 'what' ? KINDS[field] : []
      const found = await optionsFor(ctx, { typed, kinds, most: MOST_CHOICES })
      return found.map(({ kind, label, fill }) => ({
        label: kind === 'product' ? `${label} (${fill})` : label,
        value: fill,
      }))
    },
    check: async ({ asker, fields }) => {
      const needed = NEEDED[fields.command ?? '']
      return needed && !fields[needed] ? { [needed]: localeFor(asker).words.ask.needed[needed] } : null
    },
    submit: async ({ asker, name, fields }) => {
      const locale = localeFor(asker)
      const command = commands.find((one) => one.name === fields.command)
      if (!command) return words(locale.words.edge.oldForm)
      const read = COMMANDS[command.name] ?? []
      const text = read.flatMap((field) => fields[field] || []).join(' ')
      const said = await command.ask(text, { ...asker, name })
      return isUsage(said) ? sayUsage(command, said, locale.words.edge.usage) : said
    },
  }
}

function formIn({ words: { ask }, language }: Locale): Form {
  const choices = Object.keys(COMMANDS).map((value) => ({ value, label: ask.command(value) }))
  const [first] = choices
  return {
    kind: 'form',
    language,
    title: ask.title,
    submit: ask.submit,
    action: 'ask.form',
    value: '',
    fields: [
      {
        ...{ name: 'command', label: ask.fields.command, kind: 'menu', choices },
        ...(first && { initial: first }),
      },
      { name: 'kpi', label: ask.fields.kpi, kind: 'menu', choices: null, isOptional: true },
      {
        ...{ name: 'what', label: ask.fields.what, kind: 'menu', choices: null, isOptional: true },
        hint: ask.fields.whatHint,
      },
      {
        ...{ name: 'when', label: ask.fields.when, kind: 'menu', isOptional: true },
        choices: WHEN.map((value) => ({ value, label: ask.when(value) })),
      },
    ],
    otherwise: words(ask.otherwise),
  }
}
