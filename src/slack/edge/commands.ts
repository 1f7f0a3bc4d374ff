import type { App } from '@slack/bolt'
import { z } from 'zod'
import { type BoundCommand, isUsage } from '../../command.ts'
import { oneLine } from '../../lib/text.ts'
import { sayUsage } from '../../messages/usage.ts'
import { inLanguage, words } from '../../messages/words.ts'
import { mayAct } from './auth.ts'
import type { Edge } from './edge.ts'
import { afterRoot, type CommandNames, ROOT } from './names.ts'
import { answerAddress, errorReply, workingOn } from './reply.ts'
import { withShare } from './share.ts'

const typed = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  team_id: z.string().nullish(),
  response_url: answerAddress,
})

/** Ack first, work after: Slack waits three seconds and no question is answered faster by being late. */
export function listenToCommands(
  app: App,
  { commands, names }: { readonly commands: readonly BoundCommand[]; readonly names: CommandNames },
  edge: Edge,
): void {
  const all = commands.map(({ name }) => name)
  for (const command of commands) {
    const registered = names.registered(command.name)
    if (registered === null) continue
    app.command(registered, async ({ body, ack }) => {
      await ack()
      const asked = typed.parse(body)
      const meant = command.name === ROOT ? afterRoot(asked.text, all) : null
      const other = meant && commands.find(({ name }) => name === meant.name)
      if (other) await answer(other, { ...asked, text: meant.text }, edge)
      else await answer(command, asked, edge)
    })
  }
}

async function answer(command: BoundCommand, asked: z.infer<typeof typed>, edge: Edge): Promise<void> {
  const { user_id: userId, channel_id: channelId } = asked
  const reply = edge.replyTo({ responseUrl: asked.response_url ?? null, channelId, userId })
  const question = `${command.name} ${oneLine(asked.text, 100)}`.trim()
  let locale = edge.localeFor()
  const progress = { isShown: false, shown: Promise.resolve() }
  const say = () => {
    progress.isShown = true
    progress.shown = reply(workingOn(question, locale))
  }
  const timer = edge.patienceMs === null ? undefined : setTimeout(say, edge.patienceMs)
  const settle = async () => {
    clearTimeout(timer)
    await progress.shown
    return { replace: progress.isShown, locale }
  }
  try {
    const permission = await edge.auth.permit({ userId, channelId, teamId: asked.team_id ?? null })
    if (permission.kind === 'refused') return await reply(words(permission.because), await settle())
    locale = edge.localeFor(permission.asker.language)
    const { refused, usage, share } = locale.words.edge
    if (!mayAct(permission.asker, command.roles)) {
      return await reply(words(refused.command(command.name, command.roles)), await settle())
    }
    const text = asked.text.trim()
    await edge.audit({ who: userId, did: command.name, what: oneLine(text), at: edge.clock.now() })
    const said = await command.ask(text, { ...permission.asker, name: permission.name })
    if (isUsage(said)) return await reply(sayUsage(command, said, usage), await settle())
    if (said.isHint) return await reply(said, await settle())
    const id = edge.shares.keep({
      message: inLanguage(said, locale.language),
      channelId,
      userId,
      asked: question,
    })
    await reply(withShare(said, id, share), await settle())
  } catch (error) {
    await errorReply(reply, edge.log, error, await settle())
  }
}
