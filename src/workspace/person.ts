import type { Logger } from 'pino'
import { nearest } from '../lib/text.ts'
import {
  clickForm,
  commandForm,
  eventBody,
  homeClickForm,
  messageShortcutForm,
  type Scene,
  sendToBolt,
  shortcutForm,
  suggestionForm,
} from './bolt-calls.ts'
import type { Channel, Emulated } from './emulated.ts'
import { askedMenu, faultsIn, submission } from './form.ts'
import { isJson, listOf, parsed } from './json.ts'
import type { Json, Memory, Offered, Origin } from './memory.ts'
import { actsOf } from './render.ts'
import { respond } from './response-url.ts'
import { optionsIn } from './rules/menu.ts'
import { eventsOf, textOf } from './speak.ts'
import { storedMessage } from './views.ts'

/** What the person at the page does, handed to the bot the way Slack would. A fault is a line for that person. */
export interface Person {
  say(said: { channel: string; text: string; threadTs: string | null }): Promise<string | null>
  press(pressed: { channel: string; ts: string; place: string }): Promise<string | null>
  pressHome(place: string): Promise<string | null>
  openHome(): Promise<string | null>
  submitForm(filled: { id: string; values: Readonly<Record<string, string>> }): Promise<Sent>
  closeForm(): void
  /** what a menu of the open form offers to what is typed in it */
  suggest(typed: { field: string; value: string }): Promise<readonly Offered[]>
  /** the app's own shortcut, or one at a message */
  runShortcut(used: {
    callbackId: string
    at: { channel: string; ts: string } | null
  }): Promise<string | null>
}

/** A fault is of the sending; `faults` are the bot's, by field, and the form stays open. */
interface Sent {
  readonly fault: string | null
  readonly faults: Readonly<Record<string, string>>
}

export interface PersonOptions {
  readonly slack: Emulated
  readonly memory: Memory
  readonly commands: readonly { readonly name: string }[]
  /** where the workspace itself answers */
  readonly origin: string
  readonly boltUrl: () => string | null
  readonly log: Logger
  readonly now: () => number
}

const GONE = 'This message is gone.'

export function personAt(options: PersonOptions): Person {
  const { slack, memory } = options
  const known = [...slack.channels, slack.direct]
  const channelOf = (id: string) => known.find((channel) => channel.id === id) ?? null
  return {
    async say({ channel: id, text, threadTs }) {
      const channel = channelOf(id)
      const words = text.trim()
      if (!channel || !words) return channel ? null : 'There is no such channel.'
      if (!words.startsWith('/')) return speak(options, channel, words, threadTs)
      const [typed = '', ...rest] = words.split(/\s+/)
      const command = typed.toLowerCase()
      const names = options.commands.map(({ name }) => name)
      if (!names.includes(command)) return unknownCommand(typed, nearest(command, names))
      const origin: Origin = { channel: id, message: null, threadTs: null }
      const scene = await setScene(options, channel, origin)
      return deliver(options, commandForm(scene, command, rest.join(' ')), 'form', origin)
    },
    async press({ channel: id, ts, place }) {
      const channel = channelOf(id)
      const found = channel ? await storedMessage({ channel: id, ts }, options) : null
      const act = actsOf(found?.blocks ?? []).find((known) => known.place === place)
      if (!channel || !found || !act) return GONE
      const threadTs = typeof found.message.thread_ts === 'string' ? found.message.thread_ts : null
      const origin: Origin = { channel: id, message: { ts, isEphemeral: found.isEphemeral }, threadTs }
      const scene = await setScene(options, channel, origin)
      const action = actionOf(act.element, act.blockId)
      const { message, isEphemeral } = found
      return deliver(
        options,
        clickForm(scene, { action, message, isEphemeral, now: options.now() }),
        'form',
        origin,
      )
    },
    async pressHome(place) {
      const view = memory.home
      const channel = slack.channels[0]
      const act = actsOf(listOf(view?.blocks)).find((known) => known.place === place)
      if (!view || !act || !channel) return GONE
      const origin: Origin = { channel: channel.id, message: null, threadTs: null }
      const scene = await setScene(options, channel, origin)
      const action = actionOf(act.element, act.blockId)
      return deliver(options, homeClickForm(scene, { action, view, now: options.now() }), 'form', origin)
    },
    async submitForm(filled) {
      const channel = slack.channels[0]
      if (!channel) return { fault: GONE, faults: {} }
      const scene = await setScene(options, channel, { channel: channel.id, message: null, threadTs: null })
      const body = submission(scene, memory, filled)
      if (body === null) return { fault: 'This form is closed.', faults: {} }
      if (typeof body !== 'string') return { fault: null, faults: body.faults }
      const answer = await hand(options, body, 'form')
      if (typeof answer === 'string') return { fault: answer, faults: {} }
      const faults = faultsIn(answer.body)
      if (faults === null) closeForm(memory)
      return { fault: null, faults: faults ?? {} }
    },
    closeForm: () => closeForm(memory),
    async suggest({ field, value }) {
      const { form: view } = memory
      const menu = askedMenu(view, field)
      const channel = slack.channels[0]
      if (!view || !menu || !channel) return []
      const scene = await setScene(options, channel, { channel: channel.id, message: null, threadTs: null })
      const body = suggestionForm(scene, { view, blockId: field, actionId: menu.actionId, value })
      const answer = await hand(options, body, 'form')
      const offered = typeof answer === 'string' ? null : optionsIn(parsed(answer.body))
      if (!offered) options.log.warn({ field }, 'the bot offers nothing that Slack would show in this menu')
      memory.offered.set(field, [...(memory.offered.get(field) ?? []), ...(offered ?? [])])
      return offered ?? []
    },
    async runShortcut({ callbackId, at }) {
      const channel = at ? channelOf(at.channel) : (slack.channels[0] ?? null)
      const found = at && channel ? await storedMessage(at, options) : null
      if (!channel || (at && (!found || found.isEphemeral))) return GONE
      const origin: Origin = { channel: channel.id, message: null, threadTs: null }
      const scene = await setScene(options, channel, origin)
      const now = options.now()
      const body = found
        ? messageShortcutForm(scene, { callbackId, message: found.message, now })
        : shortcutForm(scene, callbackId, now)
      return deliver(options, body, 'form', found ? origin : null)
    },
    openHome: () => {
      const event = { type: 'app_home_opened', user: slack.you.id, channel: slack.direct.id, tab: 'home' }
      return tell(options, memory.home ? { ...event, view: memory.home } : event)
    },
  }
}

