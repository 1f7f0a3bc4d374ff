import { acknowledge, endSnooze, snooze } from '../src/alerts/respond.ts'
import { type Action, type Click, type Context, DECIDERS } from '../src/context.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { suggestionActions } from './actions/buttons.ts'

/** What a button in a message does, by the name it carries. */
export function actions(ctx: Context): Readonly<Record<string, Action>> {
  const { state, config, deliver, clock } = ctx
  const language = config.channelLanguages.get(config.alertChannel)
  const voice = { deliver, channel: config.alertChannel, locale: shopLocale(config, language) }
  const pressOf = ({ asker, name }: Click) => ({
    userId: asker.userId,
    name,
    at: clock.now(),
    locale: shopLocale(config, asker.language),
  })
  return {
    ...suggestionActions(ctx),
    'alert.ack': {
      roles: DECIDERS,
      run: (click) => acknowledge(state, { ...pressOf(click), id: click.value }, voice),
    },
    'alert.unsnooze': {
      roles: DECIDERS,
      run: (click) => endSnooze(state, { ...pressOf(click), id: click.value }, voice),
    },
    /** `<id>:<hours>` */
    'alert.snooze': {
      roles: DECIDERS,
      run: (click) => {
        const [id = '', hours = ''] = click.value.split(':')
        return snooze(state, { ...pressOf(click), id, hours: Number(hours) }, voice)
      },
    },
  }
}
