import { afterEach, describe, expect, it } from 'vitest'
import { keptOf } from '../../../src/state/kept.ts'
import { freshDatabase } from '../../support/databases.ts'
import { feedsOf } from '../feeds.ts'
import { json, NOW, platform } from '../platform.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface How {
  /** how it answers who gets a token */
  readonly answer?: 'json' | 'form'
  readonly expiresIn?: number | string | null
  readonly clientIn?: 'body' | 'header'
  readonly grant?: 'client_credentials' | 'refresh_token'
  /** a refresh token is good once, and the next one comes with the answer */
  readonly rotates?: boolean
  readonly send?: Readonly<Record<string, string>>
}

/** A platform that gives out tokens and takes the latest only, as it is told to. */
async function open(how: How = {}) {
  const { answer = 'json', expiresIn = 3600, clientIn = 'body', grant = 'client_credentials' } = how
  const state = { given: 0, refresh: 'r/1+é', refused: false, apiRefuses: 0 }
  const asked: string[] = []
  const server = await platform((request, response, url) => {
    if (url.pathname === '/orders') {
      asked.push(request.headers.authorization ?? '')
      const isGood = request.headers.authorization === `Bearer t${state.given}` && state.apiRefuses-- <= 0
      return json(isGood ? { data: [{ id: 1 }] } : { error: 'invalid_token' }, isGood ? 200 : 401)(
        request,
        response,
        url,
      )
    }
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      const form = Object.fromEntries(new URLSearchParams(text))
      const client = clientIn === 'body' ? `${form.client_id}:${form.client_secret}` : ''
      const header = `Basic ${Buffer.from('id%3A1:s%20e').toString('base64')}`
      const isClient = clientIn === 'body' ? client === 'id:1:s e' : request.headers.authorization === header
      const isAsked =
        request.headers['content-type'] === 'application/x-www-form-urlencoded' &&
        Object.entries(how.send ?? {}).every(([name, value]) => form[name] === value)
      if (!isClient || !isAsked || form.grant_type !== grant)
        return json({ error: 'invalid_client', error_description: text }, 401)(request, response, url)
      if (state.refused || (grant === 'refresh_token' && form.refresh_token !== state.refresh))
        return json({ error: 'invalid_grant', error_description: text }, 400)(request, response, url)
      state.given++
      if (how.rotates) state.refresh = `r/${state.given + 1}`
      const said = {
        access_token: `t${state.given}`,
        token_type: 'bearer',
        ...(expiresIn !== null && { expires_in: expiresIn }),
        ...(how.rotates && { refresh_token: state.refresh }),
      }
      if (answer === 'json') return json(said)(request, response, url)
      response.writeHead(200, { 'content-type': 'application/x-www-form-urlencoded' })
      response.end(
        new URLSearchParams(
          Object.entries(said).map(([k, v]): [string, string] => [k, String(v)]),
        ).toString(),
      )
    })
  })
  closing.push(server.close)
  return { url: server.url, state, asked }
}

/** Two tables of one platform; a new one is what a restart begins with. */
function feed(url: string, { clientIn = 'body', grant, send = {} }: How = {}, refresh = 'r/1+é') {
  const asks = [
    `token_url: ${url}/token`,
    'client_id: ID',
    'client_secret: SECRET',
    `client_in: ${clientIn}`,
    ...(grant === 'refresh_token' ? ['refresh_token: REFRESH'] : []),
    `send: ${JSON.stringify(send)}`,
  ]
  const shop = feedsOf(
    `shop:
      rest:
        url: ${url}/orders
        rows: data
        paging: none
        oauth: { ${asks.join(', ')} }
        zone: UTC
        currency: EUR
        tables: { orders: { order_id: id }, products: { product_id: id } }`,
    { ID: 'id:1', SECRET: 's e', REFRESH: refresh },
  )
  closing.push(shop.remove)
  return {
    ...shop,
    run: async (minutes = 0, more: Parameters<typeof shop.run>[1] = {}, table = 'orders') =>
      (await shop.run(`shop/${table}`, { at: new Date(NOW.getTime() + minutes * 60_000), ...more }))[0],
  }
}

const KINDS: readonly (readonly [what: string, how: How])[] = [
  ['client_credentials, who asks in the body', {}],
  ['client_credentials, who asks in the header', { clientIn: 'header' }],
  ['a scope and an audience', { send: { scope: 'read:orders read:items', audience: 'https://api' } }],
  ['an answer that is a form', { answer: 'form' }],
  ['a time that is text', { expiresIn: '3600' }],
  ['no time', { expiresIn: null }],
  ['a refresh token', { grant: 'refresh_token' }],
  ['a refresh token that is changed each time', { grant: 'refresh_token', rotates: true }],
  [
    'a refresh token, who asks in the header',
    { grant: 'refresh_token', clientIn: 'header', answer: 'form', rotates: true },
  ],
]

