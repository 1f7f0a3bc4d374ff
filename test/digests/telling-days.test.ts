import { afterAll, beforeAll, expect, it } from 'vitest'
import { digest } from '../../jobs/digest.ts'
import type { Due } from '../../src/context.ts'
import { addDays, type Day, daysIn, instantOf, weekday } from '../../src/lib/days.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { filledMarket, type Market } from '../support/market.ts'
import { landing } from '../support/sold.ts'

const FIRST: Day = '2024-10-01'
const LAST: Day = '2025-12-31'
/** what such a day brings beside an ordinary one */
const TIMES: Readonly<Record<string, number>> = {
  '11-11': 3,
  '12-24': 0.5,
  '12-25': 0.25,
  '12-26': 0.5,
  '10-03': 0.5,
  '01-01': 0.4,
}
const BLACK_FRIDAYS: readonly Day[] = ['2024-11-29', '2025-11-28']
/** nothing came of it */
const MISSING: Day = '2025-09-10'

/** Orders of a shop in Germany over fifteen months: more at the weekend, the same days of each year alike. */
function ordersOn(day: Day): number {
  if (day === MISSING) return 0
  const usual = (weekday(day) > 5 ? 24 : 16) + (Number(day.slice(8)) % 3)
  return Math.round(usual * (BLACK_FRIDAYS.includes(day) ? 2.5 : (TIMES[day.slice(5)] ?? 1)))
}

let shop: Market
beforeAll(async () => {
  shop = await filledMarket('telling-days', async ({ ctx: { lake } }) => {
    const land = landing(lake)
    const sold = daysIn({ from: FIRST, to: addDays(LAST, 1) }).flatMap((day) =>
      Array.from({ length: ordersOn(day) }, (_, i) => ({ day, id: `${day}-${i}` })),
    )
    const common = { platform: 'nordmarkt', channel: 'app', region: 'north' }
    await land(
      'orders',
      sold.map(({ day, id }) => ({
        ...common,
        order_id: id,
        customer_id: id,
        ordered_at: `${day} 10:00:00`,
      })),
    )
    await land(
      'order_lines',
      sold.map(({ id }) => ({
        platform: 'nordmarkt',
        order_id: id,
        line_id: '1',
        product_id: 'SKU-1',
        quantity: '1',
        unit_price: '20',
      })),
    )
    await land('products', [
      { platform: 'nordmarkt', product_id: 'SKU-1', title: 'One', category: 'Toys', merchant_id: 'M-1' },
    ])
    await lake.build()
    await measure(lake, metrics, 'all')
  })
})
afterAll(() => shop.remove())

/** The morning after a day, as the digest opens and what it says of the days ahead. */
async function saidOf(day: Day, language: 'en' | 'zh', { isLate = false, after = 1 } = {}): Promise<string> {
  const slot = addDays(day, after)
  const ctx = { ...shop.ctx, config: { ...shop.ctx.config, language } }
  const at = instantOf(slot, 450, 'Europe/Berlin')
  const due: Due = { at, day: slot, lane: '', isLate, fenced: (work) => shop.ctx.state.transaction(work) }
  const { said, text } = await digest.run(ctx, due)
  const message = said?.[0]?.message
  if (!message) return text
  const ahead = message.blocks.flatMap((block) => {
    const spans = block.kind === 'text' ? block.spans : ''
    const line =
      typeof spans === 'string'
        ? spans
        : spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
    return /^(?:Ahead: |近期：|Late: |迟发)/u.test(line) ? [line] : []
  })
  return [message.text, ...ahead].join('\n')
}

it.each(['en', 'zh'] as const)('opens on the telling days of a year as it is kept: %s', async (language) => {
  const days: readonly (readonly [string, Day, { isLate?: boolean; after?: number }?])[] = [
    ['the first day', FIRST],
    ['an ordinary day', '2025-06-17'],
    ['a holiday', '2025-10-03'],
    ['Double 11', '2025-11-11'],
    ['before Black Friday', '2025-11-24'],
    ['Black Friday', '2025-11-28'],
    ['Christmas', '2025-12-25'],
    ['a day without data', MISSING],
    ['posted late', '2025-06-18', { isLate: true }],
    ['old data', LAST, { after: 4 }],
  ]
  const said: string[] = []
  for (const [called, day, more] of days) said.push(`# ${called}\n${await saidOf(day, language, more)}`)
  const name = language === 'en' ? 'telling-days.txt' : 'telling-days.zh.txt'
  await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(`../golden/${name}`)
})
