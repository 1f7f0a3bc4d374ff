import { afterEach, beforeEach, expect, it } from 'vitest'
import { outboxFigures } from '../../../src/state/figures.ts'
import {
  claimNext,
  enqueue,
  markDead,
  markPosted,
  markRetry,
  markTrying,
  type OutboxMessage,
  type OutboxRow,
} from '../../../src/state/messages/outbox.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { onEachDialect } from '../../support/dialects.ts'
import { wordsAsContent } from '../../support/outbox.ts'

const START = Date.parse('2026-11-24T07:30:00Z')
const second = (n: number) => new Date(START + n * 1000)

onEachDialect('the outbox', (dialect) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(() => database.remove())

  const say = (said: Partial<OutboxMessage> & { key: string }) =>
    database.state.transaction((trx) =>
      enqueue(trx, { channel: '#daily', content: wordsAsContent(''), ...said }, second(0)),
    )
  const claim = (at: number, owner = 'relay') =>
    claimNext(database.state, { owner, now: second(at), leaseMs: 10_000 })
  const claimed = async (at: number): Promise<OutboxRow> => {
    const row = await claim(at)
    if (!row) throw new Error('nothing could be claimed')
    return row
  }
  const post = async (row: OutboxRow, at: number, ts = '1.1') => {
    await markTrying(database.state, row.id, second(at))
    await markPosted(database.state, row.id, { ts, channelId: 'C1', revision: row.revision })
  }

  it('holds a message from the transaction that said it, and not when that failed', async () => {
    const failing = database.state.transaction(async (trx) => {
      await enqueue(trx, { key: 'lost', channel: '#daily', content: wordsAsContent('') }, second(0))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await claim(0)).toBeNull()
    await say({ key: 'kept' })
    expect(await claim(0)).toMatchObject({ key: 'kept', ts: null, ambiguous: false, attempts: 0 })
  })

  it('takes a key once, its other content as an edit, its same content as nothing', async () => {
    expect(await say({ key: 'a', content: wordsAsContent('1') })).toBe('new')
    expect(await say({ key: 'a', content: wordsAsContent('1') })).toBe('same')
    await post(await claimed(0), 0)
    expect(await claim(1)).toBeNull()
    expect(await say({ key: 'a', content: wordsAsContent('2') })).toBe('edit')
    expect(await claim(1)).toMatchObject({
      ts: '1.1',
      channelId: 'C1',
      content: wordsAsContent('2'),
      revision: 2,
      postedRevision: 1,
    })
  })

  it('posts again as an edit what was edited while it was being posted', async () => {
    await say({ key: 'a', content: wordsAsContent('1') })
    const row = await claimed(0)
    await say({ key: 'a', content: wordsAsContent('2') })
    await post(row, 0)
    expect(await claim(1)).toMatchObject({ content: wordsAsContent('2'), revision: 2, postedRevision: 1 })
  })

  it('lets one message of a channel be under way, the oldest first, and channels go side by side', async () => {
    await say({ key: 'a' })
    await say({ key: 'b' })
    await say({ key: 'c', channel: '#alerts' })
    const first = await claimed(0)
    expect(first.key).toBe('a')
    expect((await claim(1))?.key).toBe('c')
    expect(await claim(2)).toBeNull()
    await post(first, 2)
    expect((await claim(3))?.key).toBe('b')
  })

  it('posts a reply after its parent, with the parent it belongs under', async () => {
    await say({ key: 'details', parentKey: 'digest' })
    expect(await claim(0)).toBeNull()
    await say({ key: 'digest' })
    const parent = await claimed(0)
    expect(parent.key).toBe('digest')
    await post(parent, 0, '7.7')
    expect(await claim(1)).toMatchObject({
      key: 'details',
      parentKey: 'digest',
      parentTs: '7.7',
      channelId: 'C1',
    })
  })

  it('knows after a crash that a message may stand already', async () => {
    await say({ key: 'a' })
    const row = await claimed(0)
    expect(await markTrying(database.state, row.id, second(1))).toBe(true)
    expect(await claim(9)).toBeNull()
    expect(await claim(11)).toMatchObject({ key: 'a', ambiguous: true, attempts: 1, firstTriedAt: second(1) })
  })

  it('does not call a message ambiguous that was claimed and never tried', async () => {
    await say({ key: 'a' })
    await claimed(0)
    expect(await claim(11)).toMatchObject({ ambiguous: false, attempts: 0 })
  })

  it('refuses a relay that comes back after its lease', async () => {
    await say({ key: 'a' })
    const row = await claimed(0)
    expect(await markTrying(database.state, row.id, second(11))).toBe(false)
    await claim(11, 'another')
    expect(await markTrying(database.state, row.id, second(12), 'relay')).toBe(false)
    expect(await markTrying(database.state, row.id, second(12), 'another')).toBe(true)
  })

  it('waits as long as it was told, and keeps whether the message may stand', async () => {
    await say({ key: 'a' })
    const row = await claimed(0)
    await markTrying(database.state, row.id, second(0))
    await markRetry(database.state, row.id, {
      notBefore: second(30),
      error: 'ratelimited',
      ambiguous: false,
      isLimited: false,
    })
    expect(await claim(29)).toBeNull()
    expect(await claim(30)).toMatchObject({ ambiguous: false, attempts: 1 })
  })

  it('holds all of a channel back as long as Slack asked for, and no other; an edit does not end it', async () => {
    for (const key of ['a', 'b']) await say({ key })
    const row = await claimed(0)
    await markTrying(database.state, row.id, second(0))
    await markRetry(database.state, row.id, {
      notBefore: second(30),
      error: 'ratelimited',
      ambiguous: false,
      isLimited: true,
    })
    await say({ key: 'a', content: wordsAsContent('edited meanwhile') })
    expect(await claim(29)).toBeNull()
    await say({ key: 'elsewhere', channel: '#general' })
    expect(await claim(29)).toMatchObject({ key: 'elsewhere' })
    const again = await claimed(30)
    expect(again).toMatchObject({ key: 'a', revision: 2 })
    await post(again, 31)
    expect(await claim(32)).toMatchObject({ key: 'b' })
  })

  it('tells how many messages are still to go', async () => {
    for (const key of ['a', 'b', 'c']) await say({ key })
    await post(await claimed(0), 0)
    const refused = await claimed(1)
    await markDead(database.state, refused.id, 'channel_not_found')
    expect((await outboxFigures(database.state, second(0))).waiting).toBe(1)
  })

  it('gives up a message for good, until it is said anew', async () => {
    await say({ key: 'a', content: wordsAsContent('too long') })
    await markDead(database.state, (await claimed(0)).id, 'msg_too_long')
    expect(await claim(100)).toBeNull()
    expect(await say({ key: 'a', content: wordsAsContent('too long') })).toBe('same')
    expect(await claim(100)).toBeNull()
    await say({ key: 'a', content: wordsAsContent('short') })
    expect(await claim(100)).toMatchObject({ content: wordsAsContent('short'), attempts: 0 })
  })

  it('gives a message to one of many relays that ask at once', async () => {
    await say({ key: 'a' })
    await say({ key: 'b' })
    const rows = await Promise.all(['r1', 'r2', 'r3', 'r4'].map((owner) => claim(0, owner)))
    expect(rows.filter(Boolean).map((row) => row?.key)).toEqual(['a'])
  })
})
