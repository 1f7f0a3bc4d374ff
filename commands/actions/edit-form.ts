import type { Context } from '../../src/context.ts'
import { editableOf } from '../../src/ledger/edit.ts'
import type { Form } from '../../src/messages/form.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'

/** Asks what a suggestion should be instead, with what is suggested filled in. `value` begins with its number. */
export async function editForm(
  { state, config }: Pick<Context, 'state' | 'config'>,
  value: string,
): Promise<Form | Message> {
  const id = Number(value.split('|')[0]) || 0
  const locale = shopLocale(config)
  const { form } = locale.words.actions
  const found = await editableOf(state, { id, locale })
  if (typeof found === 'string') return words(found)
  const { label, initial, allowed } = found
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
        hint: form.hint(allowed),
      },
    ],
    otherwise: words(form.otherwise(id, initial)),
  }
}
