import { createServer, type IncomingMessage } from 'node:http'
import { isJson, parsed } from '../../src/workspace/json.ts'
import type { Json } from '../../src/workspace/memory.ts'
import { refusedCall } from '../../src/workspace/refuse.ts'
import { faultOf } from '../../src/workspace/slack-rules.ts'

/** A server in front of another: what Slack's reference refuses, and what it answers itself, comes no further. */
export async function strictBefore(
  behind: string,
  listen: (server: ReturnType<typeof createServer>) => Promise<number>,
  own: Readonly<Record<string, (sent: Json) => object>> = {},
) {
  const server = createServer(async (request, response) => {
    const body = await bytesOf(request)
    const method = /\/api\/([\w.]+)/.exec(request.url ?? '')?.[1]
    const sent = argumentsOf(request, body)
    const instead = method ? (refusedCall(method, sent) ?? own[method]?.(sent)) : null
    if (instead) {
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify(instead))
    }
    const { authorization, 'content-type': type } = request.headers
    const answer = await fetch(`${behind}${request.url}`, {
      method: request.method ?? 'POST',
      headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    })
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'application/json',
    })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  const port = await listen(server)
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) }
}

function argumentsOf(request: IncomingMessage, body: Buffer) {
  const isJson = request.headers['content-type']?.includes('json')
  return isJson ? parsed(body.toString()) : Object.fromEntries(new URLSearchParams(body.toString()))
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/** Of what is posted to an answer address. */
export function breaksARule(body: unknown): boolean {
  const blocks = isJson(body) && Array.isArray(body.blocks) ? body.blocks.filter(isJson) : []
  return faultOf(blocks) !== null
}
