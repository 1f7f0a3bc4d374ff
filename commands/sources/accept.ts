import type { Asker, Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { dayOf } from '../../src/lib/days.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { record } from '../../src/state/audit.ts'
import { acceptRule, failedChecks } from '../../src/state/lake/quality.ts'

const ACCEPTED_DAYS = 7

/** What a rule holds back is right, says a manager: for a week it only warns. */
export async function acceptSource(
  { state, clock, config }: Pick<Context, 'state' | 'clock' | 'config'>,
  rule: string,
  { userId, roles }: Asker,
): Promise<Message | Usage> {
  const { sources, quality } = shopLocale(config).words
  const { accept } = sources
  if (!roles.includes('manager')) return { kind: 'usage', because: accept.managersOnly }
  const blocking = (await failedChecks(state)).flatMap(({ table, check, says, seen }) =>
    says ? [{ id: `${table}/${check}`, says, seen }] : [],
  )
  const found = blocking.find(({ id }) => id === rule)
  if (!found) {
    const ids = blocking.map(({ id }) => id)
    const near = nearest(rule, ids) ?? ids[0]
    const because = accept.unknown(oneLine(rule, 60))
    return { kind: 'usage', because, ...(near !== undefined && { didYouMean: `accept ${near}` }) }
  }
  const now = clock.now()
  const until = new Date(now.getTime() + ACCEPTED_DAYS * 86_400_000)
  await state.transaction(async (trx) => {
    await acceptRule(trx, { id: rule, by: userId, until }, now)
    await record(trx, {
      who: userId,
      did: 'rule.accept',
      what: { id: found.id, says: found.says, until },
      at: now,
    })
  })
  return words(accept.done(dayOf(until, config.shop.zone), quality.rule(found.id, found.says, found.seen)))
}
