import type { Context } from '../../src/context.ts'
import { editableOf } from '../../src/ledger/edit.ts'
import type { Form } from '../../src/messages/form.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { suggestionById } from '../../src/state/suggestions/decisions.ts'
import { previewOf } from '../suggestions/preview.ts'

/** a window must open within three seconds of the click */
const SOON_MS = 1500

/** What is not known so soon is left out. */
async function soonOrNot(preview: Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), SOON_MS)
  })
  try {
    return await Promise.race([preview, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

/** Asks what a suggestion should be instead, with what is suggested filled in, and what would be written into the shop. `value` begins with its number. */
export async function editForm(
  ctx: Pick<Context, 'state' | 'config' | 'http' | 'secret'>,
  value: string,
): Promise<Form | Message> {
  const { state, config } = ctx
  const id = Number(value.split('|')[0]) || 0
  const locale = shopLocale(config)
  const { form } = locale.words.actions
  const found = await editableOf(state, { id, locale })
  if (typeof found === 'string') return words(found)
  const { label, initial, allowed } = found
  const suggestion = await suggestionById(state, id)
  const preview = suggestion && (await soonOrNot(previewOf(ctx, suggestion)))
  return {
    kind: 'form',
    language: locale.language,
    title: form.title(id),
    submit: form.submit,
    action: 'suggestion.edit',
    value,
    fields: [
      {
        name: 'value',
        label,
        kind: 'number',
        initial,
        hint: [form.hint(allowed), preview].filter(Boolean).join(' '),
      },
    ],
    otherwise: words(form.otherwise(id, initial)),
  }
}
