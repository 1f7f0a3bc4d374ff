import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ALERT, DIGEST, HOSTILE, startBot, type TestBot } from './bot.ts'

const shown = z.array(
  z.object({
    ts: z.string(),
    name: z.string(),
    html: z.string(),
    isEdited: z.boolean(),
    isEphemeral: z.boolean(),
    replies: z.number(),
    confirms: z.record(z.string(), z.object({ title: z.string(), text: z.string() })),
  }),
)
const stateShape = z.object({
  team: z.string(),
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
})

describe('the local workspace, over emulate and Bolt', () => {
  let bot: TestBot
  let origin = ''
  const ids: Record<string, string> = {}

  beforeAll(async () => {
    bot = await startBot()
    origin = bot.workspace.url
    const state = stateShape.parse(await get('/page/state'))
    for (const { name, id } of state.channels) ids[name] = id
  })
  afterAll(() => bot.stop())

  const get = async (path: string): Promise<unknown> => (await fetch(origin + path)).json()
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: JSON.stringify(body),
    })
  const act = async (path: string, body: unknown) =>
    z.object({ fault: z.string().nullable() }).parse(await (await post(path, body)).json()).fault
  const messages = async (channel: string, thread = '') =>
    shown.parse(await get(`/page/messages?channel=${ids[channel]}${thread && `&thread=${thread}`}`))
  const say = (channel: string, text: string, threadTs: string | null = null) =>
    act('/page/say', { channel: ids[channel], text, threadTs })
  const press = (channel: string, ts: string, place: string) =>
    act('/page/press', { channel: ids[channel], ts, place })
  const last = async (channel: string) => (await messages(channel)).at(-1)

  it('names its channels and the shop', async () => {
    expect(Object.keys(ids)).toEqual(['daily-digest', 'kpi-alerts', 'ask-floorwalker'])
    expect(stateShape.parse(await get('/page/state')).team).toBe('Nordmarkt & Co')
  })

  it('shows what the bot posts to a channel by its name, with tables and charts', async () => {
    await bot.post('#daily-digest', DIGEST)
    const digest = await last('daily-digest')
    expect(digest?.name).toBe('Floorwalker')
    expect(digest?.html).toContain('<caption>What moved it</caption>')
    expect(digest?.html).toMatch(
      /<figure class="chart" role="img" aria-label="GMV, last 14 days \(€\)\. From Nov 10 to Nov 23\. GMV: [\d,]+ to [\d,]+, last [\d,]+\. expected: 45,000 to 45,000, last 45,000\."><svg aria-hidden="true"/,
    )
    expect(digest?.html).toContain('Nordmarkt &amp; Co')
  })

  it('shows hostile data as text', async () => {
    await bot.post('#daily-digest', {
      text: HOSTILE,
      blocks: [
        { kind: 'header', text: HOSTILE },
        { kind: 'text', spans: HOSTILE },
        { kind: 'fields', fields: [{ label: HOSTILE, value: HOSTILE }] },
        { kind: 'context', spans: HOSTILE },
        { kind: 'actions', buttons: [{ label: HOSTILE, action: 'x', value: HOSTILE }] },
        {
          kind: 'chart',
          title: HOSTILE,
          type: 'bar',
          categories: [HOSTILE],
          series: [{ label: HOSTILE, values: [1] }],
        },
      ],
    })
    const html = (await last('daily-digest'))?.html ?? ''
    expect(html).not.toMatch(/<script/i)
    expect(html).not.toContain('slack_broadcast')
    expect(html).not.toContain('slack_user')
    const once = html.replace(/<svg[^>]*class="narrow".*?<\/svg>/s, '')
    expect(once.replace(/<[^>]*>/g, '').match(/&lt;!channel&gt;/g)).toHaveLength(7)
  })

  it('answers a command to the one who asked, and to nobody else', async () => {
    expect(await say('ask-floorwalker', '/kpi conversion 7d')).toBeNull()
    await expect.poll(() => last('ask-floorwalker')).toMatchObject({ isEphemeral: true })
    expect((await last('ask-floorwalker'))?.html).toContain('asked conversion 7d')
    const history = await bot.app.client.conversations.history({ channel: ids['ask-floorwalker'] ?? '' })
    expect(history.messages).toEqual([])
  })

  it('takes a command in any case', async () => {
    expect(await say('ask-floorwalker', '/KPI loud')).toBeNull()
    await expect.poll(async () => (await last('ask-floorwalker'))?.html).toContain('asked loud')
    await act('/page/dismiss', { ts: (await last('ask-floorwalker'))?.ts })
  })

  it('shares an answer with everyone and takes the private one away', async () => {
    const answer = await last('ask-floorwalker')
    expect(await press('ask-floorwalker', answer?.ts ?? '', '1:0')).toBeNull()
    await expect
      .poll(async () => (await messages('ask-floorwalker')).map((m) => m.isEphemeral))
      .toEqual([false])
    expect((await last('ask-floorwalker'))?.html).toContain('shared with all')
  })

  it('shows what a bare acknowledgement says', async () => {
    expect(await say('ask-floorwalker', '/price')).toBeNull()
    expect(await last('ask-floorwalker')).toMatchObject({ isEphemeral: true })
    expect((await last('ask-floorwalker'))?.html).toContain('Give a SKU.')
  })

  it('names the fault of a command nobody answers to', async () => {
    expect(await say('ask-floorwalker', '/nothing')).toMatch(/not a command here/)
    expect(await say('ask-floorwalker', '/forcast gmv')).toBe(
      '/forcast is not a command here. Did you mean /forecast? Type / to see them all.',
    )
    expect(await say('ask-floorwalker', '/forecast gmv')).toMatch(/HTTP 404/)
  })

  it('hands a click to its listener and shows the message it edits', async () => {
    const ts = await bot.post('#kpi-alerts', ALERT)
    expect((await last('kpi-alerts'))?.confirms).toEqual({
      '2:0': expect.objectContaining({ text: 'Take this one?' }),
    })
    expect(await press('kpi-alerts', ts, '2:0')).toBeNull()
    await expect.poll(() => last('kpi-alerts')).toMatchObject({ ts, isEdited: true })
    expect((await last('kpi-alerts'))?.html).toContain('Acknowledged by You')
    expect(bot.clicks).toEqual([expect.stringMatching(/^alert-7 by U/)])
  })

  it('refuses a click on a button that is gone', async () => {
    const edited = await last('kpi-alerts')
    expect(await press('kpi-alerts', edited?.ts ?? '', '2:0')).toBe('This message is gone.')
  })

  it('keeps replies in the thread and counts them', async () => {
    const parent = await bot.post('#daily-digest', { text: 'parent', blocks: [] })
    await bot.post('#daily-digest', { text: 'detail', blocks: [] }, parent)
    expect(await say('daily-digest', 'thanks', parent)).toBeNull()
    expect(await last('daily-digest')).toMatchObject({ ts: parent, replies: 2 })
    expect((await messages('daily-digest', parent)).map((m) => m.name)).toEqual([
      'Floorwalker',
      'Floorwalker',
      'You',
    ])
  })

  it('tells the bot when it is named', async () => {
    await say('ask-floorwalker', 'hello @Floorwalker')
    await expect.poll(async () => (await last('ask-floorwalker'))?.html).toContain('you called?')
  })

  it('opens Home and passes its clicks on', async () => {
    expect(await act('/page/open-home', {})).toBeNull()
    await expect.poll(async () => JSON.stringify(await get('/page/home'))).toContain('Good morning')
    expect(await act('/page/press-home', { place: '1:0' })).toBeNull()
    expect(bot.clicks).toContain('home')
  })

  it('shows an uploaded picture through itself, which holds the token to fetch it', async () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex')
    await bot.app.client.files.uploadV2({
      channel_id: ids['daily-digest'] ?? '',
      file: png,
      filename: 'chart.png',
    })
    const html = (await last('daily-digest'))?.html ?? ''
    const address = /<img class="picture" src="([^"]+)"/.exec(html)?.[1] ?? ''
    const picture = await fetch(origin + address)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(png)
    const head = await fetch(origin + address, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'image/png'])
  })

  it('acts for no other website', async () => {
    const body = { channel: ids['kpi-alerts'], text: 'hi', threadTs: null }
    expect((await post('/page/say', body, { origin: 'https://elsewhere.example' })).status).toBe(403)
    const form = await fetch(`${origin}/page/say`, { method: 'POST', body: 'a=b', headers: { origin } })
    expect(form.status).toBe(403)
  })

  it('is read under no other host name', async () => {
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${origin}/page/state`, { headers: { host: 'rebound.example' } })
      asked
        .on('response', (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(403)
  })

  it('lets no page in that it did not serve itself', async () => {
    const page = await fetch(origin)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(await page.text()).not.toMatch(/(?:src|href)="https?:/)
  })

  it('honours a response URL five times', async () => {
    let url = ''
    bot.app.command('/forecast', async ({ ack, body }) => {
      await ack()
      url = body.response_url
    })
    await say('ask-floorwalker', '/forecast')
    await expect.poll(() => url).not.toBe('')
    const uses = []
    for (let use = 0; use < 6; use++) {
      uses.push((await fetch(url, { method: 'POST', body: JSON.stringify({ text: `use ${use}` }) })).status)
    }
    expect(uses).toEqual([200, 200, 200, 200, 200, 404])
  })
})
