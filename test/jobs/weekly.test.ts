import { afterAll, beforeAll, expect, it } from 'vitest'
import { daysIn } from '../../src/lib/days.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { subscribe } from '../../src/state/messages/subscriptions.ts'
import { nightOf, runNamed, runOvertaken } from '../support/job-runs.ts'
import { type Market, openMarket } from '../support/market.ts'
import { allPosted, posted } from '../support/outbox.ts'
import { buildSold } from '../support/sold.ts'

/** A Monday; sales begin on a Saturday. */
const MONDAY = '2026-11-23'
const FIRST = '2026-11-07'
const CHANNELS = ['#board', '#weekly'] as const

let market: Market
beforeAll(async () => {
  market = await openMarket({ isEmpty: true })
  const days = daysIn({ from: FIRST, to: MONDAY })
  await buildSold(
    market.ctx.lake,
    days.flatMap((day) => [
      { id: 'TOY', day, units: 30, price: '10' },
      { id: 'GAME', day, units: 30, price: '20' },
    ]),
  )
  await measure(market.ctx.lake, metrics, 'all')
  await market.ctx.state.transaction(async (trx) => {
    for (const channel of CHANNELS)
      await subscribe(trx, { kind: 'weekly', channel, at: '08:00', zone: 'Europe/Berlin' })
  })
})
afterAll(() => market.remove())

const week = (day: string) => runNamed(market.ctx, 'weekly', nightOf(day))
const outbox = () => allPosted(market.ctx.state)

it.each([
  ['before the first row', '2026-11-02'],
  ['after a weekend only', '2026-11-09'],
])('%s there is no whole week, so nothing is posted', async (_, monday) => {
  for (const { text, said } of await week(monday)) {
    expect(text).toContain('no whole week')
    expect(said).toBeUndefined()
  }
  expect(await outbox()).toEqual([])
})

it('is not posted by a process that was taken over', async () => {
  const slot = { ...nightOf(MONDAY), lane: 'subscription:1' }
  await expect(runOvertaken(market.ctx, 'weekly', slot)).rejects.toThrow('taken over')
  expect(await outbox()).toEqual([])
})

it('is one message for each channel that asked, with the week that ended on Sunday', async () => {
  // the process that took over has ended too
  await market.ctx.state.write('job_slot').update({ lease_until: null })
  const summaries = await week(MONDAY)
  expect(summaries.map(({ said }) => said?.map(({ channel }) => channel))).toEqual([
    ['#daily-digest'],
    ['#board'],
    ['#weekly'],
  ])
  const messages = await posted(market.ctx.state)
  expect(messages.map(({ key, channel }) => [key, channel])).toEqual(
    expect.arrayContaining([
      [`weekly:#daily-digest:${MONDAY}`, '#daily-digest'],
      ...CHANNELS.map((channel) => [expect.stringMatching(/^subscribed:\d+:2026-11-23$/), channel]),
    ]),
  )
  for (const { text } of messages) {
    expect(text).toContain('16 Nov')
    // seven days of thirty toys at €10 and thirty games at €20
    expect(text).toContain('€6,300')
    expect(text).not.toMatch(/NaN|Infinity|undefined/)
  }
})

it('the same slot again edits nothing', async () => {
  const before = await outbox()
  await week(MONDAY)
  expect(await outbox()).toEqual(before)
  expect(before.every(({ revision }) => revision === 1)).toBe(true)
})
