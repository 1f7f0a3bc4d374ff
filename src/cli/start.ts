import { buildApp } from '../app.ts'
import { explain } from '../lib/errors.ts'
import { complain, print } from './terminal.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

export const start: Verb = {
  ...VERBS.start,
  async run(call) {
    const app = await buildApp(call.config, { secret: call.secret })
    try {
      const { chat } = await app.start()
      print(chat.greeting)
      const refused = await Promise.race([untilStopped().then(() => null), chat.refused])
      if (refused === null) return 0
      complain(explain(refused))
      return 1
    } finally {
      await app.stop()
    }
  },
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
