import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { type Asker, type BoundCommand, type Hear, type Heard, isUsage } from '../../command.ts'
import { bothSee } from '../../lib/access.ts'
import { nearest, oneLine } from '../../lib/text.ts'
import type { Message } from '../../messages/message.ts'
import { nearButtons, nearWords, sayUsage, understoodAs } from '../../messages/usage.ts'
import { words } from '../../messages/words.ts'
import type { Locale } from '../../report/words/locale.ts'
import { mayAct } from '../edge/auth.ts'
import type { Edge } from '../edge/edge.ts'
import { errorReply, inOne } from '../edge/reply.ts'
import { type Said, saidTo } from '../edge/said.ts'
import type { Poster } from '../outbox/post.ts'

export interface Talk {
  readonly commands: readonly BoundCommand[]
  readonly hear: Hear
  readonly poster: Pick<Poster, 'send'>
  /** reads the first message of a thread */
  readonly reader: WebClient
}

const thread = z.object({
  messages: z.array(
    z.object({ ts: z.string().default(''), text: z.string().default(''), bot_id: z.string().nullish() }),
  ),
})

/** of a private thread, to find its last answer */
const MOST_READ = 200

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

/** Whether something was said. What is shown meanwhile is shown `before` the answer, or it would stay after it. */
export async function respond(
  said: Said,
  talk: Talk,
  edge: Edge,
  before: Promise<unknown> = Promise.resolve(),
): Promise<boolean> {
  const { channelId, threadTs, ts } = said
  let locale = edge.localeFor()
  let isSaid = false
  const reply = async (message: Message) => {
    const target = { key: `talk:${channelId}:${ts}`, revision: 0, channelId, threadTs, ts: null }
    await before
    await talk.poster.send(target, inOne(message, locale)).then(
      () => {
        isSaid = true
      },
      (error: unknown) => edge.log.error({ err: error }, 'answer not delivered'),
    )
  }
  try {
    const permission = await edge.auth.permit({ userId: said.userId, channelId, teamId: said.teamId })
    if (!said.isAddressed && !QUESTION.test(said.text)) return false
    if (permission.kind === 'refused') {
      if (said.isAddressed) await reply(words(permission.because))
      return isSaid
    }
    locale = edge.localeFor(permission.asker.language)
    // everybody in the channel reads the answer
    const sees = bothSee(permission.asker.sees ?? 'all', await edge.channelSees(channelId))
    const asker = { ...permission.asker, name: permission.name, ...(sees !== 'all' && { sees }) }
    const answer = await answerTo(said, { asker, locale }, talk, edge)
    if (answer) await reply(answer)
  } catch (error) {
    await errorReply(reply, edge.log, error, { locale })
  }
  return isSaid
}

/** Null where nothing is to be said: in a thread people also talk to each other. */
async function answerTo(
  said: Said,
  { asker, locale }: { readonly asker: Asker; readonly locale: Locale },
  talk: Talk,
  edge: Edge,
): Promise<Message | null> {
  const says = locale.words.edge
  const heard = await understood(said, talk, locale)
  if (heard.kind === 'unclear' && (asker.sees ?? 'all') !== 'all')
    return said.isAddressed
      ? words(says.refused.notSeen(asker.sees === 'all' ? [] : (asker.sees ?? [])))
      : null
  if (heard.kind === 'unclear') return said.isAddressed || !heard.isVague ? sayUnclear(heard, says) : null
  const command = talk.commands.find(({ name }) => name === heard.command)
  if (!command) return null
  if (!mayAct(asker, command.roles)) return words(says.refused.command(command.name, command.roles))
  const what = oneLine(heard.text)
  await edge.audit({ who: said.userId, did: command.name, what, at: edge.clock.now() })
  const answer = await command.ask(heard.text, asker)
  if (isUsage(answer)) return sayUsage(command, answer, says.usage)
  const line = `${heard.command} ${heard.text}`.trim()
  return heard.isTyped ? answer : understoodAs(line, answer, says.understoodAs)
}

type Says = Locale['words']['edge']

/** `kpi gmv yesterday` is `/kpi gmv yesterday`: in a message the slash may be left out. Null for a sentence. */
function asCommand(text: string, commands: readonly BoundCommand[], says: Says): Heard | null {
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
    because: says.noCommand(oneLine(first, 40)),
    ...(near !== null && { didYouMean: [near, ...rest].join(' ') }),
    examples: [],
  }
}

/** A command with its slash, a sentence, a command without; then a sentence with what its thread is about. */
async function understood(said: Said, talk: Talk, locale: Locale): Promise<Heard> {
  const command = asCommand(said.text, talk.commands, locale.words.edge)
  if (command && said.text.startsWith('/')) return command
  const heard = await talk.hear(said.text, null, locale.words)
  if (heard.kind === 'line' || !heard.isVague) return heard
  return said.within === null || said.text.includes(' ')
    ? (command ?? inContext(said, heard, talk, locale))
    : inContext(said, heard, talk, locale)
}

/** With what the thread is about: "why?" below an alert asks of its KPI, its segment and its day. */
async function inContext(
  said: Said,
  alone: Heard,
  { hear, reader }: Talk,
  { words: says }: Locale,
): Promise<Heard> {
  const about = await aboutOf(said, reader).catch(() => '')
  return about === '' ? alone : hear(said.text, about, says)
}

/** What a thread began with; in private, where each answer leads to the next question, what was answered last. */
async function aboutOf({ within, channelId, ts, isPrivate }: Said, reader: WebClient): Promise<string> {
  if (within === null) return ''
  const limit = isPrivate ? MOST_READ : 1
  const found = await reader.apiCall('conversations.replies', { channel: channelId, ts: within, limit })
  const { messages } = thread.parse(found)
  const answers = messages.filter((one) => one.bot_id && (one.ts === '' || Number(one.ts) < Number(ts)))
  return (isPrivate ? answers.at(-1) : undefined)?.text ?? messages[0]?.text ?? ''
}

function sayUnclear(heard: Extract<Heard, { kind: 'unclear' }>, { usage }: Says): Message {
  const { because, examples } = heard
  const text = `${oneLine(because, 300)}${nearWords(heard, usage)}`
  const buttons = nearButtons(heard)
  if (examples.length === 0 && buttons.length === 0) return words(text)
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      ...buttons,
      ...(examples.length === 0 ? [] : [{ kind: 'context' as const, spans: usage.examples(examples) }]),
    ],
  }
}
