import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openState } from '../../../src/state/database/connect.ts'
import { runs } from '../../../src/state/slots/slots.ts'
import { freePort } from '../../slack/http.ts'
import { alive, answersAfter, BACK_WITHIN_S, startLines } from '../parts/lines.ts'
import { beginBot } from '../parts/process.ts'
import { type Outcome, type Scenario, sized } from '../scenario.ts'

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
      const from = performance.now()
      await slack.comeBack()
      await answersAfter(slack, [bot])
      const back = (performance.now() - from) / 1000
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
