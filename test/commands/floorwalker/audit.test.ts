import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseFloorwalker } from '../../../commands/floorwalker/question.ts'
import { floorwalker } from '../../../commands/floorwalker.ts'
import type { Asker } from '../../../src/command.ts'
import type { Language } from '../../../src/lib/language.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { record } from '../../../src/state/audit.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { englishIn } from '../../support/english.ts'
import { schedulingContext } from '../../support/scheduling.ts'

const command = floorwalker([])
const MANAGER: Asker = { userId: 'U1', channelId: 'C1', roles: ['manager'] }

let database: TestDatabase

beforeEach(async () => {
  database = await freshDatabase('sqlite')
})
afterEach(() => database.remove())

async function audit(text: string, asker = MANAGER, language: Language = 'en'): Promise<string> {
  const question = command.parse(text)
  if (question.kind === 'usage') throw new Error(question.because)
  const ctx = schedulingContext(database.state, { now: () => new Date() })
  const said = await command.answer({ ...ctx, config: { ...ctx.config, language } }, question, asker)
  return 'kind' in said ? `usage: ${said.because}` : toPlainText(said)
}

async function acts(...all: readonly [string, unknown][]) {
  await database.state.transaction(async (trx) => {
    for (const [i, [did, what]] of all.entries())
      await record(trx, { who: `U${i}`, did, what, at: new Date(`2026-11-23T06:${10 + i}:00Z`) })
  })
}

describe('/floorwalker audit', () => {
  it('is who did what, the latest first, in the time of the shop and without JSON', async () => {
    await acts(
      ['/price', 'Electronics'],
      ['suggestion.approve', '12||/price Electronics'],
      ['suggestion.edit', JSON.stringify({ value: '12||/price', quantity: '24' })],
      ['confidence.set', { of: 'price', share: 0.85 }],
      ['alert.snoozed', { alert: '95cb51274ff5', key: 'data', until: '2026-11-23T10:30:00.000Z' }],
    )
    const text = await audit('audit')
    expect(text.split('\n').filter((line) => line.startsWith('• '))).toEqual([
      '• 2026-11-23 07:14 U4: Snoozed an alert (alert 95cb51274ff5, key data, until 2026-11-23 11:30)',
      '• 2026-11-23 07:13 U3: Set the minimum confidence (of price, share 0.85)',
      '• 2026-11-23 07:12 U2: Pressed Edit (value No. 12 below /price, quantity 24)',
      '• 2026-11-23 07:11 U1: Pressed Approve (No. 12 below /price Electronics)',
      '• 2026-11-23 07:10 U0: Asked /price (Electronics)',
    ])
    expect(text).not.toContain('{')
  })

  it('is in Chinese for who reads Chinese', async () => {
    await acts(
      ['/price', 'Electronics'],
      ['suggestion.approve', '12||/price Electronics'],
      ['suggestion.edited', { id: 12, status: 'edited', editedTo: { cents: 2400 }, kind: 'price' }],
      ['alert.snoozed', { alert: '95cb51274ff5', until: '2026-11-23T10:30:00.000Z' }],
    )
    const text = await audit('audit', MANAGER, 'zh')
    expect(text.split('\n').filter((line) => line.startsWith('• '))).toEqual([
      '• 2026-11-23 07:13 U3：静默告警（告警 95cb51274ff5, 至 2026-11-23 11:30）',
      '• 2026-11-23 07:12 U2：修改后批准建议（编号 12, 状态 edited, 改为 cents 2400, 类型 price）',
      '• 2026-11-23 07:11 U1：点击“批准”（第 12 号 来自 /price Electronics）',
      '• 2026-11-23 07:10 U0：提问 /price（Electronics）',
    ])
    expect(englishIn(text)).toEqual([])
  })

  it('is as long as asked for', async () => {
    await acts(['/kpi', 'gmv'], ['/kpi', 'orders'], ['/kpi', 'aov'])
    const text = await audit('audit 2')
    expect(text).toContain('The latest 2 entries of the audit log.')
    expect(text).toContain('orders')
    expect(text).not.toContain('gmv')
  })

  it('that is empty says so', async () => {
    expect(await audit('audit')).toContain('The audit log is empty')
  })

  it('is for managers only', async () => {
    await acts(['/kpi', 'gmv'])
    const said = await audit('audit', { ...MANAGER, roles: ['viewer', 'operator'] })
    expect(said).toBe('usage: Only managers read the audit log.')
  })
})

describe('what is typed', () => {
  it.each([
    ['', { kind: 'help' }],
    ['Status', { kind: 'status' }],
    ['audit', { kind: 'audit', count: 20 }],
    ['audit 50', { kind: 'audit', count: 50 }],
  ])('%j is understood', (text, question) => {
    expect(parseFloorwalker(text)).toEqual(question)
  })

  it.each([
    ['audti', 'Nothing is known about “audti”.', 'audit'],
    ['status now', 'Nothing is known about “status now”.', 'status'],
    ['audit 0', '“0” is not a number of entries from 1 to 100.', 'audit 20'],
    ['audit 101', '“101” is not a number of entries from 1 to 100.', 'audit 20'],
    ['audit ten', '“ten” is not a number of entries from 1 to 100.', 'audit 20'],
    ['audit 5 6', '“5 6” is not a number of entries from 1 to 100.', 'audit 20'],
  ])('%s is answered with the fault and what may be meant', (text, because, didYouMean) => {
    expect(parseFloorwalker(text)).toEqual({ kind: 'usage', because, didYouMean })
  })
})
