import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alerts } from '../../../commands/alerts.ts'
import { respond } from '../../../src/alerts/life/respond.ts'
import { followUp } from '../../../src/alerts/lifecycle.ts'
import type { Asker } from '../../../src/command.ts'
import type { Language } from '../../../src/lib/language.ts'
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

async function ask(text: string, language: Language = 'en'): Promise<string> {
  const question = alerts.parse(text)
  if (question.kind === 'usage') return `usage: ${question.because} ${question.didYouMean ?? ''}`.trim()
  const ctx = schedulingContext(database.state, { now: () => MONDAY })
  const said = await alerts.answer({ ...ctx, config: { ...ctx.config, language } }, question, ASKER)
  return 'kind' in said ? `usage: ${said.because} ${said.didYouMean ?? ''}`.trim() : toPlainText(said)
}

describe('/alerts <id> log', () => {
  it('is what happened, by whom and when, in the time of the shop', async () => {
    await watched([COLLAPSE])
    const id = await idOf('conversion')
    const press = { id, userId: 'U7', name: 'Mara', locale: channel().locale }
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(1))
    await respond(database.state, { ...press, at: later(1.5) }, { act: 'acknowledge' }, channel())
    await respond(database.state, { ...press, at: later(2) }, { act: 'snooze', until: later(6) }, channel())
    await watched([], later(7))
    const text = await ask(`${id} log`)
    expect(text).toContain(
      'Conversion fell in bazario × Electronics on Mon 23 Nov 2026: resolved on 23 Nov 14:30, 5 events.',
    )
    const rows = text.split('\n').filter((line) => line.startsWith('23 Nov'))
    expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
      ['23 Nov 07:30', 'Opened', 'Floorwalker', 'outside its range'],
      ['23 Nov 08:30', 'Edited', 'Floorwalker', 'other numbers'],
      ['23 Nov 09:00', 'Acknowledged', 'Mara', '–'],
      ['23 Nov 09:30', 'Snoozed', 'Mara', 'until 23 Nov 13:30'],
      ['23 Nov 14:30', 'Resolved', 'Floorwalker', 'back inside its range'],
    ])
    expect(text).toContain('Times are in Europe/Berlin.')
  })

  it('is had of the data too, and by the beginning of an id', async () => {
    await watched([LATE_SOURCE])
    const id = await idOf('data')
    expect(await ask(`${id.slice(0, 8)} log`)).toContain('Data incident on Mon 23 Nov 2026: open, 1 event.')
  })

  it('is had by the number that the message shows', async () => {
    await watched([COLLAPSE, LATE_SOURCE])
    const id = await idOf('data')
    for (const typed of ['2 log', '#2 log', 'log 2']) expect(await ask(typed)).toContain(`Alert 2 (${id})`)
    expect(await ask('7 log')).toContain('There is no alert 7')
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
    expect(await ask('')).toContain(`What happened to an alert: /alerts 1 log`)
  })

  it('is told in Chinese too, as is what is open', async () => {
    await watched([COLLAPSE])
    const id = await idOf('conversion')
    await watched([], later(7))
    const log = await ask(`${id} log`, 'zh')
    expect(log).toContain('11月23日 14:30已恢复，共 2 条记录。')
    expect(
      log.match(/^11月23日 \d\d:\d\d +(触发|恢复) +Floorwalker +(超出区间|已回到区间内)$/gm),
    ).toHaveLength(2)
    expect(await ask('', 'zh')).toBe('目前没有未恢复的告警。')
    await watched([COLLAPSE, LATE_SOURCE], later(8))
    const open = await ask('', 'zh')
    expect(open).toContain('目前有 2 条未恢复的告警。')
    expect(open).toContain('尚无人确认。')
    expect(open).not.toMatch(/[a-z]{3,} [a-z]{3,}/)
  })
})
