import { acknowledge, snooze } from '../src/alerts/respond.ts'
import { type Action, type Context, DECIDERS } from '../src/context.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { suggestionActions } from './actions/buttons.ts'

/** What a button in a message does, by the name it carries. */
export function actions(ctx: Context): Readonly<Record<string, Action>> {
  const { state, config, deliver, clock } = ctx
  const language = config.channelLanguages.get(config.alertChannel)
  const voice = { deliver, channel: config.alertChannel, locale: shopLocale(config, language) }
  return {
    ...suggestionActions(ctx),
    'alert.ack': {
      roles: DECIDERS,
      run: ({ asker, name, value }) =>
        acknowledge(state, { id: value, userId: asker.userId, name, at: clock.now() }, voice),
    },
    /** `<id>:<hours>` */
    'alert.snooze': {
      roles: DECIDERS,
      run: ({ asker, name, value }) => {
        const [id = '', hours = ''] = value.split(':')
        const press = { id, userId: asker.userId, name, at: clock.now() }
        return snooze(state, { ...press, hours: Number(hours) }, voice)
      },
    },
  }
}
