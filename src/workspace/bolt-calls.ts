import { createHmac, randomUUID } from 'node:crypto'
import type { Channel, Emulated } from './emulated.ts'
import type { Json } from './memory.ts'

/** Who acts, from where, and where answers go: common to commands and clicks. */
export interface Scene {
  readonly slack: Emulated
  readonly channel: Channel
  readonly triggerId: string
  readonly responseUrl: string
}

/** Slack's signature (v0) over the very bytes sent. */
function signed(body: string, secret: string, seconds: number): Readonly<Record<string, string>> {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}` }
}

export async function sendToBolt(call: {
  url: string
  secret: string
  now: number
  body: string
  type: 'form' | 'json'
}): Promise<{ status: number; body: string }> {
  const answer = await fetch(call.url, {
    method: 'POST',
    headers: {
      ...signed(call.body, call.secret, Math.floor(call.now / 1000)),
      'content-type': call.type === 'form' ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    body: call.body,
    // Slack gives up after three seconds; here a debugger may sit in between
    signal: AbortSignal.timeout(10_000),
  })
  return { status: answer.status, body: await answer.text() }
}

export function commandForm(scene: Scene, command: string, text: string): string {
  const { slack, channel } = scene
  return new URLSearchParams({
    token: 'local',
    team_id: slack.team.id,
    team_domain: slack.team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: slack.you.id,
    user_name: 'you',
    command,
    text,
    api_app_id: slack.bot.appId,
    is_enterprise_install: 'false',
    response_url: scene.responseUrl,
    trigger_id: scene.triggerId,
  }).toString()
}

/** Slack calls every direct message by this name. */
const channelName = ({ name, isDirect }: Channel) => (isDirect ? 'directmessage' : name)

export function clickForm(
  scene: Scene,
  pressed: { action: Json; message: Json; isEphemeral: boolean; now: number },
): string {
  const { slack, channel } = scene
  const { message, isEphemeral } = pressed
  return payloadForm({
    ...who(scene, pressed.action, pressed.now),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
    },
    channel: { id: channel.id, name: channelName(channel) },
    // Slack sends no content along with a click on what only one person sees
    ...(isEphemeral ? {} : { message }),
    response_url: scene.responseUrl,
    team: { id: slack.team.id, domain: slack.team.domain },
  })
}

export function homeClickForm(scene: Scene, pressed: { action: Json; view: Json; now: number }): string {
  return payloadForm({
    ...who(scene, pressed.action, pressed.now),
    container: { type: 'view', view_id: pressed.view.id },
    view: pressed.view,
  })
}

/** From the menu of the app: no channel, no message. */
export function shortcutForm(scene: Scene, callbackId: string, now: number): string {
  return payloadForm({
    ...caller(scene, 'shortcut'),
    callback_id: callbackId,
    action_ts: (now / 1000).toFixed(6),
  })
}

/** From the menu of a message, which comes along whole. */
export function messageShortcutForm(
  scene: Scene,
  used: { callbackId: string; message: Json; now: number },
): string {
  const { channel } = scene
  return payloadForm({
    ...caller(scene, 'message_action'),
    callback_id: used.callbackId,
    action_ts: (used.now / 1000).toFixed(6),
    message_ts: used.message.ts,
    channel: { id: channel.id, name: channelName(channel) },
    message: { type: 'message', ...used.message },
    response_url: scene.responseUrl,
  })
}

/** What is typed into a menu whose lines the bot is asked for; it opens nothing, so it carries no trigger. */
export function suggestionForm(
  scene: Scene,
  typed: { view: Json; blockId: string; actionId: string; value: string },
): string {
  const { trigger_id: _, ...who } = caller(scene, 'block_suggestion')
  return payloadForm({
    ...who,
    container: { type: 'view', view_id: typed.view.id },
    action_id: typed.actionId,
    block_id: typed.blockId,
    value: typed.value,
    view: typed.view,
  })
}

/** What was filled in, as Slack sends it: by block and by the one input of each. */
export function submissionForm(scene: Scene, filled: { view: Json; values: Json }): string {
  return payloadForm({
    ...caller(scene, 'view_submission'),
    view: { ...filled.view, state: { values: filled.values } },
    response_urls: [],
  })
}

function who(scene: Scene, action: Json, now: number): Json {
  return {
    ...caller(scene, 'block_actions'),
    state: { values: {} },
    actions: [{ ...action, action_ts: (now / 1000).toFixed(6) }],
  }
}

/** Whoever acts, of whatever kind the act is. */
function caller({ slack, triggerId }: Scene, type: string): Json {
  return {
    type,
    user: { id: slack.you.id, username: 'you', name: 'you', team_id: slack.team.id },
    api_app_id: slack.bot.appId,
    token: 'local',
    trigger_id: triggerId,
    team: { id: slack.team.id, domain: slack.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

function payloadForm(payload: Json): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
}

export function eventBody(slack: Emulated, event: Json, now: number): string {
  return JSON.stringify({
    token: 'local',
    team_id: slack.team.id,
    api_app_id: slack.bot.appId,
    type: 'event_callback',
    event_id: `Ev${randomUUID().replaceAll('-', '')}`,
    event_time: Math.floor(now / 1000),
    authorizations: [
      { team_id: slack.team.id, user_id: slack.bot.id, is_bot: true, is_enterprise_install: false },
    ],
    event: { ...event, event_ts: (now / 1000).toFixed(6) },
  })
}
