import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const priceWords = (f: Format): Words['price'] => ({
  keeps: {
    'no-cost': '成本未知，无法计算利润',
    'no-sales': '近 90 天有货的普通日子没有销量',
    'no-stock': '没有库存，也没有在途货品',
    'changed-lately': '两周内刚调过价：请等待效果显现',
    'no-better': '允许范围内没有利润更高的价格',
    'too-small': '收益太小，不值得调整',
    unpriced: '价格未知',
  },
  notSure: (share) => `没有任何价格能以超过 ${share} 的概率提高利润`,
  ofProducts: (count, reason) => `${f.number(count)} 个商品：${reason}`,
  reasons: (reasons) => reasons.join('；'),
  keep: (subject, reasons) => `建议维持 ${subject} 的价格：${reasons}。`,
  summary: (changes, subject, kept) =>
    `${subject}：建议调价 ${f.number(changes)} 个商品，另有 ${f.number(kept)} 个维持现价为宜。`,
  title: (subject) => `${subject} 的调价建议`,
  caption: (shown, of) => `前 ${shown} 条，共 ${f.number(of)} 条；30 天收益的中位数，附 80% 区间`,
  columns: {
    product: '商品',
    now: '现价',
    better: '建议价',
    gain: '收益',
    elasticity: '价格弹性',
    chance: '盈利概率',
    status: '状态',
  },
  notKept: '低于最低置信度，未保存',
  because: (why, _words, until) => `理由：${why}。有效期至${f.longDay(until)}。`,
  source: (asOf) =>
    `数据截至${f.longDay(asOf)}，依据 26 周的成交价和销量。这是相关性，未经价格测试；可用 /experiment plan 安排测试。店铺不会被自动改动。`,
  elsewhere: '同款商品在其他平台',
  competitors: '竞争对手',
  of: (product) => `${product}：`,
  soldAs: (price, platform, id) => `${platform} 上售 ${price}（${id}）`,
  seenAt: (price, competitor, day) => `${competitor} 售 ${price}，${f.longDay(day)}采集`,
  tooOld: '，时间过久，未计入',
  notAvailable: '，无货',
  notOne: (subject) => `“${subject}”不是单个商品。测算价格请输入一个 SKU。`,
  several: (subject, ids) => `${subject} 对应 ${ids.join('、')}：请指定其中一个。`,
  notPriced: (subject) => `${subject} 的价格未知。请接入价格数据，或含价格的订单数据。`,
  noneCalled: (typed) => `没有名为“${typed}”的商品、商家或类目。`,
  whatIf: {
    noCost: (price, product) =>
      `无法测算 ${product} 定价 ${price} 的效果：成本未知。请在商品数据中补充成本。`,
    noSales: (price, product) =>
      `无法测算 ${product} 定价 ${price} 的效果：近 90 天有货的普通日子没有销量。有销量后请再查询。`,
    tooFar: ({ price, low, high, product, nearest }) =>
      `${price} 与出现过的价格（${low} 至 ${high}）相差过大，无法测算对 ${product} 的效果。可测算的最近价格为 ${nearest}；其他价格可通过测试得知：/experiment plan。`,
    says: ({ price, change, product, profit, isLess, days, low, high, chance }) =>
      `${product} 定价 ${price}（${change}），预计 ${days} 天内利润${isLess ? '减少' : '增加'} ${profit}，80% 区间 ${low} 至 ${high}；盈利概率 ${chance}。`,
    title: (product, price) => `如果 ${product} 定价 ${price}？`,
    caption: (title, days) => `${title}，${days} 天，中位数附 80% 区间`,
    now: (price) => `现价 ${price}`,
    at: (price) => `定价 ${price}`,
    rows: { units: '销量', revenue: '销售额', profit: '利润' },
    source: ({ elasticity, range, own, asOf }) =>
      `价格弹性 ${elasticity} ± ${range}，依据${own ? '自身各周及同类目数据' : '同类目数据'}；数据截至${f.longDay(asOf)}。这是相关性，未经价格测试；可用 /experiment plan 安排测试。`,
  },
})
