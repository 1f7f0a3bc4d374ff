import { z } from 'zod'
import { unescaped } from '../../lib/text.ts'

/** What a person wrote where the bot is meant. */
export interface Said {
  readonly userId: string
  readonly channelId: string
  readonly teamId: string | null
  readonly ts: string
  /** where it is answered; null is the conversation itself */
  readonly threadTs: string | null
  /** the thread it was written in: what its first message is about, it may be about */
  readonly within: string | null
  readonly text: string
  /** by name or in private; in a thread of the bot's own people also talk to each other */
  readonly isAddressed: boolean
  /** between the person and the bot alone */
  readonly isPrivate: boolean
}

const MOST = 1000

const envelope = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().nullish(),
  authorizations: z.array(z.object({ user_id: z.string().nullish() })).default([]),
  event: z.object({
    type: z.enum(['message', 'app_mention']),
    subtype: z.string().nullish(),
    bot_id: z.string().nullish(),
    user: z.string().nullish(),
    channel: z.string(),
    channel_type: z.string().nullish(),
    text: z.string().default(''),
    ts: z.string(),
    thread_ts: z.string().nullish(),
    parent_user_id: z.string().nullish(),
  }),
})

/** A message of any kind, meant for the bot or not. */
export function isMessage(body: unknown): boolean {
  return envelope.safeParse(body).success
}

/**
 * Null for all that is not the bot's business: other bots and itself, edits and joins, and whatever people say where it
 * was not addressed. A mention in a channel comes twice, as a message and as a mention: the mention counts.
 */
export function saidTo(body: unknown): Said | null {
  const read = envelope.safeParse(body)
  if (!read.success) return null
  const { event, authorizations, team_id } = read.data
  const bot = authorizations[0]?.user_id ?? null
  if (event.bot_id || event.subtype || !event.user || event.user === bot) return null
  const isDirect = event.channel_type === 'im' || event.channel.startsWith('D')
  const isMention = event.type === 'app_mention'
  const names = bot !== null && event.text.includes(`<@${bot}>`)
  if (isDirect ? isMention : !isMention && (names || !isBelow(event, bot))) return null
  const within = event.thread_ts && event.thread_ts !== event.ts ? event.thread_ts : null
  return {
    userId: event.user,
    channelId: event.channel,
    teamId: team_id ?? null,
    ts: event.ts,
    threadTs: within ?? (isDirect ? null : event.ts),
    within,
    text: plain(event.text).slice(0, MOST),
    isAddressed: isDirect || isMention,
    isPrivate: isDirect,
  }
}

/** A reply below a message of the bot's own: a digest, an alert, a shared answer. */
function isBelow(event: z.infer<typeof envelope>['event'], bot: string | null): boolean {
  return (
    Boolean(event.thread_ts) && event.thread_ts !== event.ts && bot !== null && event.parent_user_id === bot
  )
}

/** Without mentions and addresses, and with the three signs Slack escapes as they were typed. */
function plain(text: string): string {
  const bare = text
    .replace(/<[@!][^>]*>/g, ' ')
    .replace(/<[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<([^>]*)>/g, '$1')
  return unescaped(bare).replace(/\s+/g, ' ').trim()
}
