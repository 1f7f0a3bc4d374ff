import { type Asker, DECIDERS, type Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { dayOf, instantOf } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import type { FaultWords } from '../../src/report/words/faults.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { record } from '../../src/state/audit.ts'
import { addMark } from '../../src/state/marks.ts'

/** What has happened to the shop, in somebody's words, and at which minute of today's clock; null: now. */
export interface MarkQuestion {
  readonly kind: 'mark'
  readonly said: string
  readonly minute: number | null
}

const MOST = 200
const CLOCK = /(?:^|\s)(?:at\s+|@\s*)?([01]?\d|2[0-3])[:：]([0-5]\d)$/i

/** `release 2.14`, `release 2.14 at 10:05` */
export function parseMark(typed: string, said: FaultWords): MarkQuestion | Usage {
  const clock = CLOCK.exec(typed.trim())
  const what = oneLine(clock ? typed.trim().slice(0, clock.index) : typed, MOST)
  if (what === '') return { kind: 'usage', because: said.alerts.markWhat, didYouMean: 'mark release 2.14' }
  return { kind: 'mark', said: what, minute: clock ? 60 * Number(clock[1]) + Number(clock[2]) : null }
}

/** Keeps it: a fall that begins about then names it. */
export async function keepMark(
  { state, config, clock }: Pick<Context, 'state' | 'config' | 'clock'>,
  { said, minute }: MarkQuestion,
  asker: Asker,
): Promise<Message | Usage> {
  const locale = shopLocale(config)
  if (!asker.roles.some((role) => DECIDERS.includes(role)))
    return { kind: 'usage', because: locale.words.alerts.decidersOnly }
  const now = clock.now()
  const at = minute === null ? now : latest(minute, now, locale.zone)
  const who = asker.name ?? asker.userId
  await state.transaction(async (trx) => {
    await addMark(trx, { at, said }, { who, now })
    await record(trx, { who, did: 'mark', what: { said, at }, at: now })
  })
  return words(locale.words.alerts.marked(said, at))
}

/** A clock that is still to come today was read yesterday. */
function latest(minute: number, now: Date, zone: string): Date {
  const today = instantOf(dayOf(now, zone), minute, zone)
  return today <= now ? today : instantOf(dayOf(new Date(now.getTime() - 86_400_000), zone), minute, zone)
}
