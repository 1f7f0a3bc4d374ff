import type { AlertChannel } from '../src/alerts/life/write.ts'
import { announce } from '../src/alerts/oncall/announce.ts'
import { askHolders } from '../src/alerts/oncall/ask-holders.ts'
import { endSnoozes, escalate } from '../src/alerts/oncall/escalate.ts'
import { changeBetween, sayHandover } from '../src/alerts/oncall/handover.ts'
import { routingOrNone } from '../src/alerts/oncall/load-routing.ts'
import { readCalendars } from '../src/alerts/oncall/read-calendars.ts'
import type { Context, Job } from '../src/context.ts'
import { plural } from '../src/lib/text.ts'
import { holdAlerts, openAlerts } from '../src/state/alerts.ts'
import type { Trx } from '../src/state/database/state.ts'
import { saveCalendars } from '../src/state/oncall-calendars.ts'
import { voiceOf } from './watch.ts'

const EVERY_MINUTES = 5

/** What is due by the clock and not by data. Each slot is run once, however many replicas there are. */
export const oncall: Job = {
  name: 'oncall',
  about:
    'Ends snoozes, posts alerts that waited, reminds, asks who has one, escalates, and hands over at a change of shift.',
  schedule: { everyMinutes: EVERY_MINUTES },
  catchUp: 'latest',
  isPrompt: true,
  async run(ctx, due) {
    const calendars = await calendarsOf(ctx, due.at)
    if (calendars) await due.fenced((trx) => saveCalendars(trx, calendars))
    const voice = await voiceOf(ctx)
    const counts = await due.fenced(async (trx) => {
      await holdAlerts(trx)
      return {
        woken: await endSnoozes(trx, due.at, voice),
        posted: (await announce(trx, due.at, voice)).length,
        'asked or given back': await askHolders(trx, due.at, voice),
        escalated: await escalate(trx, due.at, voice),
        'handed over': await handOver(trx, due.at, voice),
      }
    })
    const said = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []))
    return { text: said.length > 0 ? `${said.join(', ')}.` : `${plural(0, 'act')}.`, counts }
  },
}

/** Those that are due; a file that is wrong is told by whoever posts. */
async function calendarsOf({ state, config, http, log }: Context, now: Date) {
  return readCalendars(state, await routingOrNone(state, config, () => {}), {
    now,
    getText: async (url) => (await http.getText({ url, retries: 1 })).body,
    onFault: (error) => log.warn({ err: error }, 'calendar of a schedule not read'),
  })
}

/** Told under the key of its time: what was missed while nothing ran is told late, and once. */
async function handOver(trx: Trx, now: Date, voice: AlertChannel): Promise<number> {
  const before = new Date(now.getTime() - EVERY_MINUTES * 60_000)
  const open = await openAlerts({ read: trx })
  let count = 0
  for (const [name, schedule] of Object.entries(voice.routing?.schedules ?? {})) {
    const change = changeBetween(schedule, before, now)
    if (!change) continue
    const channel = schedule.channel ?? voice.channel
    const message = sayHandover(name, change, { open, locale: voice.localeOf?.(channel) ?? voice.locale })
    await voice.deliver.say(trx, { key: `oncall:${name}:${change.at.toISOString()}`, channel, message })
    count++
  }
  return count
}
