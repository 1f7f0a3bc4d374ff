import type { App } from '@slack/bolt'
import { z } from 'zod'
import { type Action, READERS } from '../../context.ts'
import { actionName } from '../../messages/block-kit-parts.ts'
import { isForm } from '../../messages/form.ts'
import type { Message } from '../../messages/message.ts'
import { words } from '../../messages/words.ts'
import { permitted } from './auth.ts'
import type { Edge } from './edge.ts'
import { errorReply } from './reply.ts'
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
  response_url: z.url().nullish(),
  trigger_id: z.string().nullish(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().default('') })).min(1),
})

/** One listener for all buttons: the name leads to the action, and who clicks is checked on every click. */
export function listenToClicks(app: App, actions: ReadonlyMap<string, Action>, edge: Edge): void {
  app.action(/.*/, async ({ body, ack }) => {
    await ack()
    await act(clicked.parse(body), actions, edge)
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
  try {
    const did = actionName(pressed.action_id)
    const action = actions.get(did)
    if (!action) return await reply(words('This button does nothing any more.'))
    const who = { userId, channelId, teamId: click.team?.id ?? null }
    const permission = await permitted(edge.auth, who, action.roles)
    if (permission.kind === 'refused') return await reply(words(permission.because))
    const { value } = pressed
    await edge.audit({ who: userId, did, what: value, at: edge.clock.now() })
    const said = await action.run({ asker: permission.asker, name: permission.name, value })
    if (!said) return
    if (!isForm(said)) return await reply(said, { replace: action.replaces ?? false })
    const isOpen = await edge.openForm(said, { triggerId: click.trigger_id ?? null, to })
    if (!isOpen) await reply(said.otherwise)
  } catch (error) {
    await errorReply(reply, edge.log, error)
  }
}

/** Shares through the outbox: the key is the answer's own, so a double click says it once. */
export function shareAction(edge: Pick<Edge, 'shares'>, say: Say): Action {
  return {
    roles: READERS,
    run: async ({ asker, name, value }) => {
      const answer = edge.shares.take(value, asker.userId)
      if (!answer) return words('This answer can no longer be shared. Ask again, then share.')
      const message = sharedBy(answer.message, name, answer.asked)
      await say({ key: `share:${value}`, channel: answer.channelId, message })
      return words('Shared in this channel.')
    },
  }
}
