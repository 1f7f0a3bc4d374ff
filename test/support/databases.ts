import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, openState } from '../../src/state/database/connect.ts'
import type { State } from '../../src/state/database/state.ts'

const SERVER = process.env.TEST_DATABASE_URL

/** Whether TEST_DATABASE_URL names a PostgreSQL on which databases may be made. */
export const HAS_POSTGRES = Boolean(SERVER)

export interface TestDatabase {
  readonly url: string
  readonly state: State
  remove(): Promise<void>
}

/** A new, empty, migrated database of its own. */
export async function freshDatabase(dialect: State['dialect']): Promise<TestDatabase> {
  const { url, drop } = dialect === 'sqlite' ? await sqliteFile() : await postgresDatabase()
  const state = await openState(url)
  await migrate(state)
  return {
    url,
    state,
    async remove() {
      await state.close()
      await drop()
    },
  }
}

async function sqliteFile() {
  const folder = await mkdtemp(join(tmpdir(), 'floorwalker-state-'))
  return { url: `sqlite:${join(folder, 'state.sqlite')}`, drop: () => rm(folder, { recursive: true }) }
}

async function postgresDatabase() {
  const name = `floorwalker_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name}`)
  const url = new URL(SERVER ?? '')
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`drop database ${name} with (force)`) }
}

async function onServer(statement: string): Promise<void> {
  const server = await openState(SERVER ?? '')
  await server.write.raw(statement)
  await server.close()
}
