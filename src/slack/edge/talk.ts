import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { type BoundCommand, type Hear, type Heard, isUsage, understoodAs } from '../../context.ts'
import { nearest, oneLine } from '../../lib/text.ts'
import type { Message } from '../../messages/message.ts'
import { sayUsage } from '../../messages/usage.ts'
import { words } from '../../messages/words.ts'
import type { Poster } from '../outbox/post.ts'
import { mayAct } from './auth.ts'
import type { Edge } from './edge.ts'
import { errorReply, inOne } from './reply.ts'
import { type Said, saidTo } from './said.ts'

interface Talk {
  readonly commands: readonly BoundCommand[]
  readonly hear: Hear
  readonly poster: Pick<Poster, 'send'>
  /** reads the first message of a thread */
  readonly reader: WebClient
}

const opening = z.object({ messages: z.array(z.object({ text: z.string().default('') })) })

/** In a thread where nobody is addressed, only what is asked is answered: "thanks, I will look" is no question. */
const QUESTION =
  /[?？]|^\s*(?:\/|why\b|how\b|what\b|which\b|forecast\b|show\b|为什么|为啥|为何|怎么|多少|预测)/iu

/** Mentions, direct messages and replies below the bot's own messages: answered where they were written. */
export function listenToTalk(app: App, talk: Talk, edge: Edge): void {
  const listen = async ({ body }: { body: unknown }) => {
    const said = saidTo(body)
    if (said) await respond(said, talk, edge)
  }
  app.event('app_mention', listen)
  app.event('message', listen)
}

async function respond(said: Said, talk: Talk, edge: Edge): Promise<void> {
  const { channelId, threadTs, ts } = said
  const reply = async (message: Message) => {
    const target = { key: `talk:${channelId}:${ts}`, revision: 0, channelId, threadTs, ts: null }
    await talk.poster
      .send(target, inOne(message))
      .catch((error: unknown) => edge.log.error({ err: error }, 'answer not delivered'))
  }
  try {
    const answer = await answerTo(said, talk, edge)
    if (answer) await reply(answer)
  } catch (error) {
    await errorReply(reply, edge.log, error)
  }
}

/** Null where nothing is to be said: in a thread people also talk to each other. */
async function answerTo(said: Said, talk: Talk, edge: Edge): Promise<Message | null> {
  const { userId, channelId, teamId } = said
  const permission = await edge.auth.permit({ userId, channelId, teamId })
  if (!said.isAddressed && !QUESTION.test(said.text)) return null
  if (permission.kind === 'refused') return said.isAddressed ? words(permission.because) : null
  const heard = await understood(said, talk)
  if (heard.kind === 'unclear') return said.isAddressed || !heard.isVague ? sayUnclear(heard) : null
  const command = talk.commands.find(({ name }) => name === heard.command)
  if (!command) return null
  if (!mayAct(permission.asker, command.roles))
    return words(`${command.name} is for: ${command.roles.join(', ')}.`)
  await edge.audit({ who: userId, did: command.name, what: oneLine(heard.text), at: edge.clock.now() })
  const answer = await command.ask(heard.text, { ...permission.asker, name: permission.name })
  if (isUsage(answer)) return sayUsage(command, answer)
  const line = `${heard.command} ${heard.text}`.trim()
  return heard.isTyped ? answer : understoodAs(line, answer)
}

/** `kpi gmv yesterday` is `/kpi gmv yesterday`: in a message the slash may be left out. Null for a sentence. */
function asCommand(text: string, commands: readonly BoundCommand[]): Heard | null {
  const [first = '', ...rest] = text.split(' ')
  const typed = first.toLowerCase()
  const known = commands.find(({ name }) => name === typed || name === `/${typed}`)
  if (known) return { kind: 'line', command: known.name, text: rest.join(' '), isTyped: true }
  if (!typed.startsWith('/')) return null
  const near = nearest(
    typed,
    commands.map(({ name }) => name),
  )
  return {
    kind: 'unclear',
    because: `There is no command ${oneLine(first, 40)}.`,
    ...(near !== null && { didYouMean: [near, ...rest].join(' ') }),
    examples: [],
  }
}

/** A command with its slash, a sentence, a command without; then a sentence with what its thread is about. */
async function understood(said: Said, talk: Talk): Promise<Heard> {
  const command = asCommand(said.text, talk.commands)
  if (command && said.text.startsWith('/')) return command
  const heard = await talk.hear(said.text, null)
  if (heard.kind === 'line' || !heard.isVague) return heard
  return said.within === null || said.text.includes(' ')
    ? (command ?? inContext(said, heard, talk))
    : inContext(said, heard, talk)
}

/** With what the thread is about: "why?" below an alert asks of its KPI, its segment and its day. */
async function inContext(said: Said, alone: Heard, { hear, reader }: Talk): Promise<Heard> {
  if (said.within === null) return alone
  const first = await reader
    .apiCall('conversations.replies', { channel: said.channelId, ts: said.within, limit: 1 })
    .then(
      (found) => opening.parse(found).messages[0]?.text ?? '',
      () => '',
    )
  return first === '' ? alone : hear(said.text, first)
}

function sayUnclear({ because, didYouMean, examples }: Extract<Heard, { kind: 'unclear' }>): Message {
  const near = didYouMean === undefined ? '' : ` Did you mean ${didYouMean}?`
  const text = `${oneLine(because, 300)}${near}`
  return examples.length === 0
    ? words(text)
    : {
        text,
        blocks: [
          { kind: 'text', spans: text },
          { kind: 'context', spans: `For example: ${examples.join(' · ')}` },
        ],
      }
}
