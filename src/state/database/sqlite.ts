import { mkdir, open as openFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Knex } from 'knex'
import { Fault, messageOf } from '../../lib/errors.ts'
import { onlyBotOn } from './only-bot.ts'
import type { State } from './state.ts'

type Open = (config: Knex.Config) => Knex

/** One connection writes, four read: knex queues the writers, WAL lets the readers see the last commit meanwhile. */
export async function openSqlite(open: Open, filename: string): Promise<State> {
  await mkdir(dirname(filename), { recursive: true })
  await makePrivate(filename)
  const common = { client: 'sqlite3', connection: { filename }, useNullAsDefault: true, log: QUIET } as const
  const write = open({ ...common, pool: { min: 1, max: 1, afterCreate: settings(WRITER) } })
  await proven(write).catch(async (error: unknown) => {
    await write.destroy()
    throw new Fault(
      `The state database ${filename} cannot be used (${messageOf(error)}).`,
      isBroken(error)
        ? 'Move DATA_DIR away and restore the latest backup: floorwalker restore <file>.'
        : 'Check the folder and the file, or correct DATA_DIR or DATABASE_URL.',
      { cause: error },
    )
  })
  const read = open({ ...common, pool: { min: 0, max: 4, afterCreate: settings(READER) } })
  const transaction: State['transaction'] = (work) =>
    write.transaction(async (trx) => {
      await takeWriteLock(trx)
      return work(trx)
    })
  return {
    dialect: 'sqlite',
    read,
    write,
    transaction,
    longTransaction: transaction,
    beOnlyBot: () => onlyBotOn(open, filename),
    async close() {
      await Promise.all([read.destroy(), write.destroy()])
    },
  }
}

/** Cut short, or overwritten: no setting mends it. */
const isBroken = (error: unknown) => /SQLITE_(CORRUPT|NOTADB)/.test(messageOf(error))

/** Decisions and keys lie in it. What SQLite puts beside a file has the rights of the file. */
async function makePrivate(filename: string): Promise<void> {
  const handle = await openFile(filename, 'a', 0o600).catch(() => null)
  await handle?.close()
}

/** knex prints what it also throws. */
const QUIET: Knex.Logger = { warn: () => {}, error: () => {} }

const WRITER =
  'pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;'
const READER = 'pragma busy_timeout = 5000; pragma query_only = on;'

interface Connection {
  exec(sql: string, done: (error: Error | null) => void): void
}

function settings(pragmas: string) {
  return (connection: Connection, done: (error: Error | null, connection: Connection) => void) => {
    connection.exec(pragmas, (error) => done(error, connection))
  }
}

/** Turning a new file to WAL does not wait for others who do the same, whatever the busy timeout: try again. */
async function proven(write: Knex, triesLeft = 50): Promise<void> {
  try {
    await write.raw('select 1')
  } catch (error) {
    if (triesLeft === 0 || !/SQLITE_BUSY/.test(messageOf(error))) throw error
    await sleep(100)
    await proven(write, triesLeft - 1)
  }
}

/**
 * knex begins with a plain BEGIN, which locks nothing: two processes that read and then write would fail with
 * SQLITE_BUSY at once, without waiting. So the empty transaction is swapped for one that takes the write lock first.
 */
async function takeWriteLock(trx: Knex): Promise<void> {
  await trx.raw('commit')
  try {
    await trx.raw('begin immediate')
  } catch (error) {
    // knex will roll back: leave it something to roll back, or its error hides this one
    await trx.raw('begin')
    throw error
  }
}
