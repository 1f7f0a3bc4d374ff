import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { pageAssets } from './assets.ts'
import type { Emulated } from './emulated.ts'
import { showForm } from './form.ts'
import { passThrough } from './gateway.ts'
import { parsed } from './json.ts'
import type { Memory } from './memory.ts'
import type { Person } from './person.ts'
import { respond } from './response-url.ts'
import { messagesIn, newest, showHome } from './views.ts'

export interface Desk {
  readonly slack: Emulated
  readonly memory: Memory
  readonly person: Person
  readonly commands: readonly Usage[]
  readonly complete: Complete
  readonly shortcuts: readonly Shortcut[]
  /** host names and port under which the page is opened: `localhost:3000` */
  readonly hosts: readonly string[]
  /** tells one run of the workspace from another: a page that meets a new one begins anew */
  readonly started: string
  readonly clock: ShopClock
}

/** A zone of null is the browser's own. */
export interface ShopClock {
  readonly zone: string | null
  readonly aheadMs: number
}

export interface Usage {
  readonly name: string
  readonly usage: string
  readonly about: string
  readonly examples: readonly string[]
}

/** As the manifest of the app lists it. */
export interface Shortcut {
  readonly name: string
  readonly type: 'global' | 'message'
  readonly callback_id: string
}

export type Complete = (
  line: string,
) => Promise<readonly { readonly line: string; readonly fill: string; readonly label: string }[]>

const MAX_BYTES = 2 * 1024 * 1024
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const ASSETS = pageAssets()

/** One request. Reads are open to this machine; what acts must come from the page itself, or carry a token. */
export async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://workspace')
  const path = url.pathname
  if (path.startsWith('/api/')) return webApi(desk, request, response, path.slice(5))
  if (request.method === 'POST' && path.startsWith('/respond/'))
    return answered(desk, request, response, path.slice(9))
  if (!isFromHere(desk, request))
    return send(response, 403, 'text/plain', 'Open the page by its own address.')
  const asset = ASSETS[path]
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (isRead && asset) return send(response, 200, asset.type, asset.content)
  if (request.method === 'GET' && path === '/page/changes') return stream(desk, response)
  if (isRead && path.startsWith('/page/file/')) return file(desk, response, path.slice(11))
  const answer =
    request.method === 'POST' ? await act(desk, path, await bodyOf(request)) : await read(desk, url)
  if (answer === undefined) return send(response, 404, 'text/plain', 'There is nothing here.')
  send(response, 200, 'application/json; charset=utf-8', JSON.stringify(answer))
}

/** A page elsewhere may not read this workspace by a name that leads here (Host), nor press for you (Origin). */
function isFromHere(desk: Desk, request: IncomingMessage): boolean {
  const { host, origin } = request.headers
  if (!host || !desk.hosts.includes(host)) return false
  if (request.method !== 'POST') return true
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false
  return isJson && origin === `http://${host}`
}

async function read(desk: Desk, url: URL): Promise<unknown> {
  if (url.pathname === '/page/state') {
    const { team, you, bot, channels, direct } = desk.slack
    const { commands, shortcuts, started, clock } = desk
    return {
      team: team.name,
      you: you.name,
      bot: bot.name,
      channels,
      direct,
      commands,
      shortcuts,
      started,
      clock,
    }
  }
  if (url.pathname === '/page/messages') {
    const channel = url.searchParams.get('channel') ?? ''
    return messagesIn({ channel, threadTs: url.searchParams.get('thread') }, desk)
  }
  if (url.pathname === '/page/complete') {
    const options = await desk.complete((url.searchParams.get('line') ?? '').slice(0, 500))
    return { options: options.map(({ line, fill, label }) => ({ line, fill, label })) }
  }
  if (url.pathname === '/page/newest') return newest(desk.slack)
  if (url.pathname === '/page/form') {
    const { channels, you } = desk.slack
    return { form: showForm(desk.memory.form, { channels, people: [you] }) }
  }
  if (url.pathname === '/page/home') return showHome(desk.memory, desk.slack)
}

