import { buildApp } from '../app.ts'
import { Fault } from '../lib/errors.ts'
import { plural } from '../lib/text.ts'
import { print } from './terminal.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

export const erase: Verb = {
  ...VERBS.erase,
  options: { yes: { type: 'boolean', about: 'there is no way back: say that it is meant' } },
  async run(call) {
    const [platform, shopper] = call.words
    if (!platform || !shopper)
      throw new Fault(
        'Erasing takes a platform and the id that it gives the shopper.',
        `Usage: floorwalker ${erase.usage}`,
      )
    if (!call.has('yes'))
      throw new Fault(
        `The shopper ${shopper} of ${platform} would be erased for good: orders and visits stay, as anybody's.`,
        `Say that it is meant: floorwalker erase ${platform} ${shopper} --yes`,
      )
    const app = await buildApp(call.config, { secret: call.secret })
    try {
      const erased = await app.ctx.lake.erase(platform, shopper)
      if (!erased) {
        print(
          `Nothing is kept of a shopper ${shopper} of ${platform}. Ids are told apart by upper and lower case.`,
        )
        return 1
      }
      print(`Erased the shopper ${shopper} of ${platform}; ${plural(erased.days, 'day')} computed anew:`)
      for (const { table, rows } of erased.tables) print(`  ${table}: ${plural(rows, 'row')}`)
      return 0
    } finally {
      await app.stop()
    }
  },
}
