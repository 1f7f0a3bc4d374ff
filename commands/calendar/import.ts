import type { ImportedDay, ReadDays } from '../../src/calendar/imported.ts'
import { readDayRows } from '../../src/calendar/read-day-rows.ts'
import { readIcal } from '../../src/calendar/read-ical.ts'
import type { Asker, Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { addDays, dayOf, daysBetween } from '../../src/lib/days.ts'
import { messageOf } from '../../src/lib/errors.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { writeScope } from '../../src/metrics/metric.ts'
import { findScope } from '../../src/metrics/read/scope.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { record } from '../../src/state/audit.ts'
import { type DayKind, dropImported, type NewShopDay, setShopDay } from '../../src/state/shop-days.ts'
import { refusal } from './change.ts'
import { LONGEST_DAYS } from './typed-day.ts'

type Importing = Pick<Context, 'state' | 'lake' | 'config' | 'clock' | 'http'>

/** three years back teach a forecast what they did; what lies further ahead is imported again in time */
const BACK_DAYS = 1461
const AHEAD_DAYS = 800
const MOST_DAYS = 1000
const LONGEST_NAME = 80

/**
 * From an address or from pasted text: iCalendar, or CSV. What an earlier import from the same address, or of the same
 * calendar's name, has brought is replaced, so that what was taken out there is gone here.
 */
export async function importDays(
  ctx: Importing,
  { from, as }: { readonly from: string; readonly as: DayKind | null },
  asker: Asker,
): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  const { usage, calendar } = locale.words
  // of a whole calendar nobody knows beforehand which segments it names
  const refused = refusal(asker, locale, '')
  if (refused) return refused
  const address = addressIn(from)
  if (address && !asker.roles.includes('manager'))
    return { kind: 'usage', because: usage.calendar.addressByManagers }
  const got = address === null ? { text: from } : await fetched(ctx, address)
  if ('because' in got) return { kind: 'usage', because: usage.calendar.unreachable(got.because) }
  const read = await readDays(ctx, got.text)
  if (read.kind === 'unreadable') return { kind: 'usage', because: usage.calendar[read.because] }
  const { found, left } = await checked(ctx, read, as ?? 'holiday')
  if (found.length === 0) return { kind: 'usage', because: usage.calendar.noDays(left) }
  if (found.length > MOST_DAYS)
    return { kind: 'usage', because: usage.calendar.tooMany(found.length, MOST_DAYS) }
  const importedFrom = address ?? read.called
  const now = ctx.clock.now()
  const by = asker.name ?? asker.userId
  const replaced = await ctx.state.transaction(async (trx) => {
    const dropped = importedFrom === null ? 0 : await dropImported(trx, importedFrom)
    for (const day of found) await setShopDay(trx, day, { by, at: now, importedFrom })
    await record(trx, {
      ...{ who: asker.userId, did: 'calendar.import', at: now },
      what: { from: importedFrom ?? 'text', days: found.length, left },
    })
    return dropped
  })
  const today = dayOf(now, ctx.config.shop.zone)
  return words(said({ found, left, replaced, from: importedFrom, today }, calendar, locale))
}

interface Imported {
  readonly found: readonly NewShopDay[]
  readonly left: number
  readonly replaced: number
  readonly from: string | null
  readonly today: string
}

function said(
  { found, left, replaced, from, today }: Imported,
  { imported }: Locale['words']['calendar'],
  { words: { paragraph } }: Locale,
): string {
  const next = found
    .filter(({ lastDay }) => lastDay >= today)
    .toSorted((a, b) => a.firstDay.localeCompare(b.firstDay))[0]
  return paragraph([
    imported.count({ days: found.length, replaced, from }),
    ...(next ? [imported.next(next.name, next.firstDay)] : []),
    ...(left > 0 ? [imported.left(left)] : []),
  ])
}

/** An address as it is typed, or as Slack writes one: `<https://…|…>`. */
function addressIn(from: string): string | null {
  const [, address = null] = /^<?(https?:\/\/[^\s|>]+)(?:\|[^>]*)?>?$/iu.exec(from.trim()) ?? []
  return address
}

async function fetched({ http }: Pick<Context, 'http'>, url: string) {
  try {
    return { text: (await http.getText({ url, retries: 1 })).body }
  } catch (error) {
    return { because: oneLine(messageOf(error), 200) }
  }
}

async function readDays(ctx: Importing, text: string): Promise<ReadDays> {
  const bare = text.trim().replace(/^```\w*\s*|```$/gu, '')
  if (!/^BEGIN:VCALENDAR/imu.test(bare)) return readDayRows(bare)
  const today = dayOf(ctx.clock.now(), ctx.config.shop.zone)
  const range = { from: addDays(today, -BACK_DAYS), to: addDays(today, AHEAD_DAYS) }
  return readIcal(bare, { zone: ctx.config.shop.zone, ...range })
}

/** Without days of segments that are not in the data, and spans that nobody can mean. */
async function checked(
  { lake }: Pick<Context, 'lake'>,
  read: Extract<ReadDays, { kind: 'days' }>,
  usual: DayKind,
): Promise<{ readonly found: readonly NewShopDay[]; readonly left: number }> {
  const scopes = new Map<string, string | null>()
  for (const { scope } of read.days) if (!scopes.has(scope)) scopes.set(scope, await writtenAs(lake, scope))
  const found = read.days.flatMap((day: ImportedDay): NewShopDay[] => {
    const scope = scopes.get(day.scope) ?? null
    if (scope === null || daysBetween(day.firstDay, day.lastDay) >= LONGEST_DAYS) return []
    return [{ ...day, scope, kind: day.kind ?? usual, name: oneLine(day.name, LONGEST_NAME) }]
  })
  return { found, left: read.left + read.days.length - found.length }
}

async function writtenAs(lake: Importing['lake'], typed: string): Promise<string | null> {
  const scope = await findScope(lake, typed)
  return scope !== 'all' && 'kind' in scope ? null : writeScope(scope)
}
