import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

/** By the name as it is typed. */
const SEGMENTS: Readonly<Record<string, string>> = {
  all: '全部客户',
  champions: '高价值客户',
  loyal: '忠诚客户',
  new: '新客户',
  promising: '潜力客户',
  'at risk': '流失风险客户',
  hibernating: '沉睡客户',
  lost: '已流失客户',
}

export const recommendWords = (f: Format): Words['recommend'] => ({
  nothingYet: '暂无推荐：推荐每晚学习一次，至少需要 200 个订单。请明天再查；/sources 可查看订单是否到达。',
  unknown: (typed) => `近一年售出的商品、商家和客户分群中都没有“${typed}”。`,
  segment: (name) => (SEGMENTS[name] ? `${SEGMENTS[name]}（${name}）` : name),
  source: (of, model, basis) =>
    `${f.days(of.from, of.to)}的订单，模型 ${model}。${basis}提升度只作说明，不用于排序：两者一起购买的次数是随机情况下的多少倍。`,
  ofProduct: (name) => `${name} 的推荐`,
  product: (name, withIt, instead) => `可与 ${name} 搭配的商品 ${withIt} 个，可替代它的商品 ${instead} 个。`,
  productCaption: '最佳的在前；不含售罄商品',
  columns: {
    offer: '方式',
    product: '商品',
    with: '搭配商品',
    together: '一起购买',
    lift: '提升度',
    chance: '是否偶然',
  },
  withIt: '搭配',
  instead: '替代',
  times: (count) => `${f.number(count)} 次`,
  fewTimes: '不足 20 次',
  noChance: (q) => `否（q ${q}）`,
  maybeChance: (q) => `可能（q ${q}）`,
  ofMerchant: (merchant) => `${merchant} 的组合`,
  bundles: (count, merchant) => `${merchant} 有 ${count} 个组合：客户一起购买的频率高于偶然。`,
  noBundles: (merchant) => `${merchant} 没有突出的组合：没有一对商品一起购买达到 20 次且频率高于偶然。`,
  bundleBasis: '至少 20 个订单的商品对，单侧 Fisher 检验，错误发现率控制在 5%。',
  bundleCaption: (shown, of) => `利润最高的 ${shown} 个，共 ${of} 个`,
  ofSegment: (segment) => `${segment}接下来会买什么`,
  nobodyIn: (segment) => `目前没有${segment}。`,
  next: (customers, segment, from, to) =>
    `${f.number(customers)} 位${segment}接下来可能购买的商品，依据其${f.days(from, to)}的购买；近 30 天买过的权重较低。`,
  tooLittle: {
    basket: '按销量排序：一起购买的数据太少，无法学习。',
    next: '按销量排序（该分层的购买与全店不同时按该分层）：后续购买的数据太少，无法学习。',
  },
  accuracy: (own, popular) => `在未参与学习的订单上 recall@10 为 ${own}，按销量为 ${popular}`,
  byEase: (accuracy) => `按 EASE 排序（${accuracy}）。`,
  byPopularity: (accuracy) => `按销量排序：EASE 没有明显好出 5%（${accuracy}）。`,
  offers: (shown, of) => `搭售建议：最佳 ${shown} 个，共 ${of} 个，30 天收益及 80% 区间`,
  offerColumns: { number: '编号', offer: '搭售', gain: '收益', status: '状态' },
  offer: (id, doing, why) => `第 ${id} 号：${doing}。理由：${why}。`,
})
