import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

const DRIVERS: Readonly<Record<string, string>> = {
  days_since_sale: '距上次成交的天数',
  overdue: '停顿比往常更久',
  orders_28d: '近四周的订单',
  orders_90d: '近 90 天的订单',
  selling_days_90d: '有成交的天数少',
  days_since_first: '入驻时间',
  trend: '趋势',
}
const SIZES = { small: '小型', medium: '中型', large: '大型' } as const

export const merchantWords = (f: Format): Words['merchant'] => ({
  title: (name, id) => (name === id ? name : `${name} · ${id}`),
  lead: ({ platforms, category, region }) =>
    [
      platforms.length > 0 ? `在${f.list(platforms)}销售` : '所在平台未知',
      ...(category === null ? [] : [`主营 ${category}`]),
      ...(region === null ? [] : [`地区 ${region}`]),
    ].join('，'),
  since: ({ signedUp, first, last, products }) =>
    `${[
      ...(signedUp === null ? [] : [`${f.longDay(signedUp)}入驻`]),
      first === null ? '尚无销售' : `${f.longDay(first)}首次成交`,
      ...(last === null ? [] : [`${f.longDay(last)}最近成交`]),
      ...(products > 0 ? [`商品 ${f.number(products)} 个`] : []),
    ].join('；')}。`,
  owner: (name) => (name === null ? '负责人：未指定。' : `负责人：${name}。`),
  sales: ({ days, gmv, share, orders, aov }) =>
    `近 ${days} 天：成交总额 ${gmv}，占全店 ${share}，订单 ${f.number(orders)} 个${aov === null ? '' : `，客单价 ${aov}`}。`,
  trend: ({ days, change, peers, isFalling }) =>
    `近 ${days} 天：成交总额较此前 ${days} 天 ${change}；全部商家的订单 ${peers}。${isFalling ? '跌幅超过其他商家，并非偶然波动。' : ''}`,
  noTrend: '订单太少，看不出趋势。',
  health: (score, parts) => `健康分 ${score}（满分 100，50 为同行水平）：${parts.join('，')}。`,
  healthPart: (name, score, weight) => `${name} ${score}（权重 ${weight}）`,
  trendPart: '订单趋势',
  noHealth: '数据太少，无法给出健康分。',
  faults: '服务标准',
  fault: ({ kpi, share, limit, isBreach, chance }) =>
    `${isBreach ? '违约' : '预警'}：${kpi} ${share}，标准为 ${limit}（${chance} 的把握不是偶然）。`,
  keeps: '就已有数据看，服务标准均达标。',
  beside: (count, category, size) =>
    `与 ${f.number(count)} 个${category === null ? '' : ` ${category} `}${size === null ? '' : SIZES[size]}商家相比`,
  columns: { kpi: '指标', counted: '实际', estimate: '估计值（90%）', peers: '同行', status: '状态' },
  range: (value, low, high) => `${value}（${low} 至 ${high}）`,
  marks: { better: '优于同行', worse: '差于同行', like: '与同行相当' },
  risk: (chance, drivers) =>
    `流失风险：未来 30 天没有成交的概率为 ${chance}${drivers.length === 0 ? '' : `，主要因为${f.list(drivers)}`}。`,
  drivers: DRIVERS,
  alerts: '未恢复的告警',
  suggestions: '待处理的建议',
  more: (ask) => `查看全部：${ask}`,
  chart: '每周成交总额',
  method: (days) => `统计近 ${days} 天。估计值会把实际值向同行靠拢，数据越少靠得越多。`,
  notFound: (typed) => `没有叫“${typed}”的商家。`,
  several: (typed, names) => `有多个商家叫“${typed}”：${names.join('、')}。请用编号指定。`,
  digest: {
    title: (breaches, warned) =>
      `${f.number(breaches)} 家商家违反服务标准${warned > 0 ? `，另有 ${f.number(warned)} 家预警` : ''}`,
    item: (merchant, levels, owner) =>
      `${merchant}：${levels}${owner === null ? '尚无负责人。' : `负责人：${owner}。`}`,
    more: (count) => `另有 ${f.number(count)} 家：/merchants breaching`,
    told: (merchant, levels, command) => `${merchant} 未达到服务标准。${levels}${command}`,
  },
  onboarding: {
    title: '商家入驻漏斗',
    steps: {
      applied: '申请',
      approved: '审核通过',
      signed_up: '入驻',
      listed: '首次上架',
      first_sale: '首单',
      tenth_sale: '第十单',
    },
    lead: ({ began, since, scope, sold, ten, stuck }) =>
      `${scope === null ? '' : `${scope}：`}${f.longDay(since)}以来有 ${f.number(began)} 家商家开始入驻，${f.number(sold)} 家已出首单，其中 ${f.number(ten)} 家满十单。${stuck === 0 ? '没有商家等待过久。' : `${f.number(stuck)} 家等待时间超过平常。`}`,
    none: (since, before) =>
      `数据从${f.longDay(since)}开始，此后没有新商家${before > 0 ? `；另有 ${f.number(before)} 家更早入驻或入驻时间未知` : ''}。`,
    caption: '从第一步到第十单',
    columns: {
      step: '步骤',
      reached: '到达',
      share: '占比',
      days: '距上一步天数',
      waiting: '目前停留',
      month: '开始月份',
      began: '商家数',
    },
    days: (median, of) => `${f.number(median, 1)}（${f.number(of)} 家的中位数）`,
    cohorts: '按开始月份，截至目前到达的步骤',
    stuck: (count) => `${f.number(count)} 家商家停滞`,
    item: ({ merchant, step, days, usual, because }) =>
      `${merchant}：在“${step}”停留 ${f.number(days)} 天（五家中有四家不超过 ${f.number(usual)} 天）：${because}。`,
    why: {
      'not-approved': '尚未审核通过',
      'not-signed-up': '已审核通过，但未开店',
      'nothing-listed': '尚未上架商品',
      'not-seen': '商品无人浏览',
      'out-of-stock': (share) => `${share} 的商品缺货`,
      'no-order': (sessions) => `有 ${f.number(sessions)} 次访问，没有订单`,
      'few-orders': (orders, sessions) =>
        `目前 ${f.number(orders)} 单${sessions > 0 ? `，来自 ${f.number(sessions)} 次访问` : ''}`,
    },
    untold: (steps) => `未知（平台未提供）：${steps.join('、')}。`,
    before: (count, first) =>
      `不含 ${f.number(count)} 家在${f.shortDay(first)}（数据开始日）之前入驻或入驻时间未知的商家。`,
    method:
      '时间只统计已到达该步骤的商家，仍在途中的较多时会偏短。停滞：停留时间超过五分之四已通过的商家；通过者不足五家时以 30 天为准。',
    file: '商家入驻漏斗',
  },
  ranking: {
    title: '商家',
    views: {
      top: () => '有成交',
      falling: () => '跌幅超过其他商家',
      new: () => '为新商家',
      'at-risk': () => '有流失风险：未来 30 天没有成交的可能性不低于一半',
      breaching: () => '未达服务标准',
    },
    lead: ({ view, shown, found, all, scope }) =>
      `${scope === null ? '' : `${scope}：`}${found === 0 ? '没有商家' : `${f.number(found)} 个商家`}${view}${shown < found ? `，显示前 ${shown} 个` : ''}；已知商家共 ${f.number(all)} 个。`,
    caption: (days, asOf) => `近 ${days} 天，数据截至${f.longDay(asOf)}`,
    columns: {
      merchant: '商家',
      gmv: '成交总额',
      share: '占比',
      change: '变化',
      orders: '订单数',
      health: '健康分',
      note: '值得注意',
    },
    since: (day) => `${f.shortDay(day)}首次成交`,
    noSale: '尚无销售',
    falling: '下跌',
    risk: (chance) => `流失风险 ${chance}`,
    noRisk: '无法判断流失风险：至今流失的商家太少，无从学习。',
    fault: (kpi, share, isBreach) => `${kpi} ${share}（${isBreach ? '违约' : '预警'}）`,
    others: (asks) => `还可以看：${asks.join('、')}；单个商家：/merchant <名称>。`,
    file: '全部商家',
    none: '数据中没有商家：订单和商品都没有注明所属商家。',
  },
})
