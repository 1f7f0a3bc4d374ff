import { z } from 'zod'
import { type Scene, submissionForm } from './bolt-calls.ts'
import { parsed } from './json.ts'
import type { Json } from './memory.ts'

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
    readonly kind: 'number' | 'text' | 'channel'
    readonly initial: string
    /** of a channel */
    readonly choices: readonly { readonly id: string; readonly name: string }[]
  }[]
}

const CHANNEL = 'conversations_select'
const KINDS: Readonly<Record<string, 'number' | 'channel'>> = { number_input: 'number', [CHANNEL]: 'channel' }

const words = z.object({ text: z.string() })
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
      element: z.object({
        type: z.string(),
        action_id: z.string(),
        initial_value: z.string().nullish(),
        initial_conversation: z.string().nullish(),
      }),
    }),
  ),
})

export function showForm(
  view: Json | null,
  channels: readonly { readonly id: string; readonly name: string }[],
): ShownForm | null {
  const read = viewShape.safeParse(view)
  if (!read.success) return null
  const { id, title, submit, close, blocks } = read.data
  return {
    id,
    title: title.text,
    submit: submit?.text ?? 'Submit',
    close: close?.text ?? 'Cancel',
    fields: blocks.map(({ block_id: name, label, hint, element }) => ({
      name,
      label: label.text,
      hint: hint?.text ?? '',
      kind: KINDS[element.type] ?? 'text',
      initial: element.initial_value ?? element.initial_conversation ?? '',
      choices: element.type === CHANNEL ? channels.map(({ id, name }) => ({ id, name })) : [],
    })),
  }
}

/** The call that hands a filled form to the bot; null when it is not the one that is open. */
export function submission(
  scene: Scene,
  view: Json | null,
  filled: { readonly id: string; readonly values: Readonly<Record<string, string>> },
): string | null {
  const read = viewShape.safeParse(view)
  if (!view || !read.success || read.data.id !== filled.id) return null
  const values = Object.fromEntries(
    read.data.blocks.map(({ block_id: name, element }) => {
      const value = filled.values[name]?.trim() || null
      const filledIn = element.type === CHANNEL ? { selected_conversation: value } : { value }
      return [name, { [element.action_id]: { type: element.type, ...filledIn } }]
    }),
  )
  return submissionForm(scene, { view, values })
}

const refusal = z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) })

/** What the bot found wrong, by field; null when it took the form. */
export function faultsIn(answer: string): Readonly<Record<string, string>> | null {
  const read = refusal.safeParse(parsed(answer))
  return read.success ? read.data.errors : null
}
