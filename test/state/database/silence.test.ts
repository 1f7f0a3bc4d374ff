import knex from 'knex'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostgres } from '../../../src/state/database/postgres.ts'
import type { State } from '../../../src/state/database/state.ts'

const URL = process.env.TEST_DATABASE_URL
const SILENT_MS = 300

describe.skipIf(!URL)('a PostgreSQL that is silent for longer than a question takes', () => {
  let state: State
  beforeAll(async () => {
    state = await openPostgres(knex, URL ?? '', SILENT_MS)
  })
  afterAll(() => state?.close())

  const sleep = (seconds: number) => (trx: State['write']) => trx.raw(`select pg_sleep(${seconds})`)

  it('is given up, and the next question is answered by a new connection', async () => {
    await expect(sleep(2)(state.read)).rejects.toThrow()
    await expect(state.read.raw('select 1')).resolves.toBeDefined()
  })

  it('is given up too on a connection that had nothing to do for as long', async () => {
    await state.read.raw('select 1')
    await new Promise((resolve) => setTimeout(resolve, 2 * SILENT_MS))
    await expect(sleep(2)(state.read)).rejects.toThrow()
  })

  it('is waited for in what may take long: a migration, and one that waits for another replica\u2019s', async () => {
    await expect(state.longTransaction(sleep(1.2))).resolves.toBeDefined()
    await expect(state.transaction(sleep(1.2))).rejects.toThrow()
  })
})
