import { expect, it } from 'vitest'
import { soon } from '../../support/soon.ts'
import { slash } from '../payloads.ts'
import { answering, faulty, startAnswers, startBot, startServer, tempState } from '../workspace.ts'
import { startSocketServer } from './socket-server.ts'

it('over a socket commands are acknowledged and answered, also after the connection was cut', async () => {
  const server = await startServer()
  const kept = await tempState()
  const answers = await startAnswers()
  const socket = await startSocketServer()
  let opened = 0
  const { bot } = await startBot({
    apiUrl: server.apiUrl,
    state: kept.state,
    transport: { mode: 'socket', appToken: 'xapp-test' },
    // the second connection fails twice before it stands: a reconnect is tried again, not given up
    fetch: faulty('apps.connections.open', () =>
      [2, 3].includes(++opened) ? answering({}, 503) : answering({ ok: true, url: socket.url }),
    ),
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
  const ask = (id: string, text: string) =>
    socket.send({
      envelope_id: id,
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: slash('/kpi', text, answers.url),
    })
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
    expect(opened).toBeGreaterThanOrEqual(4)
  } finally {
    await bot.stop()
    await socket.close()
    await answers.close()
    await kept.close()
    await server.close()
  }
})
