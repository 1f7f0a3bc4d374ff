import { afterEach, describe, expect, it } from 'vitest'
import { Fault } from '../../../src/lib/errors.ts'
import { type Answer, json, patient, platform } from '../platform.ts'

let close = async () => {}
async function serve(...answers: Answer[]) {
  const server = await platform(...answers)
  close = server.close
  return server
}
afterEach(() => close())

async function faultOf(asked: Promise<unknown>): Promise<Fault> {
  const error = await asked.catch((thrown: unknown) => thrown)
  if (error instanceof Fault) return error
  throw new Error(`no fault, but ${String(error)}`)
}

describe('what passes is asked again', () => {
  it('a 500 and a 503, after ever longer pauses', async () => {
    const { url, asked } = await serve(json({}, 500), json({}, 503), json({ ok: 1 }))
    const { http, slept } = patient()
    expect((await http.getJson({ url })).body).toEqual({ ok: 1 })
    expect(asked).toHaveLength(3)
    expect(slept).toEqual([375, 750])
  })

  it('a 429, after the seconds its Retry-After names', async () => {
    const { url } = await serve(json({}, 429, { 'retry-after': '7' }), json({ ok: 1 }))
    const { http, slept } = patient()
    await http.getJson({ url })
    expect(slept).toEqual([7000])
  })

  it('a 429, at the date its Retry-After names, and never later than a minute', async () => {
    const at = (text: string) => json({}, 429, { 'retry-after': text })
    const { url } = await serve(at('Tue, 24 Nov 2026 08:00:12 GMT'), at('86400'), json({ ok: 1 }))
    const { http, slept } = patient()
    await http.getJson({ url })
    expect(slept).toEqual([12_000, 60_000])
  })

  it('an answer that does not come in time', async () => {
    const { url } = await serve(() => {}, json({ ok: 1 }))
    const { http, slept } = patient({ timeoutMs: 400 })
    expect((await http.getJson({ url })).body).toEqual({ ok: 1 })
    expect(slept).toHaveLength(1)
  })

  it('an answer that drips past the time allowed', async () => {
    const { url } = await serve(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const drip = setInterval(() => response.write(' '), 15)
        response.on('close', () => clearInterval(drip))
      },
      json({ ok: 1 }),
    )
    const { http, slept } = patient({ timeoutMs: 400 })
    expect((await http.getJson({ url })).body).toEqual({ ok: 1 })
    expect(slept).toHaveLength(1)
  })

  it('a body that is cut, and a connection that is reset', async () => {
    const { url } = await serve(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
        response.write('{"data":')
        setTimeout(() => response.destroy(), 10)
      },
      (request) => request.socket.resetAndDestroy(),
      json({ ok: 1 }),
    )
    const { http, slept } = patient()
    expect((await http.getJson({ url })).body).toEqual({ ok: 1 })
    expect(slept).toHaveLength(2)
  })

  it('after pauses that double up to a minute, and are never longer', async () => {
    const { url } = await serve(json({}, 503))
    // with all of the jitter a pause is its full length
    const { http, slept } = patient({ retries: 9, chance: () => 1 })
    await faultOf(http.getJson({ url }))
    expect(slept).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  })

  it('but not for ever', async () => {
    const { url, asked } = await serve(json({ error: 'busy' }, 503))
    const { http } = patient({ retries: 2 })
    expect((await faultOf(http.getJson({ url }))).message).toContain('answered 503')
    expect(asked).toHaveLength(3)
  })
})

describe('what stays is a fault that names the place', () => {
  it('a wrong token, asked once', async () => {
    const { url, asked } = await serve(json({ error: 'bad token' }, 401))
    const fault = await faultOf(patient().http.getJson({ url: `${url}/v1/orders` }))
    expect(fault.message).toBe(`${url}/v1/orders answered 401: “{"error":"bad token"}”.`)
    expect(fault.remedy).toContain('token')
    expect(asked).toHaveLength(1)
  })

  it('a page of HTML, with its type and first words and without the secrets of the query', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<html><style>p{}</style><h1>Please log in</h1></html>')
    })
    const fault = await faultOf(patient().http.getJson({ url: `${url}/api`, query: { key: 'hush' } }))
    expect(fault.message).toContain(`${url}/api answered text/html that is not JSON: “Please log in”`)
    expect(fault.message).not.toContain('hush')
  })

  it('an answer larger than allowed', async () => {
    const { url } = await serve(json({ text: 'x'.repeat(5000) }))
    const fault = await faultOf(patient({ maxBytes: 1000, retries: 0 }).http.getJson({ url }))
    expect(fault.remedy).toBe('Ask for smaller pages.')
  })

  it('an address that nobody serves', async () => {
    const { url, close: shut } = await platform(json({}))
    await shut()
    expect((await faultOf(patient().http.getJson({ url }))).message).toContain(`${url}/ could not be read`)
  })
})

