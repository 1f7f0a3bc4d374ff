import type { FetchFunction } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { soon } from '../../support/soon.ts'
import { slash } from '../payloads.ts'
import { answering, faulty, startAnswers, startBot, startServer, tempState } from '../workspace.ts'
import { startSocketServer } from './socket-server.ts'

/** A bot on a socket; `opening` answers its so-manieth call for one, null lets it have the server's. */
async function onSocket(opening: (call: number) => ReturnType<typeof answering> | null = () => null) {
  const server = await startServer()
  const kept = await tempState()
  const answers = await startAnswers()
  const socket = await startSocketServer()
  const calls = { opened: 0 }
  const open = faulty(
    'apps.connections.open',
    () => opening(++calls.opened) ?? answering({ ok: true, url: socket.url }),
  )
  const posted: string[] = []
  const fetch: FetchFunction = (url, init) => {
    if (String(url).endsWith('chat.postEphemeral')) posted.push(String(init?.body))
    return open(url, init)
  }
  const { bot } = await startBot({
    apiUrl: server.apiUrl,
    state: kept.state,
    transport: { mode: 'socket', appToken: 'xapp-test' },
    fetch,
    commands: [
      {
        name: '/kpi',
        usage: '/kpi <name>',
        about: 'A figure',
        examples: [],
        roles: ['viewer'],
        ask: async (text) => ({ text: `${text} is 5`, blocks: [] }),
      },
    ],
  })
  return {
    socket,
    answers,
    posted,
    calls,
    ask: (id: string, text: string, more: object = {}) =>
      socket.send({
        envelope_id: id,
        type: 'slash_commands',
        accepts_response_payload: true,
        payload: { ...slash('/kpi', text, answers.url), ...more },
      }),
    async close() {
      await bot.stop()
      await socket.close()
      await answers.close()
      await kept.close()
      await server.close()
    },
  }
}

const NOT_AUTHORISED = { ok: false, error: 'invalid_auth' }

describe('over a socket', () => {
  it.each([
    ['is down for a while', [answering({}, 503), answering({}, 503)]],
    ['is limited', [answering({}, 429, { 'retry-after': '1' })]],
    ['refuses the token, until it is allowed again', [answering(NOT_AUTHORISED), answering(NOT_AUTHORISED)]],
    ['answers what is no answer', [answering('<html>')]],
    ['gives no address', [answering({ ok: true })]],
  ] as const)('commands are answered, also after it was cut and Slack %s', async (_, faults) => {
    const { socket, answers, calls, ask, close } = await onSocket((call) => faults[call - 2] ?? null)
    try {
      await socket.connected(1)
      ask('e1', 'gmv')
      expect((await answers.next(1)).text).toBe('gmv is 5')
      socket.cut()
      await socket.connected(2)
      await soon(
        () => {
          ask('e2', 'aov')
          expect(answers.heard.length).toBeGreaterThan(1)
        },
        { interval: 300 },
      )
      expect((await answers.next(2)).text).toBe('aov is 5')
      expect(socket.acks.map((ack) => JSON.parse(ack).envelope_id)).toEqual(
        expect.arrayContaining(['e1', 'e2']),
      )
      expect(calls.opened).toBe(2 + faults.length)
    } finally {
      await close()
    }
  })

  it.each([
    ['never again', 1],
    ['again', 2],
  ])('a command that came just before the line went, and %s, is answered once', async (_, times) => {
    const { socket, answers, ask, close } = await onSocket()
    try {
      await socket.connected(1)
      const sent = { trigger_id: 'the same' }
      ask('e1', 'gmv', sent)
      socket.cut()
      // Slack sends again what was not acknowledged
      await socket.connected(2)
      if (times === 2) ask('e2', 'gmv', sent)
      expect((await answers.next(1)).text).toBe('gmv is 5')
      ask('last', 'aov')
      await soon(() => expect(answers.heard.at(-1)?.text).toBe('aov is 5'))
      expect(answers.heard.map(({ text }) => text)).toEqual(['gmv is 5', 'aov is 5'])
    } finally {
      await close()
    }
  })

  it('what cannot be read ends nothing, and the next command is answered', async () => {
    const { socket, answers, ask, close } = await onSocket()
    try {
      await socket.connected(1)
      for (const text of [
        'null',
        '[]',
        '5',
        'no JSON',
        '{}',
        '{"type":null}',
        '{"type":"events_api","payload":null}',
        '{"type":"events_api","envelope_id":"x"}',
        '{"type":"events_api","envelope_id":"x","payload":{"event":null}}',
        '{"type":"events_api","envelope_id":"x","payload":{"event":{"type":"message"}}}',
        '{"type":"events_api","envelope_id":"x","payload":{"event":{"type":"app_home_opened"}}}',
        '{"type":"events_api","envelope_id":"x","payload":{"type":"event_callback","event":{"type":7}}}',
        '{"type":"slash_commands","envelope_id":"x"}',
        '{"type":"slash_commands","envelope_id":"x","payload":{"command":"/kpi"}}',
        '{"type":"interactive","envelope_id":"x","payload":{}}',
        '{"type":"interactive","envelope_id":"x","payload":{"type":"block_actions","actions":[]}}',
        '{"type":"interactive","envelope_id":"x","payload":{"type":"view_submission","view":{}}}',
      ])
        socket.sendRaw(text)
      ask('e1', 'gmv')
      expect((await answers.next(1)).text).toBe('gmv is 5')
    } finally {
      await close()
    }
  })

  it('a command is answered though the address for its answer is none', async () => {
    const { socket, posted, ask, close } = await onSocket()
    try {
      await socket.connected(1)
      for (const [i, response_url] of ['no address', 7, null, ''].entries()) {
        ask(`e${i}`, `gmv ${i}`, { response_url, trigger_id: `t${i}` })
      }
      await soon(() => {
        for (let i = 0; i < 4; i++) expect(posted.join()).toContain(`gmv%20${i}%20is%205`)
      })
    } finally {
      await close()
    }
  })
})
