import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '../../../src/lib/random.ts'
import { openState } from '../../../src/state/database/connect.ts'
import { runs } from '../../../src/state/slots/slots.ts'
import { startSocketServer } from '../../slack/edge/socket-server.ts'
import { freePort, listening } from '../../slack/http.ts'
import { slash } from '../../slack/payloads.ts'
import { type Begun, beginBot } from '../parts/process.ts'
import { startSlackServer } from '../parts/slack-server.ts'
import { type Outcome, type Scenario, sized } from '../scenario.ts'

const BACK_WITHIN_S = 60
const KINDS = ['refused', 'silent'] as const

/** The bot as it is started by hand, over Socket Mode: Slack is gone for so long, or stands there and says nothing. */
export const socketOutage: Scenario = {
  name: 'socket-outage',
  about: 'Slack is gone for a while, or takes everything and answers nothing; the bot comes back by itself',
  async run({ seed, size, dir, note }) {
    const outages = sized(size, { quick: [1], usual: [10, 60], full: [10, 300, 3600] })
    const both = await Promise.all(
      KINDS.map((kind) => through({ kind, outages, seed, dir: join(dir, kind), note })),
    )
    return {
      figures: Object.assign({}, ...both.map(({ figures }) => figures)),
      faults: both.flatMap(({ faults }) => faults),
    }
  },
}

type Kind = (typeof KINDS)[number]

async function through(given: {
  readonly kind: Kind
  readonly outages: readonly number[]
  readonly seed: number
  readonly dir: string
  readonly note: (text: string) => void
}): Promise<Outcome> {
  const { kind, outages, seed, dir, note } = given
  const slack = await startLines(seed)
  const ops = await freePort()
  await mkdir(dir)
  const bot = beginBot(['start'], environment(dir, slack.apiUrl, ops), dir)
  const figures: Record<string, number | string> = {}
  const faults: string[] = []
  try {
    await bot.said('Connected to Slack')
    while (slack.socket().connections() === 0) await pause(50)
    for (const seconds of outages) {
      const outage = `${kind} for ${seconds} s`
      note(outage)
      await slack.goAway(kind)
      await pause(seconds * 1000)
      faults.push(...(await alive(bot, ops, outage)))
      const back = await backAfter(slack, bot)
      figures[`${outage}: answers again after`] = `${back.toFixed(1)} s`
      if (back > BACK_WITHIN_S) faults.push(`${outage}: back only after ${back} s`)
    }
    const { done, dead } = await jobsEnded(dir)
    figures[`runs of jobs (${kind})`] = done
    if (dead > 0) faults.push(`${kind}: ${dead} runs of jobs were given up`)
    bot.child.kill('SIGTERM')
    const code = await bot.ended()
    if (code !== 0) faults.push(`${kind}: the process ended with ${code}`)
    return { figures, faults }
  } finally {
    await bot.kill()
    await slack.close()
  }
}

const environment = (dir: string, apiUrl: string, ops: number) => ({
  DATA_DIR: join(dir, 'var'),
  SLACK_API_URL: apiUrl,
  SLACK_BOT_TOKEN: 'xoxb-chaos',
  SLACK_APP_TOKEN: 'xapp-chaos',
  OPS_PORT: String(ops),
})

/** Slack's Web API, its socket, and the address that answers go to. */
async function startLines(seed: number) {
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
    async goAway(kind: Kind) {
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

/** Seconds from the moment Slack is there again until a command is answered. */
async function backAfter(slack: Awaited<ReturnType<typeof startLines>>, bot: Begun): Promise<number> {
  const from = performance.now()
  const before = slack.answered.length
  await slack.comeBack()
  while (slack.answered.length === before) {
    if (bot.child.exitCode !== null) throw new Error(`the bot has ended: ${bot.all().slice(-2000)}`)
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

async function alive(bot: Begun, ops: number, during: string): Promise<string[]> {
  if (bot.child.exitCode !== null) return [`${during}: the process ended with ${bot.child.exitCode}`]
  const answers = await fetch(`http://127.0.0.1:${ops}/livez`).then(
    ({ ok }) => ok,
    () => false,
  )
  return answers ? [] : [`${during}: /livez does not answer`]
}

async function jobsEnded(dir: string): Promise<{ readonly done: number; readonly dead: number }> {
  const state = await openState(`sqlite:${join(dir, 'var', 'state.sqlite')}`)
  try {
    const all = await runs(state, { limit: 10_000 })
    const count = (wanted: string) => all.filter((run) => run.state === wanted).length
    return { done: count('done'), dead: count('dead') }
  } finally {
    await state.close()
  }
}
