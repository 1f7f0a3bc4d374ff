import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alerts } from '../../../commands/alerts.ts'
import { followUp } from '../../../src/alerts/lifecycle.ts'
import type { Asker } from '../../../src/command.ts'
import type { Language } from '../../../src/lib/language.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { shopLocale } from '../../../src/report/words/locale.ts'
import { alertById, openAlerts } from '../../../src/state/alerts.ts'
import { COLLAPSE, LATE_SOURCE } from '../../alerts/incidents.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { schedulingContext } from '../../support/scheduling.ts'

/** half past seven in Berlin */
const MONDAY = new Date('2026-11-23T06:30:00Z')
const MARA: Asker = { userId: 'U7', name: 'Mara', channelId: 'C1', roles: ['viewer', 'operator'] }

let database: TestDatabase

beforeEach(async () => {
  database = await freshDatabase('sqlite')
  const { deliver, config } = schedulingContext(database.state, { now: () => MONDAY })
  const voice = { deliver, channel: '#kpi-alerts', locale: shopLocale(config) }
  const min = { change: 0.05, stakeCents: 0 }
  const found = [COLLAPSE, LATE_SOURCE]
  await database.state.transaction((trx) =>
    followUp(trx, { found, notEvaluated: new Set(), min, at: MONDAY }, voice),
  )
})
afterEach(() => database.remove())

async function ask(text: string, asker: Partial<Asker> = {}, language: Language = 'en'): Promise<string> {
  const question = alerts.parse(text)
  if (question.kind === 'usage') return `usage: ${question.because} ${question.didYouMean ?? ''}`.trim()
  const ctx = schedulingContext(database.state, { now: () => MONDAY })
  const said = await alerts.answer({ ...ctx, config: { ...ctx.config, language } }, question, {
    ...MARA,
    ...asker,
  })
  return 'kind' in said ? `usage: ${said.because} ${said.didYouMean ?? ''}`.trim() : toPlainText(said)
}

async function first() {
  const id = (await openAlerts(database.state)).find(({ number }) => number === 1)?.id
  return id === undefined ? null : alertById(database.state, id)
}

describe('what is done with an alert, typed', () => {
  it.each([
    ['ack 1', 'you have it.', { status: 'acked', ackedBy: 'Mara' }],
    ['1 ack', 'you have it.', { status: 'acked' }],
    ['ACK #1', 'you have it.', { status: 'acked' }],
    ['acknowledge 1', 'you have it.', { status: 'acked' }],
    ['assign 1 me', 'assigned to Mara.', { assignee: { kind: 'user', id: 'U7', name: 'Mara' } }],
    ['assign 1 <@U024BE7LH|ben>', 'assigned to ben.', { assignee: { id: 'U024BE7LH', name: 'ben' } }],
    [
      'assign 1 <!subteam^SAZ94GDB8|@ops>',
      'assigned to ops.',
      { assignee: { kind: 'group', id: 'SAZ94GDB8' } },
    ],
    ['assign 1 @ben', 'assigned to ben.', { assignee: { kind: 'user', id: null, name: 'ben' } }],
    [
      'snooze 1 4h',
      'snoozed until 23 Nov 11:30 (Europe/Berlin).',
      { snoozedUntil: new Date('2026-11-23T10:30Z') },
    ],
    ['snooze 1 tomorrow', 'snoozed until 24 Nov 09:00', { snoozedUntil: new Date('2026-11-24T08:00Z') }],
    [
      'snooze 1 2026-11-27 18:00',
      'snoozed until 27 Nov 18:00',
      { snoozedUntil: new Date('2026-11-27T17:00Z') },
    ],
    ['noise 1', 'noted as noise.', { feedback: 'noise' }],
    ['feedback 1 useful', 'noted as useful.', { feedback: 'useful' }],
  ])('%s', async (text, said, kept) => {
    const answer = await ask(text)
    // the answer says which alert, by its number and its name
    expect(answer).toContain('Alert 1, Conversion fell in bazario × Electronics on Mon 23 Nov 2026: ')
    expect(answer).toContain(said)
    expect(await first()).toMatchObject(kept)
  })

  it('resolve keeps the note, and reopen takes it back', async () => {
    const id = (await first())?.id ?? ''
    expect(await ask('resolve 1 the terminal was down')).toContain(': resolved.')
    expect(await alertById(database.state, id)).toMatchObject({
      ...{ status: 'resolved', resolvedBy: 'Mara', note: 'the terminal was down' },
    })
    expect(await ask('ack 1')).toContain('it is resolved already')
    expect(await ask('1 log')).toContain('the terminal was down')
    expect(await ask('reopen 1')).toContain(': reopened.')
    expect(await alertById(database.state, id)).toMatchObject({ status: 'reopened', note: null })
  })

  it.each(['ack', 'unack', 'unsnooze', 'reopen'])('%s that changes nothing says why', async (verb) => {
    if (verb === 'ack') await ask('ack 1')
    const why = {
      ack: 'Mara has acknowledged it',
      unack: 'nobody has',
      unsnooze: 'not snoozed',
      reopen: 'is open',
    }
    expect(await ask(`${verb} 1`)).toContain(why[verb as keyof typeof why])
  })

  it('is for those who may act', async () => {
    expect(await ask('ack 1', { roles: ['viewer'] })).toContain('Only operators and managers')
    expect((await first())?.status).toBe('open')
  })

  it('is answered in Chinese too', async () => {
    expect(await ask('snooze 1 周三', {}, 'zh')).toContain('已静默至11月25日 09:00（Europe/Berlin）')
    expect(await ask('resolve 1 终端故障', {}, 'zh')).not.toMatch(/[a-z]{3,} [a-z]{3,}/)
  })

  it.each([
    ['ack', 'Which alert?', 'ack 12'],
    ['assign me', 'Which alert?', 'assign 12 me'],
    ['assign 1', 'To whom?', 'assign 1 me'],
    ['snooze 1', 'Until when?', 'snooze 1 4h'],
    ['snooze 1 soonish', '“soonish” is not a time', ''],
    ['snooze 1 8d', 'within the next 7 days', ''],
    ['snooze 1 2026-11-20', 'is over or in a few minutes', ''],
    ['ack 1 now', '“now” is too much here', 'ack 1'],
    ['feedback 1 usefull', 'Feedback is useful, expected or noise', 'useful 1'],
    ['ack 9', 'There is no alert 9', ''],
    ['resovle 1', 'nothing to do with alerts', 'resolve 12'],
  ])('%s is answered with what to write', async (text, because, meant) => {
    const said = await ask(text)
    expect(said).toContain(because)
    expect(said.endsWith(meant)).toBe(true)
  })
})
