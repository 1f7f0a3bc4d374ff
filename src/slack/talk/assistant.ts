import { setTimeout as pause } from 'node:timers/promises'
import { type App, Assistant } from '@slack/bolt'
import { z } from 'zod'
import { oneLine } from '../../lib/text.ts'
import { words } from '../../messages/words.ts'
import type { Locale } from '../../report/words/locale.ts'
import type { Edge } from '../edge/edge.ts'
import { saidTo } from '../edge/said.ts'
import { respond, type Talk } from './talk.ts'

/** A question to begin with: what a list shows of it, and what is asked when it is chosen. */
interface FirstQuestion {
  readonly title: string
  readonly message: string
}

/** Questions that this shop's own data answers. */
export type FirstQuestions = (said: Pick<Locale['words'], 'ask'>) => Promise<readonly FirstQuestion[]>

interface Pane {
  readonly talk: Talk
  readonly firstQuestions: FirstQuestions
}

const opened = z.object({
  team_id: z.string().nullish(),
  event: z.object({
    assistant_thread: z.object({ user_id: z.string(), channel_id: z.string(), thread_ts: z.string() }),
  }),
})

/** Slack takes so many */
const MOST_QUESTIONS = 4
const MOST_OF_A_TITLE = 60
/** that an answer waits for what is shown before it */
const MOST_WAIT_MS = 1500
const soon = () => pause(MOST_WAIT_MS, undefined, { ref: false })
/** threads whose title is known to be set */
const MOST_TITLED = 1000

/**
 * Slack's own pane for assistants: it is greeted and offered questions of this shop, and what is asked there is answered
 * as in a direct message. Bolt gives it every reply of a private thread, also below an answer outside the pane, where
 * Slack knows neither a title nor a status: both are done where they can be, and an answer never waits for them in vain.
 * What the person looks at meanwhile is nobody's business, so the context of a thread is not kept.
 */
export function listenToAssistant(app: App, { talk, firstQuestions }: Pane, edge: Edge): void {
  const titled = new Set<string>()
  const tried = (call: Promise<unknown>) =>
    call.catch((error: unknown) => edge.log.debug({ err: error }, 'not shown in the pane'))

  function isFirstOf(thread: string): boolean {
    if (titled.has(thread)) return false
    if (titled.size >= MOST_TITLED) titled.clear()
    titled.add(thread)
    return true
  }

  async function questionsIn({ words: says }: Locale) {
    const questions = await firstQuestions(says)
    return {
      title: says.edge.assistant.questions,
      prompts: questions.slice(0, MOST_QUESTIONS).map((question) => ({ ...question })),
    }
  }

  /** Who opened it, in their language; null for who may not ask, or where nobody can be made out. */
  async function openedBy(body: unknown) {
    const { team_id, event } = opened.parse(body)
    const { user_id: userId, channel_id: channelId, thread_ts: threadTs } = event.assistant_thread
    const permission = await edge.auth.permit({ userId, channelId, teamId: team_id ?? null })
    const language = permission.kind === 'asker' ? permission.asker.language : undefined
    return { permission, locale: edge.localeFor(language), channelId, threadTs }
  }

  app.assistant(
    new Assistant({
      threadContextStore: { get: async () => ({}), save: async () => {} },
      threadStarted: async ({ body, setSuggestedPrompts }) => {
        const { permission, locale, channelId, threadTs } = await openedBy(body)
        const isRefused = permission.kind === 'refused'
        const text = isRefused ? permission.because : locale.words.edge.assistant.welcome
        const target = { key: `pane:${channelId}:${threadTs}`, revision: 0, channelId, threadTs, ts: null }
        await talk.poster.send(target, words(text))
        if (!isRefused) await tried(questionsIn(locale).then(setSuggestedPrompts))
      },
      // the shop has moved on since the pane was opened: what is offered is of today
      threadContextChanged: async ({ body, setSuggestedPrompts }) => {
        const { permission, locale } = await openedBy(body)
        if (permission.kind === 'asker') await tried(questionsIn(locale).then(setSuggestedPrompts))
      },
      userMessage: async ({ body, setStatus, setTitle }) => {
        const said = saidTo(body)
        if (!said) return
        const permission = await edge.auth.permit(said)
        if (permission.kind === 'refused') return void (await respond(said, talk, edge))
        const { looking } = edge.localeFor(permission.asker.language).words.edge.assistant
        const isTitle = said.text !== '' && isFirstOf(`${said.channelId}:${said.threadTs}`)
        const shown = Promise.all([
          tried(setStatus({ status: looking, loading_messages: [looking] })),
          isTitle ? tried(setTitle(oneLine(said.text, MOST_OF_A_TITLE))) : null,
        ])
        const isAnswered = await respond(said, talk, edge, Promise.race([shown, soon()]))
        // an answer takes the status away by itself
        if (!isAnswered) await tried(setStatus(''))
      },
    }),
  )
}
