import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const campaignWords = (f: Format): Words['campaign'] => ({
  noCosts:
    '所有商品的成本都未知，无法计算利润。请在数据源中补充成本，或直接给出毛利率：/campaign plan budget=500 cost=0.30 margin=30%',
  tooFewOrders: (have, days, need) =>
    `复购订单太少，无法挑选客户：最近 ${days} 天只有 ${f.number(have)} 位老客户再次下单，需要 ${f.number(need)} 位。订单增多后再试；/sources 可查看数据是否最新。`,
  leftOut: {
    'without consent': '未同意接收',
    'contacted enough': '近期已联系多次',
    'better left alone': '不宜打扰',
    'not worth a contact': '不值得联系',
    'over the budget': '超出预算',
  },
  leftOutOf: (parts) => parts.map(({ count, why }) => `${f.number(count)} 位${why}`).join('，'),
  noneLeft: '没有剩余',
  nobody: (audience, customers, leftOut) =>
    `按这些条件没有值得联系的客户：${audience}共 ${f.number(customers)} 位，${leftOut}。`,
  nobodyHeldOut: (contacts) =>
    `计划联系 ${f.number(contacts)} 人，但没有留出任何对照客户，之后无法知道联系带来了什么。请提高预算，或多留对照：holdout=50%。`,
  notApproved: (id, status) => `${id} 目前为“${status}”：未批准的计划不会联系任何人，因此没有可报告的内容。`,
  attached: (id) => `${id} 的联系名单与对照名单见附件。`,
  title: (id) => `营销活动 ${id}`,
  range: (expected, low, high) => `${expected}（${low} 至 ${high}）`,
  plan: ({ id, contacts, cost, holdout, orders, isIncremental }) =>
    `${id}：联系 ${f.number(contacts)} 位客户，费用 ${cost}，随机留出 ${f.number(holdout)} 位作对照；预计${isIncremental ? `带来增量订单 ${orders}` : `产生订单 ${orders}，并非增量`}。`,
  byUplift: '按增量效果挑选，效果由以往带随机对照组的活动学得（T-learner）。',
  byPropensity: (because) =>
    `按本来就可能下单的概率乘以毛利挑选（${because}）。这些订单并非增量：大部分不联系也会产生。本次活动的对照组可让下一次计划衡量增量效果。`,
  because: {
    'no holdout yet': '尚无对照组',
    'too few orders among those held out': '对照组的订单太少',
  },
  fields: {
    audience: '目标客户',
    incremental: '增量订单',
    notIncremental: '订单（并非增量）',
    profit: '利润（80% 区间）',
    margin: '毛利减联系费用（并非增量）',
    holdout: '对照组',
    detectable: '最小可检测差异',
    leftOut: '未选入',
  },
  audience: (name, customers) => `${name}，${f.number(customers)} 位客户`,
  holdout: (customers, share) => `${f.number(customers)} 位（${share}）`,
  detectable: (difference) => `下单客户占比相差 ${difference}`,
  nobodyLeftOut: '无',
  planSource: ({ today, days, margin, contacts, capDays, id }) =>
    `客户数据截至${f.longDay(today)}；统计其后 ${days} 天的订单；毛利率 ${margin}。${capDays} 天内每人最多联系 ${contacts} 次。数据源没有同意信息：发送前请与名单核对。目前没有联系任何人，批准前也不占用联系次数。之后用 /campaign report ${id} 获取名单，并查看效果。`,
  form: {
    title: '规划营销',
    submit: '规划',
    whom: '客户',
    all: '全部客户',
    budget: (currency) => `预算（${currency}）`,
    cost: (currency) => `单次触达费用（${currency}）`,
    costHint: '不会联系任何人：计划批准后才生效。',
    otherwise: (line) => `这里无法打开窗口，请输入，例如 ${line}。`,
  },
  file: '联系名单（加密编号）与对照名单',
  unknown: (typed) => `没有名为“${typed}”的营销活动。`,
  list: (planned, past) =>
    `在此计划并留有对照组的活动 ${f.number(planned)} 个；来自平台、没有对照组的活动 ${f.number(past)} 个。`,
  plannedItem: (id, audience) => `${id}（${audience}）`,
  pastItem: (name) => `${name}，无对照组`,
  withoutHoldout: (name) =>
    `无法衡量 ${name} 的效果：没有留出对照组，扣不掉本来就会购买的客户。至少需要随机留出 30 位客户，最好 10%。`,
  howToHoldOut: '/campaign plan 会自动留出 10%。若把期间所有订单都算给活动，就会把平时的订单也算进去。',
  justBegun: (id, plannedOn) => `${id} 刚刚开始：${f.longDay(plannedOn)}之后还没有完整的一天。`,
  noMargin: (id) => `无法衡量 ${id} 的效果：所有商品的成本都未知。请提供成本，或在计划时加上 margin=30%。`,
  noHoldout: (id, need) => `无法衡量 ${id} 的效果：没有留出对照组，至少需要 ${f.number(need)} 位。`,
  tooFew: (id, have, need) =>
    `暂时无法衡量 ${id} 的效果：较小的一组有 ${f.number(have)} 位客户，需要 ${f.number(need)} 位。`,
  ledger: (status) => `该建议目前的状态：${status}。`,
  verdicts: {
    pays: '活动值得。',
    costs: '费用高于收益。',
    inconclusive: '无定论：无法与随机波动区分。',
  },
  runsUntil: (day) => `活动进行到${f.longDay(day)}，届时再下结论。`,
  report: ({ id, isOver, orders, profit, verdict }) =>
    `${id}${isOver ? '' : '（截至目前）'}：增量订单 ${orders}，利润 ${profit}。${verdict}`,
  reportFields: {
    contacted: '联系组下单占比',
    heldOut: '对照组下单占比',
    difference: '差异',
    cost: '联系费用',
  },
  rate: (share, customers) => `${share}（共 ${f.number(customers)} 位）`,
  reportSource: (from, to) =>
    `${f.days(from, to)}的订单，已扣退款；联系组与随机对照组比较，95% 区间（Newcombe、Welch）。`,
})
