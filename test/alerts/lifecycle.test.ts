import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident } from '../../src/alerts/incident.ts'
import { followUp } from '../../src/alerts/lifecycle.ts'
import { acknowledge, endSnooze, snooze } from '../../src/alerts/respond.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { alertEvents, openAlerts } from '../../src/state/alerts.ts'
import { audited } from '../../src/state/audit.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { allPosted, outboxDoor, type Posted } from '../support/outbox.ts'
import { COLLAPSE } from './incidents.ts'

const MONDAY = new Date('2026-11-23T06:30:00Z')
const HOUR = 3_600_000
const later = (hours: number) => new Date(MONDAY.getTime() + hours * HOUR)

const voice = {
  channel: '#kpi-alerts',
  locale: localeOf('en', { zone: 'Europe/Berlin', currency: 'EUR' }),
  deliver: outboxDoor({ now: () => MONDAY }),
}

let database: TestDatabase

beforeEach(async () => {
  database = await freshDatabase('sqlite')
})
afterEach(() => database.remove())

function watched(found: readonly Incident[], at = MONDAY) {
  const min = { change: 0.05, stakeCents: 0 }
  return database.state.transaction((trx) =>
    followUp(trx, { found, notEvaluated: new Set(), min, at }, voice),
  )
}

const posted = () => allPosted(database.state)
/** What its blocks hold, buttons too. */
const blocksOf = (one: Posted | undefined) => JSON.stringify(one?.content)

async function onlyAlert() {
  const [alert] = await openAlerts(database.state)
  if (!alert) throw new Error('no alert is open')
  return alert
}

function press(id: string, hours = 1) {
  return { id, userId: 'U1', name: 'Mara', at: later(hours), locale: voice.locale }
}

describe('an alert', () => {
  it('is one message, edited in place as it changes and when it is over', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(1))
    await watched([], later(2))
    const rows = await posted()
    expect(rows.map(({ key, revision }) => [key, revision])).toEqual([[`alert:${id}`, 3]])
    expect(rows[0]?.text).toContain('Resolved on 23 Nov 09:30: back inside its range.')
    expect((await alertEvents(database.state, id)).map(({ kind }) => kind)).toEqual([
      'open',
      'update',
      'resolve',
    ])
    expect(await openAlerts(database.state)).toEqual([])
  })

  it('is opened once when the same slot runs twice', async () => {
    await watched([COLLAPSE])
    const again = await watched([COLLAPSE])
    expect(again.decisions.map(({ act }) => act)).toEqual(['keep'])
    expect((await posted()).map(({ revision }) => revision)).toEqual([1])
  })

  it('that comes back after it was over is a new message', async () => {
    await watched([COLLAPSE])
    await watched([], later(1))
    await watched([COLLAPSE], later(2))
    expect(await posted()).toHaveLength(2)
  })

  it('that spreads keeps its message and takes the new place', async () => {
    await watched([COLLAPSE])
    await watched([{ ...COLLAPSE, segment: { platform: 'bazario' } }], later(1))
    expect((await onlyAlert()).key).toBe('sales down platform=bazario')
    expect(await posted()).toHaveLength(1)
  })

  it('leaves nothing behind when the transaction fails', async () => {
    const broken = { ...voice, deliver: { say: () => Promise.reject(new Error('disk full')) } }
    const min = { change: 0.05, stakeCents: 0 }
    const run = database.state.transaction((trx) =>
      followUp(trx, { found: [COLLAPSE], notEvaluated: new Set(), min, at: MONDAY }, broken),
    )
    await expect(run).rejects.toThrow('disk full')
    expect(await openAlerts(database.state)).toEqual([])
  })
})

