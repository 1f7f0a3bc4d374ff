import { type Command, READERS } from '../src/command.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { showAudit } from './floorwalker/audit.ts'
import { type Described, sayHelp } from './floorwalker/help.ts'
import { type FloorwalkerQuestion, parseFloorwalker } from './floorwalker/question.ts'
import { sayStatus } from './floorwalker/status.ts'
import { readSystemStatus } from './floorwalker/system-status.ts'
import { liveExamples } from './shared/live-examples.ts'

const NAME = '/floorwalker'
const USAGE = '/floorwalker help|status|audit [n]'

/** `others` are the commands that the help lists. */
export function floorwalker(others: readonly Described[]): Command<FloorwalkerQuestion> {
  return {
    name: NAME,
    usage: USAGE,
    about: 'What the bot can be asked, how fresh its data is, and who did what.',
    examples: ['/floorwalker help', '/floorwalker status', '/floorwalker audit 50'],
    roles: READERS,
    parse: parseFloorwalker,
    async answer(ctx, question, asker) {
      if (question.kind === 'audit') return showAudit(ctx, question.count, asker)
      const locale = shopLocale(ctx.config)
      if (question.kind === 'help') {
        const examples = await liveExamples(
          ctx,
          others.flatMap((one) => one.examples.slice(0, 1)),
        )
        return sayHelp(others, { name: NAME, usage: USAGE, examples }, locale)
      }
      return sayStatus(await readSystemStatus(ctx), ctx.config.shop.name, locale)
    },
  }
}
