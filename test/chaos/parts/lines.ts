import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '../../../src/lib/random.ts'
import { startSocketServer } from '../../slack/edge/socket-server.ts'
import { listening } from '../../slack/http.ts'
import { slash } from '../../slack/payloads.ts'
import type { Begun } from './process.ts'
import { startSlackServer } from './slack-server.ts'

/** Slack has to be answered so soon after whatever was gone is there again. */
export const BACK_WITHIN_S = 60

export type Lines = Awaited<ReturnType<typeof startLines>>

/** Slack's Web API, its socket, and the address that answers go to. */
export async function startLines(seed: number) {
  let socket = await startSocketServer()
  const api = await startSlackServer({
    random: seeded(seed),
    own: { 'apps.connections.open': () => ({ ok: true, url: socket.url }) },
  })
  const answered: string[] = []
  const answers = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    answered.push(text)
    response.end('ok')
  })
  const answerUrl = `http://127.0.0.1:${await listening(answers)}/`
  return {
    apiUrl: api.apiUrl,
    socket: () => socket,
    answered,
    answerUrl,
    async goAway(kind: 'refused' | 'silent') {
      if (kind === 'silent') {
        socket.silence()
        api.silence(true)
      } else {
        await api.goAway()
        await socket.close()
      }
    },
    async comeBack() {
      const before = socket
      socket = await startSocketServer()
      await before.close()
      api.silence(false)
      await api.comeBack()
    },
    async close() {
      await api.close()
      await socket.close()
      answers.close()
    },
  }
}

/** Seconds until a command is answered by one of the bots. */
export async function answersAfter(slack: Lines, bots: readonly Begun[]): Promise<number> {
  const from = performance.now()
  const before = slack.answered.length
  while (slack.answered.length === before) {
    const ended = bots.find(({ child }) => child.exitCode !== null)
    if (ended) throw new Error(`the bot has ended: ${ended.all().slice(-2000)}`)
    if (performance.now() - from > 3 * BACK_WITHIN_S * 1000) break
    slack.socket().send({
      envelope_id: `e${performance.now()}`,
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: slash('/floorwalker', 'status', slack.answerUrl),
    })
    await pause(300)
  }
  return (performance.now() - from) / 1000
}

export async function alive(bot: Begun, ops: number, during: string): Promise<string[]> {
  if (bot.child.exitCode !== null) return [`${during}: the process ended with ${bot.child.exitCode}`]
  const answers = await fetch(`http://127.0.0.1:${ops}/livez`).then(
    ({ ok }) => ok,
    () => false,
  )
  return answers ? [] : [`${during}: /livez does not answer`]
}
