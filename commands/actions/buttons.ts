import { type Action, type Click, DECIDERS, isUsage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { type Decider, type Done, decide, undo } from '../../src/ledger/decide.ts'
import { editOf } from '../../src/ledger/edit.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { idOf } from '../alerts/find-alert.ts'
import { commands } from '../registry/registry.ts'
import { keptWith, takenFrom } from '../shared/for-alert.ts'
import { doneBlocks, sayDone } from '../suggestions/done.ts'
import { showSuggestion } from '../suggestions/one.ts'
import { editForm } from './edit-form.ts'

/** Approve, Edit and Skip. A button's value is `<id>|<more>|<the question that showed it>`: decided once, and the answer they sat on is shown again as things stand then. */
export function suggestionActions(ctx: Context): Readonly<Record<string, Action>> {
  const locale = shopLocale(ctx.config)
  const { reasons, noReason } = locale.words.suggestions
  const on = (id: number) => ({ id, at: ctx.clock.now() })
  /** approved below an alert, it is kept with the alert */
  const besides = async (asked: string, status: 'approved' | 'edited' | 'skipped', who: Decider) => {
    const typed = status === 'skipped' ? null : /^\/alerts (\S+)$/.exec(asked)?.[1]
    if (!typed) return {}
    const alertId = await idOf(ctx.state, { typed, lineOf: (other) => other, locale })
    return typeof alertId === 'string'
      ? { also: keptWith(ctx, alertId, { ...who, at: ctx.clock.now() }) }
      : {}
  }
  const decided = async (
    { asker, name, value }: Click,
    what: { status: 'approved' } | { status: 'skipped'; reason: string },
  ) => {
    const { id, asked } = parts(value)
    const done = await decide(
      ctx,
      { userId: asker.userId, name },
      { ...on(id), ...what, ...(await besides(asked, what.status, { userId: asker.userId, name })) },
    )
    return again(ctx, { id, asked, done, asking: null })
  }
  return {
    'suggestion.approve': {
      roles: DECIDERS,
      replaces: true,
      run: (click) => decided(click, { status: 'approved' }),
    },
    /** below a digest, whose buttons give way to who decided */
    'suggestion.accept': {
      roles: DECIDERS,
      run: async ({ asker, name, value }) => {
        const { id } = parts(value)
        const what = { ...on(id), status: 'approved' } as const
        return sayDone(await decide(ctx, { userId: asker.userId, name }, what), { id }, locale)
      },
    },
    /** below a digest: all about one suggestion, with the buttons to change or skip it */
    'suggestion.open': {
      roles: DECIDERS,
      run: async ({ value }) => {
        const shown = await showSuggestion(ctx, parts(value).id, null)
        return isUsage(shown) ? words(shown.because) : shown
      },
    },
    /** asks why: the suggestion's buttons become reasons */
    'suggestion.skip': {
      roles: DECIDERS,
      replaces: true,
      run: ({ value }) => {
        const { id, asked } = parts(value)
        return again(ctx, { id, asked, done: null, asking: id })
      },
    },
    'suggestion.because': {
      roles: DECIDERS,
      replaces: true,
      run: (click) =>
        decided(click, {
          status: 'skipped',
          reason: reasons[Number(parts(click.value).more)] ?? noReason,
        }),
    },
    /** the way back, for ten minutes: the answer it sat on is shown again with its buttons */
    'suggestion.undo': {
      roles: DECIDERS,
      replaces: true,
      run: async ({ asker, name, value }) => {
        const { id, asked } = parts(value)
        const who = { userId: asker.userId, name }
        const said = await undo(ctx, who, {
          ...on(id),
          also: takenFrom(ctx, { ...who, at: ctx.clock.now() }),
        })
        return again(ctx, { id, asked, done: { said, isDecided: false }, asking: null })
      },
    },
    'suggestion.edit': {
      roles: DECIDERS,
      replaces: true,
      run: ({ value }) => editForm(ctx, value),
      check: async ({ value, fields }) => {
        const edit = await editOf(ctx.state, { id: parts(value).id, typed: fields.value ?? '', locale })
        return typeof edit === 'string' ? { value: edit } : null
      },
      submit: async ({ asker, name, value, fields }) => {
        const { id, asked } = parts(value)
        const edit = await editOf(ctx.state, { id, typed: fields.value ?? '', locale })
        if (typeof edit === 'string') return words(edit)
        const who = { userId: asker.userId, name }
        const what = {
          ...on(id),
          status: 'edited',
          ...edit,
          ...(await besides(asked, 'edited', who)),
        } as const
        const done = await decide(ctx, who, what)
        return again(ctx, { id, asked, done, asking: null })
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
    id,
    asked,
    done,
    asking,
  }: {
    readonly id: number
    readonly asked: string
    readonly done: Done | null
    readonly asking: number | null
  },
): Promise<Message> {
  const locale = shopLocale(ctx.config)
  const shown = await review(ctx, asked, asking)
  if (!shown) return done ? sayDone(done, { id, asked }, locale) : words(locale.words.actions.tooOld)
  if (done === null) return shown
  return {
    ...shown,
    text: `${done.said} ${shown.text}`,
    blocks: [...doneBlocks(done, { id, asked }, locale), ...shown.blocks],
  }
}

/** Null when the question is no longer understood: then only what was done is said. */
async function review(ctx: Context, asked: string, asking: number | null): Promise<Message | null> {
  const [name = '', ...rest] = asked.split(' ')
  const command = commands.find((one) => one.name === name)
  const query = command?.parse(rest.join(' '))
  if (!command?.review || isUsage(query)) return null
  const shown = await command.review(ctx, query, asking)
  return isUsage(shown) ? null : shown
}
