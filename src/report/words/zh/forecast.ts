import { DASH, type Format } from '../format.ts'
import type { Words } from '../words.ts'

/** Methods by their name. */
const METHODS: Readonly<Record<string, string>> = {
  'seasonal naive': '季节性朴素法',
  'seasonal mean': '季节性均值',
  'damped Holt-Winters': '阻尼 Holt-Winters',
  theta: 'Theta 法',
  'harmonic regression': '谐波回归',
  'long season': '长周期法',
}

/** What is known of a session, by its column. */
const TERMS: Readonly<Record<string, string>> = {
  days_since_order: '距上次下单天数',
  is_promo: '活动日',
  weekday: '星期',
  platform: '平台',
  channel: '渠道',
  region: '地区',
  device: '设备',
  category: '类目',
  price_seen_cents: '浏览价格',
  discount_seen: '浏览折扣',
  in_stock_share: '有货占比',
  page_views: '浏览页数',
  product_views: '浏览商品数',
  searches: '搜索次数',
  cart_adds: '加购次数',
  duration_s: '停留时长',
}

export const forecastWords = (f: Format): Words['forecast'] => ({
  tooShort: (name, have, need) => `${name}暂时无法预测：现有 ${have} 天数据，需要 ${need} 天。`,
  nextDays: (days) => `未来 ${days} 天`,
  fromTo: f.days,
  title: (name, when) => `${name}：${when}`,
  text: (name, when, said) => `${name}，${when}：${said}`,
  range: ({ expected, low, high }) => `${expected}（80% 区间 ${low} 至 ${high}）`,
  aDay: (value) => `日均 ${value}`,
  withDaily: (total, aDay) => `${total}，${aDay}`,
  noneBefore: (days) => `此前 ${days} 天没有数据。`,
  before: ({ value, days, campaigns, move }) =>
    `此前 ${days} 天${campaigns.length > 0 ? `（含${campaigns.join('、')}）` : ''}：${value}${move === DASH ? '' : `，变化 ${move}`}。`,
  chart: (kpi, from) => `${kpi}，${f.shortDay(from)}起为预测`,
  lines: { expected: '实际值，之后为预期值', low: '下限', high: '上限' },
  firstDays: (shown, of) => `前 ${shown} 天，共 ${of} 天`,
  dayByDay: '逐日预测',
  columns: { day: '日期', interval: '80% 区间', note: '备注' },
  interval: (low, high) => `${low} 至 ${high}`,
  neverSeen: (name) => `${name}（历史上没有）`,
  notSeen: (days, more) =>
    `历史数据中没有过的日子：${days.join('、')}${more > 0 ? `，另有 ${more} 天` : ''}。这些天的实际值可能与预测相差很大。`,
  noDrivers: '影响因素未知：尚未训练过转化模型。',
  drivers: (isWholeShop) => `与下单相关的因素${isWholeShop ? '' : '（全店）'}：其他条件相同时的下单几率`,
  driverColumns: { session: '访问特征', odds: '几率', interval: '95% 区间', per: '比较' },
  term(name) {
    const [column = '', ...member] = name.replace(/ is missing$/, ' = 缺失').split(' = ')
    return [TERMS[column] ?? column.replaceAll('_', ' '), ...member].join(' = ')
  },
  over: (most) => `大于 ${most}`,
  under: (most) => `小于 1/${most}`,
  yes: '是与否相比',
  oneMore: '每高 1 个标准差',
  method: (name) => METHODS[name] ?? name,
  onlyMethod: (name) => `方法：${name}`,
  noMethod: '无',
  blend: (methods) => `${methods.map(({ name, share }) => `${name}（${share}）`).join('、')}的加权平均`,
  how: ({ blend, partsOf, origins, skill }) =>
    `${blend}${partsOf === null ? '' : `，${partsOf}的分子和分母分别预测`}；区间来自过去 ${origins} 次预测的误差${skill === null ? '' : `；误差是照搬上周的 ${skill} 倍`}。`,
  trained: ({ version, sessions, from, to, rows, card }) =>
    `影响因素：模型版本 ${version}，用${f.days(from, to)}的 ${f.number(sessions)} 次访问训练。在之后的 ${f.number(rows)} 次访问上：${card}。这是相关，不是因果。`,
  source: (asOf, days, isLaterIncomplete) =>
    `${asOf}，历史 ${days} 天${isLaterIncomplete ? '；之后的日子数据尚不完整' : ''}。80% 区间：五天中有一天会落在区间之外。`,
  noRecord: '历史记录：每晚保存的预测尚无到期的。',
  record: ({ due, within, replayed, off }) =>
    `历史记录：最近 ${due} 次到期的预测中，${within} 次（${f.percent(within / due, 0)}）落在 80% 区间内${off === null ? '' : `；通常偏差 ${off}`}。${replayed === 0 ? '' : `其中 ${replayed === due ? '全部' : `${replayed} 次`}是事后用当时已知的数据补算的。`}`,
  whatIf: {
    asked: (change, isLower) => `如果价格${isLower ? '降低' : '提高'} ${change}`,
    unknown: (asked) => `${asked}：未知。尚未训练过转化模型，或训练数据中没有价格。`,
    said: (asked, { expected, move, low, high }) =>
      `${asked}：${expected}${move === null ? '' : `（${move}）`}，80% 区间 ${low} 至 ${high}。`,
    source: (odds) =>
      `依据转化模型：该价格下的下单几率 × ${odds}。这是历史访问中的相关，不是价格测试：贵的商品不只是价格不同。单个商品请用 /price。`,
  },
  notModelled: (kpi, conversion) => `价格对${kpi}的影响没有建模，只能看对${conversion}的影响。`,
  inThePast: (period, last) => `${period} 已经过去：数据截至${f.longDay(last)}。`,
  tooFar: ({ kpi, days, to, period }) =>
    `${kpi}最多预测 ${days} 天，到${f.longDay(to)}为止；${period} 超出了范围。`,
  neither: (typed) => `“${typed}”既不是指标，也不是平台、类目、渠道、地区或商家。`,
})
