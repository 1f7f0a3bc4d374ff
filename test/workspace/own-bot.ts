import { pino } from 'pino'
import type { Message } from '../../src/messages/message.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { SHORTCUTS } from '../../src/slack/edge/manifest.ts'
import { openSlack, type SlackSetup } from '../../src/slack/open-slack.ts'
import { UNTRACED } from '../../src/tracing/traced.ts'
import { openWorkspace, type Workspace } from '../../src/workspace/open.ts'
import { COMMANDS } from './bot.ts'

const log = pino({ level: 'silent' })

/** The bot's own Slack side, unchanged, with nothing of its stores: what it says here needs no outbox. */
export async function startOwnBot(
  given: Pick<SlackSetup, 'actions'> & { ask: (text: string) => Message },
): Promise<{ workspace: Workspace; stop: () => Promise<void> }> {
  const workspace = await openWorkspace({ port: 0, commands: COMMANDS, log, shortcuts: SHORTCUTS })
  const bot = openSlack({
    access: { botToken: workspace.botToken, apiUrl: workspace.apiUrl },
    transport: { mode: 'http', signingSecret: workspace.signingSecret, port: 0 },
    commands: COMMANDS.map((command) => ({
      ...command,
      roles: ['viewer'],
      ask: async (text) => given.ask(text),
    })),
    actions: given.actions,
    hear: async () => ({ kind: 'unclear', because: 'Nothing is heard here.', isVague: true, examples: [] }),
    firstQuestions: async () => [],
    home: async () => ({ text: 'Home', blocks: [{ kind: 'header', text: 'Good morning' }] }),
    groups: { operator: null, manager: null },
    localeFor: (language = 'en') => localeOf(language, { currency: 'EUR', zone: 'Europe/Berlin' }),
    say: async () => {},
    outbox: {
      claimNext: async () => null,
      markTrying: async () => false,
      markPosted: async () => {},
      markRetry: async () => {},
      markDead: async () => {},
      takeTurn: async () => 0,
      rest: async () => {},
    },
    inbox: {
      receive: async () => 'new',
      markDone: async () => {},
      forget: async () => {},
      unfinished: async () => [],
    },
    audit: async () => {},
    clock: { now: () => new Date() },
    log,
    traced: UNTRACED,
  })
  const { port } = await bot.start()
  workspace.connect({ boltUrl: `http://127.0.0.1:${port}/slack/events` })
  return {
    workspace,
    stop: async () => {
      await bot.stop()
      await workspace.stop()
    },
  }
}
