import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { askForm } from '../../../commands/actions/ask-form.ts'
import { understand, withContext } from '../../../src/ask/understand.ts'
import type { Hear } from '../../../src/command.ts'
import { parsed } from '../../../src/workspace/json.ts'
import type { Json } from '../../../src/workspace/memory.ts'
import { optionsIn } from '../../../src/workspace/rules/menu.ts'
import { faultsInView } from '../../../src/workspace/slack-rules.ts'
import { KNOWN } from '../../ask/shop-words.ts'
import { type Market, openMarket } from '../../support/market.ts'
import { soon } from '../../support/soon.ts'
import { answering, faulty, GENERAL, USER } from '../workspace.ts'
import { command, edgeBots, forecast } from './edge-bots.ts'

const here = edgeBots()
let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market.remove())

/** The grammar itself, over a shop of a few names. */
const hear: Hear = async (said, about, { usage: { fault } }) => {
  const meant = about === null ? understand(said, KNOWN) : withContext(said, about, KNOWN)
  if (meant.kind === 'unclear') return { ...meant, because: fault(meant.fault), examples: [] }
  const [name = '', ...rest] = meant.line.split(' ')
  return { kind: 'line', command: name, text: rest.join(' ') }
}

const view = z.looseObject({ view: z.string() })

async function bot() {
  const asked: string[] = []
  const views: Json[] = []
  const posts: { channel: string | null; text: string | null }[] = []
  const opening = faulty('views.open', (_, body) => {
    views.push(parsed(view.parse(Object.fromEntries(new URLSearchParams(body))).view))
    return answering({ ok: true, view: { id: 'V1' } })
  })
  const posting = faulty('chat.postMessage', (_, body) => {
    const read = new URLSearchParams(body)
    posts.push({ channel: read.get('channel'), text: read.get('text') })
    return answering({ ok: true, channel: USER, ts: '1790000001.000001' })
  })
  const commands = ['/kpi', '/why', '/price'].map((name) =>
    command({
      name,
      ask: async (text) => {
        asked.push(`${name} ${text}`.trim())
        return forecast
      },
    }),
  )
  const started = await here.bot({
    hear,
    commands,
    actions: { 'ask.form': askForm(market.ctx, commands) },
    fetch: (url, init) => {
      const to = String(url)
      if (to.includes('views.open')) return opening(url, init)
      return to.includes('chat.postMessage') ? posting(url, init) : fetch(url, init)
    },
  })
  return { ...started, asked, views, posts }
}

let triggers = 0
const payload = (given: object) => ({
  payload: JSON.stringify({
    user: { id: USER },
    team: { id: 'T000000001' },
    trigger_id: `shortcut.${++triggers}`,
    ...given,
  }),
})
const why = (text: string) =>
  payload({
    type: 'message_action',
    callback_id: 'why',
    channel: { id: GENERAL },
    message: { type: 'message', ts: '1790000000.000100', text },
    response_url: here.answers.url,
  })
const suggestion = (field: string, typed: string, callbackId = 'ask.form') => {
  const { trigger_id: _, ...given } = JSON.parse(
    payload({
      type: 'block_suggestion',
      action_id: 'input',
      block_id: field,
      value: typed,
      view: { id: 'V1', callback_id: callbackId },
    }).payload,
  )
  return { payload: JSON.stringify(given) }
}
const chosen = (fields: Readonly<Record<string, string | null>>) =>
  payload({
    type: 'view_submission',
    view: {
      id: `V${++triggers}`,
      callback_id: 'ask.form',
      private_metadata: JSON.stringify({ value: '', responseUrl: null, channelId: USER }),
      state: {
        values: Object.fromEntries(
          Object.entries(fields).map(([name, value]) => [
            name,
            {
              input: {
                type: 'static_select',
                selected_option: value && { text: { type: 'plain_text', text: value }, value },
              },
            },
          ]),
        ),
      },
    },
  })

describe('the shortcut of the app', () => {
  it('opens a form of menus that Slack would take', async () => {
    const { send, views } = await bot()
    await send(payload({ type: 'shortcut', callback_id: 'ask' }))
    await soon(() => expect(views).toHaveLength(1))
    expect(faultsInView(views[0] ?? {})).toEqual([])
    const said = JSON.stringify(views[0])
    for (const part of ['Ask Floorwalker', 'static_select', 'external_select', 'Last month', '/forecast'])
      expect(said).toContain(part)
  })

  it.each([
    ['kpi', 'conv', 'conversion'],
    ['kpi', '转化', 'conversion'],
    ['kpi', '', 'gmv'],
    ['what', 'toy', 'category=Toys'],
    ['what', 'bazario', 'platform=bazario'],
    ['what', 'one of the games', 'bazario/SKU-Games'],
  ])('offers in %s to “%s” the shop’s own names: %s', async (field, typed, value) => {
    const { send } = await bot()
    const answer = await send(suggestion(field, typed))
    const offered = optionsIn(await answer.json())
    expect(offered?.map((one) => one.value)).toContain(value)
  })

  it('offers nothing where nothing is known, and says so in no other way', async () => {
    const { send } = await bot()
    for (const asked of [
      suggestion('kpi', 'nonsense'),
      suggestion('nope', ''),
      suggestion('kpi', 'g', 'other'),
    ])
      expect(await (await send(asked)).json()).toEqual({ options: [] })
  })

  it('is answered to the person, as if it had been typed', async () => {
    const { send, asked, posts, audited } = await bot()
    const answer = await send(
      chosen({ command: '/why', kpi: 'conversion', what: 'category=Toys', when: 'last week' }),
    )
    expect(await answer.text()).toBe('')
    await soon(() => expect(posts).toHaveLength(1))
    expect(asked).toEqual(['/why conversion category=Toys last week'])
    expect(posts[0]).toEqual({ channel: USER, text: forecast.text })
    expect(audited[0]).toContain('ask.form')
  })

  it('reads of its menus only those the command takes', async () => {
    const { send, asked, posts } = await bot()
    await send(chosen({ command: '/price', kpi: 'gmv', what: 'bazario/SKU-Toys', when: 'last week' }))
    await soon(() => expect(posts).toHaveLength(1))
    expect(asked).toEqual(['/price bazario/SKU-Toys'])
  })

  it('stays open where what the question needs is left out', async () => {
    const { send } = await bot()
    const errors = async (fields: Parameters<typeof chosen>[0]) => (await send(chosen(fields))).json()
    expect(await errors({ command: '/kpi', kpi: null })).toMatchObject({ errors: { kpi: 'Choose a KPI.' } })
    expect(await errors({ command: '/price' })).toMatchObject({ errors: { what: /product/ } })
  })
})

describe('“Why?” at a message', () => {
  it.each([
    [
      'Conversion of bazario × Electronics fell on Mon 23 Nov 2026',
      '/why conversion platform=bazario category=Electronics 2026-11-23',
    ],
    ['Daily digest, Mon 23 Nov 2026: GMV +18 %, orders +12 %, conversion −0.3 pp', '/why gmv 2026-11-23'],
  ])('asks why of what it is about: %s', async (text, line) => {
    const { send, asked } = await bot()
    await send(why(text))
    const answer = await here.answers.next(1)
    expect(asked).toEqual([line])
    expect(JSON.stringify(answer)).toContain(`Understood as`)
  })

  it('says so where the message is about no KPI', async () => {
    const { send, asked } = await bot()
    await send(why('Lunch is ready'))
    expect((await here.answers.next(1)).text).toContain('not about a KPI')
    expect(asked).toEqual([])
  })
})
