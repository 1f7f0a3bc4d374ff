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
    // what narrows by time, money, payment, device or kind of person
    ...[
      'orders before noon yesterday',
      'gmv on bazario between 8 and 10 am',
      'sessions longer than 5 minutes',
    ],
    ...[
      'orders over 100 euros',
      'orders with a coupon',
      'orders paid with paypal last week',
      'sales tax for Q3',
    ],
    ...[
      'conversion on Safari',
      'conversion for iPhone users',
      'gmv of women over 40',
      'revenue per employee',
    ],
    ...[
      'revenue from repeat customers',
      'refunds by payment method',
      'sales of blue t-shirts',
      'GMV forecast for Zalando',
    ],
    ...['top customers by revenue', 'top 10 products by revenue', 'best selling products last week'],
    // what is none of our figures
    ...[
      'average time customers spend in the app',
      'average delivery time in days',
      'how many parcels did DHL deliver',
    ],
    ...[
      'what do our competitors sell on Black Friday',
      'stock value of all products',
      'what did we pay for ads in October',
    ],
    // a span without its other end
    ...['orders after Christmas', 'conversion before Christmas', '圣诞后的退款', '11月10日前的订单'],
    // a deed, and a price by so much
    ...[
      'delete all orders of yesterday',
      'would raising SKU-1252 by 2 euros hurt',
      'close the shop on Sunday',
    ],
    // what ranks
    ...['best orders yesterday', 'top sales', 'worst conversion', 'least refunds'],
    // the same in Chinese
    ...[
      '100欧以上的订单',
      '上周用支付宝付的订单',
      'iPhone用户的转化率',
      '40岁以上女性GMV',
      '蓝色T恤销量',
      '按支付方式看退款',
    ],
    ...[
      '销售额最高的客户',
      '按年龄段看GMV',
      '除nordmarkt外的gmv',
      '把昨天的订单都删了',
      '平均送货几天',
      '十月广告花了多少',
    ],
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
