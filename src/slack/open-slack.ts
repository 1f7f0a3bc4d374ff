import { Server } from 'node:http'
import { App } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Action, BoundCommand, Hear } from '../command.ts'
import { type AccessRules, isGranted, NO_RULES } from '../lib/access.ts'
import type { Clock } from '../lib/days.ts'
import type { Level } from '../messages/block-kit.ts'
import type { Traced } from '../tracing/traced.ts'
import { askAction, listenToClicks, type Say, shareAction } from './edge/actions.ts'
import { createAuth, type Groups, type LocaleFor } from './edge/auth.ts'
import { channelAccess } from './edge/channel-access.ts'
import { type Access, postClient, readClient, slackLogger } from './edge/client.ts'
import { listenToCommands } from './edge/commands.ts'
import type { Edge } from './edge/edge.ts'
import { formOpener, listenToForms } from './edge/forms.ts'
import { type HomePage, homePublisher, listenToHome } from './edge/home.ts'
import { throughInbox } from './edge/inbox.ts'
import { listenToMenus } from './edge/menus.ts'
import { commandNames } from './edge/names.ts'
import { membership, sendFiles, shareElsewhere } from './edge/pass-on.ts'
import type { Audit, Inbox } from './edge/ports.ts'
import { replier } from './edge/reply.ts'
import { asRequest, kindOf, requestId } from './edge/request.ts'
import { createShares, FILES, SHARE_ELSEWHERE } from './edge/share.ts'
import { listenToShortcuts } from './edge/shortcuts.ts'
import { rememberLevels } from './outbox/levels.ts'
import type { OutboxStore } from './outbox/outbox-store.ts'
import { createPoster } from './outbox/post.ts'
import { createRelay, type Relay, type RelayTiming, SLACK_TIMING } from './outbox/relay.ts'
import { receiverFor, type Transport } from './receiver.ts'
import { type FirstQuestions, listenToAssistant } from './talk/assistant.ts'
import { listenToTalk } from './talk/talk.ts'

export interface SlackSetup {
  readonly access: Access
  readonly transport: Transport
  readonly commands: readonly BoundCommand[]
  /** by the name on the button, such as `alert.ack` */
  readonly actions: Readonly<Record<string, Action>>
  readonly home: HomePage
  /** reads what people write to the bot without a command */
  readonly hear: Hear
  /** what the assistant's pane offers to ask */
  readonly firstQuestions: FirstQuestions
  readonly groups: Groups
  /** who may see which segments, as it is written down now */
  readonly rules?: () => AccessRules
  /** the best that messages are made of */
  readonly blocks?: Level
  /** before every command's name, where others have the same */
  readonly prefix?: string | null
  readonly localeFor: LocaleFor
  /** into the outbox, in a transaction of its own: what a person shares */
  readonly say: Say
  readonly outbox: OutboxStore
  /** the segment that a digest is of, by the key of its message, '' of the whole shop; null of any other message */
  readonly digestOf?: (key: string) => Promise<string | null>
  /** tells somebody of a message that cannot be posted */
  readonly onRefused?: (
    message: { readonly key: string; readonly channel: string },
    code: string,
  ) => Promise<void>
  readonly inbox: Inbox
  readonly audit: Audit
  readonly clock: Clock
  readonly log: Logger
  readonly traced: Traced
  readonly timing?: Partial<RelayTiming> & { readonly patienceMs?: number | null }
}

export interface OpenSlack {
  readonly relay: Pick<Relay, 'once' | 'all' | 'wake'>
  /** listens, acts on what was left unfinished, and begins to post; the port when it listens on one */
  start(): Promise<{ readonly port: number | null }>
  /** no new work, what is under way is finished */
  stop(): Promise<void>
  /** whether Slack answers this token */
  isReachable(): Promise<boolean>
}

/** most answers are there before it: the message that says an answer is coming cannot be taken back */
const PATIENCE_MS = 3000

