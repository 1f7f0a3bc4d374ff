import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { Logger } from 'pino'
import { Fault, messageOf } from '../lib/errors.ts'
import { openEmulated } from './emulated.ts'
import { newMemory, type Work } from './memory.ts'
import { personAt } from './person.ts'
import { type Complete, type Desk, type ShopClock, type Shortcut, send, serve, type Usage } from './server.ts'

export interface WorkspaceOptions {
  /** of the page; 0 takes a free one */
  readonly port: number
  readonly commands: readonly Usage[]
  /** how a command line may go on, by the shop's own names; without it only examples are offered */
  readonly complete?: Complete
  /** those of the app's manifest */
  readonly shortcuts?: readonly Shortcut[]
  readonly log: Logger
  readonly teamName?: string
  /** where the bot posts, with or without `#`; the first is opened first */
  readonly channels?: { readonly digest: string; readonly alerts: string }
  /** the shop's clock, by which the page shows times: its zone, and how far it is ahead of this machine's */
  readonly clock?: ShopClock
}

/** A small Slack on this machine: what a real one would give the bot, and the page a person opens. */
export interface Workspace {
  readonly url: string
  readonly apiUrl: string
  readonly botToken: string
  readonly signingSecret: string
  /** where commands, clicks and events go: the bot's own HTTP receiver, such as http://127.0.0.1:4000/slack/events */
  connect(bot: { readonly boltUrl: string }): void
  /** shown at the top of the page until it is null */
  working(work: Work | null): void
  stop(): Promise<void>
}

const OFTEN_MS = 300

/** One channel may serve for both. */
function channelsFor({ digest, alerts }: { digest: string; alerts: string }) {
  const topics = new Map<string, string>()
  for (const [channel, topic] of [
    [digest, 'Yesterday in one message, every morning'],
    [alerts, 'What left its expected range, until it is back'],
    ['ask-floorwalker', 'Type / and pick a command'],
  ] as const) {
    const name = channel.replace(/^#/, '')
    topics.set(name, topics.get(name) ?? topic)
  }
  return [...topics].map(([name, topic]) => ({ name, topic }))
}

export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { log, commands } = options
  const slack = await openEmulated({
    teamName: options.teamName ?? 'Floorwalker',
    channels: channelsFor(options.channels ?? { digest: '#daily-digest', alerts: '#kpi-alerts' }),
  })
  const server = createServer()
  const port = await listening(server, options.port).catch(async (error: unknown) => {
    await slack.stop()
    throw error
  })
  const memory = newMemory(Date.now)
  let boltUrl: string | null = null
  const origin = `http://127.0.0.1:${port}`
  const person = personAt({ slack, memory, commands, origin, boltUrl: () => boltUrl, log, now: Date.now })
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`]
  const clock = options.clock ?? { zone: null, aheadMs: 0 }
  const shortcuts = options.shortcuts ?? []
  const complete = options.complete ?? (async () => [])
  const desk: Desk = {
    slack,
    memory,
    person,
    commands,
    complete,
    shortcuts,
    hosts,
    started: randomUUID(),
    clock,
  }
  let shownAt = 0
  server.on('request', (request, response) => {
    serve(desk, request, response).catch((error: unknown) => {
      log.error({ err: error }, 'the workspace could not answer')
      if (response.headersSent) response.end()
      else send(response, 500, 'text/plain', messageOf(error))
    })
  })
  return {
    url: `http://localhost:${port}`,
    apiUrl: `${origin}/api/`,
    botToken: slack.botToken,
    signingSecret: slack.signingSecret,
    connect: (bot) => {
      boltUrl = bot.boltUrl
    },
    working: (work) => {
      const isSameStep = work !== null && memory.work?.step === work.step
      memory.work = work
      if (isSameStep && Date.now() - shownAt < OFTEN_MS) return
      shownAt = Date.now()
      memory.changed('work')
    },
    stop: async () => {
      await closed(server)
      await slack.stop()
    },
  }
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        new Fault(`The workspace cannot use port ${port}: ${error.message}.`, 'Set PORT to a free one.', {
          cause: error,
        }),
      )
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Open pages hold a stream; they are cut, or the process would wait for them. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