describe('the buttons', () => {
  it('acknowledge: the message says who, loses the button, and the audit knows', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    expect(await acknowledge(database.state, press(id), voice)).toBeNull()
    const [row] = await posted()
    expect(row?.revision).toBe(2)
    expect(row?.text).toContain('Acknowledged by Mara.')
    expect(blocksOf(row)).not.toContain('alert.ack')
    expect(await audited(database.state, { limit: 5 })).toMatchObject([{ who: 'U1', did: 'alert.acked' }])
  })

  it('acknowledge twice answers whoever is second, and edits nothing', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await acknowledge(database.state, press(id), voice)
    const second = await acknowledge(database.state, { ...press(id), name: 'Ben' }, voice)
    expect(second?.text).toBe('Mara has acknowledged it already.')
    expect((await posted())[0]?.revision).toBe(2)
  })

  it('an acknowledged alert goes on being edited, with the name', async () => {
    await watched([COLLAPSE])
    await acknowledge(database.state, press((await onlyAlert()).id), voice)
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(2))
    expect((await posted())[0]?.text).toContain('Acknowledged by Mara.')
    expect((await onlyAlert()).status).toBe('acked')
  })

  it('snooze: quiet until its end, then edited again', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await snooze(database.state, { ...press(id, 0), hours: 4 }, voice)
    expect((await posted())[0]?.text).toContain('Snoozed by Mara until 23 Nov 11:30 (Europe/Berlin).')
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(3))
    expect((await posted())[0]?.revision).toBe(2)
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(4.5))
    const [row] = await posted()
    expect(row?.revision).toBe(3)
    expect(blocksOf(row)).not.toContain('Snoozed')
    expect(await audited(database.state, { limit: 5 })).toMatchObject([{ did: 'alert.snoozed' }])
  })

  it('answers who pressed in their language, and keeps that of the channel', async () => {
    await watched([COLLAPSE])
    const mine = { ...press((await onlyAlert()).id, 0), locale: localeOf('zh', voice.locale) }
    expect((await snooze(database.state, { ...mine, hours: 4 }, voice))?.text).toBe(
      '已静默 4 小时，至11月23日 11:30（Europe/Berlin）。在此之前不再更新，除非告警提前恢复。',
    )
    expect((await posted())[0]?.text).toContain('Snoozed by Mara until 23 Nov 11:30 (Europe/Berlin).')
    await acknowledge(database.state, mine, voice)
    expect((await acknowledge(database.state, mine, voice))?.text).toBe('Mara已经确认过了。')
  })

  it('snooze tells the hour and its zone, and can be ended by a button of its own', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    const said = await snooze(database.state, { ...press(id, 0), hours: 4 }, voice)
    expect(said?.text).toContain('Snoozed for 4 hours, until 23 Nov 11:30 (Europe/Berlin).')
    expect(blocksOf((await posted())[0])).toContain('alert.unsnooze')
    expect(await endSnooze(database.state, press(id), voice)).toBeNull()
    expect((await onlyAlert()).snoozedUntil).toBeNull()
    expect(blocksOf((await posted())[0])).not.toContain('Snoozed')
    expect((await endSnooze(database.state, press(id), voice))?.text).toBe('This alert is not snoozed.')
  })

  it('snooze may be for a week', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await snooze(database.state, { ...press(id, 0), hours: 7 * 24 }, voice)
    expect((await onlyAlert()).snoozedUntil).toEqual(later(7 * 24))
  })

  it.each([Number.NaN, 0, -1, 7 * 24 + 1, 1e6])('snooze for %s hours is refused', async (hours) => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    expect((await snooze(database.state, { ...press(id), hours }, voice))?.text).toBe(
      'Choose between 1 hour and 7 days.',
    )
    expect((await onlyAlert()).snoozedUntil).toBeNull()
  })

  it('do nothing to what is over or unknown', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await watched([], later(1))
    expect((await acknowledge(database.state, press(id), voice))?.text).toContain('is resolved')
    expect((await snooze(database.state, { ...press('nothing'), hours: 1 }, voice))?.text).toContain(
      'no longer exists',
    )
    expect((await posted())[0]?.revision).toBe(2)
  })
})
