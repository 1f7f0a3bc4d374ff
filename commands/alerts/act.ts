import { assigneeFrom } from '../../src/alerts/life/assignee.ts'
import { type AlertAct, respond } from '../../src/alerts/life/respond.ts'
import { untilFrom } from '../../src/alerts/life/until.ts'
import { type Asker, DECIDERS, type Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { alertChannel } from '../shared/alert-channel.ts'
import type { ActQuestion } from './act-question.ts'
import { idOf } from './find-alert.ts'

const NOTE = 500

/** What a button of an alert does, typed. */
export async function actOn(
  ctx: Pick<Context, 'state' | 'config' | 'deliver' | 'clock'>,
  question: ActQuestion,
  asker: Asker,
): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  if (!asker.roles.some((role) => DECIDERS.includes(role)))
    return { kind: 'usage', because: locale.words.alerts.decidersOnly }
  const { state, clock } = ctx
  const lineOf = (id: string) => `${question.verb} ${id}`
  const id = await idOf(state, { typed: question.id, lineOf, locale })
  if (typeof id !== 'string') return id
  const at = clock.now()
  const name = asker.name ?? asker.userId
  const act = actOf(question, { locale, at, me: { ...asker, name } })
  if ('kind' in act) return act
  const press = { id, userId: asker.userId, name, at, locale }
  return words((await respond(state, press, act, alertChannel(ctx))).text)
}

interface Given {
  readonly locale: Locale
  readonly at: Date
  readonly me: { readonly userId: string; readonly name: string }
}

function actOf(question: ActQuestion, { locale, at, me }: Given): AlertAct | Usage {
  const { alertLife } = locale.words
  switch (question.act) {
    case 'assign': {
      const isMe = /^(me|我)$/i.test(question.to.trim())
      const to = isMe ? ({ kind: 'user', id: me.userId, name: me.name } as const) : assigneeFrom(question.to)
      return to
        ? { act: 'assign', to }
        : { kind: 'usage', because: alertLife.noAssignee(oneLine(question.to, 40)) }
    }
    case 'snooze': {
      const until = untilFrom(question.until, at, locale.zone)
      return until.kind === 'until'
        ? { act: 'snooze', until: until.at }
        : { kind: 'usage', because: alertLife.until[until.because](oneLine(question.until, 40)) }
    }
    case 'resolve':
      return { act: 'resolve', note: question.note && oneLine(question.note, NOTE) }
    case 'note':
      return { act: 'note', note: oneLine(question.note, NOTE) }
    case 'feedback':
      return { act: 'feedback', feedback: question.feedback }
    default:
      return { act: question.act }
  }
}
