import type { FetchFunction } from '@slack/web-api'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { BoundCommand } from '../../../src/command.ts'
import type { Message } from '../../../src/messages/message.ts'
import type { State } from '../../../src/state/database/state.ts'
import { digest } from '../../messages/samples.ts'
import { answering, faulty, startAnswers, startBot, startServer, tempState, USER } from '../workspace.ts'

export const forecast: Message = { text: 'Sessions tomorrow: 3,100', blocks: digest.blocks }

export function command(over: Partial<BoundCommand> = {}): BoundCommand {
  return {
    name: '/forecast',
    usage: '/forecast [kpi] [scope] [days]',
    about: 'What to expect',
    examples: ['/forecast gmv'],
    roles: ['viewer'],
    ask: async (text) =>
      text === 'gvm' ? { kind: 'usage', because: 'No KPI is called gvm.', didYouMean: 'gmv' } : forecast,
    ...over,
  }
}

export const userIs = (flags: object): FetchFunction =>
  faulty('users.info', () =>
    answering({ ok: true, user: { id: USER, name: 'admin', team_id: 'T000000001', ...flags } }),
  )

/** A Slack, an address for answers and a state, anew for each test; bots of it are stopped after it. */
export function edgeBots(given: Parameters<typeof startServer>[0] = {}) {
  let server: Awaited<ReturnType<typeof startServer>>
  let answers: Awaited<ReturnType<typeof startAnswers>>
  let kept: { state: State; close: () => Promise<void> }
  const open: { stop: () => Promise<void> }[] = []

  beforeAll(async () => {
    server = await startServer(given)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    answers = await startAnswers()
    kept = await tempState()
  })
  afterEach(async () => {
    for (const bot of open.splice(0)) await bot.stop()
    await answers.close()
    await kept.close()
  })

  async function bot(given: Partial<Parameters<typeof startBot>[0]> = {}) {
    const started = await startBot({
      apiUrl: server.apiUrl,
      state: kept.state,
      commands: [command()],
      ...given,
    })
    open.push(started.bot)
    return started
  }
  return {
    bot,
    get server() {
      return server
    },
    get answers() {
      return answers
    },
    get kept() {
      return kept
    },
  }
}
