import { afterAll, beforeAll, expect, it } from 'vitest'
import { actions } from '../../commands/actions/actions.ts'
import { followUp } from '../../src/alerts/lifecycle.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { alertById, openAlerts } from '../../src/state/alerts.ts'
import { COLLAPSE } from '../alerts/incidents.ts'
import { outboxDoor } from '../support/outbox.ts'
import { schedulingContext } from '../support/scheduling.ts'
import { soon } from '../support/soon.ts'
import { click, submitted } from './payloads.ts'
import { clock, GENERAL, startAnswers, startBot, startServer, tempState, USER } from './workspace.ts'

let server: Awaited<ReturnType<typeof startServer>>
let kept: Awaited<ReturnType<typeof tempState>>
let answers: Awaited<ReturnType<typeof startAnswers>>
let bot: Awaited<ReturnType<typeof startBot>>

beforeAll(async () => {
  server = await startServer()
  kept = await tempState()
  answers = await startAnswers()
  const base = schedulingContext(kept.state, clock)
  const ctx = { ...base, deliver: outboxDoor(clock), config: { ...base.config, alertChannel: '#general' } }
  bot = await startBot({ apiUrl: server.apiUrl, state: kept.state, actions: actions(ctx) })
  const voice = { deliver: ctx.deliver, channel: '#general', locale: shopLocale(ctx.config) }
  const watched = { found: [COLLAPSE], notEvaluated: new Set<string>(), min: { change: 0.05, stakeCents: 0 } }
  await kept.state.transaction((trx) => followUp(trx, { ...watched, at: clock.now() }, voice))
  bot.bot.relay.wake()
})
afterAll(async () => {
  await bot.bot.stop()
  await answers.close()
  await kept.close()
  await server.close()
})

/** The shortcut at a message, as Slack sends it. */
const shortcut = (message: { readonly text: string; readonly ts: string; readonly thread_ts?: string }) =>
  bot.send({
    payload: JSON.stringify({
      ...{ type: 'message_action', callback_id: 'note', trigger_id: `trigger.note.${message.ts}` },
      ...{ user: { id: USER }, team: { id: 'T000000001' }, channel: { id: GENERAL } },
      ...{ response_url: answers.url, message },
    }),
  })

it('a message of an alert’s thread is kept as its note, which its resolution has', async () => {
  const [alert] = await openAlerts(kept.state)
  const id = alert?.id ?? ''
  const standing = (says: string) =>
    soon(async () => {
      const [own] = (await server.history()).filter(
        ({ metadata }) => metadata?.event_payload.key === `alert:${id}`,
      )
      expect(JSON.stringify(own)).toContain(says)
      return own?.ts ?? ''
    })
  const ts = await standing('Unacknowledged')

  await shortcut({ text: 'what is this', ts: '1.000100' })
  expect((await answers.next(1)).text).toContain('in the thread of no alert')
  await shortcut({ text: 'The terminal was down &amp; is up again', ts: '2.000100', thread_ts: ts })
  expect((await answers.next(2)).text).toContain('the note is kept')
  await standing('Note: The terminal was down &amp; is up again')
  await soon(async () =>
    expect((await server.replies(ts)).map(({ text }) => text).join()).toContain('Admin User kept a note'),
  )

  await bot.send(click('alert.resolve', id, answers.url))
  await bot.send(submitted('alert.resolve', id, { note: '' }, answers.url))
  await soon(async () => expect((await alertById(kept.state, id))?.status).toBe('resolved'))
  expect(await alertById(kept.state, id)).toMatchObject({
    note: 'The terminal was down & is up again',
    resolvedBy: 'Admin User',
  })
})
