import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const withinWords = (f: Format): Words['within'] => ({
  headline: (kpi, below, segment, since) =>
    `${segment}：${kpi}自 ${f.instant(since)} 左右起低于预期 ${below}`,
  step: {
    sessions: (figures) => `到店的客户变少：${figures}。`,
    carts: (figures) => `客户来了，但加购的变少：${figures}。`,
    orders: (figures) => `客户来了，但下单的变少：${figures}。`,
    ordersAfterCart: (figures) => `客户已加购，却没有下单：${figures}。`,
  },
  of: {
    sessions: (count, expected) => `访问数 ${count}，预期 ${expected}`,
    carts: (count, expected) => `加购数 ${count}，预期 ${expected}`,
    orders: (count, expected) => `订单数 ${count}，预期 ${expected}`,
  },
  figures: (parts) => parts.join('；'),
  since: '开始时间',
  between: (from, to) => `${f.instant(from)} 至 ${f.instant(to)} 之间（${f.zone}）`,
  lost: '目前损失',
  lostOrders: (count) => `${count} 单`,
  lostMoney: (money, orders) => `${money}（${orders}）`,
  anHour: '每小时损失',
  today: '若持续下去，今天共计',
  besides: '同一时段还发生了：',
  mark: (what, at) => `${f.instant(at)}：${what}`,
  promoBegan: (name, at) => `促销“${name}”于 ${f.instant(at)} 开始。`,
  promoEnded: (name, at) => `促销“${name}”于 ${f.instant(at)} 结束。`,
  prices: (count) => `前后两小时内有 ${count} 个价格变动。`,
  chart: '今日每小时订单数',
  found: '订单数',
  expected: '预期值',
  until: (at) => `数据完整至 ${f.instant(at)}。预期值按一周中的时段和今天此前的走势得出。`,
  line: (step, lost) => (lost === null ? step : `${step}目前损失：${lost}。`),
})
