import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { floorwalker } from '../../commands/floorwalker.ts'
import { homePage } from '../../commands/home/page.ts'
import { kpi } from '../../commands/kpi.ts'
import { commands } from '../../commands/registry/registry.ts'
import { digest } from '../../jobs/digest.ts'
import { jobs } from '../../jobs/registry.ts'
import type { Incident } from '../../src/alerts/incident.ts'
import { followUp } from '../../src/alerts/lifecycle.ts'
import { type Asker, isUsage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import type { Language } from '../../src/lib/language.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { localeOf, shopLocale } from '../../src/report/words/locale.ts'
import { runJob } from '../../src/scheduler.ts'
import { subscribe } from '../../src/state/messages/subscriptions.ts'
import { promote, saveModel } from '../../src/state/models/models.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { COLLAPSE } from '../alerts/incidents.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'

const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }
const command = floorwalker([kpi])

async function answer(given: Context, text: string, language: Language = 'en'): Promise<string> {
  const ctx = { ...given, config: { ...given.config, language } }
  const query = command.parse(text)
  if (query.kind === 'usage') return `usage: ${query.because} ${query.didYouMean ?? ''}`.trim()
  const said = await command.answer(ctx, query, ASKER)
  return 'kind' in said ? `usage: ${said.because}` : toPlainText(said)
}

