import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slash } from '../slack/payloads.ts'
import { GENERAL, startAnswers, startBot, startServer, tempState, USER } from '../slack/workspace.ts'

const COMMAND = {
  name: '/kpi',
  usage: '/kpi <name>',
  about: 'A figure',
  examples: [],
  roles: ['viewer'] as const,
  ask: async (text: string) => ({ text: `${text} is 5`, blocks: [] }),
}

let server: Awaited<ReturnType<typeof startServer>>
let kept: Awaited<ReturnType<typeof tempState>>
let answers: Awaited<ReturnType<typeof startAnswers>>
let here: Awaited<ReturnType<typeof startBot>>
beforeAll(async () => {
  server = await startServer()
  kept = await tempState()
  answers = await startAnswers()
  here = await startBot({ apiUrl: server.apiUrl, state: kept.state, commands: [COMMAND] })
})
afterAll(async () => {
  await here.bot.stop()
  await answers.close()
  await kept.close()
  await server.close()
})

/** What Slack might send, with any of its fields wrong. */
const wrong = <T>(right: T) => fc.oneof({ weight: 3, arbitrary: fc.constant(right) }, fc.jsonValue())
const acts = fc.record({
  type: fc.constantFrom(
    'block_actions',
    'view_submission',
    'block_suggestion',
    'shortcut',
    'message_action',
    '?',
  ),
  user: wrong({ id: USER }),
  channel: wrong({ id: GENERAL }),
  team: wrong({ id: 'T000000001' }),
  actions: fc.oneof(fc.jsonValue(), fc.array(fc.record({ action_id: wrong('share'), value: wrong('1') }))),
  view: wrong({ callback_id: 'share', private_metadata: '', state: { values: {} } }),
  trigger_id: wrong('t'),
  response_url: wrong('http://127.0.0.1:9/'),
})
const events = fc.record({
  type: fc.constantFrom('event_callback', 'url_verification', '?'),
  event_id: wrong('E1'),
  event: wrong({ type: 'app_mention', user: USER, channel: GENERAL, text: 'gmv', ts: '1.1' }),
  authorizations: fc.jsonValue(),
})

/** All at once: what Bolt has no answer for it refuses after three seconds. */
const sampled = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { numRuns: 60, seed: 2026 })

const forms = fc.oneof(
  acts.map((payload) => ({ payload: JSON.stringify(payload) })),
  fc.jsonValue().map((payload) => ({ payload: JSON.stringify(payload) })),
  fc.string().map((payload) => ({ payload })),
  fc.dictionary(fc.constantFrom('command', 'text', 'user_id', 'channel_id', 'team_id'), fc.string()),
)

describe('what Slack signs', () => {
  it('is answered whatever it says, and so is a command afterwards', async () => {
    const sent = [
      ...sampled(forms).map((fields) => here.send(fields)),
      ...sampled(fc.oneof(events, fc.jsonValue())).map((body) => here.event(body)),
      ...[null, 7, '', [], true].map((body) => here.event(body)),
    ]
    for (const response of await Promise.all(sent)) {
      expect(response.status).toBeGreaterThanOrEqual(200)
      await response.text()
    }
    await here.send(slash('/kpi', 'gmv', answers.url))
    expect((await answers.next(1)).text).toBe('gmv is 5')
  })

  it('is refused where it was signed by somebody else', async () => {
    const sent = sampled(forms).map((fields) => here.send(fields, 'another-secret'))
    for (const { status } of await Promise.all(sent)) expect([400, 401]).toContain(status)
  })
})
