import type { Emulated } from './emulated.ts'
import { keepEphemeral } from './gateway.ts'
import { listOf } from './json.ts'
import type { Json, Memory, Origin } from './memory.ts'
import { faultOf } from './slack-rules.ts'

/** Slack's own words for a body it does not take; it says them with status 200. Null when it did as it was asked. */
type Refusal = 'invalid_blocks' | 'no_text' | 'message_not_found'

interface Stores {
  readonly slack: Emulated
  readonly memory: Memory
}

/**
 * What Slack does with a body posted to a `response_url`: remove or replace the message whose button was pressed, or
 * answer anew, to everyone (`in_channel`) or to the one who asked. A command has no such message: there `replace_original`
 * adds an answer like any other, and `delete_original` does nothing (ADR 0041).
 */
export async function respond(body: Json, origin: Origin, stores: Stores): Promise<Refusal | null> {
  const { slack, memory } = stores
  const { channel, message } = origin
  if (isTrue(body.delete_original)) {
    if (message?.isEphemeral) memory.ephemerals.delete(message.ts)
    else if (message) await slack.call('chat.delete', { channel, ts: message.ts })
    memory.changed()
    return null
  }
  const content = { text: typeof body.text === 'string' ? body.text : '', blocks: listOf(body.blocks) }
  if (content.text === '' && content.blocks.length === 0) return 'no_text'
  const fault = faultOf(content.blocks)
  if (fault) return fault
  const refused =
    isTrue(body.replace_original) && message
      ? await replace({ channel, message }, content, stores)
      : await answerAnew(body, origin, content, stores)
  memory.changed()
  return refused
}

/** Both are in use: the documents write the string. */
const isTrue = (value: unknown) => value === true || value === 'true'

interface Content {
  readonly text: string
  readonly blocks: readonly Json[]
}

async function replace(
  { channel, message }: { channel: string; message: { ts: string; isEphemeral: boolean } },
  content: Content,
  { slack, memory }: Stores,
): Promise<Refusal | null> {
  const known = memory.ephemerals.get(message.ts)
  if (known) memory.ephemerals.set(known.ts, { ...known, ...content })
  if (message.isEphemeral) return known ? null : 'message_not_found'
  const edited = await slack.call('chat.update', { channel, ts: message.ts, ...content })
  return edited.ok ? null : 'message_not_found'
}

async function answerAnew(
  body: Json,
  origin: Origin,
  content: Content,
  { slack, memory }: Stores,
): Promise<Refusal | null> {
  const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : origin.threadTs
  const sent = { channel: origin.channel, ...content, ...(threadTs ? { thread_ts: threadTs } : {}) }
  if (body.response_type === 'in_channel') {
    await slack.call('chat.postMessage', sent)
    return null
  }
  const said = await slack.call('chat.postEphemeral', { ...sent, user: slack.you.id })
  if (said.ok) keepEphemeral(sent, said, memory)
  return null
}