describe('/floorwalker', () => {
  let market: Market
  beforeAll(async () => {
    const opened = await openMarket()
    market = { ...opened, ctx: { ...opened.ctx, jobNames: async () => jobs.map(({ name }) => name) } }
    const { state } = market.ctx
    await state.transaction(async (trx) => {
      await subscribe(trx, { kind: 'daily', channel: '#daily-digest', at: '07:30', zone: 'Europe/Berlin' })
      const feed = { cursor: null, rows: 12_001, refused: 1, error: null }
      const fresh = new Date(`${TODAY}T06:40:00Z`)
      await saveSourceState(trx, {
        ...feed,
        source: 'market.sessions',
        lastRowAt: fresh,
        lastSuccessAt: fresh,
      })
      await saveSourceState(trx, {
        ...feed,
        source: 'market.orders',
        lastSuccessAt: null,
        error: 'HTTP 503 from the API',
      })
      await saveModel(trx, {
        name: 'conversion',
        version: '1',
        trainedAt: fresh,
        dataFrom: '2026-09-25',
        dataTo: '2026-11-10',
        metrics: { rows: 3360, auc: 0.712, ece: 0.0123 },
        content: {},
      })
      await promote(trx, 'conversion', '1')
    })
    await runJob(market.ctx, digest, { at: new Date(`${TODAY}T06:30:00Z`), day: TODAY })
  })
  afterAll(() => market.remove())

  it('helps with every command it is given, and with itself', async () => {
    const text = await answer(market.ctx, 'help')
    expect(text).toContain(`${kpi.usage} ${kpi.about}`)
    expect(text).toContain('/floorwalker help|status')
    expect(await answer(market.ctx, '')).toBe(text)
  })

  it('offers the nearest word', async () => {
    expect(await answer(market.ctx, 'stauts')).toBe('usage: Nothing is known about “stauts”. status')
  })

  it('tells how fresh the data is, what failed, what ran and which model is in use', async () => {
    const text = await answer(market.ctx, 'status')
    expect(text).toContain('Data as of Mon 23 Nov 2026; 1 of ')
    expect(text).toContain('1 source late or failing, 0 open alerts.')
    expect(text).toMatch(/market\.sessions +24 Nov 07:40 +24 Nov 07:40 +12,001 +1 +ok/)
    expect(text).toMatch(/market\.orders +never +never .*failed/)
    expect(text).toContain('• market.orders: HTTP 503 from the API')
    expect(text).toMatch(/digest +2026-11-24 .* done +Posted the digest for 2026-11-23 to #da/)
    expect(text).toMatch(/collect .*never ran/)
    expect(text).toContain('on 3,360 later sessions it ranked a buyer above a non-buyer 71 times in 100')
  })

  it('is answered in Chinese, where commands and sources keep their names', async () => {
    const help = await answer(market.ctx, 'help', 'zh')
    expect(help).toContain(`${kpi.usage} 一个指标与平时相比如何`)
    const status = await answer(market.ctx, 'status', 'zh')
    expect(status).toContain('1 个数据源延迟或失败，0 条未恢复的告警。')
    expect(status).toMatch(/market\.sessions +11月24日 07:40 +11月24日 07:40 +12,001 +1 +正常/)
    expect(status).toMatch(/collect .*从未运行/)
  })

  it('has a line in Chinese for every command', async () => {
    const { about } = localeOf('zh', market.ctx.config.shop).words.status.help
    expect(commands.slice(0, -1).filter((one) => about(one) === one.about)).toEqual([])
  })

  it('shows on the App Home what needs a person, what they get and when, and what they may ask', async () => {
    const { blocks, ...message } = await homePage(market.ctx, ASKER)
    const text = toPlainText({ ...message, blocks })
    expect(text).toContain('Data as of Mon 23 Nov 2026; 1 of ')
    expect(text).toContain('0 open alerts, 0 open suggestions, 1 source late or failing.')
    expect(text).toContain('What needs you')
    expect(text).toContain('• market.orders: HTTP 503 from the API')
    expect(text).toContain('• Daily digest: #daily-digest, every day at 07:30 (Europe/Berlin)')
    expect(text).toContain('• Alerts: #kpi-alerts, as they happen')
    const buttons = blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []))
    expect(buttons.filter(({ action }) => action !== 'ask').map(({ action }) => action)).toEqual([
      'subscription.new',
    ])
    for (const { value } of buttons.filter(({ action }) => action === 'ask')) {
      const [name, ...rest] = value.split(' ')
      const found = commands.find((one) => one.name === name)
      expect(isUsage(found?.parse(rest.join(' ')) ?? { kind: 'usage' }), value).toBe(false)
    }
  })

  it('leads the App Home with the alerts that are open, money first, and asks about them by a button', async () => {
    const { state, config, deliver } = market.ctx
    const at = new Date('2026-11-24T06:30:00Z')
    const places = { deliver, channel: '#kpi-alerts', locale: shopLocale(config) }
    const min = { change: 0.05, stakeCents: 0 }
    const watched = (found: readonly Incident[]) =>
      state.transaction((trx) => followUp(trx, { found, notEvaluated: new Set(), min, at }, places))
    await watched([COLLAPSE])
    try {
      const page = await homePage(market.ctx, ASKER)
      const text = toPlainText(page)
      expect(text).toContain('1 open alert')
      const needs = text.slice(text.indexOf('What needs you'))
      expect(needs).toMatch(/bazario/)
      expect(needs.indexOf('bazario')).toBeLessThan(needs.indexOf('market.orders'))
      const asked = page.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []))
      expect(asked.some(({ value }) => value.startsWith('/why conversion'))).toBe(true)
    } finally {
      await watched([])
    }
  })

  it('shows the App Home in Chinese', async () => {
    const config = { ...market.ctx.config, language: 'zh' as const }
    const text = toPlainText(await homePage({ ...market.ctx, config }, ASKER))
    expect(text).toContain('0 条未恢复的告警，0 条待处理的建议，1 个数据源延迟或失败。')
    expect(text).toContain('• 日报：#daily-digest，每天 07:30（Europe/Berlin）')
    expect(text.replace('HTTP 503 from the API', '')).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/)
  })

  it('answers before there is any data', async () => {
    const empty = await openMarket({ isEmpty: true })
    try {
      expect(await answer(empty.ctx, 'status')).toContain('No data yet: collect or import some first.')
    } finally {
      await empty.remove()
    }
  })
})
