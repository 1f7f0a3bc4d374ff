import { describe, expect, it } from 'vitest'
import { understand } from '../../src/ask/understand.ts'
import { KNOWN_WITH_CITIES } from './shop-words.ts'

const line = (said: string) => {
  const found = understand(said, KNOWN_WITH_CITIES)
  return found.kind === 'line' ? found.line : null
}

describe('what may be asked for in words', () => {
  it.each([
    ['how often would an alert on conversion below 2% have fired', '/alerts preview conversion below 2%'],
    ['if I alert on fewer than 3000 orders, how many alerts is that', '/alerts preview orders below 3000'],
    ['alert rule: cancel rate over 6 percent, how noisy', '/alerts preview cancel_rate above 6%'],
    ['取消率超过7%就报警的话，以前会响几次', '/alerts preview cancel_rate above 7%'],
    ['subscribe me to the daily digest at 8', '/subscribe daily 08:00'],
    ['could i get a summary every morning', '/subscribe daily'],
    ['send me the weekly recap please', '/subscribe weekly'],
    ['每周给我发一份周报', '/subscribe weekly'],
    ['set the orders target for december to 110000', '/target orders 110000 2026-12'],
    ['Set revenue target dec 2.8 million', '/target gmv 2800000 2026-12'],
    ['把12月销售额目标定成300万', '/target gmv 3000000 2026-12'],
    ['was the revenue target of october met', '/target gmv 2026-10'],
    ['十月份美妆的收入目标是否达成', '/target gmv 2026-10 category=Beauty'],
  ])('%s', (said, means) => {
    expect(line(said)).toBe(means)
  })

  it('a target is only set where somebody sets it', () => {
    expect(String(line('are we near the 110000 orders target for december'))).not.toContain('110000 2026-12')
  })
})

describe('days', () => {
  it.each([
    ['conversion in frankfurt over the past twenty days', '/kpi conversion region=Frankfurt 20d'],
    ['orders expected over the next thirty-five days', '/forecast orders 35'],
    ['各渠道流量，过去九十天', '/kpi sessions by=channel 90d'],
    ['why are sessions down since the sixteenth', '/why sessions 2026-11-16..2026-11-24'],
    ['GMV OF THE THIRD QUARTER', '/kpi gmv 2026-07-01..2026-09-30'],
    ['Third quarter revenue', '/kpi gmv 2026-07-01..2026-09-30'],
    ['LAST WEEK orders', '/kpi orders 2026-11-16..2026-11-22'],
    ['运动卖了多少件，昨天加前天', '/kpi units category=Sports 2026-11-22..2026-11-23'],
    ['双11，11到17号退款率', '/kpi refund_rate 2026-11-11..2026-11-17'],
    ['december toys, how many units do we think', '/forecast units category=Toys 2026-12'],
    ['双十二订单大概多少', '/forecast orders 2026-12-12'],
    ['gmv december', '/kpi gmv 2025-12'],
    ['what share of buyers come back to us within three months', '/kpi repurchase'],
  ])('%s', (said, means) => {
    expect(line(said)).toBe(means)
  })

  it('two months are two questions', () => {
    expect(line('revenue in August and October')).toBeNull()
  })

  it('are read in capitals of any kind without an error', () => {
    const said = [
      'q3 revenue',
      'first week of november orders',
      'second half of october sessions',
      'fourth quarter gmv',
    ]
    for (const one of said)
      for (const typed of [one, one.toUpperCase(), one.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())])
        expect(() => understand(typed, KNOWN_WITH_CITIES)).not.toThrow()
  })
})

describe('sums', () => {
  it.each([
    ['With a purchasing budget of EUR 12,000, which products should be ordered?', '/restock budget=12000'],
    ['which 5 things should be reordered first', '/restock top 5'],
    ['what if everything was 5% cheaper, would more people buy', '/forecast conversion price=-5%'],
    ['price proposals nobody signed off yet', '/actions open price'],
  ])('%s', (said, means) => {
    expect(line(said)).toBe(means)
  })
})
