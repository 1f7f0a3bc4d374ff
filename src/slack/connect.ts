import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { explain, type Fault, messageOf } from '../lib/errors.ts'
import type { Access } from './edge/client.ts'
import { addressOf, preflight } from './preflight.ts'

const FIRST_WAIT_MS = 2000
const LONGEST_WAIT_MS = 30_000

export interface Connection {
  /** whether Slack was there at the first try */
  readonly isOpen: boolean
  /** resolves when Slack refuses for good what it had not answered before */
  readonly refused: Promise<Fault>
  /** ends trying; whatever was opened is open still */
  stop(): Promise<{ readonly wasOpened: boolean }>
}

/**
 * Opens once both tokens are good. A token that is refused is thrown at once, with what to do; a Slack that does not
 * answer is tried again in the background, so that nothing else waits for it.
 */
export async function connect(
  {
    access,
    appToken,
    log,
  }: { readonly access: Access; readonly appToken: string | null; readonly log: Logger },
  open: () => Promise<unknown>,
): Promise<Connection> {
  const stopping = new AbortController()
  const first = await preflight(access, appToken, log)
  if (first.kind === 'refused') throw first.fault
  if (first.kind === 'ok') {
    await open()
    return { isOpen: true, refused: new Promise(() => {}), stop: async () => ({ wasOpened: true }) }
  }
  const address = addressOf(access)
  let wasOpened = false
  let tellRefused: (fault: Fault) => void = () => {}
  const refused = new Promise<Fault>((resolve) => {
    tellRefused = resolve
  })

  async function again(): Promise<void> {
    log.error({ address, said: explain(first.kind === 'ok' ? '' : first.fault) }, 'Slack does not answer')
    for (let wait = FIRST_WAIT_MS; !stopping.signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      await pause(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
      if (stopping.signal.aborted) return
      const next = await preflight(access, appToken, log)
      if (next.kind === 'refused') return tellRefused(next.fault)
      if (next.kind === 'unanswered') {
        log.warn({ address, said: next.fault.message }, 'Slack does not answer yet')
        continue
      }
      await open()
      wasOpened = true
      log.info({ address }, 'connected to Slack')
      return
    }
  }
  const trying = again().catch((error: unknown) =>
    log.error({ address, err: error, said: messageOf(error) }, 'Slack could not be connected'),
  )
  return {
    isOpen: false,
    refused,
    stop: async () => {
      stopping.abort()
      await trying
      return { wasOpened }
    },
  }
}
