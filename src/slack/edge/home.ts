import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Asker } from '../../context.ts'
import { toBlockKit } from '../../messages/block-kit.ts'
import type { Message } from '../../messages/message.ts'
import { words } from '../../messages/words.ts'
import type { Edge } from './edge.ts'

/** What the page shows a person: what needs them, what they get and when, what they may ask. */
export type HomePage = (asker: Asker) => Promise<Message>

/** Shows the page as it is now. */
export type PublishHome = (userId: string, teamId: string | null) => Promise<void>

export function homePublisher(
  { read, client }: { readonly read: HomePage; readonly client: WebClient },
  edge: Pick<Edge, 'auth' | 'log'>,
): PublishHome {
  return async (userId, teamId) => {
    try {
      const permission = await edge.auth.permit({ userId, channelId: userId, teamId })
      const message = permission.kind === 'refused' ? words(permission.because) : await read(permission.asker)
      const { blocks } = toBlockKit(message, { level: 'basic', surface: 'home' })
      await client.apiCall('views.publish', { user_id: userId, view: { type: 'home', blocks } })
    } catch (error) {
      edge.log.error({ err: error }, 'home page not published')
    }
  }
}

const opened = z.object({ user: z.string(), tab: z.string().optional() })

export function listenToHome(app: App, publish: PublishHome): void {
  app.event('app_home_opened', async ({ event, body }) => {
    const { user, tab } = opened.parse(event)
    if (tab !== 'messages') await publish(user, body.team_id ?? null)
  })
}
