import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Asker, BoundCommand } from '../../context.ts'
import { toBlockKit } from '../../messages/block-kit.ts'
import type { Message } from '../../messages/message.ts'
import { words } from '../../messages/words.ts'
import type { Edge } from './edge.ts'

/** What stands on the page before the list of commands: open alerts, the last digest's line, how fresh the data is. */
export type HomePage = (asker: Asker) => Promise<Message>

const opened = z.object({ user: z.string(), tab: z.string().optional() })

export function listenToHome(
  app: App,
  page: { readonly read: HomePage; readonly commands: readonly BoundCommand[]; readonly client: WebClient },
  edge: Edge,
): void {
  app.event('app_home_opened', async ({ event, body }) => {
    const { user, tab } = opened.parse(event)
    if (tab === 'messages') return
    try {
      const message = await homeFor(user, body.team_id ?? null, page, edge)
      const { blocks } = toBlockKit(message, { level: 'basic', surface: 'home' })
      await page.client.apiCall('views.publish', { user_id: user, view: { type: 'home', blocks } })
    } catch (error) {
      edge.log.error({ err: error }, 'home page not published')
    }
  })
}

async function homeFor(
  userId: string,
  teamId: string | null,
  page: { readonly read: HomePage; readonly commands: readonly BoundCommand[] },
  edge: Edge,
): Promise<Message> {
  const permission = await edge.auth.permit({ userId, channelId: userId, teamId })
  if (permission.kind === 'refused') return words(permission.because)
  const read = await page.read(permission.asker)
  const help = page.commands.map((command) => [
    { text: command.usage, style: 'code' as const },
    `  ${command.about}`,
  ])
  const commands = [{ kind: 'header', text: 'Commands' } as const, { kind: 'list', items: help } as const]
  return { text: read.text, blocks: [...read.blocks, { kind: 'divider' }, ...commands] }
}
