import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tellAdmins } from '../../jobs/tell-admins.ts'
import type { Context } from '../../src/context.ts'
import type { Language } from '../../src/lib/language.ts'
import { runJob } from '../../src/scheduler.ts'
import type { Source } from '../../src/sources/source.ts'
import { openState } from '../../src/state/database/connect.ts'
import type { State } from '../../src/state/database/state.ts'
import { enqueue, markDead, markPosted } from '../../src/state/messages/outbox.ts'
import { disableSubscription, resumeSubscription, subscribe } from '../../src/state/messages/subscriptions.ts'
import { planSlots } from '../../src/state/slots/plan.ts'
import { claimSlot, fail, finish } from '../../src/state/slots/slots.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { tellTrouble } from '../../src/troubles/tell.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { onEachDialect } from '../support/dialects.ts'
import { posted, wordsAsContent } from '../support/outbox.ts'
import { schedulingContext } from '../support/scheduling.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const at = (minutes: number) => new Date(NOW + minutes * 60_000)

interface Case {
  readonly what: string
  readonly breaks: (state: State) => Promise<unknown>
  readonly mends: (state: State) => Promise<unknown>
  /** what is told, and that it is well again; each with its remedy */
  readonly told: RegExp
  readonly well: RegExp
  readonly chinese: RegExp
}

const CASES: readonly Case[] = [
  {
    what: 'a job that was given up',
    breaks: (state) => runOf(state, 'build', 0, 'disk full'),
    mends: (state) => runOf(state, 'build', 5, null),
    told: /The job build fails \(2026-11-24\).*floorwalker job build --slot 2026-11-24 --post.*disk full/s,
    well: /^The job build works again\.$/,
    chinese: /任务 build 运行失败.*disk full/s,
  },
  {
    what: 'a job that fails slot after slot, none of them given up',
    breaks: async (state) => {
      for (const minute of [0, 5, 10]) await runOf(state, 'build', minute, 'no column', 1000)
    },
    mends: (state) => runOf(state, 'build', 15, null),
    told: /The job build fails.*no column/s,
    well: /^The job build works again\.$/,
    chinese: /任务 build 运行失败/,
  },
  {
    what: 'a source that fails for half an hour',
    breaks: async (state) => {
      await synced(state, -35, 'The token has passed.')
      await synced(state, -5, 'The token has passed.')
    },
    mends: (state) => synced(state, 1, null),
    told: /The source shop\/orders cannot be read.*\/sources shop\/orders.*doctor.*The token has passed\./s,
    well: /^The source shop\/orders is read again\.$/,
    chinese: /数据源 shop\/orders 读取失败/,
  },
  {
    what: 'a message that was given up',
    breaks: (state) => said(state, 'one', (id) => markDead(state, id, 'invalid_blocks')),
    mends: (state) => said(state, 'two', (id) => stands(state, id)),
    told: /A message to #daily-digest was given up \(invalid_blocks\)\..*message given up/s,
    well: /^Messages to #daily-digest are posted again\.$/,
    chinese: /发往 #daily-digest 的一条消息已放弃/,
  },
  {
    what: 'a channel that the bot is not in',
    breaks: (state) => said(state, 'one', (id) => markDead(state, id, 'An API error: not_in_channel')),
    mends: (state) => said(state, 'two', (id) => stands(state, id)),
    told: /I cannot post to #daily-digest .*\/invite @Floorwalker/,
    well: /^Messages to #daily-digest are posted again\.$/,
    chinese: /无法在 #daily-digest 发消息.*\/invite/,
  },
  {
    what: 'a subscription that was disabled',
    breaks: (state) => state.transaction((trx) => disableSubscription(trx, 1, 'is_archived')),
    mends: (state) => state.transaction((trx) => resumeSubscription(trx, 1, at(1))),
    told: /Digest 1 is stopped.*is_archived.*\/subscribe resume 1/,
    well: /^Digest 1 goes on again\.$/,
    chinese: /简报 1 已停发/,
  },
]

