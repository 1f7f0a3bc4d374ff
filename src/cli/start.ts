import { buildApp } from '../app.ts'
import { print } from './terminal.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

export const start: Verb = {
  ...VERBS.start,
  async run(call) {
    const app = await buildApp(call.config, { secret: call.secret })
    const { chat } = await app.start()
    print(chat.greeting)
    await untilStopped()
    await app.stop()
    return 0
  },
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
