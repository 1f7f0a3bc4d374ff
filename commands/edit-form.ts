import type { Context } from '../src/context.ts'
import { minorDigits } from '../src/lib/money.ts'
import { oneLine } from '../src/lib/text.ts'
import type { Form } from '../src/messages/form.ts'
import type { Message } from '../src/messages/message.ts'
import { words } from '../src/messages/words.ts'
import { suggestionById } from '../src/state/decisions.ts'
import type { StoredSuggestion } from '../src/state/suggestions.ts'

/** Asks what a suggestion should be instead, with what is suggested filled in. `value` begins with its number. */
export async function editForm(
  { state, config }: Pick<Context, 'state' | 'config'>,
  value: string,
): Promise<Form | Message> {
  const id = Number(value.split('|')[0]) || 0
  const suggestion = await suggestionById(state, id)
  if (!suggestion) return words('This suggestion is not known.')
  const { label, initial } = suggested(suggestion, config.shop.currency)
  return {
    kind: 'form',
    title: `Change No. ${id}`,
    submit: 'Save',
    action: 'suggestion.edit',
    value,
    fields: [
      {
        name: 'value',
        label: `${label} for ${oneLine(suggestion.subject, 60)}`,
        kind: 'number',
        initial,
        hint: 'It is approved as changed. Nothing is changed in the shop.',
      },
    ],
    otherwise: words(`Say what it should be: /actions edit ${id} ${initial}`),
  }
}

function suggested({ kind, action }: StoredSuggestion, currency: string): { label: string; initial: string } {
  const number = (name: string) => {
    const found: unknown = typeof action === 'object' && action !== null ? Reflect.get(action, name) : null
    return typeof found === 'number' ? found : 0
  }
  if (kind === 'restock') return { label: 'Pieces to order', initial: String(number('order')) }
  const digits = minorDigits(currency)
  return { label: `Price in ${currency}`, initial: (number('toCents') / 10 ** digits).toFixed(digits) }
}