function unknownCommand(typed: string, near: string | null): string {
  const hint = near === null ? '' : ` Did you mean ${near}?`
  return `${typed} is not a command here.${hint} Type / to see them all.`
}

/** Words without a slash are posted as they are; the bot hears of them as of any message. */
async function speak(options: PersonOptions, channel: Channel, words: string, threadTs: string | null) {
  const { slack, memory } = options
  const thread = threadTs ? { thread_ts: threadTs } : {}
  const text = textOf({ words }, slack)
  const said = await slack.call('chat.postMessage', { channel: channel.id, text, ...thread }, 'you')
  memory.changed()
  if (!said.ok) return `The message was not posted: ${String(said.error)}.`
  const parent = threadTs ? await storedMessage({ channel: channel.id, ts: threadTs }, options) : null
  const parentUserId = typeof parent?.message.user === 'string' ? parent.message.user : null
  const posted = { ts: String(said.ts), parentUserId }
  for (const event of eventsOf({ channel, words, threadTs }, posted, slack)) {
    const fault = await tell(options, event)
    if (fault) return fault
  }
  return null
}

async function setScene(options: PersonOptions, channel: Channel, origin: Origin): Promise<Scene> {
  const { slack, memory } = options
  const trigger = await slack.call('views.generateTriggerId', { user_id: slack.you.id })
  return {
    slack,
    channel,
    triggerId: String(trigger.trigger_id ?? ''),
    responseUrl: `${options.origin}/respond/${memory.issue(origin)}`,
  }
}

function actionOf(element: Json, blockId: string): Json {
  const { confirm: _, ...action } = element
  return { ...action, type: 'button', block_id: blockId }
}

async function tell(options: PersonOptions, event: Json): Promise<string | null> {
  return deliver(options, eventBody(options.slack, event, options.now()), 'json', null)
}

async function deliver(
  options: PersonOptions,
  body: string,
  type: 'form' | 'json',
  origin: Origin | null,
): Promise<string | null> {
  const answer = await hand(options, body, type)
  if (typeof answer === 'string') return answer
  if (origin && answer.body.trim()) await respond(acknowledged(answer.body), origin, options)
  return null
}

/** The bot's answer, or a line that says why there is none. */
async function hand(
  options: PersonOptions,
  body: string,
  type: 'form' | 'json',
): Promise<{ readonly body: string } | string> {
  const url = options.boltUrl()
  if (!url) return 'The bot is still starting. Try again in a moment.'
  try {
    const secret = options.slack.signingSecret
    const answer = await sendToBolt({ url, secret, now: options.now(), body, type })
    return answer.status === 200 ? answer : `The bot refused this (HTTP ${answer.status}).`
  } catch (error) {
    options.log.warn({ err: error }, 'the bot did not answer the workspace')
    return 'The bot did not answer. Its log says why.'
  }
}

function closeForm(memory: Memory): void {
  memory.form = null
  memory.offered.clear()
  memory.changed()
}

/** An acknowledgement may carry the answer, as text or as a message. */
function acknowledged(body: string): Json {
  const read = parsed(body)
  return isJson(read) && Object.keys(read).length > 0 ? read : { text: body }
}
