import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAlerts } from '../../../commands/alerts/question.ts'
import { silence } from '../../../commands/alerts/silence/answer.ts'
import { parseSilence } from '../../../commands/alerts/silence/question.ts'
import { loadRouting } from '../../../src/alerts/oncall/load-routing.ts'
import { heldBack, routesOf } from '../../../src/alerts/routing/routing.ts'
import { isUsage } from '../../../src/command.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { ENGLISH_FAULTS } from '../../../src/report/words/faults.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { schedulingContext } from '../../support/scheduling.ts'

const read = (typed: string) => {
  const asked = parseAlerts(typed)
  if (isUsage(asked) || !('matchers' in asked)) return asked
  return [asked.kind, (asked.matchers ?? []).map(({ label, op, value }) => label + op + value), asked.rest]
}

describe('/alerts silence', () => {
  it.each([
    [
      'silence kpi=orders platform=bazario until tomorrow 09:00 stock-taking',
      ['silence', ['kpi=orders', 'platform=bazario'], 'tomorrow 09:00 stock-taking'],
    ],
    ['Silence merchant=M-007 for 4h', ['silence', ['merchant=M-007'], '4h']],
    [
      'silence category="Home & Garden", region!=EU until Monday move',
      ['silence', ['category=Home & Garden', 'region!=EU'], 'Monday move'],
    ],
    ['silence kpi=~"gmv|orders" until 18:00 sale', ['silence', ['kpi=~gmv|orders'], '18:00 sale']],
    ['silence severity!~“info|warning” for 2d 盘点', ['silence', ['severity!~info|warning'], '2d 盘点']],
    ['silence 3 until 18:00', ['change-silence', [], '18:00']],
    ['silence 3 merchant=M-008 for 1h wrong one', ['change-silence', ['merchant=M-008'], '1h wrong one']],
    ['silence 3 end', ['change-silence', [], null]],
    ['silences', { kind: 'silences' }],
    ['silence', { kind: 'silences' }],
  ])('%s is read', (typed, asked) => expect(read(typed)).toEqual(asked))

  it.each([
    ['silence until tomorrow', 'What is to be quiet'],
    ['silence kpi=orders', 'Write until when'],
    ['silence 3', 'Write until when'],
    ['silence colour=red until 18:00', '“colour=red” is no matcher'],
    ['silence everything until 18:00', '“everything” is no matcher'],
    ['silence kpi=orders and more until 18:00', '“and more” is no matcher'],
    ['silence kpi=~"(" until 18:00', 'is no matcher'],
  ])('%s is asked back', (typed, because) =>
    expect(parseAlerts(typed)).toMatchObject({ kind: 'usage', because: expect.stringContaining(because) }),
  )
})

describe('a silence', () => {
  let database: TestDatabase
  let now = new Date('2026-11-24T08:00:00Z')
  beforeAll(async () => {
    database = await freshDatabase('sqlite')
  })
  afterAll(() => database.remove())
  const ctx = () => schedulingContext(database.state, { now: () => now })
  const type = async (typed: string, role: 'viewer' | 'operator' = 'operator') => {
    const asked = parseSilence(typed, ENGLISH_FAULTS)
    if (isUsage(asked)) throw new Error(asked.because)
    const answer = await silence(ctx(), asked, { userId: 'U1', name: 'Mara', roles: [role], channelId: 'C1' })
    return isUsage(answer) ? `usage: ${answer.because}` : toPlainText(answer)
  }
  const held = async (merchant: string) => {
    const { config } = ctx()
    const routing = await loadRouting(database.state, { ...config, alertsFile: null })
    const alert = {
      ...{ id: 'a', labels: { kpi: 'orders', merchant }, openedAt: now, stakeCents: null, posts: [] },
    }
    const facts = { routing, channel: '#a', open: [alert], over: [], now, zone: config.shop.zone }
    return routesOf(alert, facts).map((route) => heldBack(alert, route, facts))
  }

  it('holds what matches back until then, and says by whom and why', async () => {
    expect(await type('')).toContain('Nothing is silenced')
    expect(await type('merchant=M-007 until 18:00 stock-taking')).toMatch(
      /Silence 1: merchant=M-007 until 24 Nov 18:00 \(stock-taking\), by Mara/,
    )
    expect(await held('M-007')).toEqual(['silenced'])
    expect(await held('M-008')).toEqual([null])
  })

  it('is changed and ended by its number; numbers are never given twice', async () => {
    expect(await type('1 until tomorrow 09:00')).toContain('until 25 Nov 09:00 (stock-taking)')
    now = new Date('2026-11-24T20:00:00Z')
    expect(await held('M-007')).toEqual(['silenced'])
    expect(await type('1 merchant=M-008 for 4h the other one')).toContain('merchant=M-008')
    expect([await held('M-007'), await held('M-008')]).toEqual([[null], ['silenced']])
    expect(await type('')).toMatch(/1 silence holds\.[\s\S]*Silence 1: merchant=M-008/)
    expect(await type('1 end')).toContain('Silence 1 has ended')
    expect(await held('M-008')).toEqual([null])
    expect(await type('1 end')).toContain('usage: There is no silence 1')
    expect(await type('kpi=gmv for 2h sale')).toContain('Silence 2:')
  })

  it('is over by itself', async () => {
    now = new Date('2026-11-24T22:00:01Z')
    expect(await type('')).toContain('Nothing is silenced')
  })

  it('is for who decides, for a time that is ahead and within reach', async () => {
    expect(await type('kpi=gmv for 2h sale', 'viewer')).toContain('usage: Only operators')
    expect(await type('kpi=gmv until 2026-11-01 sale')).toContain('usage: Until when?')
    expect(await type('kpi=gmv until 2027-11-01 sale')).toContain('usage: Until when?')
  })
})
