import { stat } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { inRuns } from '../../src/state/database/columns.ts'
import { dropOldRows, giveBackRoom } from '../../src/state/old-rows.ts'
import { lastSlot } from '../../src/state/slots/plan.ts'
import { freshDatabase } from '../support/databases.ts'
import { onEachDialect } from '../support/dialects.ts'

const NOW = new Date('2026-11-24T10:00:00Z')
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString()

onEachDialect('rows of the state that decide nothing any more', (dialect) => {
  it('go after their time, and their room with them', async () => {
    const { state, url, remove } = await freshDatabase(dialect)
    try {
      const days = Array.from({ length: 600 }, (_, day) => day)
      const bulk = 'x'.repeat(2000)
      await state.transaction(async (trx) => {
        const run = { lane: '', day: '2026-01-01', attempts: 1, fence: 1 }
        const runs = days.map((day) => ({
          ...run,
          job: 'build',
          slot_utc: ago(day),
          state: 'done',
          summary: bulk,
        }))
        const rare = { ...run, job: 'yearly', slot_utc: ago(500), state: 'done', summary: null }
        const waits = { ...run, job: 'digest', slot_utc: ago(200), state: 'due', summary: null }
        for (const some of inRuns([...runs, rare, waits], 100)) await trx('job_slot').insert(some)
        const heard = days.map((day) => ({
          id: `h-${day}`,
          kind: 'x',
          body: '{}',
          received_at: ago(day),
          done_at: ago(day),
        }))
        for (const some of inRuns(heard, 100)) await trx('inbox').insert(some)
        await trx('inbox').insert({ id: 'open', kind: 'x', body: '{}', received_at: ago(99), done_at: null })
        const posted = { channel: '#a', revision: 1, posted_revision: 1 }
        const said = days.map((day) => ({
          ...posted,
          key: `digest:${day}`,
          content: bulk,
          created_at: ago(day),
        }))
        for (const some of inRuns(said, 100)) await trx('outbox').insert(some)
        await trx('outbox').insert({
          ...posted,
          key: 'waits',
          content: '{}',
          created_at: ago(500),
          posted_revision: 0,
        })
        const change = {
          suggestion: 1,
          sink: 's',
          is_undo: false,
          change: '{}',
          approved_by: 'U',
          next_at: ago(0),
        }
        await trx('write_back').insert([
          { ...change, change_key: 'old', stage: 'done', created_at: ago(401) },
          { ...change, change_key: 'under way', stage: 'sent', created_at: ago(401) },
          { ...change, change_key: 'young', stage: 'done', created_at: ago(399) },
        ])
        await trx('lake_build').insert([
          { build_id: 'old', published_at: ago(91), accounts: '[{}]' },
          { build_id: 'new', published_at: ago(9), accounts: '[{}]' },
        ])
      })
      const size = async () => (dialect === 'sqlite' ? (await stat(url.replace('sqlite:', ''))).size : 0)
      await state.write.raw(dialect === 'sqlite' ? 'pragma wal_checkpoint(truncate)' : 'select 1')
      const was = await size()
      expect(await state.transaction((trx) => dropOldRows(trx, NOW))).toBe(509 + 569 + 199 + 1)
      expect(await state.transaction((trx) => dropOldRows(trx, NOW))).toBe(0)
      const keys = async (table: string, column: string) =>
        (await state.read(table).select(column)).map((row) => row[column])
      expect(await keys('job_slot', 'job')).toEqual(expect.arrayContaining(['yearly', 'digest']))
      expect(await lastSlot(state, { job: 'build', lane: '', now: NOW })).toEqual(NOW)
      expect(await keys('inbox', 'id')).toContain('open')
      expect(await keys('outbox', 'key')).toContain('waits')
      expect(await state.read('lake_build').orderBy('build_id').select('accounts')).toEqual([
        { accounts: '[{}]' },
        { accounts: '[]' },
      ])
      expect(await keys('write_back', 'change_key')).toEqual(['under way', 'young'])
      expect(await giveBackRoom(state)).toBe(dialect === 'sqlite')
      await state.write.raw(dialect === 'sqlite' ? 'pragma wal_checkpoint(truncate)' : 'select 1')
      if (dialect === 'sqlite') expect(await size()).toBeLessThan(was * 0.75)
      expect(await giveBackRoom(state)).toBe(false)
    } finally {
      await remove()
    }
  })
})