describe('the gate', () => {
  it('refuses an address of this machine, by number and by name', async () => {
    const { url } = await serve(json({}))
    const { http } = patient({ allowPrivate: false })
    expect((await faultOf(http.getJson({ url }))).message).toContain('this machine or its network')
    const named = url.replace('127.0.0.1', 'localhost')
    expect((await faultOf(http.getJson({ url: named }))).message).toContain('localhost is at')
    expect((await faultOf(http.getJson({ url: 'http://[::ffff:169.254.169.254]/' }))).message).toContain(
      'network',
    )
  })

  it('lets a private host through that is named, and no other', async () => {
    const { url } = await serve(json({ ok: 1 }))
    const { http } = patient({ allowPrivate: false, privateHosts: ['localhost'] })
    const named = url.replace('127.0.0.1', 'localhost')
    expect((await http.getJson({ url: named })).body).toEqual({ ok: 1 })
    expect((await faultOf(http.getJson({ url }))).remedy).toContain('ALLOW_PRIVATE_HOSTS')
    await http.admit('localhost')
    expect((await faultOf(http.admit('127.0.0.1'))).message).toContain('this machine or its network')
  })

  it('refuses a host that is not listed, also when redirected to it', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(302, { location: 'http://elsewhere.example/' })
      response.end()
    })
    const { http } = patient({ hosts: ['127.0.0.1'] })
    expect((await faultOf(http.getJson({ url }))).message).toContain(
      'elsewhere.example is not among the hosts',
    )
  })

  it('does not carry the token to another origin', async () => {
    const seen: (string | undefined)[] = []
    const other = await platform((request, response, url) => {
      seen.push(request.headers.authorization)
      json({ ok: 1 })(request, response, url)
    })
    const { url } = await serve((_, response) => {
      response.writeHead(307, { location: other.url })
      response.end()
    })
    await patient().http.getJson({ url, headers: { Authorization: 'Bearer hush' } })
    await other.close()
    expect(seen).toEqual([undefined])
  })

  it('gives up a redirect that goes round', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(302, { location: '/' })
      response.end()
    })
    expect((await faultOf(patient().http.getJson({ url }))).message).toContain('redirects more than 5 times')
  })
})

it('keeps every digit of a long id', async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"id":12345678901234567890,"name":"a \\" 1234567890123456789","price":1.50}')
  })
  const { body } = await patient().http.getJson({ url })
  expect(body).toEqual({ id: '12345678901234567890', name: 'a " 1234567890123456789', price: 1.5 })
})

it('takes 204 and 205 as an answer that holds nothing, and 200 without a body as a cut one', async () => {
  const nothing =
    (status: number): Answer =>
    (_, response) => {
      response.writeHead(status)
      response.end()
    }
  for (const status of [204, 205]) {
    const { url } = await serve(nothing(status))
    expect(await patient().http.getJson({ url })).toMatchObject({ status, body: null })
    await close()
  }
  const { url } = await serve(nothing(200))
  await expect(patient().http.getJson({ url })).rejects.toThrow('that is not JSON')
})

it('stops when told to, without another attempt', async () => {
  const stop = new AbortController()
  const { url, asked } = await serve(() => stop.abort(new Error('enough')))
  await expect(patient().http.getJson({ url, signal: stop.signal })).rejects.toThrow('enough')
  expect(asked).toHaveLength(1)
})

it('pings without reading the answer, and says when nobody is well', async () => {
  const { url } = await serve((_, response) => response.end('OK'), json({}, 500))
  const { http } = patient()
  await http.ping(url)
  expect((await faultOf(http.ping(url))).message).toContain('answered 500')
})
