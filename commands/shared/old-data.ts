import type { Command, Context } from '../../src/context.ts'
import { daysOfData } from '../../src/facts/wholeness/arrivals.ts'
import { type Day, dayOf, daysBetween } from '../../src/lib/days.ts'
import type { Message } from '../../src/messages/message.ts'
import { shopLocale } from '../../src/report/words/locale.ts'

/** Yesterday is the newest there can be; a weekend without sales is nothing to warn of. */
const USUAL_AGE_DAYS = 3

/** The last day of the data with its age in days, when that is more than a shop that is collected from ever has. */
async function oldData({
  lake,
  clock,
  config,
}: Pick<Context, 'lake' | 'clock' | 'config'>): Promise<{ readonly day: Day; readonly age: number } | null> {
  const today = dayOf(clock.now(), config.shop.zone)
  const found = await daysOfData(lake, today)
  if (found === null) return null
  const age = daysBetween(found.lastSeen, today)
  return age > USUAL_AGE_DAYS ? { day: found.lastSeen, age } : null
}

/** The same command, whose answers begin with a warning when the data is old. */
export function warningOfOldData<Q>(command: Command<Q>): Command<Q> {
  return {
    ...command,
    answer: async (ctx, query, asker) => {
      const answer = await command.answer(ctx, query, asker)
      if ('kind' in answer) return answer
      const old = await oldData(ctx)
      return old === null
        ? answer
        : beginningWith(shopLocale(ctx.config).words.data.old(old.day, old.age), answer)
    },
  }
}

function beginningWith(warning: string, message: Message): Message {
  return {
    ...message,
    text: `${warning} ${message.text}`,
    blocks: [{ kind: 'text', spans: [{ text: warning, style: 'bold' }] }, ...message.blocks],
  }
}
