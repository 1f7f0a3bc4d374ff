import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Collector, openCollector } from '../../../src/sources/events/collector.ts'
import { openSpool } from '../../../src/sources/events/spool.ts'
import { addMark, marksBetween } from '../../../src/state/marks.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'

const KEY = 'a-key-of-sixteen-letters'
const now = new Date('2026-11-24T10:00:00Z')
let database: TestDatabase
let collector: Collector
let dir = ''
beforeAll(async () => {
  database = await freshDatabase('sqlite')
  dir = mkdtempSync(join(tmpdir(), 'marks-'))
  collector = await openCollector({
    port: 0,
    key: KEY,
    spool: openSpool(dir, () => now),
    now: () => now,
    marks: {
      add: (mark) => database.state.transaction((trx) => addMark(trx, mark, { who: 'collector', now })),
    },
  })
})
afterAll(async () => {
  await collector.stop()
  await database.remove()
  rmSync(dir, { recursive: true })
})

async function send(body: string, key = KEY) {
  const sent = await fetch(`http://127.0.0.1:${collector.port}/v1/marks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body,
  })
  return { status: sent.status, said: await sent.json() }
}
const kept = async () =>
  (await marksBetween(database.state, { from: new Date(0), to: new Date('2027-01-01'), limit: 99 })).map(
    ({ at, said }) => [at.toISOString(), said],
  )

describe('a mark that is sent to the collector', () => {
  it('is kept with its moment, once however often it is sent; without one it is of now', async () => {
    const release = JSON.stringify({ text: ' release  2.14\n', at: '2026-11-24T10:05:00+02:00' })
    expect(await send(release)).toEqual({
      status: 201,
      said: { at: '2026-11-24T08:05:00.000Z', text: 'release 2.14' },
    })
    expect((await send(release)).status).toBe(201)
    expect((await send('{"text":"<!channel> 新版本"}')).status).toBe(201)
    expect(await kept()).toEqual([
      ['2026-11-24T08:05:00.000Z', 'release 2.14'],
      ['2026-11-24T10:00:00.000Z', '<!channel> 新版本'],
    ])
  })

  it.each([
    ['no JSON', 'release', 400],
    ['a list', '[]', 400],
    ['no text', '{}', 400],
    ['blanks', '{"text":"  "}', 400],
    ['a number for a text', '{"text":7}', 400],
    ['too long a text', JSON.stringify({ text: 'a'.repeat(201) }), 400],
    ['something else as well', '{"text":"a","link":"b"}', 400],
    ['a day for an instant', '{"text":"a","at":"2026-11-24"}', 400],
    ['a clock without a zone', '{"text":"a","at":"2026-11-24T08:00:00"}', 400],
    ['long ago', '{"text":"a","at":"2026-09-24T08:00:00Z"}', 400],
    ['far ahead', '{"text":"a","at":"2027-09-24T08:00:00Z"}', 400],
    ['more than 4 KB', JSON.stringify({ text: 'a'.repeat(5000) }), 413],
  ])('is refused with the reason: %s', async (_, body, status) => {
    const before = await kept()
    const answer = await send(body)
    expect(answer).toMatchObject({ status, said: { error: expect.any(String) } })
    expect(await kept()).toEqual(before)
  })

  it('opens to nobody without the key', async () => {
    expect((await send('{"text":"a"}', 'another')).status).toBe(401)
  })
})
