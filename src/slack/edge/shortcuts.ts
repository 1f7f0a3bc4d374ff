import type { App } from '@slack/bolt'
import { z } from 'zod'
import { type Action, type BoundCommand, type Hear, isUsage, READERS } from '../../command.ts'
import { oneLine, unescaped } from '../../lib/text.ts'
import { isForm } from '../../messages/form.ts'
import type { Message } from '../../messages/message.ts'
import { sayUsage, understoodAs } from '../../messages/usage.ts'
import { words } from '../../messages/words.ts'
import type { Locale } from '../../report/words/locale.ts'
import { mayAct, permitted } from './auth.ts'
import type { Edge } from './edge.ts'
import { answerAddress, errorReply } from './reply.ts'

/** The form behind the global shortcut, among the actions. */
export const ASK_FORM = 'ask.form'
/** takes what somebody wrote as the note of what its thread is about */
const KEEP_NOTE = 'alert.note'

const used = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }).nullish(),
  response_url: answerAddress,
  message: z
    .looseObject({
      text: z.string().default(''),
      ts: z.string().nullish(),
      thread_ts: z.string().nullish(),
    })
    .nullish(),
})
type Used = z.infer<typeof used>

interface Asking {
  readonly commands: readonly BoundCommand[]
  readonly actions: ReadonlyMap<string, Action>
  readonly hear: Hear
}

/** The form of questions, answered to the person; and why what a message is about moved, beside that message. */
export function listenToShortcuts(app: App, asking: Asking, edge: Edge): void {
  const on = (callbackId: string, answer: typeof openAskForm) =>
    app.shortcut(callbackId, async ({ ack, body }) => {
      await ack()
      await answer(used.parse(body), asking, edge)
    })
  on('ask', openAskForm)
  on('why', answerWhy)
  on('note', keepNote)
}

async function openAskForm(shortcut: Used, { actions }: Asking, edge: Edge): Promise<void> {
  const userId = shortcut.user.id
  const to = { responseUrl: null, channelId: userId, userId }
  const reply = edge.replyTo(to)
  try {
    const action = actions.get(ASK_FORM)
    const permission = await permitted(edge, whoOf(shortcut), action?.roles ?? READERS)
    if (permission.kind === 'refused') return await reply(words(permission.because))
    const { asker, name } = permission
    const said = await action?.run({ asker, name, value: '' })
    if (!said) return
    if (!isForm(said)) return await reply(said)
    const isOpen = await edge.openForm(said, { triggerId: shortcut.trigger_id, to })
    if (!isOpen) await reply(said.otherwise)
  } catch (error) {
    await errorReply(reply, edge.log, error, { locale: edge.localeFor() })
  }
}

async function answerWhy(shortcut: Used, asking: Asking, edge: Edge): Promise<void> {
  const userId = shortcut.user.id
  const channelId = shortcut.channel?.id ?? userId
  const reply = edge.replyTo({ responseUrl: shortcut.response_url ?? null, channelId, userId })
  let locale = edge.localeFor()
  try {
    const permission = await permitted(edge, whoOf(shortcut), READERS)
    if (permission.kind === 'refused') return await reply(words(permission.because))
    locale = edge.localeFor(permission.asker.language)
    const asker = { ...permission.asker, name: permission.name }
    const { commands, hear } = asking
    const says = locale.words
    const line = await meant(shortcut.message?.text ?? '', hear, locale)
    if (line === null) return await reply(words(says.ask.notAboutKpi))
    const command = commands.find(({ name }) => name === line.command)
    if (!command || !mayAct(asker, command.roles)) return await reply(words(says.ask.notAboutKpi))
    await edge.audit({ who: userId, did: command.name, what: oneLine(line.text), at: edge.clock.now() })
    const said = await command.ask(line.text, asker)
    const answer: Message = isUsage(said)
      ? sayUsage(command, said, says.edge.usage)
      : understoodAs(`${line.command} ${line.text}`.trim(), said, says.edge.understoodAs)
    await reply(answer, { locale })
  } catch (error) {
    await errorReply(reply, edge.log, error, { locale })
  }
}

/** What somebody wrote in a thread, for whatever the message above it is about. */
async function keepNote(shortcut: Used, { actions }: Asking, edge: Edge): Promise<void> {
  const userId = shortcut.user.id
  const channelId = shortcut.channel?.id ?? userId
  const reply = edge.replyTo({ responseUrl: shortcut.response_url ?? null, channelId, userId })
  try {
    const action = actions.get(KEEP_NOTE)
    const permission = await permitted(edge, whoOf(shortcut), action?.roles ?? READERS)
    if (permission.kind === 'refused') return await reply(words(permission.because))
    const { asker, name } = permission
    const { text = '', ts, thread_ts: thread } = shortcut.message ?? {}
    const value = `${channelId}:${thread ?? ts ?? ''}`
    const note = unescaped(text)
    await edge.audit({ who: userId, did: KEEP_NOTE, what: `${value} ${oneLine(note)}`, at: edge.clock.now() })
    const said = await action?.submit?.({ asker, name, value, fields: { note } })
    if (said) await reply(said, { locale: edge.localeFor(asker.language) })
  } catch (error) {
    await errorReply(reply, edge.log, error, { locale: edge.localeFor() })
  }
}

const A_DAY = /\d{4}-\d{2}/

/** A digest is about many KPIs and one day: of it the money is asked about. What names no day is none. */
async function meant(about: string, hear: Hear, { words: says }: Locale) {
  const own = await hear('why', about, says)
  if (own.kind === 'line' && own.command === '/why') return own
  const money = await hear('why gmv', about, says)
  const isOfDay = money.kind === 'line' && money.command === '/why' && A_DAY.test(money.text)
  return isOfDay ? money : null
}

function whoOf({ user, team, channel }: Used) {
  return { userId: user.id, channelId: channel?.id ?? user.id, teamId: team?.id ?? null }
}
