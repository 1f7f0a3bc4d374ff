import type { Emulated } from './emulated.ts'
import { isJson, listOf, parsed } from './json.ts'
import type { Json, Memory } from './memory.ts'
import { refusedCall } from './refuse.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const VIEWS = /^views\.(publish|update|open)$/
const WRITES =
  /^(chat\.(postMessage|postEphemeral|update|delete)|views\.|files\.completeUploadExternal|reactions\.)/

/**
 * The Web API the bot is given: `emulate` answers every call, and what it has no way to show again is noted on
 * the way through. It also knows channels by `#name`, and a person
 * as the channel of their direct messages, as Slack does and `emulate` does not.
 */
export async function passThrough(
  request: { method: string; contentType: string; authorization: string; body: Buffer },
  { slack, memory }: { slack: Emulated; memory: Memory },
): Promise<{ status: number; contentType: string; body: string }> {
  const isForm = !request.contentType.includes('json')
  const fields = isForm ? Object.fromEntries(new URLSearchParams(request.body.toString())) : null
  const given: Json = fields ?? parsed(request.body.toString())
  const sent = byChannelId(given, slack)
  const instead = refusedCall(request.method, sent)
  if (instead) return { status: 200, contentType: JSON_TYPE, body: JSON.stringify(instead) }
  const answer = await fetch(slack.apiUrl + request.method, {
    method: 'POST',
    headers: { authorization: request.authorization, 'content-type': JSON_TYPE },
    body: JSON.stringify(sent),
  })
  const body = await answer.text()
  const said = parsed(body)
  if (said.ok === true) note(request.method, sent, said, memory)
  return { status: answer.status, contentType: JSON_TYPE, body }
}

function byChannelId(given: Json, slack: Emulated): Json {
  const named = given.channel
  if (named === slack.you.id) return { ...given, channel: slack.direct.id }
  if (typeof named !== 'string' || !named.startsWith('#')) return given
  const channel = slack.channels.find(({ name }) => name === named.slice(1))
  return channel ? { ...given, channel: channel.id } : given
}

function note(method: string, sent: Json, said: Json, memory: Memory): void {
  if (method === 'chat.postEphemeral') keepEphemeral(sent, said, memory)
  if (VIEWS.test(method)) keepView(said.view, memory)
  if (WRITES.test(method)) memory.changed()
}

export function keepEphemeral(sent: Json, said: Json, memory: Memory): void {
  const ts = String(said.message_ts)
  memory.ephemerals.set(ts, {
    ts,
    channel: String(sent.channel),
    threadTs: typeof sent.thread_ts === 'string' ? sent.thread_ts : null,
    text: typeof sent.text === 'string' ? sent.text : '',
    blocks: listOf(sent.blocks),
  })
}

function keepView(view: unknown, memory: Memory): void {
  if (!isJson(view)) return
  if (view.type === 'home') memory.home = view
  if (view.type === 'modal') memory.form = view
}
