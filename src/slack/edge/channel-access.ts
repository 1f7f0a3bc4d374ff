import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import { type AccessRules, channelSees, NO_RULES, type Sees } from '../../lib/access.ts'
import type { Clock } from '../../lib/days.ts'
import { remember } from './remember.ts'

/** What may be said in a channel for all who are in it. */
export type ChannelSees = (channelId: string) => Promise<Sees>

const info = z.object({
  channel: z.object({
    name: z.string().optional(),
    is_ext_shared: z.boolean().default(false),
    is_pending_ext_shared: z.boolean().default(false),
  }),
})

/** Nobody from elsewhere sees more than is granted; whatever cannot be found out is a no. */
export function channelAccess(deps: {
  readonly client: WebClient
  readonly rules: () => AccessRules
  readonly clock: Clock
  readonly log: Logger
}): ChannelSees {
  const { client, rules, clock, log } = deps
  const channels = remember(clock, async (channel) =>
    info.parse(await client.apiCall('conversations.info', { channel })),
  )
  return async (channelId) => {
    // between one person and the bot
    if (!/^[CG]/u.test(channelId)) return 'all'
    try {
      const written = rules()
      const found = await channels(channelId).catch((error: unknown) => {
        log.warn({ err: error, channelId }, 'channel not readable')
        return null
      })
      const said = channelSees(written, [channelId, found?.channel.name ?? null])
      if (said !== undefined) return said
      // where nobody has written down who may see what, a channel that cannot be read is one of the shop's own
      if (!found) return written === NO_RULES ? 'all' : []
      return found.channel.is_ext_shared || found.channel.is_pending_ext_shared ? [] : 'all'
    } catch (error) {
      log.error({ err: error }, 'who may see what is not readable, nothing is shown')
      return []
    }
  }
}
