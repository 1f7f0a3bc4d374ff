import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

type Answer = (response: ServerResponse, request: IncomingMessage) => void

export const html = (
  body: string,
  more: { status?: number; headers?: Record<string, string> } = {},
): Answer => {
  return (response) => {
    response.writeHead(more.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...more.headers })
    response.end(`<!doctype html><title>Rival</title>${body}`)
  }
}

export const product = (price: string, more: Record<string, unknown> = {}) =>
  html(
    `<script type="application/ld+json">${JSON.stringify({
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'BreadcrumbList' },
        {
          '@type': 'Product',
          name: 'Oak chair',
          gtin13: '4006381333931',
          offers: {
            '@type': 'Offer',
            price,
            priceCurrency: 'EUR',
            availability: 'https://schema.org/InStock',
          },
          ...more,
        },
      ],
    })}</script>`,
  )

/** A shop of somebody else on loopback: pages by path, each of their answers in turn and the last one for good. */
export async function rivalShop(pages: Readonly<Record<string, readonly Answer[]>>) {
  const asked: { path: string; at: number; agent: string; etag: string | undefined }[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const times = asked.filter((one) => one.path === path).length
    asked.push({
      path,
      at: performance.now(),
      agent: request.headers['user-agent'] ?? '',
      etag: request.headers['if-none-match'],
    })
    const answers = pages[path]
    const answer = answers?.[Math.min(times, answers.length - 1)]
    if (answer) answer(response, request)
    else html('not found', { status: 404 })(response, request)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    host,
    url: `http://${host}`,
    asked,
    times: (path: string) => asked.filter((one) => one.path === path).length,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}
