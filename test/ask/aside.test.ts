import { describe, expect, it } from 'vitest'
import { understand } from '../../src/ask/understand.ts'
import { KNOWN } from './shop-words.ts'

const line = (said: string) => {
  const found = understand(said, KNOWN)
  return found.kind === 'line' ? found.line : null
}

describe('words of talk that no list knows', () => {
  it.each([
    ['Catch the latest: revenue yesterday', '/kpi gmv 2026-11-23'],
    ['gimme the conversion for last week', '/kpi conversion 2026-11-16..2026-11-22'],
    ['yo dude, orders on bazario yesterday', '/kpi orders platform=bazario 2026-11-23'],
    ['any inkling why AOV fell on Friday?', '/why aov 2026-11-20'],
    ['why did conversion nosedive yesterday', '/why conversion 2026-11-23'],
    ['兄弟，昨天的销售额', '/kpi gmv 2026-11-23'],
    ['昨天转化率怎么这么拉垮', '/why conversion 2026-11-23'],
  ])('are passed over: %s', (said, meant) => {
    expect(line(said)).toBe(meant)
  })

  it.each([
    // what takes something away
    ...['revenue without Toys', 'sales except bazario', 'orders excluding returns', 'non-app orders'],
    // names the shop does not have
    ...['revenue from France', 'sales in Munich', 'Austrian revenue', 'gmv for Zalando', 'orders via TikTok'],
    // what a figure is a kind of
    ...[
      'cash sales yesterday',
      'wholesale revenue',
      'gift orders',
      'subscription revenue',
      'net profit sales',
    ],
    // what narrows it afterwards
    ...[
      'orders shipped abroad',
      'orders paid by card',
      'revenue from men',
      'sales to students',
      'orders per hour',
    ],
    ...['orders of returning visitors', 'revenue by age', 'sales above 100', 'sessions with errors'],
    // what ranks
    ...['best orders yesterday', 'top sales', 'worst conversion', 'least refunds'],
    // the same in Chinese
    ...[
      '除玩具外的销售额',
      '不含退款的营收',
      '法国的销售额',
      '慕尼黑销售额',
      '男性的订单',
      '现金销售额',
      '批发订单',
    ],
    ...[
      '发往国外的订单',
      '50岁以上的营收',
      '最好的销售额',
      '扣除运费的销售额',
      '每小时订单',
      '学生订单',
      '来电订单',
      '上门订单',
      '代发订单',
    ],
  ])('are never passed over where they restrict: %s', (said) => {
    expect(line(said)).toBeNull()
  })
})
