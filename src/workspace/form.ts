import { z } from 'zod'
import { type Scene, submissionForm } from './bolt-calls.ts'
import { parsed } from './json.ts'
import type { Json, Memory, Offered } from './memory.ts'

/** A form as the page shows it: plain words only, so nothing in it can be markup. */
export interface ShownForm {
  readonly id: string
  readonly title: string
  readonly submit: string
  readonly close: string
  readonly fields: readonly {
    readonly name: string
    readonly label: string
    readonly hint: string
    readonly kind: 'number' | 'text' | 'menu' | 'channel' | 'person'
    readonly initial: string
    readonly isOptional: boolean
    /** of a menu; null where the bot is asked for them */
    readonly options: readonly Offered[] | null
    /** of a channel or a person */
    readonly choices: readonly { readonly id: string; readonly name: string }[]
  }[]
}

const CHANNEL = 'conversations_select'
const PERSON = 'users_select'

const words = z.object({ text: z.string() })
const option = z.looseObject({ text: words, value: z.string() })
const viewShape = z.object({
  id: z.string(),
  title: words,
  submit: words.nullish(),
  close: words.nullish(),
  blocks: z.array(
    z.object({
      block_id: z.string(),
      label: words,
      hint: words.nullish(),
      optional: z.boolean().default(false),
      element: z.object({
        type: z.string(),
        action_id: z.string(),
        initial_value: z.string().nullish(),
        initial_conversation: z.string().nullish(),
        initial_option: option.nullish(),
        options: z.array(option).nullish(),
      }),
    }),
  ),
})

interface Named {
  readonly id: string
  readonly name: string
}

export function showForm(
  view: Json | null,
  known: { readonly channels: readonly Named[]; readonly people: readonly Named[] },
): ShownForm | null {
  const read = viewShape.safeParse(view)
  if (!read.success) return null
  const { id, title, submit, close, blocks } = read.data
  return {
    id,
    title: title.text,
    submit: submit?.text ?? 'Submit',
    close: close?.text ?? 'Cancel',
    fields: blocks.map(({ block_id: name, label, hint, optional, element }) => ({
      name,
      label: label.text,
      hint: hint?.text ?? '',
      kind: kindOf(element.type),
      initial: element.initial_value ?? element.initial_conversation ?? element.initial_option?.value ?? '',
      choices: choicesOf(element.type, known).map(({ id, name }) => ({ id, name })),
      isOptional: optional,
      options: element.options?.map(({ text, value }) => ({ label: text.text, value })) ?? null,
    })),
  }
}

function choicesOf(type: string, known: Parameters<typeof showForm>[1]): readonly Named[] {
  if (type === PERSON) return known.people
  return type === CHANNEL ? known.channels : []
}

function kindOf(type: string): ShownForm['fields'][number]['kind'] {
  if (type === CHANNEL) return 'channel'
  if (type === PERSON) return 'person'
  if (type.endsWith('_select')) return 'menu'
  return type === 'number_input' ? 'number' : 'text'
}

/**
 * The call that hands a filled form to the bot; null when it is not the one that is open. As in Slack, a menu sends a
 * line it has offered or nothing, and what is not optional must be there: else the faults, by field.
 */
export function submission(
  scene: Scene,
  { form: view, offered }: Pick<Memory, 'form' | 'offered'>,
  filled: { readonly id: string; readonly values: Readonly<Record<string, string>> },
): string | { readonly faults: Readonly<Record<string, string>> } | null {
  const read = viewShape.safeParse(view)
  if (!view || !read.success || read.data.id !== filled.id) return null
  const faults: Record<string, string> = {}
  const values = Object.fromEntries(
    read.data.blocks.map(({ block_id: name, optional, element }) => {
      const { type, action_id: input } = element
      const value = filled.values[name]?.trim() || null
      if (value === null && !optional) faults[name] = 'Please complete this required field.'
      if (kindOf(type) === 'channel') return [name, { [input]: { type, selected_conversation: value } }]
      if (kindOf(type) === 'person') return [name, { [input]: { type, selected_user: value } }]
      if (kindOf(type) !== 'menu') return [name, { [input]: { type, value } }]
      const lines = element.options?.map(({ text, value: of }) => ({ label: text.text, value: of }))
      const chosen = (lines ?? offered.get(name) ?? []).find((one) => one.value === value)
      if (value !== null && !chosen) faults[name] = 'Choose one of the list.'
      const line = chosen && { text: { type: 'plain_text', text: chosen.label, emoji: true }, value }
      return [name, { [input]: { type, selected_option: line ?? null } }]
    }),
  )
  return Object.keys(faults).length > 0 ? { faults } : submissionForm(scene, { view, values })
}

/** The one input of a field, for asking what its menu offers; null where it has none to ask for. */
export function askedMenu(view: Json | null, name: string): { readonly actionId: string } | null {
  const read = viewShape.safeParse(view)
  const block = read.success ? read.data.blocks.find(({ block_id: id }) => id === name) : undefined
  return block?.element.type === 'external_select' ? { actionId: block.element.action_id } : null
}

const refusal = z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) })

/** What the bot found wrong, by field; null when it took the form. */
export function faultsIn(answer: string): Readonly<Record<string, string>> | null {
  const read = refusal.safeParse(parsed(answer))
  return read.success ? read.data.errors : null
}
