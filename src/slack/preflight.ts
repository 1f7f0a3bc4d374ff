import type { Logger } from 'pino'
import { z } from 'zod'
import { Fault, messageOf } from '../lib/errors.ts'
import { type Access, readClient } from './edge/client.ts'
import { failureOf } from './outbox/slack-errors.ts'

/** Whom Slack says the bot is, and what it may do; null scopes where the server does not say. */
export interface Identity {
  readonly user: string
  readonly team: string
  readonly scopes: readonly string[] | null
}

export type Preflight =
  | { readonly kind: 'ok'; readonly identity: Identity }
  /** for good: no later try changes it */
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'unanswered'; readonly fault: Fault }

/** Both tokens, tried before anything is started with them. */
export async function preflight(access: Access, appToken: string | null, log: Logger): Promise<Preflight> {
  const given = { timeoutMs: 5000, ...access }
  try {
    const identity = await botIdentity(given, log)
    if (appToken !== null) await openSocketOnce(given, appToken, log)
    return { kind: 'ok', identity }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { kind: error instanceof Unanswered ? 'unanswered' : 'refused', fault: error }
  }
}

/** Slack may answer later. */
class Unanswered extends Fault {}

const who = z.object({
  user: z.string().default('the bot'),
  team: z.string().default('a workspace'),
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
})

export async function botIdentity(access: Access, log: Logger): Promise<Identity> {
  const answer = await tried(access, () => readClient(access, log).apiCall('auth.test', {}), {
    variable: 'SLACK_BOT_TOKEN',
    remedy: 'Copy SLACK_BOT_TOKEN again from OAuth & Permissions; reinstall the app there if it was revoked.',
  })
  const { user, team, response_metadata } = who.parse(answer)
  return { user, team, scopes: response_metadata?.scopes ?? null }
}

/** Asks where the socket is, and opens none. */
export async function openSocketOnce(access: Access, appToken: string, log: Logger): Promise<void> {
  const client = readClient({ ...access, botToken: appToken }, log)
  await tried(access, () => client.apiCall('apps.connections.open', {}), APP_TOKEN)
}

interface Token {
  readonly variable: string
  readonly remedy: string
}

export const APP_TOKEN: Token = {
  variable: 'SLACK_APP_TOKEN',
  remedy:
    'Make an app-level token with the scope connections:write (Basic Information), and turn Socket Mode on.',
}

async function tried<T>(access: Access, call: () => Promise<T>, token: Token): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw slackFault(access, error, token)
  }
}

/** What Slack's refusal of a token, or its silence, means to whoever runs the bot. */
export function slackFault(access: Access, error: unknown, { variable, remedy }: Token): Fault {
  const address = addressOf(access)
  const failure = failureOf(error)
  if (failure.kind === 'refused')
    return new Fault(`${address} refuses ${variable} (${failure.code}).`, remedy, { cause: error })
  return new Unanswered(
    `${address} does not answer (${failure.kind === 'limited' ? failure.text : rootOf(error)}).`,
    'Check the network, a proxy, and SLACK_API_URL if it is set.',
    { cause: error },
  )
}

export function addressOf({ apiUrl }: Pick<Access, 'apiUrl'>): string {
  return apiUrl ?? 'https://slack.com/api/'
}

/** The innermost cause: `fetch failed` alone says nothing. */
function rootOf(error: unknown): string {
  const inner =
    error instanceof AggregateError ? error.errors[0] : error instanceof Error ? originalOf(error) : undefined
  return inner === undefined ? messageOf(error) : rootOf(inner)
}

function originalOf(error: Error): unknown {
  return 'original' in error ? error.original : error.cause
}
