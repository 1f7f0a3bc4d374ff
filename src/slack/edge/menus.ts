import type { App } from '@slack/bolt'
import { z } from 'zod'
import { type Action, READERS } from '../../command.ts'
import { toOptions } from '../../messages/form.ts'
import { permitted } from './auth.ts'
import type { Edge } from './edge.ts'

const asked = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  block_id: z.string(),
  value: z.string().default(''),
  view: z.object({ callback_id: z.string() }),
})

/** What a menu offers to what is typed in it. A fault offers nothing: the window stays, and the log says why. */
export function listenToMenus(app: App, actions: ReadonlyMap<string, Action>, edge: Edge): void {
  app.options(/.*/, async ({ body, ack }) => {
    try {
      const { user, team, block_id: field, value: typed, view } = asked.parse(body)
      const action = actions.get(view.callback_id)
      const who = { userId: user.id, channelId: user.id, teamId: team?.id ?? null }
      const permission = await permitted(edge, who, action?.roles ?? READERS)
      const offered =
        permission.kind === 'refused' || permission.asker.sees !== undefined
          ? []
          : await action?.options?.({ asker: permission.asker, field, typed })
      await ack({ options: toOptions(offered ?? []) })
    } catch (error) {
      edge.log.error({ err: error }, 'menu not filled')
      await ack({ options: [] })
    }
  })
}
