import { parseIncident } from '../../alerts/incident.ts'
import type { Context } from '../../context.ts'
import { type Evaluation, numeric, type Score } from '../../evaluate/evaluation.ts'
import { readCalendar } from '../../evaluate/files/read-calendar.ts'
import { shopPromos } from '../../facts/calendar/shop-calendar.ts'
import { asOf } from '../../facts/wholeness/as-of.ts'
import { addDays, type Day, dayOf, daysBetween, isDay } from '../../lib/days.ts'
import { Fault } from '../../lib/errors.ts'
import type { StoredAlert } from '../../state/alerts.ts'
import type { Call } from '../verb.ts'

/** An evaluation that needs the shop itself, not only a file. */
export interface Replay extends Omit<Evaluation, 'run'> {
  run(asked: Parameters<Evaluation['run']>[0], call: Call): Promise<Score>
}

const MONTH_DAYS = 30
const USUAL_DAYS = 92
/** an event shows on its day, the day before or the day after */
const AROUND = [-1, 0, 1]
/** days of a past that are needed before anything is judged */
const SHOWN = 200

/** How often on-call staff would have been called: every day of the shop's own data through the watch job itself. */
export const watchDays: Replay = {
  what: 'watch',
  usage: 'watch [--days 92] [--until 2026-11-23] [--calendar events.csv]',
  about:
    'Replays the days of the shop in DATA_DIR through the nightly watch, and counts its alerts: a month, by KPI, with and without a known event.',
  options: {
    days: 'how many days, 92 when left out',
    until: 'the last of them; the last day with data when left out',
    calendar: 'a CSV of known events with the columns day and name, beside the campaigns of the data',
  },
  async run(asked, call) {
    const days = numeric(asked, 'days', { usual: USUAL_DAYS, min: 1, max: 3660 })
    const range = (ctx: Context) => rangeOf(ctx, { days, until: asked.option('until') })
    const path = asked.option('calendar')
    const listed = path === null ? null : await readCalendar(path)
    // loaded when it is needed: the help of the terminal reads no job
    const { replayWatch } = await import('./nights.ts')
    const { alerts, named } = await replayWatch(call, {
      range,
      named: async (ctx) => (await shopPromos(ctx)).all,
      onProgress: (done, total) => asked.progress(done, total, 'watching'),
    })
    const events = new Map([...named, ...(listed?.days ?? [])])
    const score = scoreOf(alerts, { days, input: call.config.dataDir, events })
    return { ...score, notes: [...(listed?.notes ?? []), ...(score.notes ?? [])] }
  },
}

async function rangeOf(
  ctx: Context,
  { days, until }: { readonly days: number; readonly until: string | null },
): Promise<{ from: Day; to: Day }> {
  if (until !== null && !isDay(until))
    throw new Fault(`--until "${until}" is not a day.`, 'Write it as 2026-11-23.')
  const known = await asOf(ctx, dayOf(ctx.clock.now(), ctx.config.shop.zone))
  if (!known) throw new Fault('There is no data to replay.', 'Import or collect some first.')
  const last = until ?? known.day
  const from = addDays(last, 1 - days)
  if (last < known.first) throw new Fault(`The data begin on ${known.first}.`, 'Name a later --until.')
  return { from: from > known.first ? from : known.first, to: addDays(last, 1) }
}

interface About {
  readonly days: number
  readonly input: string
  readonly events: ReadonlyMap<Day, string>
}

function scoreOf(alerts: readonly StoredAlert[], { days, input, events }: About): Score {
  const months = days / MONTH_DAYS
  const aMonth = (count: number) => count / months
  const eventOf = (day: Day) =>
    AROUND.map((shift) => events.get(addDays(day, shift))).find((name) => name !== undefined)
  const isData = ({ kpi }: StoredAlert) => kpi === 'data'
  const ofKpis = alerts.filter((one) => !isData(one))
  const dayOfAlert = (one: StoredAlert) => parseIncident(one.finding).day
  const unexplained = ofKpis.filter((one) => eventOf(one.dayOpened) === undefined)
  const byDay = new Map<Day, number>()
  for (const one of ofKpis) byDay.set(one.dayOpened, (byDay.get(one.dayOpened) ?? 0) + 1)
  const kpis = [...new Set(ofKpis.map(({ kpi }) => kpi))].sort()
  const shown = alerts.slice(0, SHOWN).map((one) => {
    const event = eventOf(one.dayOpened)
    const over = one.resolvedAt ? `, ${lasted(one)} days` : ', still open'
    return `${one.dayOpened} ${sentence(one)}${over}${event === undefined ? '' : ` (${event})`}; about ${dayOfAlert(one)}`
  })
  return {
    model: 'the nightly watch itself',
    input,
    rows: days,
    metrics: {
      'alerts a month': aMonth(ofKpis.length),
      'without a known event': aMonth(unexplained.length),
      'data incidents a month': aMonth(alerts.length - ofKpis.length),
      'days with several alerts': [...byDay.values()].filter((count) => count > 1).length,
      ...Object.fromEntries(
        kpis.map((kpi) => [`${kpi}, a month`, aMonth(ofKpis.filter((one) => one.kpi === kpi).length)]),
      ),
    },
    baselines: {},
    notes: [
      ...shown,
      ...(alerts.length > SHOWN ? [`… and ${alerts.length - SHOWN} more.`] : []),
      'How late sources were is not replayed: every row counts as if it had been there in time.',
    ],
  }
}

function lasted({ openedAt, resolvedAt }: StoredAlert): number {
  const day = (at: Date) => at.toISOString().slice(0, 10)
  return resolvedAt ? Math.max(1, daysBetween(day(openedAt), day(resolvedAt))) : 0
}

function sentence({ finding }: StoredAlert): string {
  const incident = parseIncident(finding)
  if (incident.kind === 'data') return 'data incident'
  const places = Object.values(incident.segment)
  const place = places.length === 0 ? 'the whole shop' : places.join(' × ')
  return `${incident.kpi} ${incident.direction} in ${place}`
}
