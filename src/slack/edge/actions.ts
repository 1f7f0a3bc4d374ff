import type { App } from '@slack/bolt'
import { z } from 'zod'
import { type Action, type BoundCommand, isUsage, READERS } from '../../command.ts'
import { actionName } from '../../messages/block-kit-parts.ts'
import { isForm } from '../../messages/form.ts'
import type { Message } from '../../messages/message.ts'
import { sayUsage } from '../../messages/usage.ts'
import { words } from '../../messages/words.ts'
import { type Relay, SHUT_OUT } from '../outbox/relay.ts'
import { mayAct, permitted } from './auth.ts'
import type { Edge } from './edge.ts'
import type { PublishHome } from './home.ts'
import { answerAddress, errorReply } from './reply.ts'
import { sharedBy } from './share.ts'

export type Say = (said: {
  readonly key: string
  readonly channel: string
  readonly message: Message
}) => Promise<void>

const clicked = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  response_url: answerAddress,
  trigger_id: z.string().nullish(),
  view: z.object({ type: z.string() }).nullish(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().default('') })).min(1),
})

/** One listener for all buttons: the name leads to the action, and who clicks is checked on every click. */
export function listenToClicks(
  app: App,
  actions: ReadonlyMap<string, Action>,
  edge: Edge,
  publishHome: PublishHome,
): void {
  app.action(/.*/, async ({ body, ack }) => {
    await ack()
    const click = clicked.parse(body)
    await act(click, actions, edge)
    // what was pressed on the home page may be done with: it is shown as it is now
    if (click.view?.type === 'home') await publishHome(click.user.id, click.team?.id ?? null)
  })
}

async function act(
  click: z.infer<typeof clicked>,
  actions: ReadonlyMap<string, Action>,
  edge: Edge,
): Promise<void> {
  const [pressed] = click.actions
  if (!pressed) return
  const userId = click.user.id
  const channelId = click.channel?.id ?? userId
  const to = { responseUrl: click.response_url ?? null, channelId, userId }
  const reply = edge.replyTo(to)
  let locale = edge.localeFor()
  try {
    const did = actionName(pressed.action_id)
    const action = actions.get(did)
    const who = { userId, channelId, teamId: click.team?.id ?? null }
    const permission = await permitted(edge, who, action?.roles ?? READERS)
    if (permission.kind === 'refused') return await reply(words(permission.because))
    locale = edge.localeFor(permission.asker.language)
    if (!action) return await reply(words(locale.words.edge.oldButton))
    const { value } = pressed
    await edge.audit({ who: userId, did, what: value, at: edge.clock.now() })
    const said = await action.run({ asker: permission.asker, name: permission.name, value })
    if (!said) return
    if (!isForm(said)) return await reply(said, { replace: action.replaces ?? false, locale })
    const isOpen = await edge.openForm(said, { triggerId: click.trigger_id ?? null, to })
    if (!isOpen) await reply(said.otherwise)
  } catch (error) {
    await errorReply(reply, edge.log, error, { locale })
  }
}

/** A question on a button, asked as if it were typed. */
export function askAction(commands: readonly BoundCommand[], edge: Pick<Edge, 'localeFor'>): Action {
  return {
    roles: READERS,
    run: async ({ asker, name, value }) => {
      const { oldButton, refused, usage } = edge.localeFor(asker.language).words.edge
      const [typed = '', ...rest] = value.split(' ')
      const command = commands.find((one) => one.name === typed)
      if (!command) return words(oldButton)
      if (!mayAct(asker, command.roles)) return words(refused.command(command.name, command.roles))
      const said = await command.ask(rest.join(' '), { ...asker, name })
      return isUsage(said) ? sayUsage(command, said, usage) : said
    },
  }
}

/** Longer than a post takes, short enough to wait for. */
const SHARE_WITHIN_MS = 6000

/** Shares through the outbox: the key is the answer's own, so a double click says it once. Tells what came of it. */
export function shareAction(
  edge: Pick<Edge, 'shares' | 'localeFor' | 'channelSees'>,
  say: Say,
  outcomeOf: Relay['outcome'],
): Action {
  return {
    roles: READERS,
    run: async ({ asker, name, value }) => {
      const { share } = edge.localeFor(asker.language).words.edge
      const answer = edge.shares.take(value, asker.userId)
      if (!answer) return words(share.gone)
      if (answer.isShared) return words(share.done)
      if ((await edge.channelSees(answer.channelId)) !== 'all') return words(share.limited)
      const message = sharedBy(answer.message, share.by(name, answer.asked))
      const key = `share:${value}`
      const coming = outcomeOf(key, SHARE_WITHIN_MS)
      await say({ key, channel: answer.channelId, message })
      const outcome = await coming
      if (outcome === 'posted') edge.shares.isShared(value)
      if (outcome === 'posted') return words(share.done)
      if (outcome === 'waiting') return words(share.waiting)
      // a direct message between others has no place for a bot
      const isPrivate = answer.channelId.startsWith('D')
      if (SHUT_OUT.has(outcome.refused)) return words(isPrivate ? share.notHere : share.inviteMe)
      return words(share.refused(outcome.refused))
    },
  }
}
