import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Asker } from '../../command.ts'
import { type Level, toBlockKit } from '../../messages/block-kit.ts'
import type { Message } from '../../messages/message.ts'
import { words } from '../../messages/words.ts'
import type { LevelMemory } from '../outbox/levels.ts'
import { attemptCall, sayAtBest } from '../outbox/simpler.ts'
import type { Edge } from './edge.ts'
import type { CommandNames } from './names.ts'

/** What the page shows a person: what needs them, what they get and when, what they may ask. */
export type HomePage = (asker: Asker) => Promise<Message>

/** Shows the page as it is now. */
export type PublishHome = (userId: string, teamId: string | null) => Promise<void>

export function homePublisher(
  deps: {
    readonly read: HomePage
    readonly client: WebClient
    readonly levels: LevelMemory
    readonly names: CommandNames
  },
  edge: Pick<Edge, 'auth' | 'log'>,
): PublishHome {
  const { read, client, levels, names } = deps
  // a page has no text but that of its blocks, and no images of charts
  const ladder = (['full', 'rich', 'basic'] as const).filter(
    (level) => level === 'basic' || levels.worthTrying().includes(level),
  )
  return async (userId, teamId) => {
    try {
      const permission = await edge.auth.permit({ userId, channelId: userId, teamId })
      const message = permission.kind === 'refused' ? words(permission.because) : await read(permission.asker)
      const render = async (level: Level, without: ReadonlySet<string>) =>
        names.in(toBlockKit(message, { level, without, surface: 'home' }))
      const came = await sayAtBest({ levels, ladder, render }, async ({ blocks }) =>
        attemptCall(() =>
          client.apiCall('views.publish', { user_id: userId, view: { type: 'home', blocks } }),
        ),
      )
      if (came.kind === 'refused') throw came.error
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