onEachDialect('what does not work', (dialect) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await freshDatabase(dialect)
    await database.state.transaction((trx) =>
      subscribe(trx, { kind: 'daily', channel: '#mine', at: '08:00', zone: 'UTC' }),
    )
  })
  afterEach(() => database.remove())

  /** A look of one replica, by a connection of its own. */
  async function look(minute: number, language: Language = 'en') {
    const state = await openState(database.url)
    try {
      await runJob(contextOf(state, minute, language), tellAdmins, { at: at(minute), day: '2026-11-24' })
    } finally {
      await state.close()
    }
  }
  const heard = async () =>
    (await posted(database.state))
      .filter(({ key }) => /^(trouble|well-again):/.test(key))
      .map(({ channel, text }) => ({ channel, text }))

  describe.each(CASES)('$what', ({ breaks, mends, told, well }) => {
    it('is told once with its remedy, by whichever replica, and once that it is over', async () => {
      await look(-60)
      expect(await heard()).toEqual([])
      await breaks(database.state)
      await Promise.all([look(10), look(11), look(12)])
      await look(15)
      const channel = '#bot-admins'
      expect(await heard()).toEqual([{ channel, text: expect.stringMatching(told) }])
      await mends(database.state)
      await Promise.all([look(20), look(21)])
      await look(25)
      expect(await heard()).toEqual([
        { channel, text: expect.stringMatching(told) },
        { channel, text: expect.stringMatching(well) },
      ])
    })
  })

  it('is told in the language of the channel', async () => {
    const each = [0, 2, 4, 5].flatMap((n) => CASES[n] ?? [])
    for (const { breaks } of each) await breaks(database.state)
    await look(10, 'zh')
    const told = (await heard()).map(({ text }) => text)
    expect(told).toHaveLength(each.length)
    for (const { chinese } of each) expect(told).toContainEqual(expect.stringMatching(chinese))
  })

  it('is not told where it failed once, was tried by hand, or is not there any more', async () => {
    const { state } = database
    await runOf(state, 'build', 0, 'try again', 1000)
    await runOf(state, 'gone-job', 0, 'never')
    await synced(state, -5, 'once')
    await synced(state, -60, 'always', 'gone/orders')
    await said(state, 'share', (id) => markDead(state, id, 'not_in_channel'), 'share:1')
    await look(10)
    expect(await heard()).toEqual([])
  })

  it('ends without a word where the source is not configured any more, and may be told anew', async () => {
    const { state } = database
    const ctx = contextOf(state, 0, 'en')
    const trouble = { kind: 'source', subject: 'gone/orders', because: 'no' } as const
    await state.transaction((trx) => tellTrouble(ctx, trx, trouble, at(0)))
    await look(5)
    expect(await heard()).toHaveLength(1)
    await state.transaction((trx) => tellTrouble(ctx, trx, trouble, at(6)))
    expect(await heard()).toHaveLength(2)
  })

  it('is told in another channel where it is the administrators’ own', async () => {
    const { state } = database
    const ctx = contextOf(state, 0, 'en')
    const trouble = { kind: 'channel', subject: '#bot-admins', because: 'is_archived' } as const
    await state.transaction((trx) => tellTrouble(ctx, trx, trouble, at(0)))
    expect((await heard()).map(({ channel }) => channel)).toEqual(['#kpi-alerts'])
  })
})

function contextOf(state: State, minute: number, language: Language): Context {
  const ctx = schedulingContext(state, { now: () => at(minute) })
  const source: Source = {
    ...{ name: 'shop/orders', platform: 'shop', table: 'orders', write: 'merge', freshWithinMinutes: 60 },
    ...{ zone: 'UTC', currency: 'EUR', pages: async function* () {} },
  }
  const channelLanguages = new Map([['#bot-admins', language]])
  return {
    ...ctx,
    sources: [source],
    jobNames: async () => ['build', 'tell-admins'],
    config: { ...ctx.config, adminChannel: '#bot-admins', channelLanguages },
  }
}

/** A run of the slot that many minutes on: done, given up, or failed and tried again after so long. */
async function runOf(state: State, job: string, minute: number, error: string | null, retryInMs?: number) {
  await state.transaction(async (trx) => {
    await trx('job_slot').where({ job, state: 'retry' }).update({ state: 'skipped' })
    await planSlots(trx, { job, lane: '', slots: [{ at: at(minute), day: '2026-11-24' }] })
  })
  const claim = await claimSlot(state, { job, owner: 'me', leaseMs: 60_000, maxAttempts: 6 })
  if (!claim) throw new Error('nothing to claim')
  await state.transaction(async (trx) =>
    error === null ? finish(trx, claim, 'done') : fail(trx, claim, { error, retryInMs: retryInMs ?? null }),
  )
}

async function synced(state: State, minute: number, error: string | null, source = 'shop/orders') {
  const given = { source, cursor: null, rows: 0, refused: 0, triedAt: at(minute) }
  // as a page of it that landed before it failed
  await state.transaction((trx) => saveSourceState(trx, { ...given, lastSuccessAt: null, error: null }))
  const ended = { ...given, error, lastSuccessAt: error === null ? at(minute) : null }
  await state.transaction((trx) => saveSourceState(trx, { ...ended, ...(error === null && { notes: null }) }))
}

async function said(state: State, key: string, then: (id: number) => Promise<void>, full = `digest:${key}`) {
  const message = { key: full, channel: '#daily-digest', content: wordsAsContent('x') }
  await state.transaction((trx) => enqueue(trx, message, at(0)))
  const row = await state.read('outbox').where({ key: full }).first('id')
  await then(Number(row.id))
}

const stands = (state: State, id: number) => markPosted(state, id, { ts: '1', channelId: 'C1', revision: 1 })
