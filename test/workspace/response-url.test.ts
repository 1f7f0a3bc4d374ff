import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { faultOf } from '../../src/workspace/slack-rules.ts'
import { ALERT, startBot, type TestBot } from './bot.ts'

const shown = z.array(z.object({ ts: z.string(), html: z.string(), isEphemeral: z.boolean() }))
const stateShape = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) })

describe('a response URL of the local workspace', () => {
  let bot: TestBot
  let origin = ''
  let channel = ''
  let given = ''

  beforeAll(async () => {
    bot = await startBot()
    bot.app.command('/forecast', async ({ ack, body }) => {
      await ack()
      given = body.response_url
    })
    bot.app.action('alert.snooze', async ({ ack, body }) => {
      await ack()
      if (body.type === 'block_actions') given = body.response_url
    })
    origin = bot.workspace.url
    const { channels } = stateShape.parse(await (await fetch(`${origin}/page/state`)).json())
    channel = channels.find(({ name }) => name === 'ask-floorwalker')?.id ?? ''
  })
  afterAll(() => bot.stop())

  const act = (path: string, body: unknown) =>
    fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    })
  const messages = async () =>
    shown.parse(await (await fetch(`${origin}/page/messages?channel=${channel}`)).json())
  const urlOf = async (cause: () => Promise<unknown>) => {
    given = ''
    await cause()
    await expect.poll(() => given).not.toBe('')
    return given
  }
  const asked = () => urlOf(() => act('/page/say', { channel, text: '/forecast', threadTs: null }))
  const pressed = (ts: string) => urlOf(() => act('/page/press', { channel, ts, place: '2:1' }))
  const to = async (url: string, body: unknown) => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.text() }
  }

  it('of a command adds an answer also when it should replace: there is nothing to be replaced', async () => {
    const url = await asked()
    expect(await to(url, { text: 'first' })).toEqual({ status: 200, body: 'ok' })
    await to(url, { text: 'second', replace_original: true })
    await to(url, { delete_original: true })
    expect((await messages()).map(({ html }) => /first|second/.exec(html)?.[0])).toEqual(['first', 'second'])
  })

  it('of a button replaces and deletes the message it is on', async () => {
    const ts = await bot.post('#ask-floorwalker', ALERT)
    await to(await pressed(ts), { text: 'snoozed', replace_original: 'true' })
    expect((await messages()).find((message) => message.ts === ts)?.html).toContain('snoozed')
    const other = await bot.post('#ask-floorwalker', ALERT)
    await to(await pressed(other), { delete_original: true })
    expect((await messages()).some((message) => message.ts === other)).toBe(false)
  })

  it('refuses with status 200 what Slack refuses so', async () => {
    const url = await asked()
    const before = (await messages()).length
    expect(await to(url, { text: 'x', blocks: [{ type: 'hologram' }] })).toEqual({
      status: 200,
      body: '{"ok":false,"error":"invalid_blocks"}',
    })
    expect(await to(url, {})).toEqual({ status: 200, body: '{"ok":false,"error":"no_text"}' })
    expect(await messages()).toHaveLength(before)
  })

  it('serves five times, also when it refuses', async () => {
    const url = await asked()
    const uses = []
    for (let use = 0; use < 6; use++) uses.push((await to(url, {})).status)
    expect(uses).toEqual([200, 200, 200, 200, 200, 404])
    expect((await to(url, {})).body).toBe('{"ok":false,"error":"used_url"}')
  })

  it('refuses the same blocks when they are posted', async () => {
    const posted = bot.app.client.chat.postMessage({
      channel,
      text: 'x',
      blocks: [{ type: 'hologram' }] as never,
    })
    await expect(posted).rejects.toThrow('invalid_blocks')
  })
})

describe('the rules of blocks', () => {
  const chart = (labels: readonly string[]) => ({
    type: 'data_visualization',
    title: 'GMV',
    chart: {
      type: 'line',
      series: [{ name: 'GMV', data: labels.map((label) => ({ label, value: 1 })) }],
      axis_config: { categories: ['Mon', 'Tue'] },
    },
  })
  const rows = (count: number, text: string) => ({
    type: 'data_table',
    caption: 'Rows',
    rows: Array.from({ length: count }, () => [{ type: 'raw_text', text }]),
  })

  it.each([
    ['a chart with a point for every category', [chart(['Mon', 'Tue'])], null],
    ['a chart with a gap', [chart(['Mon'])], 'invalid_blocks'],
    ['a chart with a point too many', [chart(['Mon', 'Tue', 'Tue'])], 'invalid_blocks'],
    ['a table of 201 rows', [rows(201, 'x')], null],
    ['a table of 202 rows', [rows(202, 'x')], 'invalid_blocks'],
    [
      'tables of more than 20,000 characters',
      [rows(101, 'x'.repeat(100)), rows(101, 'x'.repeat(100))],
      'invalid_blocks',
    ],
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), 'invalid_blocks'],
    ['an empty section', [{ type: 'section' }], 'invalid_blocks'],
    [
      'a header of 151 letters',
      [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
      'invalid_blocks',
    ],
  ])('%s', (_, blocks, fault) => expect(faultOf(blocks)).toBe(fault))
})
