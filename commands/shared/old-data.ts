import type { Command, Context } from '../../src/context.ts'
import { daysOfData } from '../../src/facts/wholeness/arrivals.ts'
import { type Day, dayOf, daysBetween } from '../../src/lib/days.ts'
import { longDay } from '../../src/lib/show-days.ts'
import type { Message } from '../../src/messages/message.ts'

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

/** `6 days`, `5 months`, `8 years`. */
function howLong(days: number): string {
  if (days < 60) return `${days} days`
  return days < 730 ? `${Math.floor(days / 30)} months` : `${Math.floor(days / 365)} years`
}

function sayOldData({ day, age }: { readonly day: Day; readonly age: number }): string {
  return `⚠ Old data: nothing newer than ${longDay(day)}, ${howLong(age)} ago. Days ahead are counted from then, not from today.`
}

/** The same command, whose answers begin with a warning when the data is old. */
export function warningOfOldData<Q>(command: Command<Q>): Command<Q> {
  return {
    ...command,
    answer: async (ctx, query, asker) => {
      const answer = await command.answer(ctx, query, asker)
      if ('kind' in answer) return answer
      const old = await oldData(ctx)
      return old === null ? answer : beginningWith(sayOldData(old), answer)
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
