import type { Context } from '../../src/context.ts'
import { editableOf } from '../../src/ledger/edit.ts'
import type { Form } from '../../src/messages/form.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'

/** Asks what a suggestion should be instead, with what is suggested filled in. `value` begins with its number. */
export async function editForm(
  { state, config }: Pick<Context, 'state' | 'config'>,
  value: string,
): Promise<Form | Message> {
  const id = Number(value.split('|')[0]) || 0
  const found = await editableOf(state, { id, currency: config.shop.currency })
  if (typeof found === 'string') return words(found)
  const { label, initial, allowed } = found
  return {
    kind: 'form',
    title: `Change No. ${id}`,
    submit: 'Save',
    action: 'suggestion.edit',
    value,
    fields: [
      {
        name: 'value',
        label,
        kind: 'number',
        initial,
        hint: `Allowed: ${allowed}. It is approved as changed. Nothing is changed in the shop.`,
      },
    ],
    otherwise: words(`Say what it should be: /actions edit ${id} ${initial}`),
  }
}
