import { freshDatabase, HAS_POSTGRES } from '../../support/databases.ts'
import { DAYS, LONG, SHORT, twoLives } from '../parts/two-lives.ts'
import { type Outcome, type Scenario, type Setting, type Size, sized } from '../scenario.ts'

const ONE = { replicas: 1 } as const

/** Two days of a shop over again: undisturbed, and with processes that are killed in the midst of every job. */
export const kills: Scenario = {
  name: 'kills',
  about: 'kill -9 in the midst of every job: the same figures and messages as an undisturbed run',
  // the gate holds the replicas against the same undisturbed days
  run: (setting) =>
    setting.size === 'quick' && HAS_POSTGRES
      ? onPostgres(setting, true)
      : twoLives(setting, asLarge(setting.size), [ONE]),
}

/** The same with three processes on one PostgreSQL and one lake: what one of them held, another goes on with. */
export const replicas: Scenario = {
  name: 'replicas',
  about:
    'three processes on one PostgreSQL are killed in the midst of jobs: each slot once, the same figures',
  missing: async () => (HAS_POSTGRES ? null : 'TEST_DATABASE_URL names no PostgreSQL'),
  run: (setting) => onPostgres(setting, false),
}

async function onPostgres(setting: Setting, besideOne: boolean): Promise<Outcome> {
  const database = await freshDatabase('postgres')
  try {
    const three = { replicas: 3, databaseUrl: database.url }
    return await twoLives(setting, asLarge(setting.size), besideOne ? [ONE, three] : [three])
  } finally {
    await database.remove()
  }
}

const asLarge = (size: Size) =>
  sized(size, {
    quick: { each: 1, days: 8, moments: SHORT, only: ['first-day', 'build'] },
    usual: { each: 3, days: 30, moments: LONG, only: null },
    full: { each: 30, days: 30, moments: DAYS, only: null },
  })