const text = z.string().max(4000)
const saidShape = z.object({ channel: text, text, threadTs: text.nullable() })
const pressedShape = z.object({ channel: text, ts: text, place: text })
const placeShape = z.object({ place: text })
const dismissShape = z.object({ ts: text })
const typedShape = z.object({ field: text, value: text })
const usedShape = z.object({ callbackId: text, at: z.object({ channel: text, ts: text }).nullable() })
const filledShape = z.object({ id: text, values: z.record(text, text) })

async function act({ person, memory }: Desk, path: string, body: Buffer): Promise<unknown> {
  const given = parsed(body.toString())
  const said = saidShape.safeParse(given)
  const pressed = pressedShape.safeParse(given)
  const place = placeShape.safeParse(given)
  const dismissed = dismissShape.safeParse(given)
  if (path === '/page/say' && said.success) return { fault: await person.say(said.data) }
  if (path === '/page/press' && pressed.success) return { fault: await person.press(pressed.data) }
  if (path === '/page/press-home' && place.success) return { fault: await person.pressHome(place.data.place) }
  const filled = filledShape.safeParse(given)
  if (path === '/page/submit-form' && filled.success) return person.submitForm(filled.data)
  const typed = typedShape.safeParse(given)
  if (path === '/page/suggest' && typed.success) return { options: await person.suggest(typed.data) }
  const used = usedShape.safeParse(given)
  if (path === '/page/shortcut' && used.success) return { fault: await person.runShortcut(used.data) }
  if (path === '/page/close-form') {
    person.closeForm()
    return { fault: null }
  }
  if (path === '/page/open-home') return { fault: await person.openHome() }
  if (path === '/page/dismiss' && dismissed.success) {
    memory.ephemerals.delete(dismissed.data.ts)
    memory.changed()
    return { fault: null }
  }
}

async function webApi(desk: Desk, request: IncomingMessage, response: ServerResponse, method: string) {
  const { authorization = '', 'content-type': contentType = '' } = request.headers
  if (!/^[a-zA-Z.]+$/.test(method)) return send(response, 404, 'text/plain', 'There is no such method.')
  const body = await bodyOf(request)
  const answer = await passThrough({ method, contentType, authorization, body }, desk)
  send(response, answer.status, answer.contentType, answer.body)
}

/** A response URL is its own secret: whoever holds it may answer. */
async function answered(desk: Desk, request: IncomingMessage, response: ServerResponse, token: string) {
  const origin = desk.memory.redeem(token)
  if (typeof origin === 'string')
    return send(response, 404, 'application/json', JSON.stringify({ ok: false, error: origin }))
  const error = await respond(parsed((await bodyOf(request)).toString()), origin, desk)
  if (error) return send(response, 200, 'application/json', JSON.stringify({ ok: false, error }))
  send(response, 200, 'text/plain', 'ok')
}

const workLine = ({ work }: Memory) => `event: work\ndata: ${JSON.stringify(work)}\n\n`

function stream({ memory }: Desk, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(workLine(memory))
  const stop = memory.onChange((what) =>
    response.write(what === 'work' ? workLine(memory) : 'data: changed\n\n'),
  )
  const beat = setInterval(() => response.write(': beat\n\n'), 20_000)
  response.on('close', () => {
    stop()
    clearInterval(beat)
  })
}

const fileShape = z.object({ file: z.object({ url_private: z.string(), mimetype: z.string() }) })
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

async function file({ slack }: Desk, response: ServerResponse, id: string): Promise<void> {
  const info = fileShape.safeParse(await slack.call('files.info', { file: decodeURIComponent(id) }))
  if (!info.success) return send(response, 404, 'text/plain', 'There is no such file.')
  const content = await slack.file(new URL(info.data.file.url_private).pathname)
  const type = PICTURES.has(info.data.file.mimetype) ? info.data.file.mimetype : 'application/octet-stream'
  send(response, content.status, type, Buffer.from(await content.arrayBuffer()))
}

export function send(response: ServerResponse, status: number, type: string, content: string | Buffer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  response.end(content)
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MAX_BYTES) throw new RangeError('a request larger than 2 MB')
    chunks.push(Buffer.from(chunk))
  }
  return Buffer.concat(chunks)
}
