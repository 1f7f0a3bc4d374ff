import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../commands/actions/actions.ts'
import { alerts } from '../../commands/alerts.ts'
import { homePage } from '../../commands/home/page.ts'
import type { Incident } from '../../src/alerts/incident.ts'
import { followUp } from '../../src/alerts/lifecycle.ts'
import { bindCommand } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { alertById, openAlerts, type StoredAlert } from '../../src/state/alerts.ts'
import { COLLAPSE } from '../alerts/incidents.ts'
import { outboxDoor } from '../support/outbox.ts'
import { schedulingContext } from '../support/scheduling.ts'
import { soon } from '../support/soon.ts'
import { click, slash, submitted } from './payloads.ts'
import { clock, startAnswers, startBot, startServer, tempState, USER } from './workspace.ts'

let server: Awaited<ReturnType<typeof startServer>>
let kept: Awaited<ReturnType<typeof tempState>>
let answers: Awaited<ReturnType<typeof startAnswers>>
let bot: Awaited<ReturnType<typeof startBot>>
let ctx: Context
const posts: { text: string; broadcast: boolean; body: string }[] = []

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  posts.length = 0
  kept = await tempState()
  answers = await startAnswers()
  const base = schedulingContext(kept.state, clock)
  const lake = { ...base.lake, query: async () => [], accounts: async () => [] }
  ctx = { ...base, lake, deliver: outboxDoor(clock), config: { ...base.config, alertChannel: '#general' } }
  bot = await startBot({
    apiUrl: server.apiUrl,
    state: kept.state,
    commands: [bindCommand(alerts, () => ctx)],
    actions: actions(ctx),
    home: (asker) => homePage(ctx, asker),
    fetch: async (url, init) => {
      if (String(url).endsWith('/chat.postMessage')) {
        const body = new URLSearchParams(String(init?.body))
        posts.push({
          text: body.get('text') ?? '',
          broadcast: body.get('reply_broadcast') === 'true',
          body: String(body),
        })
      }
      return fetch(url, init)
    },
  })
})
afterEach(async () => {
  await bot.bot.stop()
  await answers.close()
  await kept.close()
})

const watched = async (found: readonly Incident[]) => {
  const voice = { deliver: ctx.deliver, channel: '#general', locale: shopLocale(ctx.config) }
  const asked = {
    found,
    notEvaluated: new Set<string>(),
    min: { change: 0.05, stakeCents: 0 },
    at: clock.now(),
  }
  await kept.state.transaction((trx) => followUp(trx, { ...asked, usualDayCents: 4_000_000 }, voice))
  bot.bot.relay.wake()
}

async function opened(): Promise<StoredAlert> {
  await watched([{ ...COLLAPSE, stakeCents: 50_000 }])
  const [alert] = await openAlerts(kept.state)
  if (!alert) throw new Error('no alert is open')
  await standing(alert.id, 'Alert 1')
  return alert
}

/** The one living message, once it says so. */
function standing(id: string, says: string) {
  return soon(
    async () => {
      const own = (await server.history()).filter(
        ({ metadata }) => metadata?.event_payload.key === `alert:${id}`,
      )
      expect(own).toHaveLength(1)
      expect(JSON.stringify(own[0])).toContain(says)
      const [message] = own
      if (!message) throw new Error('the alert does not stand')
      return message
    },
    { timeout: 5000 },
  )
}

const thread = (ts: string, says: string) =>
  soon(
    async () => {
      const replies = await server.replies(ts)
      expect(replies.map(({ text }) => text).join('\n')).toContain(says)
      return replies
    },
    { timeout: 5000 },
  )

