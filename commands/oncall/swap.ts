import { assigneeFrom } from '../../src/alerts/life/assignee.ts'
import { instantFrom } from '../../src/alerts/life/until.ts'
import { loadRouting } from '../../src/alerts/oncall/load-routing.ts'
import { type Asker, DECIDERS, type Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { record } from '../../src/state/audit.ts'
import { addSwap } from '../../src/state/oncall-swaps.ts'
import type { OnCallQuestion } from './question.ts'
import { showOnCall } from './show.ts'

/** A time of a schedule is given to somebody, whoever's turn it is; answered with the schedules as they are then. */
export async function swapOnCall(
  ctx: Pick<Context, 'state' | 'config' | 'clock'>,
  { schedule, who, from, until }: Extract<OnCallQuestion, { kind: 'swap' }>,
  asker: Asker,
): Promise<Message | Usage> {
  const { state, config, clock } = ctx
  const locale = shopLocale(config)
  const { oncall, alerts } = locale.words
  const usage = (because: string): Usage => ({ kind: 'usage', because })
  if (!asker.roles.some((role) => DECIDERS.includes(role))) return usage(alerts.decidersOnly)
  const known = Object.keys((await loadRouting(state, config)).schedules)
  const name = known.find((one) => one.toLowerCase() === schedule.toLowerCase())
  if (name === undefined) {
    const near = nearest(schedule, known)
    return {
      ...usage(oncall.unknown(oneLine(schedule, 40), known)),
      ...(near !== null && { didYouMean: `swap ${near} ${who} until ${until}` }),
    }
  }
  const user = /^(me|我)$/i.test(who) ? asker.userId : (assigneeFrom(who)?.id ?? null)
  if (user === null || user.startsWith('S')) return usage(oncall.whom)
  const now = clock.now()
  const begin = from === '' ? now : instantFrom(from, now, locale.zone)
  const end = instantFrom(until, now, locale.zone)
  if (!begin || !end) return usage(oncall.when)
  if (end <= begin || end <= now) return usage(oncall.backwards)
  const swap = { schedule: name, user, from: begin, to: end }
  await state.transaction(async (trx) => {
    await addSwap(trx, swap, now)
    await record(trx, { who: asker.userId, did: 'oncall.swapped', what: swap, at: now })
  })
  return showOnCall(ctx)
}
