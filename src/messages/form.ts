import type { Language } from '../lib/language.ts'
import { plain } from './block-kit-parts.ts'
import type { PlainText } from './block-kit-types.ts'
import type { Message } from './message.ts'
import { renderWords } from './render-words.ts'
import { line } from './safe-text.ts'

/** A few questions in a window of their own: what a button cannot ask. */
export interface Form {
  readonly kind: 'form'
  readonly language: Language
  readonly title: string
  readonly submit: string
  /** which listener takes what was filled in, such as `suggestion.edit` */
  readonly action: string
  /** what it is about: an id, never a payload to trust */
  readonly value: string
  readonly fields: readonly Field[]
  /** said instead where no window can be opened */
  readonly otherwise: Message
}

export function isForm(said: Message | Form): said is Form {
  return 'kind' in said && said.kind === 'form'
}

interface Named {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly isOptional?: boolean
}

/**
 * Of a channel, chosen from those the person sees, its id is filled in; of a person a mention with their name,
 * `<@U024BE7LH|Mara>`, or only the id where they may not use the bot.
 */
type Field =
  | (Named & { readonly kind: 'number' | 'text' | 'channel' | 'person'; readonly initial?: string })
  /** several lines, as they are pasted */
  | (Named & { readonly kind: 'lines' })
  | Menu

interface Menu extends Named {
  readonly kind: 'menu'
  /** null: the action is asked for them, letter by letter */
  readonly choices: readonly Choice[] | null
  /** chosen from the start; one of the choices */
  readonly initial?: Choice
}

/** One line of a menu, and what it stands for. */
export interface Choice {
  readonly label: string
  readonly value: string
}

interface FormView {
  readonly type: 'modal'
  readonly callback_id: string
  readonly private_metadata: string
  readonly title: PlainText
  readonly submit: PlainText
  readonly close: PlainText
  readonly blocks: readonly FormBlock[]
}

interface FormBlock {
  readonly type: 'input'
  readonly block_id: string
  readonly label: PlainText
  readonly hint?: PlainText
  readonly optional?: boolean
  readonly element: Readonly<Record<string, unknown>>
}

/** The one input of a block: what is filled in is found under it. */
export const INPUT = 'input'
const LIMITS = {
  title: 24,
  submit: 24,
  label: 200,
  hint: 200,
  initial: 500,
  metadata: 3000,
  lines: 3000,
  option: 75,
} as const

/** As Slack's modal. `about` travels with it and comes back when it is sent. */
export function toView(form: Form, about: Readonly<Record<string, unknown>>): FormView {
  return {
    type: 'modal',
    callback_id: form.action,
    private_metadata: JSON.stringify(about).slice(0, LIMITS.metadata),
    title: plain(form.title, LIMITS.title),
    submit: plain(form.submit, LIMITS.submit),
    close: plain(renderWords(form.language).cancel, LIMITS.submit),
    blocks: form.fields.map(blockOf),
  }
}

function blockOf(field: Field): FormBlock {
  const { name, label, hint } = field
  return {
    type: 'input',
    block_id: name,
    label: plain(label, LIMITS.label),
    ...(hint === undefined ? {} : { hint: plain(hint, LIMITS.hint) }),
    ...(field.isOptional ? { optional: true } : {}),
    element: elementOf(field),
  }
}

function elementOf(field: Field): Readonly<Record<string, unknown>> {
  if (field.kind === 'menu') {
    const { choices, initial } = field
    const chosen = initial ? { initial_option: toOption(initial) } : {}
    return choices
      ? { type: 'static_select', action_id: INPUT, options: toOptions(choices), ...chosen }
      : { type: 'external_select', action_id: INPUT, min_query_length: 0, ...chosen }
  }
  if (field.kind === 'channel') {
    const filter = { include: ['public', 'private'], exclude_bot_users: true }
    const chosen = field.initial === undefined ? {} : { initial_conversation: field.initial }
    return { type: 'conversations_select', action_id: INPUT, filter, ...chosen }
  }
  if (field.kind === 'lines')
    return { type: 'plain_text_input', action_id: INPUT, multiline: true, max_length: LIMITS.lines }
  if (field.kind === 'person') return { type: 'users_select', action_id: INPUT }
  const filled = field.initial === undefined ? {} : { initial_value: line(field.initial, LIMITS.initial) }
  return field.kind === 'number'
    ? { type: 'number_input', action_id: INPUT, is_decimal_allowed: true, ...filled }
    : { type: 'plain_text_input', action_id: INPUT, multiline: false, max_length: 500, ...filled }
}

/** A menu has at most this many lines. */
export const MOST_CHOICES = 100

/** As Slack's menus; what does not fit a value is left out, for cut short it would stand for another. */
export function toOptions(choices: readonly Choice[]) {
  return choices
    .filter(({ value }) => value.length <= LIMITS.option)
    .slice(0, MOST_CHOICES)
    .map(toOption)
}

function toOption({ label, value }: Choice) {
  return { text: plain(label, LIMITS.option), value }
}
