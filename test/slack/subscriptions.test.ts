import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { actions } from '../../commands/actions/actions.ts'
import { calendar } from '../../commands/calendar.ts'
import { homePage } from '../../commands/home/page.ts'
import { subscribe } from '../../commands/subscribe.ts'
import { target } from '../../commands/target.ts'
import { bindCommand } from '../../src/command.ts'
import { subscriptionOf } from '../../src/state/messages/subscriptions.ts'
import { shopDays } from '../../src/state/shop-days.ts'
import { targetsFrom } from '../../src/state/targets.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'
import { soon } from '../support/soon.ts'
import { click, slash, submitted } from './payloads.ts'
import { faulty, GENERAL, startAnswers, startBot, startServer, USER } from './workspace.ts'

const trigger = z.object({ trigger_id: z.string() })

/** Forms and buttons of digests and the calendar, from Slack's own requests to the state, over Bolt and HTTP. */
describe('what a manager fills in', () => {
  let market: Market
  let server: Awaited<ReturnType<typeof startServer>>
  let answers: Awaited<ReturnType<typeof startAnswers>>
  let bot: Awaited<ReturnType<typeof startBot>>
  let windows = 0
  const views: string[] = []
  const homes: string[] = []

  async function start(groups: { operator: string | null; manager: string | null }) {
    const { ctx } = market
    const opened = faulty('views.open', (_, body) => {
      views.push(body.replaceAll('\\"', '"'))
      return null
    })
    const published = faulty('views.publish', (_, body) => {
      homes.push(body)
      return null
    })
    return startBot({
      ...{ apiUrl: server.apiUrl, state: ctx.state, groups, actions: actions(ctx) },
      fetch: (url, init) =>
        String(url).includes('views.publish') ? published(url, init) : opened(url, init),
      home: (asker) => homePage(ctx, asker),
      commands: [
        bindCommand(subscribe, () => ctx),
        bindCommand(calendar, () => ctx),
        bindCommand(target, () => ctx),
      ],
    })
  }

  beforeAll(async () => {
    market = await openMarket()
    server = await startServer()
    bot = await start({ operator: null, manager: null })
  })
  afterAll(async () => {
    await bot.bot.stop()
    await server.close()
    await market.remove()
  })
  beforeEach(async () => {
    answers = await startAnswers()
  })
  afterEach(() => answers.close())

  async function answered(): Promise<string> {
    return soon(
      () => {
        const found = answers.heard.find(({ text }) => !text.startsWith('Working on'))
        if (!found) throw new Error('nothing was answered')
        answers.heard.splice(0)
        return found.text
      },
      { interval: 10 },
    )
  }
  async function press(action: string, value = ''): Promise<string> {
    await bot.send(click(action, value, answers.url))
    return answered()
  }
  async function open(action: string, value = ''): Promise<string> {
    const { trigger_id } = trigger.parse(await server.call('views.generateTriggerId', { user_id: USER }))
    const before = views.length
    await bot.send(click(action, value, answers.url, trigger_id))
    return soon(() => {
      const view = views[before]
      if (view === undefined) throw new Error('no window was opened')
      return view
    })
  }
  /** what is said of it, or the faults under its fields */
  async function send(action: string, value: string, fields: Record<string, string>): Promise<string> {
    const answer = await (
      await bot.send(submitted(action, value, fields, answers.url, `V${++windows}`))
    ).text()
    return answer === '' ? answered() : answer
  }
  const only = async () => {
    const id = Math.max(0, ...(await market.ctx.state.read('subscription').pluck('id')))
    return subscriptionOf(market.ctx.state, id)
  }

  it('a digest: the form opens, says what is wrong, is saved, changed, paused, sent and deleted', async () => {
    const view = await open('subscription.new')
    for (const part of ['subscription.new', 'external_select', '08:00', GENERAL]) expect(view).toContain(part)
    const fields = {
      kind: 'daily',
      channel: GENERAL,
      at: '99:99',
      days: 'weekdays',
      segment: '',
      size: 'full',
      news: 'always',
      language: 'en',
    }
    expect(await send('subscription.new', '', fields)).toContain('"errors":{"at"')
    expect(await send('subscription.new', '', { ...fields, at: '08:15 Europe/Vienna' })).toContain(
      'Saved as digest',
    )
    const saved = await only()
    expect(saved).toMatchObject({
      channel: GENERAL,
      at: '08:15',
      zone: 'Europe/Vienna',
      weekdays: [1, 2, 3, 4, 5],
    })
    const id = String(saved?.id)
    expect(await open('subscription.edit', id)).toContain('08:15 Europe/Vienna')
    const change = { ...fields, at: '09:30', segment: 'merchant=M-bazario', size: 'compact' }
    expect(await send('subscription.edit', id, change)).toContain('is now:')
    expect(await only()).toMatchObject({ at: '09:30', segment: 'merchant=M-bazario', isCompact: true })
    expect(await press('subscription.pause', id)).toContain('is paused')
    expect((await only())?.pausedAt).not.toBeNull()
    await press('subscription.resume', id)
    expect((await only())?.pausedAt).toBeNull()
    expect(await press('subscription.send', id)).toContain('within a minute')
    expect(await press('subscription.delete', id)).toContain('is deleted')
    expect(await only()).toBeNull()
    expect(await press('subscription.edit', id)).toContain('There is no digest')
  })

  it('a day of the calendar: added, refused, changed, removed, and a calendar imported', async () => {
    expect(await open('calendar.add')).toContain('calendar.add')
    const fields = {
      name: 'Garden week',
      first: '2026-12-01',
      last: '2026-12-07',
      kind: 'promotion',
      segment: 'category=Toys',
    }
    for (const [wrong, under] of [
      [{ first: 'soon' }, 'first'],
      [{ last: '2026-11-01' }, 'last'],
      [{ name: '  ' }, 'name'],
    ] as const)
      expect(await send('calendar.add', '', { ...fields, ...wrong })).toContain(`"errors":{"${under}"`)
    expect(await send('calendar.add', '', { ...fields, segment: 'category=Nothing' })).toContain('Nothing')
    expect(await send('calendar.add', '', fields)).toContain('Garden week, promotion, 1 to 7 Dec 2026, Toys')
    const [day] = await shopDays(market.ctx.state)
    const id = String(day?.id)
    expect(await open('calendar.edit', id)).toContain('Garden week')
    expect(await send('calendar.edit', id, { ...fields, kind: 'holiday', last: '' })).toContain(
      'holiday, Tue 1 Dec 2026',
    )
    expect(await press('calendar.remove', id)).toContain('is removed')
    expect(await open('calendar.import')).toContain('multiline')
    const text = 'date,name\n2026-12-24,Closed early'
    expect(await send('calendar.import', '', { from: text, kind: 'holiday' })).toContain('Imported 1 entry')
    expect(await shopDays(market.ctx.state)).toMatchObject([{ name: 'Closed early', kind: 'holiday' }])
  })

  it('a target is typed, and stands', async () => {
    await bot.send(slash('/target', 'gmv 27k november', answers.url))
    expect(await answered()).toContain('27,000')
    expect(await targetsFrom(market.ctx.state, TODAY)).toMatchObject([{ kpi: 'gmv', value: 2_700_000 }])
  })

  it('on the App Home: a digest is paused there, told in a direct message, and the page is shown anew', async () => {
    await send('subscription.new', '', {
      kind: 'weekly',
      channel: '',
      at: '08:00',
      days: 'everyDay',
      segment: '',
      size: 'full',
      news: 'always',
      language: 'en',
    })
    const id = String((await only())?.id)
    const {
      channel: _,
      response_url: __,
      ...rest
    } = JSON.parse(click('subscription.pause', id, answers.url).payload)
    const before = homes.length
    await bot.send({ payload: JSON.stringify({ ...rest, view: { type: 'home' } }) })
    await soon(() => expect(homes.length).toBeGreaterThan(before))
    expect((await only())?.pausedAt).not.toBeNull()
  })

  it('a viewer opens nothing that decides, and sends nothing', async () => {
    const limited = await start({ operator: 'operators', manager: 'managers' })
    const manager = bot
    bot = limited
    try {
      for (const action of ['calendar.add', 'calendar.remove', 'calendar.import'])
        expect(await press(action, '1')).toContain('Only these may do that: operator')
      const days = await shopDays(market.ctx.state)
      await limited.send(
        submitted(
          'calendar.add',
          '',
          { name: 'X', first: '2026-12-01', last: '', kind: 'promotion' },
          answers.url,
        ),
      )
      expect(await answered()).toContain('Only these may do that: operator')
      expect(await shopDays(market.ctx.state)).toEqual(days)
    } finally {
      bot = manager
      await limited.bot.stop()
    }
  })
})
