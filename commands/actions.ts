import { acknowledge, snooze } from '../src/alerts/respond.ts'
import type { Asker, Context } from '../src/context.ts'
import type { Message } from '../src/messages/message.ts'
import { suggestionActions } from './suggestion-actions.ts'

/** What a button in a message does, by the name it carries. */
export function actions(ctx: Context): Readonly<
  Record<
    string,
    {
      roles: Asker['roles']
      /** the answer takes the place of the message the button sat on */
      replaces?: boolean
      run(click: { asker: Asker; name: string; value: string }): Promise<Message | null>
    }
  >
> {
  const { state, config, deliver, clock } = ctx
  const voice = { deliver, channel: config.alertChannel, shop: config.shop }
  return {
    ...suggestionActions(ctx),
    'alert.ack': {
      roles: ['operator', 'manager'],
      run: ({ asker, name, value }) =>
        acknowledge(state, { id: value, userId: asker.userId, name, at: clock.now() }, voice),
    },
    /** `<id>:<hours>` */
    'alert.snooze': {
      roles: ['operator', 'manager'],
      run: ({ asker, name, value }) => {
        const [id = '', hours = ''] = value.split(':')
        const press = { id, userId: asker.userId, name, at: clock.now() }
        return snooze(state, { ...press, hours: Number(hours) }, voice)
      },
    },
  }
}
