import { inOwnWords } from '../../commands/in-own-words.ts'
import { commands } from '../../commands/registry.ts'
import { buildApp } from '../app.ts'
import { type Asker, bindCommand, inLanguageOf, isUsage, READERS } from '../context.ts'
import { Fault } from '../lib/errors.ts'
import { nearest } from '../lib/text.ts'
import { toPlainText } from '../messages/plain-text.ts'
import { complain, print } from './terminal.ts'
import type { Verb } from './verb.ts'
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
  async run(call) {
    const [word = '', ...rest] = call.words.join(' ').trim().split(/\s+/)
    const command = commandOf(word.startsWith('/') ? word : `/${word}`)
    const app = await buildApp(call.config, { secret: call.secret })
    try {
      const inEnglish = inLanguageOf(app.ctx, AT_THE_TERMINAL)
      const answer = await bindCommand(command, () => inEnglish, inOwnWords(inEnglish)).ask(
        rest.join(' '),
        AT_THE_TERMINAL,
      )
      if (!isUsage(answer)) {
        print(toPlainText(answer))
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

function commandOf(name: string) {
  const command = commands.find((candidate) => candidate.name === name)
  if (command) return command
  const names = commands.map((candidate) => candidate.name)
  const near = nearest(name, names)
  throw new Fault(
    `There is no command ${name}.`,
    near ? `Did you mean ${near}?` : `There are ${names.join(', ')}.`,
  )
}
