import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Fault } from '../../lib/errors.ts'
import type { SourceClients } from '../source.ts'

/** How a platform gives out tokens that pass (OAuth 2.0, RFC 6749). */
export interface OAuth {
  /** of the feed: what is kept of its tokens is kept under it */
  readonly name: string
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** the one it begins with, and the variable that holds it; absent: the grant `client_credentials` */
  readonly refreshToken?: { readonly value: string; readonly variable: string } | undefined
  /** such as `scope` and `audience` */
  readonly send: Readonly<Record<string, string>>
  /** where the client says who it is: most platforms take both */
  readonly clientIn: 'body' | 'header'
}

export type Asker = Pick<SourceClients, 'http' | 'signal' | 'now' | 'kept'>

/** The token of a feed, asked for when it is needed: one question at a time, whoever waits for it. */
export interface Tokens {
  current(clients: Asker): Promise<string>
  /** another one than that which was refused */
  renewed(refused: string, clients: Asker): Promise<string>
}

interface Held {
  readonly token: string
  /** null: the platform does not say */
  readonly until: number | null
}

export function tokensOf(oauth: OAuth): Tokens {
  let held: Held | null = null
  let asking: Promise<Held> | null = null
  const anew = async (clients: Asker) => {
    asking ??= askFor(oauth, clients).finally(() => {
      asking = null
    })
    held = await asking
    return held.token
  }
  return {
    async current(clients) {
      const isGood = held && (held.until === null || clients.now().getTime() < held.until)
      return held && isGood ? held.token : anew(clients)
    },
    async renewed(refused, clients) {
      return held && held.token !== refused ? held.token : anew(clients)
    },
  }
}

/** Asked for before it ends: what is on its way then would be refused. */
const EARLY_MS = 60_000
const EARLY_SHARE = 0.1

const given = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().nullish().catch(null),
  refresh_token: z.string().min(1).nullish(),
})
const refusal = z.object({ error: z.string().regex(/^[\w.-]{1,60}$/) })

async function askFor(oauth: OAuth, clients: Asker): Promise<Held> {
  const { tokenUrl, clientId, clientSecret, clientIn, refreshToken, send } = oauth
  const kept = refreshToken && (await keptToken(oauth.name, refreshToken.value, clients))
  const client = { client_id: clientId, client_secret: clientSecret }
  const form = {
    ...(kept ? { grant_type: 'refresh_token', refresh_token: kept } : { grant_type: 'client_credentials' }),
    ...send,
    ...(clientIn === 'body' && client),
  }
  const headers = clientIn === 'header' ? { Authorization: basic(clientId, clientSecret) } : {}
  const { status, body } = await clients.http.postForm({
    url: tokenUrl,
    form,
    headers,
    signal: clients.signal,
  })
  const at = new URL(tokenUrl)
  const said = fieldsOf(body)
  const token = given.safeParse(said).data
  // what was answered may hold a token: no word of it is shown but the error's own
  if (status >= 300 || !token)
    throw refused(oauth, { at, status, error: refusal.safeParse(said).data?.error })
  const next = token.refresh_token
  if (refreshToken && next && next !== kept)
    await clients.kept?.save(
      keyOf(oauth.name),
      JSON.stringify({ of: seedOf(refreshToken.value), token: next }),
    )
  if (!token.expires_in) return { token: token.access_token, until: null }
  const ms = token.expires_in * 1000
  return {
    token: token.access_token,
    until: clients.now().getTime() + ms - Math.min(EARLY_MS, EARLY_SHARE * ms),
  }
}

const rotated = z.object({ of: z.string(), token: z.string() })

/** The token that the platform put in place of the one in the environment, unless somebody has put another there since. */
async function keptToken(name: string, first: string, { kept }: Asker): Promise<string> {
  const text = await kept?.read(keyOf(name))
  const last = text ? rotated.parse(JSON.parse(text)) : null
  return last?.of === seedOf(first) ? last.token : first
}

const keyOf = (name: string) => `oauth ${name}`
const seedOf = (token: string) => createHash('sha256').update(token).digest('hex').slice(0, 16)

/** Each half is encoded before they are joined (RFC 6749, 2.3.1). */
function basic(id: string, secret: string): string {
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

/** JSON, or as some platforms answer all the same, a form. */
function fieldsOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return Object.fromEntries(new URLSearchParams(body))
  }
}

function refused(
  { name, refreshToken }: OAuth,
  { at, status, error }: { readonly at: URL; readonly status: number; readonly error: string | undefined },
): Fault {
  const what =
    status < 300 ? 'answered without an access_token' : `answered ${status}${error ? ` (${error})` : ''}`
  const remedy =
    refreshToken && error === 'invalid_grant'
      ? `The refresh token is used up or withdrawn: allow the app again and put the new one into ${refreshToken.variable}.`
      : 'Check the address, the client’s id and its secret.'
  return new Fault(`${name}: ${at.origin}${at.pathname} gave no token: it ${what}.`, remedy)
}
