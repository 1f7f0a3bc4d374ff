import type { Command } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { lastDay } from '../../src/facts/wholeness/as-of.ts'
import { type Day, dayOf, daysBetween } from '../../src/lib/days.ts'
import type { Message } from '../../src/messages/message.ts'
import { shopLocale } from '../../src/report/words/locale.ts'

/** Yesterday is the newest there can be; a weekend without sales is nothing to warn of. */
const USUAL_AGE_DAYS = 3

/** The last day of the data with its age in days, when that is more than a shop that is collected from ever has. */
async function oldData(
  ctx: Pick<Context, 'lake' | 'clock' | 'config' | 'sources'>,
): Promise<{ readonly day: Day; readonly age: number } | null> {
  const today = dayOf(ctx.clock.now(), ctx.config.shop.zone)
  const day = await lastDay(ctx, today)
  if (day === null) return null
  const age = daysBetween(day, today)
  return age > USUAL_AGE_DAYS ? { day, age } : null
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
