import { type AlertAct, respond } from '../../src/alerts/life/respond.ts'
import { untilFrom } from '../../src/alerts/life/until.ts'
import { type Action, type Click, DECIDERS, type Filled, READERS } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { keyAt } from '../../src/state/messages/said.ts'
import { alertChannel } from '../shared/alert-channel.ts'
import { assignForm, filledAssignee, filledUntil, resolveForm, snoozeForm } from './alert-forms.ts'

const NOTE = 500

/** The buttons of an alert, below its message, in lists and on the home page. Its value is the alert's id. */
export function alertActions(ctx: Context): Readonly<Record<string, Action>> {
  const localeOf = ({ asker }: Click) => shopLocale(ctx.config, asker.language)
  const said = async (click: Click, id: string, act: AlertAct) => {
    const { asker, name } = click
    const press = { id, userId: asker.userId, name, at: ctx.clock.now(), locale: localeOf(click) }
    const { isDone, text } = await respond(ctx.state, press, act, alertChannel(ctx))
    return { isDone, message: words(text) }
  }
  const done = async (click: Click, id: string, act: AlertAct): Promise<Message | null> => {
    const { isDone, message } = await said(click, id, act)
    // what was done shows in the alert's own message and thread
    return isDone && !SAID.has(act.act) ? null : message
  }
  const plain = (act: 'acknowledge' | 'unacknowledge' | 'unsnooze' | 'reopen'): Action => ({
    roles: DECIDERS,
    run: (click) => done(click, click.value, { act }),
  })
  const always = async (filled: Filled, act: AlertAct): Promise<Message> =>
    (await said(filled, filled.value, act)).message
  return {
    'alert.ack': plain('acknowledge'),
    'alert.unack': plain('unacknowledge'),
    'alert.unsnooze': plain('unsnooze'),
    'alert.reopen': plain('reopen'),
    'alert.snooze': {
      roles: DECIDERS,
      run: async (click) => {
        // older messages have a button for each of some spans: `<id>:<hours>`
        const [id = '', hours] = click.value.split(':')
        const at = ctx.clock.now()
        if (hours === undefined) return snoozeForm(id, localeOf(click), at)
        const until = untilFrom(`${hours}h`, at, ctx.config.shop.zone)
        if (until.kind === 'until') return done(click, id, { act: 'snooze', until: until.at })
        return words(localeOf(click).words.alertLife.until[until.because](hours))
      },
      check: async (filled) => filledUntil(filled, localeOf(filled), ctx.clock.now()).faults,
      submit: async (filled) => {
        const { until, faults } = filledUntil(filled, localeOf(filled), ctx.clock.now())
        if (until === null) return words(Object.values(faults ?? {}).join(' '))
        return always(filled, { act: 'snooze', until })
      },
    },
    'alert.assign': {
      roles: DECIDERS,
      run: async (click) => assignForm(click.value, localeOf(click)),
      check: async (filled) => filledAssignee(filled, localeOf(filled)).faults,
      submit: async (filled) => {
        const { to, faults } = filledAssignee(filled, localeOf(filled))
        return to ? always(filled, { act: 'assign', to }) : words(Object.values(faults ?? {}).join(' '))
      },
    },
    'alert.resolve': {
      roles: DECIDERS,
      run: async (click) => resolveForm(click.value, localeOf(click)),
      submit: (filled) =>
        always(filled, { act: 'resolve', note: oneLine(filled.fields.note ?? '', NOTE) || null }),
    },
    /** `<channel>:<ts>` of the message whose thread it was written in */
    'alert.note': {
      roles: DECIDERS,
      run: async (click) => words(localeOf(click).words.alertLife.noAlertThere),
      submit: async (filled) => {
        const { noAlertThere, noNote } = localeOf(filled).words.alertLife
        const [channelId = '', ts = ''] = filled.value.split(':')
        const [, id] =
          /^alert:([0-9a-f]+)(?::|$)/.exec((await keyAt(ctx.state, { channelId, ts })) ?? '') ?? []
        if (id === undefined) return words(noAlertThere)
        const note = oneLine(filled.fields.note ?? '', NOTE)
        return note === '' ? words(noNote) : (await said(filled, id, { act: 'note', note })).message
      },
    },
    /** `<id>:<feedback>`; whoever reads alerts may say what they are worth */
    'alert.feedback': {
      roles: READERS,
      run: async (click) => {
        const [id = '', said = ''] = click.value.split(':')
        const feedback = (['useful', 'expected', 'noise'] as const).find((one) => one === said)
        if (!feedback) return words(localeOf(click).words.alertLife.noFeedback(said))
        return done(click, id, { act: 'feedback', feedback })
      },
    },
  }
}

/** Said to who did it as well: until when is worth reading once more. */
const SAID: ReadonlySet<AlertAct['act']> = new Set(['snooze', 'feedback'])
