import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const restockWords = (f: Format): Words['restock'] => ({
  wholeShop: '全店',
  missing: {
    stock: '没有数据来源提供其现有库存',
    'lead-time': '到货记录不足五次，也没有约定的到货周期',
    demand: '近 90 天没有有货的普通日子',
  },
  tooFewDays: (need) => `近 90 天中有货的普通日子不足 ${need} 天`,
  proposal: '采购建议单',
  noneWeighed: (whom) => `${whom}需要补货，但无法计算补货的收益。`,
  nothing: (whom) => `${whom}目前无需补货。`,
  noAdvice: (whom) => `${whom}暂无建议。`,
  summary: (count, whom, cost) => `${whom}：${f.number(count)} 个商品需要补货，成本共 ${cost}。`,
  budget: (budget, without) =>
    `预算 ${budget}：${without === 0 ? '全部在预算内' : `${f.number(without)} 笔留待以后，均为单位投入收益最低的`}。`,
  title: (whom) => `${whom}的补货建议`,
  caption: (shown, of) => `最紧急的 ${shown} 条，共 ${f.number(of)} 条；推迟一周的损失附 80% 区间`,
  columns: {
    product: '商品',
    order: '订购量',
    free: '可售库存',
    underway: '在途',
    until: '售罄日期',
    chance: '缺货概率',
    waiting: '推迟一周的损失',
    status: '状态',
  },
  noSales: '无销量',
  soldOut: '目前缺货',
  underway: (pieces, due) =>
    pieces > 0 ? `${f.number(pieces)} 件${due === null ? '' : `，约${f.shortDay(due)}到`}` : '–',
  byMerchant: (parts, others) =>
    `按商家：${parts.join('；')}${others > 0 ? `；另有 ${f.number(others)} 个商家` : ''}。`,
  ofMerchant: (merchant, count, cost) => `${merchant} ${f.number(count)} 个商品，${cost}`,
  small: (count, least) => `${f.number(count)} 笔订单每周最多只能挽回 ${least}，未列出；worth=0 可查看全部。`,
  order: (order, product, why) => `${product} 订购 ${f.number(order)} 件：${why}。`,
  notJudged: (count, why) => `${f.number(count)} 个商品无法判断：${why}。`,
  notSure: (count, chance) =>
    `${f.number(count)} 个商品本应补货，但 90 天内全部售出的概率最高只有 ${chance}，低于最低置信度（/actions confidence）。`,
  due: (order, product) => `${product} ${f.number(order)} 件`,
  more: (count) => `，另有 ${f.number(count)} 个`,
  unpriced: (count, missing, products, more) =>
    `另有 ${f.number(count)} 个商品应补货，但${missing === 'cost' ? '成本' : '价格'}未知，无法计算推迟的损失：${products.join('、')}${more}。`,
  source: (asOf) =>
    `${asOf === null ? '' : `库存为${f.longDay(asOf)}的数据。`}需求取近 90 天有货的普通日子；缺货日的需求按高于实际销量估计。订购量按整箱向上取整。系统不会自动下单。`,
  allAbove: (count) => `${f.number(count)} 个商品均高于补货点。`,
  above: ({ onHand, free, underway, until, position, reorderPoint, chance }) =>
    free <= 0
      ? `目前缺货；在途：${underway}。含在途共 ${f.number(position)} 件，补货点 ${f.number(reorderPoint)} 件。`
      : `现有库存 ${f.number(onHand)} 件，可售 ${f.number(free)} 件${until === null ? '' : `，约${f.longDay(until)}售罄`}；在途：${underway}；可用库存（含在途）${f.number(position)} 件，补货点 ${f.number(reorderPoint)} 件，下次到货前缺货的概率 ${chance}。`,
})
