import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digest } from '../../jobs/digest.ts'
import type { Context, Due } from '../../src/context.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { sayAlert } from '../../src/report/say-alerts.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { saveAlert, UNTOUCHED } from '../../src/state/alerts.ts'
import { subscribe } from '../../src/state/messages/subscriptions.ts'
import { saveSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'
import { allPosted, posted } from '../support/outbox.ts'

const CHANNEL = '#daily-digest'

function dueIn({ state }: Context, more: Partial<Due> = {}): Due {
  const at = new Date(`${TODAY}T06:30:00Z`)
  return { at, day: TODAY, lane: CHANNEL, isLate: false, fenced: (work) => state.transaction(work), ...more }
}

async function said(ctx: Context, more: Partial<Due> = {}): Promise<string> {
  const [message] = (await digest.run(ctx, dueIn(ctx, more))).said ?? []
  if (!message) throw new Error('nothing was said')
  return toPlainText(message.message)
}

describe('the daily digest', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
    await market.ctx.state.transaction(async (trx) => {
      await subscribe(trx, { kind: 'daily', channel: CHANNEL, at: '07:30', zone: 'Europe/Berlin' })
      await saveSuggestions(trx, [REORDER, CHEAPER])
      await saveAlert(trx, COLLAPSE)
    })
  })
  afterAll(() => market.remove())

  it('is this message', async () => {
    await expect(`${await said(market.ctx)}\n`).toMatchFileSnapshot('../golden/daily-digest.txt')
  })

  it('is in Chinese for a channel that reads Chinese', async () => {
    const { config } = market.ctx
    const channelLanguages = new Map([[dueIn(market.ctx).lane, 'zh' as const]])
    const chinese = { ...market.ctx, config: { ...config, channelLanguages } }
    await expect(`${await said(chinese)}\n`).toMatchFileSnapshot('../golden/daily-digest.zh.txt')
  })

  it('names the place a payment failure was planted, and sums to the change', async () => {
    const text = await said(market.ctx)
    expect(text).toContain('GMV −€300 (−33.3 %): sessions ±€0, conversion −€213, average order −€87.')
    expect(text).toContain(
      'Conversion −6.25 pp: bazario × Games −6.25 pp (25.00 % to 0.00 %), everything else ±0.00 pp',
    )
  })

  it('is at most fifteen lines beside its table and chart, and holds no figure that is none', async () => {
    const [first] = (await digest.run(market.ctx, dueIn(market.ctx))).said ?? []
    const words = (first?.message.blocks ?? []).filter(({ kind }) => kind !== 'table' && kind !== 'chart')
    const lines = toPlainText({ text: '', blocks: words })
      .split('\n')
      .filter((line) => line.trim() !== '')
    expect(lines.length).toBeLessThanOrEqual(15)
    expect(JSON.stringify(first)).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('is one message a channel and day, however often its slot runs', async () => {
    await said(market.ctx)
    await said(market.ctx)
    const rows = await posted(market.ctx.state)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ key: `digest:${CHANNEL}:${TODAY}`, channel: CHANNEL })
  })

  it('says nothing when its claim has been lost', async () => {
    const before = await allPosted(market.ctx.state)
    const lost = () => Promise.reject(new Error('taken over'))
    await expect(
      digest.run(market.ctx, dueIn(market.ctx, { day: '2026-11-25', fenced: lost })),
    ).rejects.toThrow('taken over')
    expect(await allPosted(market.ctx.state)).toEqual(before)
  })

  it('says that it is late, and how old its figures are', async () => {
    const text = await said(market.ctx, { isLate: true, day: '2026-11-27' })
    expect(text).toContain('Late: the bot could not post this at its time.')
    expect(text).toContain('No new data for 3 days; the last whole day is Mon 23 Nov 2026.')
  })

  it('tells of money at stake where it is lost, not where more came in than usual', () => {
    const shop = localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' })
    expect(sayAlert(COLLAPSE, shop)).toContain('€300 a day at stake')
    expect(sayAlert({ ...COLLAPSE, value: 0.5 }, shop)).toContain('€300 a day above usual')
  })

  it('has a lane for each channel that asked for it, at its own time', async () => {
    if (typeof digest.schedule !== 'function') throw new Error('the digest has lanes')
    expect(await digest.schedule(market.ctx)).toEqual([
      {
        lane: 'subscription:1',
        schedule: { at: '07:30', zone: 'Europe/Berlin' },
        isDone: expect.any(Function),
      },
    ])
  })
})

describe('a digest of a shop that tells less', () => {
  it('leaves out what has no data and says so, and still sums without sessions', async () => {
    const market = await openMarket({ withSessions: false })
    try {
      const text = await said(market.ctx)
      expect(text).toMatch(/No data for Sessions, Conversion,/)
      expect(text).toContain('GMV −€300 (−33.3 %): orders −€213, average order −€87.')
      expect(text).toContain('GMV −€300: bazario × Games −€300 (€300 to €0), everything else ±€0.')
      expect(text).not.toMatch(/NaN|no rows|no data\)/)
    } finally {
      await market.remove()
    }
  })

  it('is not posted before there is any data', async () => {
    const market = await openMarket({ isEmpty: true })
    try {
      expect(await digest.run(market.ctx, dueIn(market.ctx))).toEqual({
        text: 'There is no data yet, so there is nothing to post.',
      })
    } finally {
      await market.remove()
    }
  })
})

const advice = { validUntil: new Date('2026-12-01T00:00:00Z'), modelVersion: 'test', status: 'open' } as const
const REORDER = {
  ...advice,
  kind: 'restock',
  subject: 'SKU-Toys',
  action: {
    platform: 'bazario',
    productId: 'SKU-Toys',
    title: 'One of the Toys',
    days: 7,
    order: 24,
    position: 6,
    onHand: 6,
    stockOutOn: '2026-11-30',
    packSize: 6,
    moq: 6,
    leadDays: 7,
    demandClass: null,
  },
  gain: { cents: 26_600, low: 18_500, high: 34_400 },
  cost: { cents: 58_800, low: 58_800, high: 58_800 },
  risk: { ofLoss: 0.03, words: '3 % chance that some of it is still there after 90 days.' },
  why: 'sells',
  inputsHash: 'a',
}
const CHEAPER = {
  ...advice,
  kind: 'price',
  subject: 'SKU-Games',
  action: {
    platform: 'bazario',
    productId: 'SKU-Games',
    title: 'One of the Games',
    days: 30,
    fromCents: 2000,
    toCents: 1800,
  },
  gain: { cents: 9000, low: 2000, high: 15_000 },
  cost: { cents: 0, low: 0, high: 0 },
  risk: {
    ofLoss: 0.001,
    words: 'If demand does not answer the lower price, the difference is given away.',
  },
  why: 'prices',
  inputsHash: 'b',
}
const COLLAPSE = {
  ...UNTOUCHED,
  number: 1,
  id: 'a1',
  key: 'sales down platform=bazario category=Games',
  kpi: 'conversion',
  dayOpened: '2026-11-23',
  status: 'open',
  snoozedUntil: null,
  ackedBy: null,
  value: 0,
  low: 0.1,
  high: 0.4,
  expected: 0.25,
  stakeCents: 30_000,
  location: { platform: 'bazario', category: 'Games' },
  finding: null,
  messageKey: 'alert:a1',
  openedAt: new Date('2026-11-24T05:00:00Z'),
  updatedAt: new Date('2026-11-24T05:00:00Z'),
  resolvedAt: null,
} as const