describe('tokens that pass', () => {
  it.each(KINDS)('are asked for once and shared by the tables of a feed: %s', async (_, how) => {
    const { url, state } = await open(how)
    const shop = feed(url, how)
    expect(await shop.run()).toMatchObject({ error: null, rows: 1 })
    expect(await shop.run(5, {}, 'products')).toMatchObject({ error: null, rows: 1 })
    expect(state.given).toBe(1)
  })

  it.each([
    [3600, 58, 1],
    [3600, 59.5, 2],
    ['600', 9, 2],
    [20, 0.25, 1],
    [20, 0.31, 2],
    [null, 10_000, 1],
  ] as const)(
    'of %s s are asked for anew before they end: after %s minutes %s',
    async (expiresIn, minutes, given) => {
      const { url, state } = await open({ expiresIn })
      const shop = feed(url)
      await shop.run()
      expect(await shop.run(minutes)).toMatchObject({ error: null })
      expect(state.given).toBe(given)
    },
  )

  it('that are refused all the same are asked for anew, once', async () => {
    const { url, state, asked } = await open({ expiresIn: null })
    const shop = feed(url)
    await shop.run()
    state.given++
    expect(await shop.run(1)).toMatchObject({ error: null })
    expect(asked).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t3'])
    asked.length = 0
    state.apiRefuses = 100
    expect((await shop.run(2))?.error).toContain('answered 401')
    expect(asked).toEqual(['Bearer t3', 'Bearer t4'])
  })
})

describe('a refresh token that the platform changes', () => {
  const how: How = { grant: 'refresh_token', rotates: true }

  it('is kept in the state, where the next process finds it; one that somebody has put in place of the first goes before', async () => {
    const fresh = await freshDatabase('sqlite')
    closing.push(fresh.remove)
    const kept = keptOf(fresh.state)
    const { url, state } = await open(how)
    expect(await feed(url, how).run(0, { kept })).toMatchObject({ error: null })
    expect(await feed(url, how).run(0, { kept })).toMatchObject({ error: null })
    expect(await kept.read('oauth shop')).toContain('"r/3"')
    state.refresh = 'another'
    expect((await feed(url, how).run(0, { kept }))?.error).toContain('put the new one into REFRESH')
    expect(await feed(url, how, 'another').run(0, { kept })).toMatchObject({ error: null })
    expect(await feed(url, how, 'another').run(0, { kept })).toMatchObject({ error: null })
  })

  it('is kept before the first page is read', async () => {
    const kept = new Map<string, string>()
    const { url, state } = await open(how)
    state.apiRefuses = 100
    const read = async (name: string) => kept.get(name) ?? null
    const save = async (name: string, value: string) => void kept.set(name, value)
    expect((await feed(url, how).run(0, { kept: { read, save } }))?.error).toContain('answered 401')
    expect(kept.get('oauth shop')).toContain(state.refresh)
  })
})

describe('what is said of a refusal', () => {
  it.each([
    ['a client that is not known', { clientIn: 'header' } as How, {} as How, 'answered 401 (invalid_client)'],
    [
      'a refresh token that is used up',
      { grant: 'refresh_token' } as How,
      { grant: 'refresh_token' } as How,
      '(invalid_grant)',
    ],
  ])('names %s and shows no secret', async (_, how, asks, words) => {
    const { url, state } = await open(how)
    state.refused = true
    const shop = feed(url, asks)
    const error = (await shop.run())?.error ?? ''
    expect(error).toContain(words)
    expect(error).not.toMatch(/s e|s\+e|s%20e|r\/1|r%2F1|id:1/)
    expect(JSON.stringify([...shop.cursors.values()])).not.toMatch(/s e|r\/1/)
  })

  it('nor what a platform that is down repeats of the question', async () => {
    const server = await platform(json({ error: 'secret-1' }, 503))
    closing.push(server.close)
    const error = (await feed(server.url).run())?.error ?? ''
    expect(error).toContain('answered 503')
    expect(error).not.toContain('secret-1')
  })

  it.each(['{"token":"secret-1"}', 'secret-1', '<p>secret-1</p>', ''])(
    'never what was answered: %s',
    async (body) => {
      const server = await platform((_, response) => response.end(body))
      closing.push(server.close)
      const error = (await feed(server.url).run())?.error ?? ''
      expect(error).toContain('gave no token')
      expect(error).not.toContain('secret-1')
    },
  )
})
