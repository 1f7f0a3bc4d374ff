import { plain } from './block-kit-parts.ts'
import type { PlainText } from './block-kit-types.ts'
import type { Message } from './message.ts'
import { line } from './safe-text.ts'

/** A few questions in a window of their own: what a button cannot ask. */
export interface Form {
  readonly kind: 'form'
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

interface Field {
  readonly name: string
  readonly label: string
  /** a channel is chosen from those the person sees; filled in is its id */
  readonly kind: 'number' | 'text' | 'channel'
  readonly initial?: string
  readonly hint?: string
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
  readonly element: Readonly<Record<string, unknown>>
}

/** The one input of a block: what is filled in is found under it. */
export const INPUT = 'input'
const LIMITS = { title: 24, submit: 24, label: 200, hint: 200, initial: 500, metadata: 3000 } as const

/** As Slack's modal. `about` travels with it and comes back when it is sent. */
export function toView(form: Form, about: Readonly<Record<string, unknown>>): FormView {
  return {
    type: 'modal',
    callback_id: form.action,
    private_metadata: JSON.stringify(about).slice(0, LIMITS.metadata),
    title: plain(form.title, LIMITS.title),
    submit: plain(form.submit, LIMITS.submit),
    close: plain('Cancel', LIMITS.submit),
    blocks: form.fields.map(blockOf),
  }
}

function elementOf({ kind, initial }: Field): FormBlock['element'] {
  const own = { action_id: INPUT }
  if (kind === 'channel') {
    const filter = { include: ['public', 'private'], exclude_bot_users: true }
    const chosen = initial === undefined ? {} : { initial_conversation: initial }
    return { type: 'conversations_select', ...own, filter, ...chosen }
  }
  const filled = initial === undefined ? {} : { initial_value: line(initial, LIMITS.initial) }
  return kind === 'number'
    ? { type: 'number_input', ...own, is_decimal_allowed: true, ...filled }
    : { type: 'plain_text_input', ...own, multiline: false, max_length: 500, ...filled }
}

function blockOf(field: Field): FormBlock {
  const { name, label, hint } = field
  return {
    type: 'input',
    block_id: name,
    label: plain(label, LIMITS.label),
    ...(hint === undefined ? {} : { hint: plain(hint, LIMITS.hint) }),
    element: elementOf(field),
  }
}
