import { afterEach, beforeEach, expect, it } from 'vitest'
import { digest } from '../../jobs/digest.ts'
import { weekly } from '../../jobs/weekly.ts'
import { digestBySettings } from '../../migrations/first/0016-digest-by-settings.ts'
import { readConfig } from '../../src/config/config.ts'
import type { Job } from '../../src/context.ts'
import { Fault } from '../../src/lib/errors.ts'
import type { Scheduler } from '../../src/scheduler.ts'
import { recipients } from '../../src/state/messages/recipients.ts'
import {
  changeSubscription,
  PLAIN_WISH,
  subscribe,
  subscriptions,
} from '../../src/state/messages/subscriptions.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { onEachDialect } from '../support/dialects.ts'
import { posted } from '../support/outbox.ts'
import { handTurned, jobOf, schedulingContext } from '../support/scheduling.ts'
import { soon } from '../support/soon.ts'

/** 24 November 2026 is a Tuesday; each test begins there, in UTC. */
const at = (time: string, day = '2026-11-24') => new Date(`${day}T${time}:00Z`)
const [TOMORROW, MONDAY] = ['2026-11-25', '2026-11-30']

onEachDialect('the digest of the settings', (dialect) => {
  let database: TestDatabase
  let now: Date
  let running: (Scheduler & { tick(): Promise<void> }) | null = null
  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(async () => {
    await running?.stop()
    await database.remove()
  })

  /** The bot is started anew with these variables, at this time; what is due then has run when this returns. */
  async function start(env: Record<string, string>, time: Date, run?: Job['run']): Promise<void> {
    await running?.stop()
    const read = readConfig(env)
    if (read.kind === 'faults') throw new Error('the settings of the test are wrong')
    const ctx = { ...schedulingContext(database.state, { now: () => now }), config: read.config }
    now = time
    running = handTurned({ ctx, jobs: [digest, weekly].map((job) => worded(job, run)) })
    await pass(time)
  }
  /** Time goes on to here while the bot runs. */
  async function pass(time: Date): Promise<void> {
    now = time
    await running?.tick()
    await soon(async () => {
      const open = database.state.read('job_slot').whereIn('state', ['due', 'running'])
      expect(await open).toEqual([])
    })
  }
  /** The job as it is planned, without the figures that it reads. */
  function worded(job: Job, run?: Job['run']): Job {
    return jobOf({
      ...job,
      run:
        run ??
        (async (ctx, due) => {
          const message = { text: due.at.toISOString(), blocks: [] }
          const key = `${job.name}:${due.lane}:${due.day}`
          await due.fenced((trx) => ctx.deliver.say(trx, { key, channel: due.lane, message }))
          return { text: 'fine' }
        }),
    })
  }
  /** `#daily 2026-11-24T07:30`, an edit with how often it was said */
  const said = async (what = 'digest') =>
    (await posted(database.state))
      .filter(({ key }) => key.startsWith(`${what}:`))
      .map(({ channel, text, revision }) => `${channel} ${text.slice(0, 16)}${revision > 1 ? ' edited' : ''}`)

  const DAILY = { DIGEST_CHANNEL: '#daily', DIGEST_AT: '07:30' }

  it('is posted once when the bot is started again with the same settings', async () => {
    await start(DAILY, at('08:00'))
    await start(DAILY, at('08:10'))
    expect(await said()).toEqual(['#daily 2026-11-24T07:30'])
    await pass(at('07:31', TOMORROW))
    expect(await said()).toEqual(['#daily 2026-11-24T07:30', '#daily 2026-11-25T07:30'])
  })

  it.each([
    ['time, to a later one', { DIGEST_AT: '09:00' }, '#daily 2026-11-25T09:00'],
    ['time, to an earlier one', { DIGEST_AT: '06:00' }, '#daily 2026-11-25T06:00'],
    ['channel', { DIGEST_CHANNEL: '#other' }, '#other 2026-11-25T07:30'],
    ['zone', { SHOP_ZONE: 'America/New_York' }, '#daily 2026-11-25T12:30'],
    [
      'channel, time and zone',
      { DIGEST_CHANNEL: '#other', DIGEST_AT: '09:00', SHOP_ZONE: 'Asia/Tokyo' },
      '#other 2026-11-25T00:00',
    ],
  ])('follows a changed %s from the next day on, when the day has its digest', async (_, changed, next) => {
    await start(DAILY, at('07:31'))
    await start({ ...DAILY, ...changed }, at('08:00'))
    await pass(at('14:00'))
    expect(await said()).toEqual(['#daily 2026-11-24T07:30'])
    await pass(at('13:00', TOMORROW))
    expect(await said()).toEqual(['#daily 2026-11-24T07:30', next])
  })

  it.each([
    ['time', { DIGEST_AT: '09:00' }, '#daily 2026-11-24T09:00'],
    ['channel', { DIGEST_CHANNEL: '#other' }, '#other 2026-11-24T07:30'],
    ['zone', { SHOP_ZONE: 'Europe/Berlin' }, '#daily 2026-11-24T06:30'],
  ])(
    'follows a changed %s the same day, when that is changed before the digest',
    async (_, changed, next) => {
      await start(DAILY, at('07:31', '2026-11-23'))
      await start({ ...DAILY, ...changed }, at('06:00'))
      expect(await said()).toEqual(['#daily 2026-11-23T07:30'])
      await pass(at('10:00'))
      expect(await said()).toEqual(['#daily 2026-11-23T07:30', next])
    },
  )

  it('is as it was when a change is taken back, and no day is posted twice', async () => {
    await start(DAILY, at('07:31'))
    await start({ ...DAILY, DIGEST_CHANNEL: '#other', DIGEST_AT: '09:00' }, at('08:00'))
    await start(DAILY, at('09:30'))
    await pass(at('12:00'))
    await pass(at('12:00', TOMORROW))
    expect(await said()).toEqual(['#daily 2026-11-24T07:30', '#daily 2026-11-25T07:30'])
  })

  it('leaves a run that failed at the old time, and is posted at the new one, or the old one again', async () => {
    const failing = async () => {
      throw new Fault('The lake is not there.', 'Mount it.')
    }
    await start(DAILY, at('07:31'), failing)
    await start({ ...DAILY, DIGEST_CHANNEL: '#other', DIGEST_AT: '09:00' }, at('08:00'), failing)
    await database.state.write('job_slot').update({ not_before: null })
    await pass(at('08:30'))
    const open = () => database.state.read('job_slot').where({ job: 'digest', state: 'retry' })
    expect(await open().select('lane', 'slot_utc')).toEqual([
      { lane: '#other', slot_utc: '2026-11-23T09:00:00.000Z' },
    ])
    await start(DAILY, at('08:40'))
    expect(await said()).toEqual(['#daily 2026-11-24T07:30'])
  })

  it('is posted in the new channel the same day when Slack refused the old one for good', async () => {
    await start({ ...DAILY, DIGEST_CHANNEL: '#dayly' }, at('07:31'))
    await database.state
      .write('outbox')
      .update({ dead_at: '2026-11-24T07:32:00.000Z', error: 'channel_not_found' })
    await start(DAILY, at('08:00'))
    expect(await said()).toEqual(['#dayly 2026-11-24T07:30', '#daily 2026-11-24T07:30'])
  })

  it('is posted at the new time the same day when there was nothing to say at the old one', async () => {
    await start(DAILY, at('07:31'), async () => ({
      text: 'There is no data yet, so there is nothing to tell.',
    }))
    await start({ ...DAILY, DIGEST_AT: '09:00' }, at('08:00'))
    await pass(at('09:01'))
    expect(await said()).toEqual(['#daily 2026-11-24T09:00'])
  })

  it('of the week follows its own time, and the channel', async () => {
    await start(DAILY, at('08:01', MONDAY))
    await start({ ...DAILY, WEEKLY_AT: '09:00', DIGEST_CHANNEL: '#other' }, at('08:30', MONDAY))
    await pass(at('10:00', MONDAY))
    await pass(at('10:00', '2026-12-07'))
    expect(await said('weekly')).toEqual(['#daily 2026-11-30T08:00', '#other 2026-12-07T09:00'])
  })

  it('stands back where its own channel has subscribed, whose own time holds', async () => {
    const own = { kind: 'daily', channel: '#daily', at: '07:00', zone: 'UTC' }
    await database.state.transaction((trx) => subscribe(trx, own))
    await start(DAILY, at('08:00'))
    await start({ ...DAILY, DIGEST_AT: '09:00' }, at('10:00'))
    expect(await said()).toEqual(['subscription:1 2026-11-24T07:00'])
  })

  it('goes on beside whoever else has subscribed, and beside a segment of its own channel', async () => {
    const own = { kind: 'daily', channel: 'U1', at: '07:00', zone: 'UTC' }
    await database.state.transaction((trx) => subscribe(trx, own))
    const part = { ...own, channel: '#daily', segment: 'category=Games' }
    await database.state.transaction((trx) => subscribe(trx, part))
    await start(DAILY, at('08:00'))
    expect((await said()).sort()).toEqual([
      '#daily 2026-11-24T07:30',
      'subscription:1 2026-11-24T07:00',
      'subscription:2 2026-11-24T07:00',
    ])
  })

  it('of a person begins when it is asked for, and follows a change at once', async () => {
    const wish = { kind: 'daily', channel: 'U1', at: '07:00', zone: 'UTC' }
    const by = { owner: 'U1', since: at('07:45') }
    await database.state.transaction((trx) => subscribe(trx, wish, by))
    await start(DAILY, at('08:00'))
    expect(await said()).toEqual(['#daily 2026-11-24T07:30'])
    await database.state.transaction((trx) =>
      changeSubscription(trx, 1, {
        wish: { ...PLAIN_WISH, ...wish, kind: 'daily', at: '09:00' },
        since: at('08:30'),
      }),
    )
    await pass(at('09:01'))
    expect(await said()).toEqual(['#daily 2026-11-24T07:30', 'subscription:1 2026-11-24T09:00'])
  })

  it('was stored as a subscription by older versions, and is not any more', async () => {
    const old = (kind: string, channel: string) =>
      database.state.transaction((trx) => subscribe(trx, { kind, channel, at: '07:30', zone: 'UTC' }))
    await old('daily', '#daily')
    await old('weekly', '#daily')
    await old('weekly', '#by-hand')
    await database.state.transaction((trx) => digestBySettings.up(trx))
    const read = readConfig({ DIGEST_CHANNEL: '#new' })
    if (read.kind === 'faults') throw new Error('the settings of the test are wrong')
    expect(await recipients(database.state, 'daily', read.config)).toMatchObject([{ channel: '#new' }])
    expect(await subscriptions(database.state, 'weekly')).toMatchObject([
      { channel: '#by-hand' },
      { channel: '#daily' },
    ])
  })
})
