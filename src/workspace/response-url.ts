import type { Emulated } from './emulated.ts'
import { keepEphemeral, listOf } from './gateway.ts'
import type { Json, Memory, Origin } from './memory.ts'

/**
 * What Slack does with a body posted to a `response_url`: remove or replace the message the button sat on, or
 * answer anew, to everyone (`in_channel`) or to the one who asked.
 */
export async function respond(
  body: Json,
  origin: Origin,
  { slack, memory }: { slack: Emulated; memory: Memory },
): Promise<void> {
  const { channel, message } = origin
  const content = {
    text: typeof body.text === 'string' ? body.text : '',
    blocks: listOf(body.blocks),
  }
  if (body.delete_original === true && message) {
    if (message.isEphemeral) memory.ephemerals.delete(message.ts)
    else await slack.call('chat.delete', { channel, ts: message.ts })
  } else if (body.replace_original === true && message) {
    const known = memory.ephemerals.get(message.ts)
    if (known) memory.ephemerals.set(known.ts, { ...known, ...content })
    else await slack.call('chat.update', { channel, ts: message.ts, ...content })
  } else {
    const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : origin.threadTs
    const sent = { channel, ...content, ...(threadTs ? { thread_ts: threadTs } : {}) }
    if (body.response_type === 'in_channel') await slack.call('chat.postMessage', sent)
    else {
      const said = await slack.call('chat.postEphemeral', { ...sent, user: slack.you.id })
      if (said.ok) keepEphemeral(sent, said, memory)
    }
  }
  memory.changed()
}
