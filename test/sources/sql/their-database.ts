import { randomBytes } from 'node:crypto'
import knex from 'knex'
import { freshDatabase, HAS_POSTGRES } from '../../support/databases.ts'

const MYSQL = process.env.TEST_MYSQL_URL

/** The databases of other people that a test can be run on here. */
export const THEIRS = [
  ...(HAS_POSTGRES ? (['postgres'] as const) : []),
  ...(MYSQL ? (['mysql'] as const) : []),
]
if (THEIRS.length < 2) console.warn('skipped: feeds from databases want TEST_DATABASE_URL and TEST_MYSQL_URL')

export interface TheirDatabase {
  readonly url: string
  run(statement: string): Promise<unknown>
  remove(): Promise<void>
}

/** Somebody's database, new and empty. */
export async function theirDatabase(dialect: (typeof THEIRS)[number]): Promise<TheirDatabase> {
  if (dialect === 'postgres') {
    const { url, state, remove } = await freshDatabase('postgres')
    return { url, run: (statement) => state.write.raw(statement), remove }
  }
  const name = `floorwalker_${randomBytes(6).toString('hex')}`
  const address = new URL(MYSQL ?? '')
  const { hostname, port, username, password } = address
  address.pathname = `/${name}`
  const theirs = knex({
    client: 'mysql2',
    connection: { host: hostname, port: Number(port || 3306), user: username, password, timezone: '+00:00' },
    pool: { min: 0, max: 1 },
  })
  await theirs.raw(`create database ${name} character set utf8mb4`)
  await theirs.raw(`use ${name}`)
  await theirs.raw("set time_zone = '+00:00'")
  return {
    url: address.href,
    run: (statement) => theirs.raw(statement),
    async remove() {
      await theirs.raw(`drop database ${name}`)
      await theirs.destroy()
    },
  }
}
