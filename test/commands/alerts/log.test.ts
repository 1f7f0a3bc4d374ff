import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alerts } from '../../../commands/alerts.ts'
import { followUp } from '../../../src/alerts/lifecycle.ts'
import { acknowledge, snooze } from '../../../src/alerts/respond.ts'
import type { Asker } from '../../../src/context.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { shopLocale } from '../../../src/report/words/locale.ts'
import { openAlerts } from '../../../src/state/alerts.ts'
import { COLLAPSE, LATE_SOURCE } from '../../alerts/incidents.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { schedulingContext } from '../../support/scheduling.ts'

const MONDAY = new Date('2026-11-23T06:30:00Z')
const later = (hours: number) => new Date(MONDAY.getTime() + hours * 3_600_000)
const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }

let database: TestDatabase

beforeEach(async () => {
  database = await freshDatabase('sqlite')
})
afterEach(() => database.remove())

function channel() {
  const { deliver, config } = schedulingContext(database.state, { now: () => MONDAY })
  return { deliver, channel: '#kpi-alerts', locale: shopLocale(config) }
}

function watched(found: Parameters<typeof followUp>[1]['found'], at = MONDAY) {
  const min = { change: 0.05, stakeCents: 0 }
  return database.state.transaction((trx) =>
    followUp(trx, { found, notEvaluated: new Set(), min, at }, channel()),
  )
}

async function idOf(kpi: string): Promise<string> {
  const alert = (await openAlerts(database.state)).find((one) => one.kpi === kpi)
  if (!alert) throw new Error(`no alert of ${kpi} is open`)
  return alert.id
}

async function ask(text: string): Promise<string> {
  const question = alerts.parse(text)
  if (question.kind === 'usage') return `usage: ${question.because} ${question.didYouMean ?? ''}`.trim()
  const said = await alerts.answer(schedulingContext(database.state, { now: () => MONDAY }), question, ASKER)
  return 'kind' in said ? `usage: ${said.because} ${said.didYouMean ?? ''}`.trim() : toPlainText(said)
}

describe('/alerts <id> log', () => {
  it('is what happened, by whom and when, in the time of the shop', async () => {
    await watched([COLLAPSE])
    const id = await idOf('conversion')
    const press = { id, userId: 'U7', name: 'Mara' }
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(1))
    await acknowledge(database.state, { ...press, at: later(1.5) }, channel())
    await snooze(database.state, { ...press, at: later(2), hours: 4 }, channel())
    await watched([], later(7))
    const text = await ask(`${id} log`)
    expect(text).toContain(
      'Conversion fell in bazario × Electronics on Mon 23 Nov 2026: resolved at 2026-11-23 14:30, 5 events.',
    )
    const rows = text.split('\n').filter((line) => line.startsWith('2026-'))
    expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
      ['2026-11-23 07:30', 'Opened', 'Floorwalker', 'outside its range'],
      ['2026-11-23 08:30', 'Edited', 'Floorwalker', 'other numbers'],
      ['2026-11-23 09:00', 'Acknowledged', 'Mara', '–'],
      ['2026-11-23 09:30', 'Snoozed', 'Mara', 'until 2026-11-23 13:30'],
      ['2026-11-23 14:30', 'Resolved', 'Floorwalker', 'back inside its range'],
    ])
    expect(text).toContain('Times are those of Europe/Berlin.')
  })

  it('is had of the data too, and by the beginning of an id', async () => {
    await watched([LATE_SOURCE])
    const id = await idOf('data')
    expect(await ask(`${id.slice(0, 8)} log`)).toContain('Data incident on Mon 23 Nov 2026: open, 1 event.')
  })

  it('names the nearest alert when there is none of that id', async () => {
    await watched([COLLAPSE])
    const id = await idOf('conversion')
    const typo = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`
    expect(await ask(`${typo} log`)).toBe(
      `usage: There is no alert ${typo}; /alerts lists the open ones with their ids. ${id} log`,
    )
  })

  it('is offered below what is open', async () => {
    await watched([COLLAPSE])
    const id = await idOf('conversion')
    expect(await ask('')).toContain(`What happened to an alert: /alerts ${id} log`)
  })
})