/** The whole Slack side of the bot. With another address and an HTTP transport it is the local workspace's, too. */
export function openSlack(setup: SlackSetup): OpenSlack {
  const { access, commands, localeFor, clock, log, rules = () => NO_RULES } = setup
  const [writer, reader] = [postClient(access, log), readClient(access, log)]
  const names = commandNames(
    setup.prefix ?? null,
    commands.map(({ name }) => name),
  )
  const levels = rememberLevels(clock, setup.blocks)
  const poster = createPoster({ client: writer, levels, names, log })
  const timing = { ...SLACK_TIMING, ...setup.timing }
  const channelSees = channelAccess({ client: reader, rules, clock, log })
  const { digestOf } = setup
  const relay = createRelay({
    ...{ store: setup.outbox, reader, poster, clock, log, timing, traced: setup.traced },
    ...(digestOf && {
      mayPost: async (key: string, channelId: string) => {
        const segment = await digestOf(key)
        return segment === null || isGranted(await channelSees(channelId), segment)
      },
    }),
    ...(setup.onRefused && { onRefused: setup.onRefused }),
  })

  const receiver = receiverFor(setup.transport, access, log)
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: access.botToken }),
    logger: slackLogger(log),
    convoStore: false,
    clientOptions: {
      retryConfig: { retries: 1 },
      ...(access.apiUrl === null ? {} : { slackApiUrl: access.apiUrl }),
    },
  })
  const replies = {
    client: writer,
    fetch: access.fetch ?? globalThis.fetch,
    levels,
    names,
    locale: localeFor(),
    log,
  }
  const edge: Edge = {
    auth: createAuth({ client: reader, groups: setup.groups, localeFor, access: rules, clock, log }),
    channelSees,
    replyTo: (to) => replier(replies, to),
    openForm: formOpener(writer, log),
    shares: createShares(clock),
    localeFor,
    audit: setup.audit,
    clock,
    log,
    patienceMs: setup.timing?.patienceMs === undefined ? PATIENCE_MS : setup.timing.patienceMs,
  }
  const say: Say = async (said) => {
    await setup.say(said)
    relay.wake()
  }
  const actions = new Map([
    ...Object.entries(setup.actions),
    ['share', shareAction(edge, say, relay.outcome)] as const,
    [SHARE_ELSEWHERE, shareElsewhere(edge, say, membership(reader))] as const,
    [FILES, sendFiles(edge, say)] as const,
    ['ask', askAction(commands, edge)] as const,
  ])
  app.use(({ next, body }) =>
    asRequest(() => setup.traced.step(kindOf(body), { request: requestId() ?? '' }, () => next())),
  )
  listenToCommands(app, { commands, names }, edge)
  const awake = waking(actions, relay)
  const publishHome = homePublisher({ read: setup.home, client: writer, levels, names }, edge)
  listenToClicks(app, awake, edge, publishHome)
  listenToForms(app, awake, edge)
  listenToMenus(app, awake, edge)
  listenToShortcuts(app, { commands, actions: awake, hear: setup.hear }, edge)
  const talk = { commands, hear: setup.hear, poster, reader }
  listenToAssistant(app, { talk, firstQuestions: setup.firstQuestions }, edge)
  listenToTalk(app, talk, edge)
  listenToHome(app, publishHome)
  app.error(async (error) => log.error({ err: error }, 'slack listener failed'))
  const listening = throughInbox(app, setup.inbox, { clock, log })

  return {
    relay,
    start: async () => {
      const left = await listening.left()
      const started: unknown = await receiver.start(
        ...(setup.transport.mode === 'http' ? [setup.transport.port] : []),
      )
      listening.replay(left)
      relay.start()
      const address = started instanceof Server ? started.address() : null
      return { port: typeof address === 'object' && address ? address.port : null }
    },
    stop: async () => {
      await receiver.stop()
      await listening.drain(10_000)
      await relay.stop()
    },
    isReachable: () =>
      reader.apiCall('auth.test', {}).then(
        () => true,
        () => false,
      ),
  }
}

/** What a click or a form changed is posted at once, not at the next look. */
function waking(actions: ReadonlyMap<string, Action>, relay: Relay): Map<string, Action> {
  const wake = () => relay.wake()
  return new Map(
    [...actions].map(([name, action]) => {
      const { submit } = action
      const run: Action['run'] = (click) => action.run(click).finally(wake)
      return [
        name,
        submit ? { ...action, run, submit: (filled) => submit(filled).finally(wake) } : { ...action, run },
      ]
    }),
  )
}
