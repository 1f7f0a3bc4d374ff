import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepMark } from '../../../commands/alerts/mark.ts'
import { parseAlerts } from '../../../commands/alerts/question.ts'
import { marksBetween } from '../../../src/state/marks.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { schedulingContext } from '../../support/scheduling.ts'

describe('/alerts mark', () => {
  it.each([
    ['mark release 2.14', 'release 2.14', null],
    ['MARK release 2.14 of the checkout 10:05', 'release 2.14 of the checkout', 605],
    ['mark new payment provider at 9:30', 'new payment provider', 570],
    ['mark 新版本上线 @ 23:59', '新版本上线', 1439],
    ['mark 大促开始 10：00', '大促开始', 600],
    ['mark price is 10:5', 'price is 10:5', null],
    ['mark release at 25:00', 'release at 25:00', null],
  ])('%s is read', (typed, said, minute) => {
    expect(parseAlerts(typed)).toEqual({ kind: 'mark', said, minute })
  })

  it.each(['mark', 'mark   ', 'mark 10:05'])('%s is asked back', (typed) => {
    expect(parseAlerts(typed)).toMatchObject({ kind: 'usage', didYouMean: 'mark release 2.14' })
  })
})

describe('what is marked', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await freshDatabase('sqlite')
  })
  afterAll(() => database.remove())
  const now = new Date('2026-11-24T08:00:00Z')
  const mark = (minute: number | null, roles: readonly ('viewer' | 'operator')[]) =>
    keepMark(
      schedulingContext(database.state, { now: () => now }),
      { kind: 'mark', said: 'release', minute },
      { userId: 'U1', name: 'Mara', roles, channelId: 'C1' },
    )

  it('is kept by the clock of the shop: a time still to come was yesterday', async () => {
    await mark(null, ['operator'])
    await mark(8 * 60 + 30, ['operator'])
    await mark(23 * 60, ['operator'])
    const kept = await marksBetween(database.state, {
      from: new Date(0),
      to: new Date('2027-01-01'),
      limit: 9,
    })
    expect(kept.map(({ at }) => at.toISOString())).toEqual([
      '2026-11-23T22:00:00.000Z',
      '2026-11-24T07:30:00.000Z',
      '2026-11-24T08:00:00.000Z',
    ])
  })

  it('is for who decides', async () => {
    expect(await mark(null, ['viewer'])).toMatchObject({ kind: 'usage' })
  })
})
