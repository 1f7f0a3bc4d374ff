import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sources } from '../../commands/sources.ts'
import type { Asker } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import type { Language } from '../../src/lib/language.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { type SourceNote, writeNotes } from '../../src/sources/note.ts'
import type { Source } from '../../src/sources/source.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { pageQueueOf } from '../../src/state/sources/page-queue.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'

const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }

async function answer(given: Context, text: string, language: Language = 'en'): Promise<string> {
  const ctx = { ...given, config: { ...given.config, language } }
  const query = sources.parse(text)
  if (query.kind === 'usage') return `usage: ${query.because}`
  const said = await sources.answer(ctx, query, ASKER)
  return 'kind' in said ? `usage: ${said.because} ${said.didYouMean ?? ''}` : toPlainText(said)
}

const source = (name: string): Source => ({
  name,
  platform: 'craft',
  table: 'orders',
  write: 'merge',
  zone: 'UTC',
  currency: 'EUR',
  freshWithinMinutes: 1560,
  async *pages() {},
})

describe('/sources', () => {
  let market: Market
  let ctx: Context
  beforeAll(async () => {
    market = await openMarket({ isEmpty: true })
    ctx = { ...market.ctx, sources: ['craft/orders', 'craft/products', 'craft/stock'].map(source) }
    const rows = ['1', '2', '3', null].map((order_id) => ({
      platform: 'craft',
      order_id,
      ordered_at: `${TODAY} 05:00:00`,
    }))
    const page = { kind: 'rows', rows } as const
    await ctx.lake.ingest({
      source: 'craft/orders',
      table: 'orders',
      id: 'a',
      zone: 'UTC',
      currency: 'EUR',
      page,
    })
    await ctx.lake.build()
    await ctx.state.transaction(async (trx) => {
      const feed = { cursor: null, rows: 0, refused: 0, error: null }
      const at = (time: string) => new Date(time)
      const good = { lastRowAt: at(`${TODAY}T06:00:00Z`), lastSuccessAt: at(`${TODAY}T06:40:00Z`) }
      await saveSourceState(trx, { ...feed, ...good, source: 'craft/orders' })
      const old = { lastRowAt: at('2026-11-20T06:00:00Z'), lastSuccessAt: at('2026-11-20T06:00:00Z') }
      await saveSourceState(trx, {
        ...feed,
        ...old,
        source: 'craft/products',
        error: 'craft answered 503. Later.',
      })
      const notes: SourceNote[] = [
        { kind: 'stopped', pages: 2000 },
        { kind: 'goes-round' },
        { kind: 'left-out', part: 'refunds', count: 1, example: 'order 2 answered 404' },
      ]
      await saveSourceState(trx, { ...feed, ...old, source: 'old-import', notes: writeNotes(notes) })
    })
  })
  afterAll(() => market.remove())

  it('tells freshness, lag, rows, refusals and the last error of each', async () => {
    const text = await answer(ctx, '')
    expect(text).toContain('4 sources, 1 late or failing; 4 rows so far, 1 rejected.')
    expect(text).toMatch(/craft\/orders +ok +5 min +45 min +26 h +4 +1/)
    expect(text).toMatch(/craft\/products +failed +4 d +4 d +26 h +0 +0/)
    expect(text).toMatch(/craft\/stock +never +never +never +26 h/)
    expect(text).toMatch(/old-import +ok, not listed/)
    expect(text).toContain('craft/products: craft answered 503. Later.')
    expect(text).toContain('craft/orders: 1 row, no order_id; such as row 4')
  })

  it('tells what a sync that went well says all the same, and how much one run takes', async () => {
    const text = await answer(ctx, 'old-import')
    expect(text).toContain(
      'old-import: 2,000 pages read in the last sync, which goes on at the next: one takes 10 minutes or 2,000 pages at most',
    )
    expect(text).toContain('old-import: a page that had been there before came again')
    expect(text).toContain(
      'old-import: refunds of 1 order could not be read and are asked for again: order 2 answered 404',
    )
  })

  it('is answered in Chinese, where sources keep their names', async () => {
    const text = await answer(ctx, '', 'zh')
    expect(text).toContain('共 4 个数据源，1 个延迟或失败；累计 4 行，拒收 1 行。')
    expect(text).toMatch(/craft\/orders +正常 +5 分钟 +45 分钟 +26 小时 +4 +1/)
    expect(text).toContain('craft/stock：未说明：按不含税价格、折扣单列处理')
    expect(text).toContain('被拒收的行')
    expect(await answer(ctx, 'craft/ordres', 'zh')).toContain('没有名为“craft/ordres”的数据源。')
  })

  it('tells of one, or of all of a feed, and offers the nearest name', async () => {
    expect(await answer(ctx, 'craft/orders')).not.toContain('craft/products')
    expect(await answer(ctx, 'craft')).toContain('3 sources')
  })

  it('tells of pages of competitors that could not be read', async () => {
    const [first] = ctx.sources
    if (!first) throw new Error('no source')
    const queue = pageQueueOf(ctx.state)
    const page = { url: 'https://rival.example/a', host: 'rival.example' }
    await queue.plan({ feed: first.name, everyMs: 3_600_000, pages: [page] })
    const claimed = await queue.claim([first.name], () => 0)
    if (!claimed) throw new Error('nothing was claimed')
    await queue.failed(claimed, { error: 'no price on it', retryInMs: null })
    expect(await answer({ ...ctx, sources: [first] }, '')).toContain(
      'craft/orders: 1 page not read this time, such as: no price on it',
    )
  })

  it('says what GMV is, and how the prices of each feed are meant', async () => {
    const [first, ...others] = ctx.sources
    if (!first) throw new Error('no source')
    const said = await answer(
      { ...ctx, sources: [{ ...first, prices: 'prices without tax' }, ...others] },
      '',
    )
    expect(said).toContain('GMV is goods sold after discounts, without freight, and without tax')
    expect(said).toContain('craft/orders: prices without tax')
    expect(said).toContain('craft/stock: not stated')
    expect(await answer(ctx, 'craft/ordres')).toBe('usage: There is no source “craft/ordres”. craft/orders')
  })

  it('lists what was imported, which no source collects, by its name and its tables', async () => {
    const imported = await openMarket()
    const text = await answer({ ...imported.ctx, sources: [] }, '')
    const names = [...text.matchAll(/^(\S+) +imported +– +– +– +([\d,]+) +\d/gm)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(1)
    expect(await answer({ ...imported.ctx, sources: [] }, names[0] ?? '')).toContain(`Source ${names[0]}`)
    await imported.remove()
  })

  it('says how to begin where there is none', async () => {
    const empty = await openMarket({ isEmpty: true })
    expect(await answer(empty.ctx, '')).toMatch(/floorwalker source add .* floorwalker import/)
    await empty.remove()
  })
})
