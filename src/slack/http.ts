import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import { HTTPReceiver, type Receiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { messageOf } from '../lib/errors.ts'
import { slackLogger } from './edge/client.ts'

/** Far more than Slack sends. */
const MOST_BYTES = 4 * 1024 * 1024

/**
 * Slack's requests over HTTP. The library reads what is no object (`null`) in a promise that nobody holds, which would end the
 * process: here such a body is refused before it, and so is one that never ends.
 */
export function httpReceiver(
  { signingSecret, port }: { readonly signingSecret: string; readonly port: number },
  log: Logger,
): Receiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    port,
    endpoints: ['/slack/events'],
    logger: slackLogger(log),
  })
  const { requestListener } = receiver
  receiver.requestListener = (request, response) => {
    void hear(request, response).catch((error: unknown) => {
      log.warn({ said: messageOf(error) }, 'a request was refused')
      refuse(response, 404)
    })
  }

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawBody = await bodyOf(request)
    if (rawBody === null) return refuse(response, 413)
    if (request.method === 'POST' && !isObject(rawBody.toString(), request.headers['content-type']))
      return refuse(response, 400)
    // the library takes a body that was read before
    requestListener(Object.assign(request, { rawBody }), response)
  }
  return receiver
}

function refuse(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status).end()
}

/** Null when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    bytes += part.length
    if (bytes > MOST_BYTES) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** What the library will make of it: the form, the JSON in its `payload`, or JSON. */
function isObject(body: string, type: string | undefined): boolean {
  const isForm = type === 'application/x-www-form-urlencoded'
  const payload = isForm ? parse(body).payload : body
  if (typeof payload !== 'string') return true
  try {
    const value: unknown = JSON.parse(payload)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
