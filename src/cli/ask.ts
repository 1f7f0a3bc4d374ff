import { join } from 'node:path'
import { commands } from '../../commands/registry/registry.ts'
import { hearing, inOwnWords } from '../../commands/shared/in-own-words.ts'
import { type App, buildApp } from '../app.ts'
import {
  type Asker,
  bindCommand,
  type Heard,
  inEnglishOf,
  inLanguageOf,
  isUsage,
  READERS,
} from '../command.ts'
import type { Context } from '../context.ts'
import { Fault } from '../lib/errors.ts'
import { nearest } from '../lib/text.ts'
import { toPlainText } from '../messages/plain-text.ts'
import { ENGLISH_UNDERSTOOD, understoodAs } from '../messages/usage.ts'
import { shopLocale } from '../report/words/locale.ts'
import { clockFrom, type DemoPlace, demoConfig, demoPlace, demoPlaceOrFault } from './place/demo-place.ts'
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
    const typed = call.words.join(' ').trim()
    const [word = '', ...rest] = typed.split(/\s+/)
    if (!word) {
      complain(`Usage: floorwalker ${VERBS.ask.usage}\nCommands: ${namesOfCommands().join(', ')}`)
      return 1
    }
    const named = commandOf(word)
    // a word alone may be a command misspelt, several are a sentence
    if (!named && (word.startsWith('/') || (rest.length === 0 && nearCommand(word)))) throw noCommand(word)
    const app = await openForAsking(call)
    try {
      const ctx = inLanguageOf(app.ctx, AT_THE_TERMINAL)
      if (named) return await answer(named, rest.join(' '), { ctx, isTyped: true })
      const heard = await hearing(ctx)(typed, null, shopLocale(ctx.config).words)
      if (heard.kind === 'line') return await answer(commandOf(heard.command), heard.text, { ctx })
      complain(unclear(heard))
      return 1
    } finally {
      await app.stop()
    }
  },
}

type Found = (typeof commands)[number] | undefined

async function answer(
  command: Found,
  text: string,
  { ctx, isTyped = false }: { readonly ctx: Context; readonly isTyped?: boolean },
): Promise<number> {
  if (!command) throw new Error('a sentence was read as a command that there is not')
  const bound = bindCommand(
    command,
    () => ctx,
    inOwnWords(ctx),
    () => inEnglishOf(ctx.config.shop.currency),
  )
  const found = await bound.ask(text, AT_THE_TERMINAL)
  if (isUsage(found)) {
    complain(`${found.because}${found.didYouMean ? ` Did you mean ${found.didYouMean}?` : ''}`)
    complain(`Usage: ${command.usage}`)
    return 1
  }
  const line = `${command.name} ${text}`.trim()
  const said = isTyped ? found : understoodAs(line, found, ENGLISH_UNDERSTOOD)
  print(toPlainText(forTerminal(said)))
  for (const path of writeFiles(said, join(ctx.config.dataDir, 'answers'))) print(`\nWrote ${path}`)
  return 0
}

function unclear({
  because,
  didYouMean,
  options = [],
  examples,
}: Extract<Heard, { kind: 'unclear' }>): string {
  const near = didYouMean === undefined ? options : [didYouMean]
  return [because, ...near.map((line) => `Did you mean ${line}?`), ...(near.length > 0 ? [] : examples)].join(
    '\n',
  )
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

/** With its slash or without. */
function commandOf(word: string): Found {
  return commands.find((candidate) => candidate.name === withSlash(word))
}

const withSlash = (word: string) => (word.startsWith('/') ? word : `/${word}`)
const nearCommand = (word: string) => nearest(withSlash(word), namesOfCommands())

function noCommand(word: string): Fault {
  const near = nearCommand(word)
  return new Fault(
    `There is no command ${withSlash(word)}.`,
    near ? `Did you mean ${near}?` : `There are ${namesOfCommands().join(', ')}.`,
  )
}
