import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { actions } from '../commands/actions/actions.ts'
import { askForm } from '../commands/actions/ask-form.ts'
import { homePage } from '../commands/home/page.ts'
import { commands } from '../commands/registry/registry.ts'
import { completing } from '../commands/shared/complete.ts'
import { firstQuestions, hearing, inOwnWords } from '../commands/shared/in-own-words.ts'
import { limited, withoutNames } from '../commands/shared/limited.ts'
import { withLiveExamples } from '../commands/shared/live-examples.ts'
import { learnMore } from './ask/reader/opinion.ts'
import { bindCommand, inLanguageOf } from './command.ts'
import type { SlackConfig } from './config/slack.ts'
import type { Context } from './context.ts'
import { digestSegmentOf, tellDigestRefused } from './digests/tell-refused.ts'
import { Fault } from './lib/errors.ts'
import type { Language } from './lib/language.ts'
import { timed } from './monitoring/answers.ts'
import { shopLocale } from './report/words/locale.ts'
import { readAccess } from './settings/access.ts'
import { connect } from './slack/connect.ts'
import type { Access } from './slack/edge/client.ts'
import { SHORTCUTS } from './slack/edge/manifest.ts'
import type { Inbox } from './slack/edge/ports.ts'
import { ASK_FORM } from './slack/edge/shortcuts.ts'
import { openSlack, type SlackSetup } from './slack/open-slack.ts'
import type { OutboxStore } from './slack/outbox/outbox-store.ts'
import { addressOf } from './slack/preflight.ts'
import { record } from './state/audit.ts'
import type { State } from './state/database/state.ts'
import { forget, markDone, receive, unfinished } from './state/messages/inbox.ts'
import { claimNext, markDead, markPosted, markRetry, markTrying } from './state/messages/outbox.ts'
import { rest, takeTurn } from './state/messages/pace.ts'
import { repostAll } from './state/messages/repost.ts'
import { tellTrouble } from './troubles/tell.ts'
import type { Work } from './workspace/memory.ts'

/** Where the bot is heard: Slack, or the local workspace when there is no token. */
export interface Chat {
  /** one line: where to go and look */
  readonly greeting: string
  /** resolves when Slack refuses for good, after it had not answered at first */
  readonly refused: Promise<Fault>
  /** posts what waits in the outbox, until nothing may go now */
  postAll(): Promise<void>
  /** how far long work is, where there is a page that can show it */
  working(work: Work | null): void
  stop(): Promise<void>
}

const LEASE_MS = 120_000
const REMEMBERED_MS = 14 * 86_400_000

export async function openChat(ctx: Context): Promise<Chat> {
  const { slack } = ctx.config
  // before anybody asks: else the first sentence would wait for it
  void learnToRead()
  return slack.mode === 'workspace' ? openLocally(ctx) : openAgainstSlack(ctx, slack)
}

async function openAgainstSlack(
  ctx: Context,
  slack: Exclude<SlackConfig, { mode: 'workspace' }>,
): Promise<Chat> {
  const { port } = ctx.config
  const access = accessOf(slack)
  const running = openSlack({
    ...setupOf(ctx),
    access,
    transport:
      slack.mode === 'socket'
        ? { mode: 'socket', appToken: slack.appToken }
        : { mode: 'http', signingSecret: slack.signingSecret, port },
  })
  const appToken = slack.mode === 'socket' ? slack.appToken : null
  const connection = await connect({ access, appToken, log: ctx.log }, () => running.start())
  const connected =
    slack.mode === 'socket' ? 'Connected to Slack by Socket Mode.' : `Listening to Slack on port ${port}.`
  return {
    greeting: connection.isOpen
      ? connected
      : `${addressOf(access)} does not answer. Jobs run meanwhile; I connect as soon as it does.`,
    refused: connection.refused,
    postAll: async () => void (await running.relay.all()),
    working: () => {},
    stop: async () => {
      const { wasOpened } = await connection.stop()
      if (wasOpened) await running.stop()
    },
  }
}

/** Learns to read what people type, in pieces between which other work goes on. */
async function learnToRead(): Promise<void> {
  while (learnMore()) await setImmediate()
}

