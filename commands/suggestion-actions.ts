import type { Action, Click, Context } from '../src/context.ts'
import type { Message } from '../src/messages/message.ts'
import { decide, editOf } from './decide.ts'
import { editForm } from './edit-form.ts'
import { restock, reviewOrders } from './restock.ts'
import { isUsage } from './subject.ts'
import { REASONS } from './suggestion-buttons.ts'

const ROLES: Action['roles'] = ['operator', 'manager']

/** Approve, Edit and Skip. A button's value is `<id>|<more>|<the question that showed it>`: decided once, and the answer they sat on is shown again as things stand then. */
export function suggestionActions(ctx: Context): Readonly<Record<string, Action>> {
  const decided = async (
    { asker, name, value }: Click,
    what: { status: 'approved' } | { status: 'skipped'; reason: string },
  ) => {
    const { id, asked } = parts(value)
    const words = await decide(ctx, { userId: asker.userId, name }, { id, ...what })
    return again(ctx, { asked, words, asking: null })
  }
  return {
    'suggestion.approve': {
      roles: ROLES,
      replaces: true,
      run: (click) => decided(click, { status: 'approved' }),
    },
    /** asks why: the suggestion's buttons become reasons */
    'suggestion.skip': {
      roles: ROLES,
      replaces: true,
      run: ({ value }) => {
        const { id, asked } = parts(value)
        return again(ctx, { asked, words: null, asking: id })
      },
    },
    'suggestion.because': {
      roles: ROLES,
      replaces: true,
      run: (click) =>
        decided(click, {
          status: 'skipped',
          reason: REASONS[Number(parts(click.value).more)] ?? 'No reason',
        }),
    },
    'suggestion.edit': {
      roles: ROLES,
      replaces: true,
      run: ({ value }) => editForm(ctx, value),
      submit: async ({ asker, name, value, fields }) => {
        const { id, asked } = parts(value)
        const edit = await editOf(ctx, id, fields.value ?? '')
        if (typeof edit === 'string') return { faults: { value: edit } }
        const words = await decide(ctx, { userId: asker.userId, name }, { id, status: 'edited', ...edit })
        return again(ctx, { asked, words, asking: null })
      },
    },
  }
}

function parts(value: string): { id: number; more: string; asked: string } {
  const [id = '', more = '', ...asked] = value.split('|')
  return { id: Number(id) || 0, more, asked: asked.join('|') }
}

/** The answer the button sat on, as it is now, under what was just done. */
async function again(
  ctx: Context,
  {
    asked,
    words,
    asking,
  }: { readonly asked: string; readonly words: string | null; readonly asking: number | null },
): Promise<Message> {
  const shown = await review(ctx, asked, asking)
  const done = words ?? ''
  if (!shown) return { text: done, blocks: [{ kind: 'text', spans: done }] }
  if (words === null) return shown
  return {
    ...shown,
    text: `${words} ${shown.text}`,
    blocks: [{ kind: 'text', spans: words }, ...shown.blocks],
  }
}

async function review(ctx: Context, asked: string, asking: number | null): Promise<Message | null> {
  const [command = '', ...rest] = asked.split(' ')
  if (command !== restock.name) return null
  const query = restock.parse(rest.join(' '))
  if (isUsage(query)) return null
  const shown = await reviewOrders(ctx, query, asking)
  return isUsage(shown) ? null : shown
}
