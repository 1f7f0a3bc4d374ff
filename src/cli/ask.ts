import { join } from 'node:path'
import { commands } from '../../commands/registry.ts'
import { inOwnWords } from '../../commands/shared/in-own-words.ts'
import { type App, buildApp } from '../app.ts'
import { type Asker, bindCommand, inEnglishOf, inLanguageOf, isUsage, READERS } from '../context.ts'
import { Fault } from '../lib/errors.ts'
import { nearest } from '../lib/text.ts'
import { toPlainText } from '../messages/plain-text.ts'
import { clockFrom, type DemoPlace, demoConfig, demoPlace, demoPlaceOrFault } from './demo-place.ts'
import { forTerminal, writeFiles } from './show/for-terminal.ts'
import { complain, print } from './terminal.ts'
import type { Call, Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

/** Who sits at the terminal of the machine may ask everything. */
const AT_THE_TERMINAL: Asker = {
  userId: 'terminal',
  channelId: 'terminal',
  roles: READERS,
  language: 'en',
}

export const ask: Verb = {
  ...VERBS.ask,
  options: {
    demo: { type: 'boolean', about: 'answer from the data of the demo that was run last' },
  },
  after: () => ['Commands:', ...commands.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`)],
  async run(call) {
    const [word, ...rest] = call.words.join(' ').trim().split(/\s+/)
    if (!word) {
      complain(`Usage: floorwalker ${VERBS.ask.usage}\nCommands: ${namesOfCommands().join(', ')}`)
      return 1
    }
    const command = commandOf(word.startsWith('/') ? word : `/${word}`)
    const app = await openForAsking(call)
    try {
      const inEnglish = inLanguageOf(app.ctx, AT_THE_TERMINAL)
      const answer = await bindCommand(
        command,
        () => inEnglish,
        inOwnWords(inEnglish),
        () => inEnglishOf(inEnglish.config.shop.currency),
      ).ask(rest.join(' '), AT_THE_TERMINAL)
      if (!isUsage(answer)) {
        print(toPlainText(forTerminal(answer)))
        for (const path of writeFiles(answer, join(app.ctx.config.dataDir, 'answers')))
          print(`\nWrote ${path}`)
        return 0
      }
      complain(`${answer.because}${answer.didYouMean ? ` Did you mean ${answer.didYouMean}?` : ''}`)
      complain(`Usage: ${command.usage}`)
      return 1
    } finally {
      await app.stop()
    }
  },
}

/** The shop's own data; where there are none, those of the demo that was run, and it says so. */
async function openForAsking(call: Call): Promise<App> {
  if (call.has('demo')) return openDemo(call, demoPlaceOrFault(call.config))
  const app = await buildApp(call.config, { secret: call.secret })
  const demo = demoPlace(call.config)
  if (demo === null || (await hasData(app))) return app
  await app.stop()
  complain(
    `There is no data in ${call.config.dataDir} yet: this is the demo's, in ${demo.dir}, on ${demo.today}.\n`,
  )
  return openDemo(call, demo)
}

function openDemo(call: Call, demo: DemoPlace): Promise<App> {
  return buildApp(demoConfig(call.config, demo), {
    clock: clockFrom(demo.today, demo.shop.zone),
    sources: [],
  })
}

async function hasData({ ctx }: App): Promise<boolean> {
  return (await ctx.lake.accounts()).some(({ rowsIn }) => rowsIn > 0)
}

const namesOfCommands = () => commands.map(({ name }) => name)

function commandOf(name: string) {
  const command = commands.find((candidate) => candidate.name === name)
  if (command) return command
  const near = nearest(name, namesOfCommands())
  throw new Fault(
    `There is no command ${name}.`,
    near ? `Did you mean ${near}?` : `There are ${namesOfCommands().join(', ')}.`,
  )
}
