import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

const ACTS = { ship: '上线', 'roll back': '回滚' } as const

export const experimentWords = (f: Format): Words['experiment'] => ({
  measures: {
    conversion: '购买客户占比',
    orders: '人均订单数',
    gmv: '人均成交额',
    session_conversion: '每次访问的订单数',
    aov: '客单价',
    refund_rate: '退款占成交额',
  },
  verdicts: {
    ship: '上线',
    'roll back': '回滚',
    'keep running': '继续运行',
    inconclusive: '无定论',
    'no verdict': '不作结论',
  },
  because: {
    unevenArms: '各组人数与计划的分配不符，无法比较：请查明原因后重新开始',
    guardrailWorse: (measure) => `护栏指标“${measure}”变差，超出偶然`,
    noSpread: (measure) => `${measure}没有波动，无法检验`,
    noDifference: (measure) => `${measure}的差异没有超出偶然`,
    better: (measure) => `${measure}变好，超出偶然`,
    worse: (measure) => `${measure}变差，超出偶然`,
    notClearYet: () => '还不明确：结束前查看须用更宽的区间，其中仍包含“没有效果”',
    clearlyWorse: (measure) => `${measure}明显变差，不必等到计划的结束日`,
    tooSoon: (measure, days) => `${measure}明显变好，但应满 ${days} 天：新鲜感会消退，周末也不同`,
    clearlyBetter: (measure) => `${measure}明显变好，不必等到计划的结束日`,
  },
  none: '还没有数据源提供实验数据。/experiment plan conversion 可计算实验需要多少客户、多长时间；接入分组数据源后即可在此跟踪。',
  unknown: (typed, ids) => `没有名为“${typed}”的实验，现有：${ids.join('、')}。`,
  noneRunning: (ended, titles) =>
    `没有正在运行的实验。已结束 ${f.number(ended)} 个：${titles.join('、')}；用 /experiment report 查看结果。`,
  noReport: '没有可报告的实验。/experiment status 列出正在运行的实验。',
  named: (name, id) => `${name}（${id}）`,
  noUnits: (title) => `${title}：还没有访问带有实验分组，无从比较。`,
  oneArm: (title, arm, units) =>
    `${title}：只出现了“${arm}”一组（${f.number(units)} 位客户），还需要另一组。`,
  headline: ({ title, day, plannedDays, arms }) => {
    const far = day === null ? '已结束' : `第 ${day} 天，共 ${plannedDays} 天`
    const said = arms.map(
      ({ arm, verdict, because }) => `${arm === null ? '' : `${arm} 组：`}${verdict}，因为${because}`,
    )
    return `${title}，${far}：${said.join('；')}。`
  },
  levels: ({ measure, treated, arm, control, controlArm }) =>
    `${measure}：${arm} 组 ${treated}，${controlArm} 组 ${control}。`,
  lift: ({ lift, better, loss }) =>
    `提升 ${lift}；变好的概率为 ${better}，若上线，预期损失为对照组水平的 ${loss}。`,
  everyDayBound: (low, high) =>
    `结束前以更宽的区间为准，因为每多看一次，偶然“显著”的机会就多一次：${low} 至 ${high}。`,
  end: ({ isOver, lastDay, isUsualPlan }) =>
    `${isOver ? '结束于' : '计划结束于'}${f.longDay(lastDay)}${isUsualPlan ? '（平台没有给出结束日，按四周计）' : ''}。`,
  split: {
    broken: (arms, p) => `分组比例异常，不作结论：客户数 ${arms}（p 值 ${p}）。`,
    doubtful: (arms, p) => `分组比例可疑：客户数 ${arms}（p 值 ${p}）；请检查某一组为何流失客户。`,
    'as planned': (arms, p) => `客户数：${arms}，与计划一致（p 值 ${p}）。`,
  },
  caption: (arm, control) => `${arm} 与 ${control} 比较，95% 区间`,
  columns: { measure: '按客户计', lift: '提升', p: 'p 值', holm: 'p 值（Holm 校正）' },
  decides: '主指标',
  unknownLift: '未知',
  range: (estimate, low, high) => `${estimate}（${low} 至 ${high}）`,
  noGuardrail: '护栏指标还没有数据。',
  guardrails: (list) =>
    `护栏指标，纯属偶然而变差至此的单侧概率：${list.map(({ measure, p }) => `${measure} ${p}`).join('、')}。`,
  notes: {
    controlAssumed: (arm) => `没有说明哪一组是对照组，取名称排在最前的“${arm}”。`,
    otherMeasure: (named) =>
      `${named === null ? '没有指定主指标' : `指定的主指标是“${named}”`}，改用购买客户占比检验。`,
    units: (units, planned, isByPace) =>
      `已有 ${f.number(units)} 位客户，计划约 ${f.number(planned)} 位（${isByPace ? '按目前的速度推算' : '与开始前同样长的时间内的客户数相同'}）。`,
    crossed: (units) => `${f.number(units)} 位客户出现在多个组，已剔除。`,
    anonymous: (sessions) => `${f.number(sessions)} 次访问没有客户信息，已剔除。`,
    cap: (money) => `人均成交额以 ${money}（第 99.9 百分位）为上限。`,
  },
  source: (day) =>
    `数据截至${f.longDay(day)}。以客户为单位，已扣除此前八周消费的影响（CUPED）；比率按 delta 方法计算。`,
  notValued: {
    margin: (verdict, arm) => `无法计算${ACTS[verdict]} ${arm} 组的价值：所有商品的成本都未知。`,
    gmv: (verdict, arm) => `无法计算${ACTS[verdict]} ${arm} 组的价值：人均成交额没有波动，无法检验。`,
  },
  kept: (id, doing) => `第 ${id} 号：${doing}`,
  plan: {
    missing: (measure, days, options) => `最近 ${days} 天的“${measure}”未知，请输入 ${options.join('、')}。`,
    aboveAll: (base, lift) => `客户占比 ${base} 不可能再提升 ${lift}，会超过全部客户。请输入更小的 lift=。`,
    size: ({ measure, base, lift, units, all, days, daily }) =>
      `${measure}目前 ${base}，提升 ${lift}：每组 ${f.number(units)} 位客户，共 ${f.number(all)} 位，按每天 ${f.number(daily)} 位计需要 ${days} 天。`,
    tooLong: '超过八周：请以更大的提升为目标，选择更贴近改动的指标，或增加客户数。',
    title: (measure) => `实验计划：${measure}`,
    caption: (arms) => `其他时长能检测到的最小提升，共 ${arms} 组`,
    columns: { duration: '时长', customers: '每组客户数', lift: '最小提升' },
    weeks: (weeks, isPlanned) => `${weeks} 周${isPlanned ? '（计划）' : ''}`,
    noLift: '无',
    atMost: (lift) => `至多 ${lift}`,
    method: ({ power, alpha, isShared }) =>
      `检出概率 ${power}，误报概率 ${alpha}${isShared ? '（各组分摊）' : ''}。按整周计，至少两周。以客户为单位：每天的客户由各组共同分配。`,
    fromShop: (what, days, to) => {
      const names = { base: '基准', spread: '波动', daily: '每天客户数' }
      return `${what.map((one) => names[one]).join('、')}取自截至${f.longDay(to)}的 ${days} 天。`
    },
    next: '请在平台上创建实验，写明开始日、计划结束日，并为每次访问标注分组；之后用 /experiment status 跟踪。价格也可用同样的方法测试，指标选 gmv。',
  },
})
