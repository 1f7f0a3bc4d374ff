import { afterEach, beforeEach } from 'vitest'
import type { Incident } from '../../src/alerts/incident.ts'
import { type AlertAct, type Press, respond } from '../../src/alerts/life/respond.ts'
import { followUp } from '../../src/alerts/lifecycle.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { openAlerts } from '../../src/state/alerts.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { allPosted, outboxDoor, type Posted } from '../support/outbox.ts'

export const MONDAY = new Date('2026-11-23T06:30:00Z')
const HOUR = 3_600_000
export const later = (hours: number) => new Date(MONDAY.getTime() + hours * HOUR)

export const voice = {
  channel: '#kpi-alerts',
  locale: localeOf('en', { zone: 'Europe/Berlin', currency: 'EUR' }),
  deliver: outboxDoor({ now: () => MONDAY }),
}

/** What its blocks hold, buttons too. */
export const blocksOf = (one: Posted | undefined) => JSON.stringify(one?.content)

export function press(id: string, hours = 1): Press {
  return { id, userId: 'U1', name: 'Mara', at: later(hours), locale: voice.locale }
}

/** A state anew for each test, what is watched into it, and what was posted of it. */
export function watchedState() {
  let database: TestDatabase
  beforeEach(async () => {
    database = await freshDatabase('sqlite')
  })
  afterEach(() => database.remove())

  const posted = () => allPosted(database.state)
  const act = (given: Press, what: AlertAct) => respond(database.state, given, what, voice)
  return {
    get state() {
      return database.state
    },
    watched(found: readonly Incident[], at = MONDAY, usualDayCents: number | null = null) {
      const asked = { found, notEvaluated: new Set<string>(), min: { change: 0.05, stakeCents: 0 }, at }
      return database.state.transaction((trx) => followUp(trx, { ...asked, usualDayCents }, voice))
    },
    async onlyAlert() {
      const [alert] = await openAlerts(database.state)
      if (!alert) throw new Error('no alert is open')
      return alert
    },
    posted,
    message: async () => (await posted()).find(({ parentKey }) => parentKey === null),
    /** whether the channel is notified, and what is said */
    thread: async () =>
      (await posted())
        .filter(({ parentKey }) => parentKey !== null)
        .map(({ content, text }) => [content.kind === 'message' && content.isBroadcast === true, text]),
    act,
    acknowledge: (given: Press) => act(given, { act: 'acknowledge' }),
    snooze: (given: Press, hours: number) =>
      act(given, { act: 'snooze', until: new Date(given.at.getTime() + hours * HOUR) }),
  }
}