const actionsOf = (message: { blocks?: unknown }) =>
  [...JSON.stringify(message.blocks ?? []).matchAll(/"action_id":"(alert\.\w+)/g)].map(([, name]) => name)
const now = async (id: string) => alertById(kept.state, id)
const press = (action: string, value: string) => bot.send(click(action, value, answers.url))

describe('an alert in Slack, from opened to resolved and open again', () => {
  it('is acknowledged and taken back, in place, with a line in the thread for each', async () => {
    const { id } = await opened()
    await press('alert.ack', id)
    const acked = await standing(id, 'Acknowledged by Admin User.')
    expect(actionsOf(acked)).toEqual([
      ...['alert.unack', 'alert.assign', 'alert.snooze', 'alert.resolve'],
      ...['alert.feedback', 'alert.feedback', 'alert.feedback'],
    ])
    await thread(acked.ts, 'Admin User acknowledged it.')
    await press('alert.ack', id)
    expect((await answers.next(1)).text).toContain('Admin User has acknowledged it already.')
    await press('alert.unack', id)
    const free = await standing(id, 'Unacknowledged.')
    expect(actionsOf(free)).toContain('alert.ack')
    await thread(free.ts, 'took the acknowledgement back')
    expect(posts.filter(({ broadcast }) => broadcast)).toEqual([])
  })

  it('pressed by two at once is acknowledged by one, and the other is told', async () => {
    const { id } = await opened()
    await Promise.all([press('alert.ack', id), press('alert.ack', id)])
    expect((await answers.next(1)).text).toContain('has acknowledged it already.')
    const { ts } = await standing(id, 'Acknowledged by Admin User.')
    const lines = (await thread(ts, 'acknowledged it.')).filter(({ text }) =>
      text.includes('acknowledged it.'),
    )
    expect(lines).toHaveLength(1)
  })

  it('is assigned by a window: the person is mentioned in the thread', async () => {
    const { id } = await opened()
    const form = submitted('alert.assign', id, { person: USER, group: '' }, answers.url)
    await bot.send(form)
    expect((await answers.next(1)).text).toContain('assigned to Admin User.')
    const { ts } = await standing(id, 'Assigned to Admin User.')
    const replies = await thread(ts, 'assigned it to @Admin User')
    expect(JSON.stringify(replies)).toContain(`{"type":"user","user_id":"${USER}"}`)
  })

  it('is snoozed by a window, until an hour that is said, and woken', async () => {
    const { id } = await opened()
    await bot.send(submitted('alert.snooze', id, { span: '', until: '2d' }, answers.url))
    const { text } = await answers.next(1)
    expect(text).toMatch(/snoozed until \d+ \w+ \d\d:\d\d \(Europe\/Berlin\)/)
    const asleep = await standing(id, 'Snoozed by Admin User until')
    expect(actionsOf(asleep)).toContain('alert.unsnooze')
    await press('alert.unsnooze', id)
    await thread(asleep.ts, 'Admin User ended the snooze.')
    expect((await now(id))?.snoozedUntil).toBeNull()
  })

  it('a snooze that is over is shown to the channel, for an edit notifies nobody', async () => {
    const { id } = await opened()
    await press('alert.snooze', `${id}:4`)
    await standing(id, 'Snoozed by Admin User until')
    await kept.state.write('alert').update({ snoozed_until: new Date(Date.now() - 1000).toISOString() })
    await watched([{ ...COLLAPSE, stakeCents: 50_000 }])
    const { ts } = await standing(id, 'Unacknowledged.')
    await thread(ts, 'The snooze is over, and it is still open.')
    expect(posts.filter(({ broadcast }) => broadcast).map(({ text }) => text)).toEqual([
      expect.stringContaining('The snooze is over, and it is still open. 0.70 %'),
    ])
  })

  it('that gets worse and that comes back is shown to the channel', async () => {
    const { id } = await opened()
    await watched([{ ...COLLAPSE, stakeCents: 300_000 }])
    const { ts } = await standing(id, 'Alert 1, critical.')
    await thread(ts, 'It got worse.')
    await watched([])
    await thread(ts, 'Resolved: back inside its range.')
    await watched([{ ...COLLAPSE, stakeCents: 300_000 }])
    await standing(id, 'Reopened.')
    await thread(ts, 'Reopened: it is back.')
    expect(posts.map(({ broadcast }) => broadcast)).toEqual([false, true, false, true])
  })

  it('is resolved with a note and reopened by a button', async () => {
    const { id } = await opened()
    await bot.send(submitted('alert.resolve', id, { note: 'the terminal was down' }, answers.url))
    expect((await answers.next(1)).text).toContain(': resolved.')
    const over = await standing(id, 'Admin User resolved it: the terminal was down')
    expect(actionsOf(over)[0]).toBe('alert.reopen')
    await press('alert.ack', id)
    expect((await answers.next(2)).text).toContain('it is resolved already')
    await press('alert.reopen', id)
    await standing(id, 'Reopened. Unacknowledged.')
    await thread(over.ts, 'Admin User reopened it.')
    expect(posts.filter(({ broadcast }) => broadcast)).toHaveLength(1)
  })

  it('takes feedback, and thanks for it', async () => {
    const { id } = await opened()
    await press('alert.feedback~3', `${id}:noise`)
    expect((await answers.next(1)).text).toContain('noted as noise.')
    const { ts } = await standing(id, 'Feedback: noise.')
    await thread(ts, 'gave feedback: noise.')
  })

  it('a window that is filled in wrong stays open and says why under its field', async () => {
    const { id } = await opened()
    const answer = await bot.send(submitted('alert.snooze', id, { span: '', until: 'soonish' }, answers.url))
    expect(await answer.json()).toMatchObject({
      response_action: 'errors',
      errors: { until: expect.stringContaining('“soonish” is not a time') },
    })
    const none = await bot.send(submitted('alert.assign', id, { person: '', group: '' }, answers.url))
    expect(await none.json()).toMatchObject({ errors: { person: 'Choose a person or write a group.' } })
    expect((await now(id))?.status).toBe('open')
  })

  it('is done by a command as by a button', async () => {
    const { id } = await opened()
    await bot.send(slash('/alerts', 'ack 1', answers.url))
    expect((await answers.next(1)).text).toContain('Alert 1, Conversion fell')
    const { ts } = await standing(id, 'Acknowledged by Admin User.')
    await thread(ts, 'Admin User acknowledged it.')
    await bot.send(slash('/alerts', `assign 1 <@${USER}|admin>`, answers.url))
    await standing(id, 'Assigned to admin.')
    await bot.send(slash('/alerts', 'resolve 1 all is well', answers.url))
    await standing(id, 'resolved it: all is well')
  })
})

it('the home page shows each open alert with the same buttons, named by its number', async () => {
  await opened()
  const page = await homePage(ctx, { userId: 'U1', roles: ['operator'] })
  const labels = page.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []))
  expect(labels.filter(({ action }) => action.startsWith('alert.')).map(({ label }) => label)).toEqual([
    ...['Acknowledge 1', 'Assign… 1', 'Snooze… 1', 'Resolve… 1'],
  ])
  const reader = await homePage(ctx, { userId: 'U1', roles: ['viewer'] })
  expect(JSON.stringify(reader)).not.toContain('alert.ack')
})
