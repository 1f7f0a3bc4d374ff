import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { price } from '../../commands/price.ts'
import type { Asker } from '../../src/command.ts'
import { readPrices } from '../../src/facts/price/price-table.ts'
import type { Language } from '../../src/lib/language.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { englishIn } from '../support/english.ts'
import { type Market, openMarket } from '../support/market.ts'

const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }

describe('what is typed after /price', () => {
  it.each([
    ['SKU-1', { kind: 'advice', subject: 'SKU-1', minConfidence: null }],
    ['Home & Living confidence=80%', { kind: 'advice', subject: 'Home & Living', minConfidence: 0.8 }],
    ['confidence=.95 M-007', { kind: 'advice', subject: 'M-007', minConfidence: 0.95 }],
    ['what-if SKU-1 19.90', { kind: 'what-if', subject: 'SKU-1', amount: 19.9 }],
    ['whatif SKU-1 €19,90', { kind: 'what-if', subject: 'SKU-1', amount: 19.9 }],
    ['SKU-2872 299', { kind: 'what-if', subject: 'SKU-2872', amount: 299 }],
    ['bazario/SKU-2872 €1k', { kind: 'what-if', subject: 'bazario/SKU-2872', amount: 1000 }],
    ['SKU-2872 -5%', { kind: 'what-if', subject: 'SKU-2872', change: -0.05 }],
    ['Travel Jeans 25', { kind: 'advice', subject: 'Travel Jeans 25', minConfidence: null }],
  ])('is a subject, a confidence, or a what-if: %s', (text, question) => {
    expect(price.parse(text)).toEqual(question)
  })

  it.each([
    '',
    'confidence=80%',
    'SKU-1 confidence=2',
    'SKU-1 confidence=sure',
    'what-if',
    'what-if SKU-1',
    'what-if SKU-1 -3',
    'what-if 19.90',
  ])('is refused when wrong: %j', (text) => {
    expect(price.parse(text)).toMatchObject({ kind: 'usage' })
  })
})

describe('the answer of /price over a lake in which no price ever moved and no cost is told', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())
  const ask = async (text: string, language: Language = 'en') => {
    const question = price.parse(text)
    if ('because' in question) throw new Error(question.because)
    const { config } = market.ctx
    const answer = await price.answer({ ...market.ctx, config: { ...config, language } }, question, ASKER)
    return 'because' in answer ? answer : { said: toPlainText(answer) }
  }

  it('keeps the price, says why, and offers a test', async () => {
    const answer = await ask('SKU-Toys')
    expect(answer).toHaveProperty('said', expect.stringContaining('its cost is not known'))
    expect(answer).toHaveProperty('said', expect.stringContaining('/experiment plan'))
  })

  it.each(['SKU-Toys', 'toys', 'M-bazario', 'bazario/SKU-Toys -5%', 'SKU-Toys 11', 'SKU-Tys', 'toys 9'])(
    'is in Chinese for who reads Chinese: %s',
    async (text) => {
      const answer = await ask(text, 'zh')
      const said = 'said' in answer ? answer.said : answer.because
      expect(said).toMatch(/\p{Script=Han}{4}/u)
      expect(englishIn(said)).toEqual([])
    },
  )

  it('answers a whole category and a merchant', async () => {
    expect(await ask('toys')).toHaveProperty('said', expect.stringContaining('2 products'))
    expect(await ask('M-bazario')).toHaveProperty('said', expect.stringContaining('2 products'))
  })

  it('asks which, where an id is sold on two platforms', async () => {
    expect(await ask('SKU-Toys 11')).toMatchObject({
      because: 'SKU-Toys is sold as bazario/SKU-Toys and nordmarkt/SKU-Toys: name one of them.',
      didYouMean: '/price bazario/SKU-Toys 11',
    })
  })

  it('takes a product by its platform and by its title', async () => {
    expect(await ask('bazario/SKU-Toys')).toHaveProperty('said', expect.stringContaining('SKU-Toys'))
    expect(await ask('bazario/sku-toys -5%')).toHaveProperty(
      'said',
      expect.stringContaining('The effect of €9.50 on SKU-Toys'),
    )
  })

  it('cannot tell a what-if without a cost', async () => {
    expect(await ask('what-if bazario/SKU-Toys 11')).toHaveProperty(
      'said',
      expect.stringContaining('cost is not known'),
    )
  })

  it('tells what the same item costs on another platform', async () => {
    await market.ctx.lake.ingest({
      source: 'links',
      table: 'product_links',
      id: 'links',
      zone: 'UTC',
      currency: 'EUR',
      page: {
        kind: 'rows',
        rows: [
          { platform: 'nordmarkt', product_id: 'SKU-Toys', item: 'bear' },
          { platform: 'bazario', product_id: 'SKU-Games', item: 'bear' },
        ],
      },
    })
    await market.ctx.lake.build()
    expect(await ask('SKU-Games')).toHaveProperty(
      'said',
      expect.stringMatching(/The same item elsewhere[\s\S]*€10.00 on nordmarkt as SKU-Toys/),
    )
  })

  it('tells what competitors ask, and takes the lowest that was seen lately as a limit', async () => {
    const seen = (competitor: string, price: string, day: string, more: Record<string, string> = {}) => ({
      platform: 'rivals',
      url: `https://${competitor}/toy`,
      competitor,
      seen_at: `${day}T10:00:00Z`,
      of_platform: 'bazario',
      of_product_id: 'SKU-Toys',
      price,
      ...more,
    })
    await market.ctx.lake.ingest({
      source: 'rivals',
      table: 'competitor_prices',
      id: 'rivals',
      zone: 'UTC',
      currency: 'EUR',
      page: {
        kind: 'rows',
        rows: [
          seen('a.example', '9.50', '2026-11-20'),
          seen('a.example', '9.40', '2026-11-22'),
          seen('old.example', '7.00', '2026-11-10'),
          seen('out.example', '8.00', '2026-11-22', { availability: 'out_of_stock' }),
          seen('usd.example', '1.00', '2026-11-22', { currency: 'USD' }),
        ],
      },
    })
    expect((await market.ctx.lake.build()).failed).toEqual([])
    const answer = await ask('SKU-Toys')
    for (const line of [
      'SKU-Toys: €9.40 at a.example, seen Sun 22 Nov 2026',
      '€7.00 at old.example, seen Tue 10 Nov 2026, too long ago to count',
      '€8.00 at out.example, seen Sun 22 Nov 2026, not available',
    ])
      expect(answer).toHaveProperty('said', expect.stringContaining(line))
    const read = await readPrices(market.ctx.lake, 'EUR', { kind: 'subject', subject: 'SKU-Toys' })
    const at = read?.names.findIndex(({ platform }) => platform === 'bazario') ?? -1
    expect(read?.table.numbers.competitor[at]).toBe(940)
    expect(read?.table.numbers.competitor[1 - at]).toBeNaN()
  })

  it('offers the nearest name', async () => {
    expect(await ask('SKU-Tys')).toMatchObject({ kind: 'usage', didYouMean: 'SKU-Toys' })
    expect(await ask('what-if M-bazario 9.90')).toMatchObject({ kind: 'usage' })
  })
})
