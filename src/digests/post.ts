import { publicHolidays } from '../calendar/country-days.ts'
import type { Lake } from '../lake/contract/lake.ts'
import { channelSees, isGranted } from '../lib/access.ts'
import { addDays, type Day, dayOf } from '../lib/days.ts'
import type { Language } from '../lib/language.ts'
import { isDueOn } from '../lib/schedule.ts'
import type { Message } from '../messages/message.ts'
import { countryOf } from '../models/calendar/country.ts'
import { shopLocale } from '../report/words/locale.ts'
import { readAccess } from '../settings/access.ts'
import type { State, Trx } from '../state/database/state.ts'
import type { Deliver } from '../state/messages/deliver.ts'
import { type DigestSettings, type Recipient, recipientIn } from '../state/messages/recipients.ts'
import type { DigestKind } from '../state/messages/subscriptions.ts'
import {
  type DigestCame,
  isAskedFor,
  lastDataDay,
  recordDigestRun,
  type Skipped,
} from '../state/slots/digest-runs.ts'
import { digestKey, scheduleOf } from './lanes.ts'
import type { RenderContext } from './render-context.ts'
import { type DigestSegment, digestSegment } from './segment.ts'

interface Reads {
  readonly state: State
  readonly lake: Pick<Lake, 'query' | 'zone'>
  readonly deliver: Deliver
  readonly config: DigestSettings & {
    readonly shop: { readonly name: string; readonly currency: string }
    readonly language: Language
    readonly channelLanguages: ReadonlyMap<string, Language>
    readonly confirmAbove: number
    readonly accessFile: string | null
  }
}

interface Run {
  readonly at: Date
  readonly day: Day
  readonly lane: string
  readonly isLate: boolean
  readonly fenced: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>
}

/** What a digest is written for. */
export interface Reader {
  readonly channel: string
  /** what its words need, of whatever kind it is */
  readonly context: RenderContext
  readonly segment: DigestSegment | null
  /** whether the lane had a digest due on a day, which it then told of the day before */
  readonly wasDue: (day: Day) => boolean
  readonly kind: DigestKind
}

/** A digest as it is to be posted, and the last day of its figures. */
export interface Written {
  readonly message: Message
  readonly dataDay: Day
  readonly text: string
  readonly counts: Readonly<Record<string, number>>
}

interface DigestJob {
  readonly job: string
  readonly kinds: readonly DigestKind[]
  /** why there is nothing to post while there is no data */
  readonly nothing: string
}

interface Posted {
  readonly text: string
  readonly counts?: Readonly<Record<string, number>>
  readonly said?: readonly { readonly channel: string; readonly message: Message }[]
}

const LOOK_BACK_DAYS = 21
const WHY: Readonly<Record<Exclude<Skipped, 'no-data'>, string>> = {
  holiday: 'It is a public holiday: the next digest covers it.',
  unchanged: 'There is no new data since the last digest.',
  'segment-gone': 'Its segment is not in the data.',
  'not-allowed': 'Its channel may not see what it is of.',
}

/** One run of a digest: whom it is for, whether it is left out, and what came of it. */
export async function postDigest(
  reads: Reads,
  run: Run,
  { job, kinds, nothing }: DigestJob,
  write: (reader: Reader) => Promise<Written | null>,
): Promise<Posted> {
  const { state, lake, deliver, config } = reads
  const { at, lane } = run
  const to = await recipientIn(state, { lane, kinds }, config)
  if (!to) return { text: 'Nobody is subscribed any more.' }
  const slot = { job, lane, at }
  const left = async (because: Skipped): Promise<Posted> => {
    await run.fenced((trx) => recordDigestRun(trx, slot, { kind: 'skipped', because }))
    return { text: because === 'no-data' ? nothing : WHY[because] }
  }
  // looked at each time: what was granted may be taken back
  const limits = channelSees(readAccess(config.accessFile), [to.channel, to.called])
  if (limits !== undefined && !isGranted(limits, to.segment)) return left('not-allowed')
  const isWanted = await isAskedFor(state, slot)
  const holidays = await holidaysOf(to, run.day)
  if (holidays.has(run.day) && !isWanted) return left('holiday')
  const segment = to.segment === '' ? null : await digestSegment(lake, to.segment)
  if (to.segment !== '' && !segment) return left('segment-gone')
  const schedule = scheduleOf(to)
  const written = await write({
    channel: to.channel,
    context: {
      shopName: config.shop.name,
      segment: segment?.called ?? null,
      locale: shopLocale(config, to.language ?? config.channelLanguages.get(to.channel)),
      // the shop's day, whatever the zone of who reads it
      slotDay: to.zone === lake.zone ? run.day : dayOf(at, lake.zone),
      isLate: run.isLate,
      isCompact: to.isCompact,
      confirmAbove: config.confirmAbove,
    },
    segment,
    wasDue: (day) => isDueOn(schedule, day) && !holidays.has(day),
    kind: to.kind,
  })
  if (!written) return left('no-data')
  const { message, dataDay, text, counts } = written
  if (to.skipsUnchanged && !isWanted && (await lastDataDay(state, slot)) === dataDay) return left('unchanged')
  const key = digestKey(to, job, run.day)
  await run.fenced(async (trx) => {
    await deliver.say(trx, { key, channel: to.channel, message })
    const came: DigestCame = { kind: 'said', key, dataDay }
    await recordDigestRun(trx, slot, came)
  })
  return { text, counts, said: [{ channel: to.channel, message }] }
}

/** Of the country of the reader's zone; none where the digest comes on holidays too. */
async function holidaysOf({ skipsHolidays, zone }: Recipient, day: Day): Promise<ReadonlySet<Day>> {
  if (!skipsHolidays) return new Set()
  return publicHolidays(countryOf(zone), { from: addDays(day, -LOOK_BACK_DAYS), to: addDays(day, 1) })
}
