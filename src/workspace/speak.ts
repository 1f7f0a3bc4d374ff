import { randomUUID } from 'node:crypto'
import type { Channel, Emulated } from './emulated.ts'
import type { Json } from './memory.ts'

interface Spoken {
  readonly channel: Channel
  /** as it was typed */
  readonly words: string
  readonly threadTs: string | null
}

/** A name after `@` is a mention, as Slack's own field makes it one. */
const MENTION = /@floorwalker\b/gi

/** The words as Slack keeps them: escaped, with mentions by id. */
export function textOf({ words }: Pick<Spoken, 'words'>, slack: Emulated): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped.replace(MENTION, `<@${slack.bot.id}>`)
}

/**
 * What an app hears of a posted message that is subscribed to `message.im`, `message.channels` and `app_mention`: in a
 * channel a mention is told twice, with the same `ts`; in a direct message it is a message like any other.
 */
export function eventsOf(
  spoken: Spoken,
  posted: { ts: string; parentUserId: string | null },
  slack: Emulated,
) {
  const { channel, threadTs } = spoken
  const text = textOf(spoken, slack)
  const thread = threadTs ? { thread_ts: threadTs } : {}
  const said = {
    user: slack.you.id,
    ts: posted.ts,
    client_msg_id: randomUUID(),
    text,
    team: slack.team.id,
    ...thread,
    blocks: [richText(text, slack)],
    channel: channel.id,
  }
  const parent = threadTs && posted.parentUserId ? { parent_user_id: posted.parentUserId } : {}
  const message: Json = {
    type: 'message',
    ...said,
    ...parent,
    channel_type: channel.isDirect ? 'im' : 'channel',
  }
  const isMention = !channel.isDirect && text.includes(`<@${slack.bot.id}>`)
  return isMention ? [message, { type: 'app_mention', ...said } satisfies Json] : [message]
}

/** The same words as the rich text that Slack's field writes. */
function richText(text: string, slack: Emulated): Json {
  const mention = `<@${slack.bot.id}>`
  const plain = (part: string) =>
    part.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  const elements = text
    .split(new RegExp(`(${mention})`))
    .filter((part) => part !== '')
    .map((part) =>
      part === mention ? { type: 'user', user_id: slack.bot.id } : { type: 'text', text: plain(part) },
    )
  return { type: 'rich_text', block_id: 'said', elements: [{ type: 'rich_text_section', elements }] }
}
