import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { migrate, migrateTo, openState } from '../../../src/state/database/connect.ts'
import { fillState, migrationsOf, snapshotState } from '../../../src/state/database/portable.ts'
import type { State } from '../../../src/state/database/state.ts'
import { afterRestore } from '../../../src/state/messages/after-restore.ts'
import { claimNext, enqueue } from '../../../src/state/messages/outbox.ts'
import { saveSetting } from '../../../src/state/settings.ts'
import { freshDatabase } from '../../support/databases.ts'
import { onEachDialect } from '../../support/dialects.ts'

const AT = new Date('2026-11-24T09:00:00Z')
const iso = AT.toISOString()

/** A row in tables of every kind: flags, counters, JSON, and one that refers to another. */
async function filled(state: State): Promise<void> {
  await state.transaction(async (trx) => {
    await saveSetting(trx, 'shopper_key', 'a key')
    for (const n of [1, 2, 3])
      await enqueue(trx, { key: `digest:${n}`, channel: '#daily', content: '{"n":1}' }, AT)
    await trx('job_slot').insert({
      job: 'build',
      lane: '',
      slot_utc: iso,
      day: '2026-11-24',
      state: 'done',
      fence: 3,
      attempts: 1,
    })
    await trx('lake_version').update({ version: 41 })
    await trx('lake_file').insert(
      Array.from({ length: 450 }, (_, i) => ({
        path: `f-${i}`,
        table_name: 'raw_orders',
        dt: null,
        rows: i,
        bytes: 2 ** 40 + i,
      })),
    )
  })
}

const ORDERED = {
  setting: 'name',
  outbox: 'id',
  job_slot: 'slot_utc',
  lake_version: 'version',
  lake_file: 'path',
}

/** A flag is 0 or false, a count may be text. */
const cell = (value: unknown) => (typeof value === 'boolean' ? Number(value) : String(value)).toString()

async function rowsOf(state: State): Promise<unknown> {
  const found: string[][][] = []
  for (const [table, by] of Object.entries(ORDERED)) {
    const rows: Record<string, unknown>[] = await state.read(table).orderBy(by)
    found.push(rows.map((row) => Object.values(row).map(cell)))
  }
  return found
}

onEachDialect('a state', (dialect) => {
  it.each(['sqlite', dialect] as const)(
    'is copied row by row by way of a snapshot, to %s',
    async (target) => {
      const dir = await mkdtemp(join(tmpdir(), 'portable-'))
      const from = await freshDatabase(dialect)
      const to = await freshDatabase(target)
      try {
        await filled(from.state)
        const applied = (await migrationsOf(from.state)) ?? []
        const snapshot = join(dir, 'state.sqlite')
        await snapshotState(from.state, snapshot, applied)
        // what comes after it is not in it
        await from.state.transaction((trx) => saveSetting(trx, 'later', 'x'))
        await fillState(snapshot, to.url, applied)
        await from.state.write('setting').where({ name: 'later' }).delete()
        expect(await rowsOf(to.state)).toEqual(await rowsOf(from.state))
        // and goes on counting where it was
        await to.state.transaction((trx) =>
          enqueue(trx, { key: 'digest:4', channel: '#daily', content: '{}' }, AT),
        )
        expect(Number((await to.state.read('outbox').where({ key: 'digest:4' }).first('id')).id)).toBe(4)
      } finally {
        await from.remove()
        await to.remove()
        await rm(dir, { recursive: true })
      }
    },
  )

  it('after a restore looks in the channel before it posts what may have been posted since', async () => {
    const { state, remove } = await freshDatabase(dialect)
    try {
      await filled(state)
      const later = (days: number) => new Date(AT.getTime() + days * 86_400_000)
      await state.transaction((trx) => afterRestore(trx, { madeAt: AT, now: later(2) }))
      const claim = { owner: 'me', leaseMs: 1000 }
      const waited = await claimNext(state, { ...claim, now: later(2) })
      expect(waited).toMatchObject({ key: 'digest:1', ambiguous: true, firstTriedAt: AT })
      const say = (key: string, at: Date) =>
        state.transaction((trx) => enqueue(trx, { key, channel: `#${key}`, content: '{}' }, at))
      await say('caught-up', later(3))
      await say('much-later', later(17))
      const rows = await state.read('outbox').whereIn('key', ['caught-up', 'much-later']).orderBy('id')
      expect(rows.map(({ is_ambiguous, first_tried_at }) => [Boolean(is_ambiguous), first_tried_at])).toEqual(
        [
          [true, iso],
          [false, null],
        ],
      )
    } finally {
      await remove()
    }
  })
})

it('a state of an earlier release is taken as it is, and migrated where it goes', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'portable-'))
  const to = `sqlite:${join(dir, 'to.sqlite')}`
  const { state, remove } = await freshDatabase('sqlite')
  try {
    const applied = (await migrationsOf(state)) ?? []
    const snapshot = join(dir, 'state.sqlite')
    await snapshotState(state, snapshot, applied)
    const earlier = applied.slice(0, 10)
    // a snapshot of that time has no more tables than these
    const old = await openState(`sqlite:${join(dir, 'old.sqlite')}`)
    await migrateTo(old, earlier)
    await snapshotState(old, join(dir, 'old-copy.sqlite'), earlier)
    await old.close()
    await fillState(join(dir, 'old-copy.sqlite'), to, earlier)
    const put = await openState(to)
    expect(await migrationsOf(put)).toEqual(earlier)
    await migrate(put)
    expect(await migrationsOf(put)).toEqual(applied)
    await put.close()
  } finally {
    await remove()
    await rm(dir, { recursive: true })
  }
})