/** The very same bot, against a small Slack on this machine. Loaded only here: with a token nothing of it is. */
async function openLocally(ctx: Context): Promise<Chat> {
  const { openWorkspace } = await import('./workspace/open.ts').catch(notInstalled)
  const workspace = await openWorkspace({
    port: ctx.config.port,
    commands,
    complete: completing(ctx),
    shortcuts: SHORTCUTS,
    log: ctx.log,
    teamName: ctx.config.shop.name,
    channels: { digest: ctx.config.digest.channel, alerts: ctx.config.alertChannel },
    clock: { zone: ctx.config.shop.zone, aheadMs: ctx.clock.now().getTime() - Date.now() },
  })
  // the workspace forgets when it ends: what was said lately is said again
  await ctx.state.transaction((trx) => repostAll(trx, new Date(ctx.clock.now().getTime() - REMEMBERED_MS)))
  const running = openSlack({
    ...setupOf(ctx),
    // the page knows the commands by their own names
    prefix: null,
    access: { botToken: workspace.botToken, apiUrl: workspace.apiUrl },
    transport: { mode: 'http', signingSecret: workspace.signingSecret, port: 0 },
    timing: { gapMs: 0, pollMs: 500, patienceMs: null },
  })
  const { port } = await running.start()
  workspace.connect({ boltUrl: `http://127.0.0.1:${port}/slack/events` })
  return {
    greeting: `The workspace is at ${workspace.url}`,
    refused: new Promise(() => {}),
    postAll: async () => void (await running.relay.all()),
    working: workspace.working,
    stop: async () => {
      await running.stop()
      await workspace.stop()
    },
  }
}

/**
 * An image, or `npm ci --omit=dev`, holds what the bot needs in Slack, and not the Slack of this machine.
 */
export function notInstalled(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  throw new Fault(
    'There is no Slack token, and the local workspace is not installed here.',
    'Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (README, Connect Slack), or install with npm ci to have the workspace.',
    { cause: error },
  )
}

/** What the bot says and hears, whatever it is connected to. */
function setupOf(ctx: Context): Omit<SlackSetup, 'access' | 'transport'> {
  const { state, clock, log, config, deliver } = ctx
  const localeFor = (language?: Language) => shopLocale(config, language)
  const bound = commands.map((command) =>
    withoutNames(
      withLiveExamples(
        timed(
          bindCommand(
            limited(command),
            (asker) => inLanguageOf(ctx, asker),
            inOwnWords(ctx),
            ({ language }) => {
              const { usage, edge } = localeFor(language).words
              return { usage, understoodAs: edge.understoodAs, currency: config.shop.currency }
            },
          ),
          log,
          ctx.traced,
        ),
        ctx,
      ),
    ),
  )
  return {
    commands: bound,
    localeFor,
    actions: { ...actions(ctx), [ASK_FORM]: askForm(ctx, bound) },
    rules: () => readAccess(config.accessFile),
    home: (asker) => homePage(inLanguageOf(ctx, asker), asker),
    hear: hearing(ctx),
    firstQuestions: firstQuestions(ctx),
    groups: config.groups,
    blocks: config.slackBlocks,
    prefix: config.commandPrefix,
    say: (said) => state.transaction((trx) => deliver.say(trx, said)),
    outbox: outboxOf(state),
    digestOf: (key) => digestSegmentOf(state, key),
    onRefused: (message, code) => tellRefused(ctx, message, code),
    inbox: inboxOf(state),
    audit: (act) => state.transaction((trx) => record(trx, act)),
    clock,
    log,
    traced: ctx.traced,
  }
}

/** What cannot be posted is told whoever looks after it. Of a share the person who shared knows already. */
async function tellRefused(
  ctx: Context,
  { key, channel }: { readonly key: string; readonly channel: string },
  code: string,
): Promise<void> {
  const { state, clock } = ctx
  if (key.startsWith('share:') || key.startsWith(DIGEST_REFUSED)) return
  if (await tellDigestRefused(ctx, key, code)) return
  const found = { kind: 'channel', subject: channel, because: code } as const
  await state.transaction((trx) => tellTrouble(ctx, trx, found, clock.now()))
}

const DIGEST_REFUSED = 'digest-refused:'

function outboxOf(state: State): OutboxStore {
  const owner = randomUUID()
  return {
    claimNext: (now) => claimNext(state, { owner, now, leaseMs: LEASE_MS }),
    markTrying: (id, now) => markTrying(state, id, now, owner),
    markPosted: (id, posted) => markPosted(state, id, posted),
    markRetry: (id, retry) => markRetry(state, id, retry),
    markDead: (id, error) => markDead(state, id, error),
    takeTurn: (channelId, gapMs) => takeTurn(state, channelId, gapMs),
    rest: (channelId, ms) => rest(state, channelId, ms),
  }
}

function inboxOf(state: State): Inbox {
  return {
    receive: (heard, now) => receive(state, heard, now),
    markDone: (id, now) => markDone(state, id, now),
    forget: (id) => forget(state, id),
    unfinished: () => unfinished(state),
  }
}

function accessOf({ botToken, apiUrl }: Exclude<SlackConfig, { mode: 'workspace' }>): Access {
  return { botToken, apiUrl }
}
