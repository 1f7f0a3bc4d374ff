import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../../../migrations/index.ts'
import { migrate, openState } from '../../../src/state/database/connect.ts'
import { saveSetting, setting } from '../../../src/state/settings.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { onEachDialect } from '../../support/dialects.ts'

const run = promisify(execFile)
const RUN = fileURLToPath(new URL('../../support/run.js', import.meta.url))
const HOLDER = fileURLToPath(new URL('../only-bot-process.ts', import.meta.url))
const COUNTER = fileURLToPath(new URL('../counter-process.ts', import.meta.url))

onEachDialect('the state', (dialect) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(() => database.remove())

  it('is migrated once, and migrating again changes nothing', async () => {
    await migrate(database.state)
    const done = await database.state.read('knex_migrations').orderBy('id')
    expect(done.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name))
  })

  it('is left alone by a release older than it, which says so', async () => {
    await database.state.write('knex_migrations').insert({ name: '9001-of-tomorrow', batch: 9 })
    await expect(migrate(database.state)).rejects.toThrow(/newer release: 9001-of-tomorrow is not known here/)
    await database.state.write('knex_migrations').where({ name: '9001-of-tomorrow' }).del()
    await migrate(database.state)
  })

  it('goes down every step it went up', async () => {
    await database.state.transaction(async (trx) => {
      for (const migration of [...migrations].reverse()) await migration.down(trx)
      for (const migration of migrations) await migration.up(trx)
    })
    expect(await setting(database.state, 'none')).toBeNull()
  })

  it('shows readers nothing of a transaction that failed', async () => {
    const failing = database.state.transaction(async (trx) => {
      await saveSetting(trx, 'half', 'written')
      throw new Error('then it broke')
    })
    await expect(failing).rejects.toThrow('then it broke')
    expect(await setting(database.state, 'half')).toBeNull()
  })

  it('lets readers read while a transaction is open', async () => {
    await database.state.transaction(async (trx) => {
      await saveSetting(trx, 'open', 'yes')
      expect(await setting(database.state, 'open')).toBeNull()
    })
    expect(await setting(database.state, 'open')).toBe('yes')
  })

  it('loses no update when two processes read and write at once', async () => {
    await Promise.all([1, 2].map(() => run(process.execPath, [RUN, COUNTER, database.url, '100'])))
    expect(await setting(database.state, 'counter')).toBe('200')
  })
})

describe('one bot on SQLite', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await freshDatabase('sqlite')
  })
  afterEach(() => database.remove())

  it('keeps others away until it ends, also by a kill', async () => {
    const other = spawn(process.execPath, [RUN, HOLDER, database.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(other.stdout, 'data')
    await expect(database.state.beOnlyBot()).rejects.toThrow(/Another bot already runs on .*state\.sqlite/)
    other.kill('SIGKILL')
    await once(other, 'exit')
    const letGo = await database.state.beOnlyBot()
    await letGo()
    await (await database.state.beOnlyBot())()
  })

  it('does not keep away what only asks or imports', async () => {
    const letGo = await database.state.beOnlyBot()
    const asking = await openState(database.url)
    await asking.transaction((trx) => saveSetting(trx, 'asked', 'meanwhile'))
    expect(await setting(database.state, 'asked')).toBe('meanwhile')
    await asking.close()
    await letGo()
  })
})

onEachDialect('a new database', (dialect) => {
  it('is migrated once when three processes start together', async () => {
    const database = await freshDatabase(dialect)
    await database.state.transaction(async (trx) => {
      for (const migration of [...migrations].reverse()) await migration.down(trx)
      await trx.schema.dropTable('knex_migrations')
      await trx.schema.dropTable('knex_migrations_lock')
    })
    const states = await Promise.all([1, 2, 3].map(() => openState(database.url)))
    await Promise.all(states.map(migrate))
    expect(await database.state.read('knex_migrations')).toHaveLength(migrations.length)
    await Promise.all(states.map((state) => state.close()))
    await database.remove()
  })
})

describe('the SQLite state', () => {
  it.each([
    ['cut in half', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
    ['cut after its first page', (whole: Buffer) => whole.subarray(0, 5000)],
    ['overwritten', (whole: Buffer) => Buffer.alloc(whole.length, 7)],
    ['another file', () => Buffer.from('<html>not here</html>'.repeat(100))],
  ])('that was %s says how to get back', async (_, broken) => {
    const { url, state, remove } = await freshDatabase('sqlite')
    const path = url.replace('sqlite:', '')
    await state.close()
    await writeFile(path, broken(await readFile(path)))
    await expect(openState(url)).rejects.toMatchObject({ remedy: expect.stringContaining('restore') })
    await remove()
  })

  it('survives a power cut: every commit is synced, the log is written ahead', async () => {
    const { state, remove } = await freshDatabase('sqlite')
    expect(await state.write.raw('pragma journal_mode')).toEqual([{ journal_mode: 'wal' }])
    expect(await state.write.raw('pragma synchronous')).toEqual([{ synchronous: 2 }])
    expect(await state.write.raw('pragma foreign_keys')).toEqual([{ foreign_keys: 1 }])
    await remove()
  })

  it('refuses a write through the readers', async () => {
    const { state, remove } = await freshDatabase('sqlite')
    await expect(saveSetting(state.read, 'a', 'b')).rejects.toThrow(/readonly/)
    await remove()
  })
})
