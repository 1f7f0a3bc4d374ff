import type { Action } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { alertActions } from './alert-buttons.ts'
import { suggestionActions } from './buttons.ts'
import { calendarActions } from './calendar-buttons.ts'
import { campaignForm } from './campaign-form.ts'
import { ruleActions } from './rule-buttons.ts'
import { subscriptionActions } from './subscription-buttons.ts'

/** What a button in a message does, by the name it carries. */
export function actions(ctx: Context): Readonly<Record<string, Action>> {
  return {
    ...suggestionActions(ctx),
    ...alertActions(ctx),
    ...ruleActions(ctx),
    ...subscriptionActions(ctx),
    'campaign.form': campaignForm(ctx),
    ...calendarActions(ctx),
  }
}
