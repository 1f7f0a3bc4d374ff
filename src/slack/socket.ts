import { setTimeout as pause } from 'node:timers/promises'
import { type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { explain, messageOf } from '../lib/errors.ts'
import { type Access, once, slackLogger } from './edge/client.ts'
import { APP_TOKEN, slackFault } from './preflight.ts'

type Client = SocketModeReceiver['client']

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** a line that stands and says nothing is none */
const GREETING_MS = 30_000

/**
 * The socket, kept open by ourselves. The library comes back in a promise that nobody holds: a token revoked meanwhile, or
 * a message that it cannot read, would end the process. Here both are logged, jobs go on, and it is tried again for ever.
 */
export function socketReceiver(appToken: string, access: Access, log: Logger): Receiver {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: slackLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: once(access, log) },
  })
  const { client } = receiver
  for (const name of ['ws_message', 'slack_event'] as const) survive(client, name, log)
  const stopping = new AbortController()
  const isStopping = () => stopping.signal.aborted
  let kept: Promise<void> = Promise.resolve()

  /** Opens the line again and again. */
  async function keep(tried: () => void): Promise<void> {
    for (let wait = FIRST_WAIT_MS; !isStopping(); ) {
      try {
        await greeted(client)
        const gone = new Promise<void>((resolve) => client.once('disconnected', () => resolve()))
        tried()
        if (isStopping()) await client.disconnect()
        wait = FIRST_WAIT_MS
        await gone
        if (!isStopping()) log.info('the socket is closed, it is opened again')
      } catch (error) {
        if (isStopping()) break
        const said = explain(slackFault(access, error, APP_TOKEN))
        log.error({ said, againInMs: wait }, 'the socket could not be opened')
        tried()
      }
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => {})
      wait = Math.min(2 * wait, LONGEST_WAIT_MS)
    }
  }

  return {
    init: (app) => receiver.init(app),
    start: () =>
      new Promise<void>((resolve) => {
        kept = keep(resolve).finally(resolve)
      }),
    stop: async () => {
      stopping.abort()
      await client.disconnect()
      await kept
    },
  }
}

/** Open, and greeted by Slack. */
async function greeted(client: Client): Promise<void> {
  const late = new AbortController()
  const tooLate = pause(GREETING_MS, undefined, { signal: late.signal }).then(async () => {
    await client.disconnect()
    throw new Error('Slack opened the socket and said nothing.')
  })
  try {
    await Promise.race([client.start(), tooLate])
  } finally {
    late.abort()
  }
}

/** What comes from outside is read by the library's own listener; that it fails ends nothing. */
function survive(client: Client, name: 'ws_message' | 'slack_event', log: Logger): void {
  const listeners = client.listeners(name)
  client.removeAllListeners(name)
  client.on(name, (...given: unknown[]) => {
    for (const listener of listeners)
      void (async () => listener.apply(client, given))().catch((error: unknown) =>
        log.warn({ said: messageOf(error) }, 'a message of the socket could not be read'),
      )
  })
}
