import { setTimeout as wait } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Clock } from '../../lib/days.ts'
import { messageOf } from '../../lib/errors.ts'
import type { OutboxRow, Retry } from '../../state/messages/outbox.ts'
import { type Content, readContent } from '../../state/messages/outbox-format.ts'
import type { Traced } from '../../tracing/traced.ts'
import { channelIds } from './channels.ts'
import { findPosted } from './find-posted.ts'
import type { OutboxStore } from './outbox-store.ts'
import type { Poster, Target } from './post.ts'
import { type Failure, failureOf, isAboutBlocks } from './slack-errors.ts'

export interface RelayTiming {
  readonly pollMs: number
  /** how long after a lost answer the message may still turn up */
  readonly settleMs: number
  /** Slack takes about one message a second in a channel */
  readonly gapMs: number
  readonly maxAttempts: number
}

export const SLACK_TIMING: RelayTiming = { pollMs: 1000, settleMs: 15_000, gapMs: 1000, maxAttempts: 30 }

type Later = Omit<Retry, 'notBefore'> & { readonly ms: number }

type Step = 'idle' | 'posted' | 'later' | 'dead'

/** What came of a message so far; why not, where Slack refused it. */
type Outcome = 'posted' | 'waiting' | { readonly refused: string }

export interface Relay {
  /** what comes of the message within so long; `waiting` where nothing did */
  outcome(key: string, withinMs: number): Promise<Outcome>
  once(): Promise<Step>
  /** until nothing may go now */
  all(): Promise<Record<Step, number>>
  start(): void
  /** something was said: do not wait for the next look */
  wake(): void
  stop(): Promise<void>
}

/** The bot cannot post there until somebody lets it. */
export const SHUT_OUT: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action',
  'missing_scope',
  'external_channel',
])

/** Gone for good: no later try changes these. */
const HOPELESS = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'no_text'])

/**
 * Takes messages out of the outbox into Slack, each exactly once. Before every call it is written down that the call
 * is made; after a lost answer the channel is read, and what stands there is adopted instead of said again.
 */
