import { createServer } from 'node:http'
import { z } from 'zod'
import { listening } from '../slack/http.ts'
import { soon } from '../support/soon.ts'

const value = z
  .union([
    z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
    z.object({ intValue: z.coerce.number() }).transform(({ intValue }) => intValue),
    z.object({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
    z.looseObject({}).transform((other) => JSON.stringify(other)),
  ])
  .catch('')
const attributes = z
  .array(z.object({ key: z.string(), value }))
  .default([])
  .transform((all) => Object.fromEntries(all.map((one) => [one.key, one.value])))
const span = z.object({
  ...{ name: z.string(), traceId: z.string(), spanId: z.string(), parentSpanId: z.string().optional() },
  attributes,
  status: z.object({ code: z.number().optional(), message: z.string().optional() }).default({}),
})
const body = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
})

type Span = z.infer<typeof span>

/** A collector: takes what comes by OTLP over HTTP, and keeps it as it is written there. */
export async function startReceiver() {
  const spans: Span[] = []
  const heard: { path: string; key: string | undefined; service: unknown }[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    for (const { resource, scopeSpans } of body.parse(JSON.parse(text)).resourceSpans) {
      const service = resource.attributes['service.name']
      heard.push({ path: request.url ?? '', key: request.headers['x-key']?.toString(), service })
      spans.push(...scopeSpans.flatMap((scope) => scope.spans))
    }
    response.setHeader('content-type', 'application/json').end('{}')
  })
  const url = `http://127.0.0.1:${await listening(server)}`
  return {
    url,
    spans,
    heard,
    /** the one of this name, once it has come */
    named: (name: string) =>
      soon(() => {
        const found = spans.filter((one) => one.name === name)
        const [first] = found
        if (found.length !== 1 || !first)
          throw new Error(`${found.length} spans ${name} of ${spans.map((one) => one.name)}`)
        return first
      }),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
