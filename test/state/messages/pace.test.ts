import { afterEach, beforeEach, expect, it } from 'vitest'
import { openState } from '../../../src/state/database/connect.ts'
import { rest, takeTurn } from '../../../src/state/messages/pace.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { onEachDialect } from '../../support/dialects.ts'

onEachDialect('turns in a channel', (dialect) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(() => database.remove())

  it('of many that ask at once one is given the turn, the others how long to wait', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => takeTurn(database.state, 'C1', 5000)))
    expect(all.filter((ms) => ms === 0)).toHaveLength(1)
    for (const ms of all.filter((one) => one > 0)) expect(ms).toBeLessThanOrEqual(5000)
  })

  it('a process that was started a moment ago knows the last turn, of this channel alone', async () => {
    expect(await takeTurn(database.state, 'C1', 5000)).toBe(0)
    const restarted = await openState(database.url)
    try {
      expect(await takeTurn(restarted, 'C1', 5000)).toBeGreaterThan(3000)
      expect(await takeTurn(restarted, 'C2', 5000)).toBe(0)
    } finally {
      await restarted.close()
    }
  })

  it.each([
    ['what Slack asked for', 30_000, 1000, 30_000],
    ['the gap, where Slack asked for less', 0, 1000, 1000],
  ])('%s is kept, and a shorter wish afterwards changes nothing', async (_, first, second, longest) => {
    await rest(database.state, 'C1', first)
    await rest(database.state, 'C1', second)
    const ms = await takeTurn(database.state, 'C1', 1000)
    expect(ms).toBeGreaterThan(longest / 2)
    expect(ms).toBeLessThanOrEqual(longest)
  })

  it.each([2 * 3_600_000, 365 * 86_400_000])(
    'a clock that was %i ms ahead holds nothing back',
    async (ms) => {
      await rest(database.state, 'C1', ms)
      expect(await takeTurn(database.state, 'C1', 1000)).toBe(0)
    },
  )
})