export function createRelay(deps: {
  store: OutboxStore
  reader: WebClient
  poster: Poster
  clock: Clock
  log: Logger
  timing: RelayTiming
  traced: Traced
  /** looked at each time: a channel may have been shared with another workspace since */
  mayPost?: (key: string, channelId: string) => Promise<boolean>
  /** a message that somebody should know of: it cannot be posted now, or never */
  onRefused?: (message: { readonly key: string; readonly channel: string }, code: string) => Promise<void>
}): Relay {
  const { store, reader, poster, clock, log, timing, traced, mayPost, onRefused } = deps
  const listeners = new Map<string, (outcome: Outcome) => void>()
  const idOf = channelIds(reader)
  let running: Promise<void> | null = null
  let before: Promise<unknown> = Promise.resolve()
  const stopping = new AbortController()
  let nap = new AbortController()

  const inMs = (ms: number) => new Date(clock.now().getTime() + ms)

  /** One step after the other, whoever asks: when `all` finds nothing, nothing is under way either. */
  function once(): Promise<Step> {
    const step = before.then(next, next)
    before = step
    return step
  }

  async function next(): Promise<Step> {
    const row = await store.claimNext(clock.now())
    if (!row) return 'idle'
    let content: Content
    try {
      content = readContent(row.content)
    } catch (error) {
      return dead(row, `unreadable: ${messageOf(error)}`)
    }
    const { key, channel, revision, trace: from } = row
    const came = (outcome: Step) => ({ outcome })
    return traced.step('post', { key, channel, revision }, () => relay(row, content), { from, came })
  }

  async function relay(row: OutboxRow, content: Content): Promise<Step> {
    let channelId: string
    try {
      channelId = row.channelId ?? (await idOf(row.channel))
      if (row.ambiguous && row.ts === null) {
        const found = await findPosted(reader, sought(row, channelId, content))
        if (found) {
          log.info({ key: row.key }, 'found standing after a lost answer')
          await store.markPosted(row.id, { channelId, ...found })
          return 'posted'
        }
      }
    } catch (error) {
      // nothing was sent: what was known about the row before still holds
      const failure = failureOf(error)
      const isLimited = failure.kind === 'limited'
      const ms = isLimited ? failure.afterMs : Math.max(timing.settleMs, timing.pollMs)
      return later(row, { error: failure.text, ms, ambiguous: row.ambiguous, isLimited })
    }
    if (mayPost && !(await mayPost(row.key, channelId)))
      return refused(row, { kind: 'refused', code: 'external_channel', text: 'external_channel' })
    return post(row, content, channelId)
  }

  async function post(row: OutboxRow, content: Content, channelId: string): Promise<Step> {
    const ms = await turnIn(channelId)
    if (ms > 0)
      return later(row, {
        error: 'Slack asked for patience here',
        ms,
        ambiguous: row.ambiguous,
        isLimited: true,
      })
    if (!(await store.markTrying(row.id, clock.now()))) return 'later'
    const { key, revision, ts, parentTs: threadTs } = row
    const isBroadcast = content.kind === 'message' && content.isBroadcast === true
    const target: Target = { key, revision, channelId, threadTs, isBroadcast, ts }
    try {
      const standing =
        content.kind === 'file'
          ? await poster.sendFile(target, content.file)
          : await poster.send(target, content.message)
      await store.markPosted(row.id, { ...standing, revision })
      // Slack counts from when it took it, not from when it was sent
      if (timing.gapMs > 0) await store.rest(channelId, timing.gapMs)
      log.info({ key, channel: row.channel, revision }, 'posted')
      listeners.get(key)?.('posted')
      return 'posted'
    } catch (thrown) {
      const failure = failureOf(thrown)
      const { text: error } = failure
      if (failure.kind === 'limited') {
        await store.rest(channelId, failure.afterMs)
        return later(row, { error, ms: failure.afterMs, ambiguous: false, isLimited: true })
      }
      if (failure.kind === 'refused') return refused(row, failure)
      return later(row, { error, ms: timing.settleMs, ambiguous: true, isLimited: false })
    }
  }

  async function refused(row: OutboxRow, failure: Extract<Failure, { kind: 'refused' }>): Promise<Step> {
    const isOver = row.attempts + 1 >= timing.maxAttempts
    listeners.get(row.key)?.({ refused: failure.code })
    const isNews = isOver || (row.attempts === 0 && SHUT_OUT.has(failure.code)) || HOPELESS.has(failure.code)
    if (isNews)
      await onRefused?.(row, failure.code).catch((error: unknown) =>
        log.error({ err: error, key: row.key }, 'nobody could be told of a message not posted'),
      )
    if (isOver || HOPELESS.has(failure.code) || isAboutBlocks(failure)) return dead(row, failure.text)
    const error = failure.code === 'channel_not_found' ? `no channel ${row.channel}` : failure.text
    const ms = Math.min(600_000, 2 ** row.attempts * 5000)
    return later(row, { error, ms, ambiguous: false, isLimited: false })
  }

  async function later(row: OutboxRow, { ms, ...why }: Later): Promise<Step> {
    log.warn({ key: row.key, channel: row.channel, ms, ...why }, 'message not posted yet')
    await store.markRetry(row.id, { notBefore: inMs(ms), ...why })
    return 'later'
  }

  async function dead(row: OutboxRow, error: string): Promise<Step> {
    log.error({ key: row.key, channel: row.channel, error }, 'message given up')
    await store.markDead(row.id, error)
    return 'dead'
  }

  /** Waits for the channel's turn where it is near; else gives how far it is, and somebody else may be posted first. */
  async function turnIn(channelId: string): Promise<number> {
    for (;;) {
      const ms = await store.takeTurn(channelId, timing.gapMs)
      if (ms === 0 || ms > timing.gapMs) return ms
      await wait(ms)
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const step = await once().catch((error: unknown) => {
        log.error({ err: error }, 'relay stumbled')
        return 'idle' as const
      })
      if (step !== 'idle') continue
      const signal = AbortSignal.any([nap.signal, stopping.signal])
      await wait(timing.pollMs, undefined, { signal }).catch(() => {})
      nap = new AbortController()
    }
  }

  return {
    outcome: (key, withinMs) =>
      new Promise((resolve) => {
        const done = (outcome: Outcome) => {
          clearTimeout(timer)
          listeners.delete(key)
          resolve(outcome)
        }
        const timer = setTimeout(done, withinMs, 'waiting')
        listeners.set(key, done)
      }),
    once,
    all: async () => {
      const steps = { idle: 0, posted: 0, later: 0, dead: 0 }
      for (let step = await once(); step !== 'idle'; step = await once()) steps[step]++
      return steps
    },
    start: () => {
      running ??= run()
    },
    wake: () => nap.abort(),
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

function sought(row: OutboxRow, channelId: string, content: Content) {
  return {
    channelId,
    threadTs: row.parentTs,
    key: row.key,
    fileName: content.kind === 'file' ? content.file.name : null,
    since: row.firstTriedAt ?? new Date(0),
  }
}
