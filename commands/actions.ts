import type { Action, Context } from '../src/context.ts'
import { alertActions } from './actions/alert-buttons.ts'
import { suggestionActions } from './actions/buttons.ts'

/** What a button in a message does, by the name it carries. */
export function actions(ctx: Context): Readonly<Record<string, Action>> {
  return { ...suggestionActions(ctx), ...alertActions(ctx) }
}
