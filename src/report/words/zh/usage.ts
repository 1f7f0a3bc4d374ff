import { DIMENSIONS } from '../../../metrics/metric.ts'
import { metrics } from '../../../metrics/registry.ts'
import type { Words } from '../words.ts'
import { metricWords } from './metrics.ts'

const { label, dimension: named } = metricWords()
const both = (name: string) => `${named(name)}（${name}）`

export const usageWords = (): Words['usage'] => ({
  fault: (fault) => {
    switch (fault.code) {
      case 'noKpiNamed':
        return '请写明指标，例如成交总额（gmv）或转化率（conversion）。'
      case 'unknownKpi':
        return `没有名为“${fault.typed}”的指标${fault.isNear ? '' : `，可用：${metrics.map((one) => `${label(one)}（${one.name}）`).join('、')}`}。`
      case 'unknownDimension':
        return `“${fault.typed}”不是维度，可用：${DIMENSIONS.map(both).join('、')}。`
      case 'unknownMember':
        return `没有名为“${fault.typed}”的${
          fault.dimension === null
            ? DIMENSIONS.map(named)
                .join('、')
                .replace(/、([^、]+)$/, '或$1')
            : named(fault.dimension)
        }。`
      case 'twoMembers':
        return `一次只能选择一个${named(fault.dimension)}，而不是${fault.members.join('和')}。`
      case 'tooManyDimensions':
        return `“${fault.typed}”超过了两个维度，最多两个。`
      case 'notMeasuredBy': {
        const { dimensions } = fault.metric
        const only = dimensions.length > 0 ? `，只能按${dimensions.map(named).join('、')}` : ''
        return `${label(fault.metric)}不能按${named(fault.dimension)}统计${only}。`
      }
      case 'oneDimensionOnly':
        return `${label(fault.metric)}一次只能按一个维度统计，不能按两个。`
      case 'noQuestion':
        return '没有理解您的问题。'
      case 'twoReadings':
        return '这句话可能有两种意思。'
      case 'notUnderstood':
        return `没有理解${fault.words.map((word) => `“${word}”`).join('、')}。`
      case 'noSuchDay':
        return `日历上没有“${fault.typed}”这一天。`
      case 'inTheFuture':
        return `${fault.period} 还没有到：${fault.command} 查看过去，/forecast 预测未来。`
      case 'inThePast':
        return `${fault.period} 已经过去：/forecast 预测未来，/kpi 查看过去。`
      case 'twoPeriods':
        return `一次只能查看一个时段：${fault.periods.join(' 或 ')}。`
      case 'twoKpis':
        return `一次只能查看一个指标：${fault.metrics.map(label).join('或')}。`
      case 'notByProduct':
        return `${label(fault.metric)}不按商品统计；${fault.product} 可查看的是价格和库存。`
      case 'noProductNamed':
        return '请写明商品、商家或类目，用编号或名称都可以。'
      case 'noMerchantNamed':
        return '哪个商家？'
      case 'noAudienceNamed':
        return '请写明商品、商家或客户分层，例如 champions。'
      case 'planWithoutMoney':
        return '计划需要预算和每次联系的费用。'
    }
  },
  notADay: (typed) => `“${typed}”不是日期，请写成 2026-11-23、23.11.2026、yesterday 或 friday。`,
  notAPeriod: (typed) => `“${typed}”不是时段，请写成 28d、2026-10 或 2026-11-01..2026-11-15。`,
  twoAmounts: (typed, [thousands, decimal]) =>
    `“${typed}”可以理解为 ${thousands} 或 ${decimal}，请写明是哪一个。`,
  notDays: (typed, max) => `“${typed}”不在 1 至 ${max} 天之内。`,
  daysToExplore: (days, min, max) => `无法分析 ${days} 天，只能是 ${min} 至 ${max} 天。`,
  why: {
    onlyData: (first, last) => `完整的数据只有 ${first} 至 ${last}。`,
  },
  forecast: {
    priceChange: (typed, max) => `“${typed}”不是 -${max}% 至 ${max}% 的价格变动，例如 price=-5%。`,
    days: (days, max) => `无法预测 ${days} 天，只能是 1 至 ${max} 天。`,
  },
  price: {
    name: '请写明商品、商家或类目，例如 SKU-1042。',
    confidence: (typed) => `置信度在 50% 至 99.9% 之间，而不是“${typed}”。`,
    whatIf: '假设分析需要商品和价格，例如 SKU-1042 19.90 或 SKU-1042 -5%。',
  },
  restock: {
    budget: (typed) => `“${typed}”不是有效的预算，例如 5000。`,
    worth: (typed) => `“${typed}”不是有效的金额，例如 worth=20。`,
  },
  recommend: { name: (segments) => `请写明商品、商家或客户分层：${segments.join('、')}。` },
  campaign: {
    verbs: '要计划营销活动（plan），还是查看效果（report）？',
    unknownVerb: (typed) => `“${typed}”既不是 plan 也不是 report。`,
    unknownOption: (typed) => `“${typed}”不是计划的选项。`,
    unknownSegment: (typed, segments) => `没有客户分层“${typed}”，可用：all、${segments.join('、')}。`,
    budget: '请写明预算，例如 budget=500。',
    cost: '请写明每次联系的费用，例如 cost=0.30。',
    goal: '目标是 profit（利润）或 orders（订单）。',
    holdout: '对照组为所选客户的 5% 至 50%，例如 holdout=10%：没有对照组就无法衡量效果。',
    margin: '毛利率是价格的一个比例，例如 margin=30%。',
  },
  experiment: {
    unknownVerb: (typed) => `“${typed}”不是 plan、status 或 report。`,
    planOnWhat: (measures) => `用哪个指标计划实验？可用：${measures.join('、')}。`,
    notOn: (typed, measures) => `不能用“${typed}”计划实验，可用：${measures.join('、')}。`,
    aboveAll: (base, lift) => `基准 ${base}% 不可能再提升 ${lift}%，会超过全部。`,
    option: (typed, options) => `没有理解“${typed}”，请写 ${options.join('=、')}=。`,
    limit: (name, typed, wanted) => `${name} 是${wanted}，而不是“${typed}”。`,
    wanted: {
      share: '一个比例，例如 5%',
      amount: '一个金额，例如 42.50',
      sd: '单个客户的标准差，例如 60',
      lift: '0.1% 至 1000% 的相对变化，例如 10%',
      daily: '各组每天新客户数之和，例如 1500',
      power: '50% 至 99% 的概率',
      arms: '2 至 10 的组数',
    },
  },
  alerts: {
    nameTheOne: (verb) => `哪一条告警？请写 ${verb} 加编号，/alerts 和告警消息里都有编号。`,
    toWhom: '指派给谁？请写 @姓名、@用户组 或 me。',
    untilWhen: '静默到什么时候？请写 4h、明天 09:00、周一 或日期。',
    tooMuch: (typed) => `这里不需要“${typed}”。`,
    markWhat: '发生了什么？请写 mark 加几个字；若已过去，再写上今天的时刻。',
    silenceWhat: '要静默什么？请写标签，如 kpi=orders 或 merchant=M-007，再写到什么时候。',
    silenceUntil: '请写到什么时候，如 until tomorrow 09:00 或 for 4h，再写原因。',
    noMatcher: (typed) =>
      `“${typed}” 不是匹配条件：请写 标签=值、!=、=~ 或 !~，标签有 kpi、kind、severity、direction、rule、platform、channel、category、region、merchant。`,
    ruleOfWhat: '规则针对哪个指标？请写明指标、范围和界限。',
    ruleHours: (typed) => `“${typed}”不是时段：请写 09:00-18:00（以 15 分钟为单位），或 off。`,
    ruleMinimum: (typed) => `“${typed}”不是数字：请写 volume 200 或 money 50，或 off。`,
    whichNote: '备注什么？请写 note、告警编号和内容。',
    whichFeedback: '反馈请写 useful、expected 或 noise。',
    notOnCall: (typed) => `没有理解“${typed}”：请写 swap、值班表、人员和截止时间。`,
    nameTheAlert: '请写 /alerts <编号> log；/alerts 列出未处理的告警及其编号。',
    limit: (typed, metric) => `“${typed}”不是${label(metric)}的界限，请写 below 2%、above 500 或 beyond 4。`,
    onlyItsLog: (typed) => `对告警不能查询“${typed}”，只能查看记录（log）。`,
    unknownVerb: (typed) => `“${typed}”与告警无关：留空可列出未处理的告警，或写 preview <指标>。`,
  },
  actions: {
    unknownVerb: (typed) => `“${typed}”不是一种决定。`,
    number: '请写明建议的编号，回答中都有显示。',
    tooMany: (most) => `一次最多批准 ${most} 条建议。`,
    reason: '请写明跳过的原因。',
    value: '请写明要改成多少。',
    confidenceOf: (typed) => `最低置信度只适用于 price（调价）或 restock（补货），不适用于“${typed}”。`,
    confidence: (kind, from) =>
      `${kind} 的最低置信度在 ${from}% 至 99.9% 之间，例如 confidence ${kind} 85%。`,
  },
  model: {
    unknownVerb: (typed) => `对模型不能查询“${typed}”。`,
    tooMany: (typed) => `“${typed}”是多余的。`,
    version: '请写明版本，/model history 中有显示。',
  },
  sources: {
    one: '请写明一个数据源，留空则显示全部。',
    rule: '请写明一条规则，数据告警中有显示：accept order_lines/price-scale。',
  },
  merchant: {
    nameOne: '请写明商家的名称或编号；输入 /merchants 查看全部。',
    view: (typed, views) => `“${typed}”不是 ${views.join('、')} 之一，也不是类目、平台或地区。`,
    onboardingNotBy: (dimension) => `入驻漏斗不能按${dimension}拆分，只能按平台和地区。`,
    notBy: (dimension) => `商家不能按${dimension}划分，只能按类目、平台和地区。`,
  },
  target: {
    addsUp: '目标只用于可逐日累加的指标，例如 gmv、orders、units、sessions；比率没有目标。',
    notAbove0: (typed) => `“${typed}”不能作为目标：必须大于 0。`,
    onePeriod: '请指定一个时间段，例如 november、2026-12、q4 或 2026-12-01..2026-12-24。',
    tooLong: (days) => `目标最长 ${days} 天。`,
    managersOnly: '只有经理可以设定目标；输入 /target 查看。',
    notSet: (period) => `${period}没有这样的目标；输入 /target 查看。`,
  },
  calendar: {
    what: '请写明名称和日期，例如 /calendar add 夏季大促 2027-06-12..2027-06-20。',
    when: (name) => `请写明“${name}”的日期，例如 2027-06-12..2027-06-20。`,
    which: (act) => `哪一个？请写 ${act} 和编号，/calendar 可列出全部。`,
    changeWhat: '请说明要改什么：名称、日期、范围、促销或节假日。',
    fromWhere: '请写明来源：网址，或在命令后粘贴日历内容（iCalendar 或 CSV）。',
    noSuchDay: '没有这一天。请写 2027-06-12 或 2027-06-12..2027-06-20。',
    oneSpan: '请只写一天或一段日期，例如 2027-06-12..2027-06-20。',
    endsBefore: (first, last) => `${last} 早于 ${first}。`,
    tooLong: (days) => `每条最多 ${days} 天。`,
    unknown: (id) => `没有手动添加的编号 ${id}，/calendar 可列出全部。`,
    taken: (name, day) => `${day} 的“${name}”已存在。`,
    noPeriod: (typed) => `“${typed}”不是时间段，请写 12月 或 2027-06。`,
    decidersOnly: '只有操作员和经理可以修改日历；/calendar 可查看。',
    notYours: '只能修改您有权查看的范围内的日期。',
    addressByManagers: '只有经理可以从网址导入；也可以直接粘贴日历内容。',
    unreachable: (because) => `无法读取该网址：${because}`,
    'not-ical': '这不是完整的 iCalendar 文件，无法读取。',
    'no-columns': '缺少日期和名称列：第一行请写 date,end,name,kind,segment。',
    noDays: (left) => (left === 0 ? '其中没有日期。' : `其中 ${left} 行都不是本店可用的日期。`),
    tooMany: (found, max) => `共 ${found} 条，最多导入 ${max} 条。`,
  },
  subscribe: {
    which: (act) => `是哪一个？请写 ${act} 加编号，/subscribe 可列出全部。`,
    whichKind: '请说明是哪种简报：daily（日报）、weekly（周报）、monthly（月报）或 quarterly（季报）。',
    whom: '移交给谁？请写 @姓名 或 me。',
    copyWhere: '请说明副本发到哪里，或有什么不同，例如另一个频道或细分。',
    changeWhat: '请说明要改什么：时间、星期、频道、细分、语言、compact（简版）或 full（完整版）。',
    zone: (typed) => `“${typed}”不是时区，例如 Europe/Berlin。`,
    monthDay: (day) => `每月没有 ${day} 日。`,
    unknown: (id) => `没有编号 ${id} 的简报，/subscribe 可列出全部。`,
    notYours: (id) => `简报 ${id} 属于别人，只有其负责人和经理可以修改。`,
    elsewhere: '只有操作员和经理可以把简报发到其他频道；您自己和当前频道不受限。',
    toOthers: '只有经理可以把简报发给别人。',
    taken: (id) => `已有相同的简报：编号 ${id}，请直接修改它。`,
    channelMayNot: (place, segments) =>
      segments.length === 0
        ? `${place} 无权查看数据（docs/roles.md）。`
        : `${place} 只能查看 ${segments.join('、')}，请指定其中之一。`,
  },
  floorwalker: {
    unknown: (typed) => `没有关于“${typed}”的内容。`,
    count: (typed, max) => `“${typed}”不是 1 至 ${max} 的条数。`,
    managersOnly: '只有经理可以查看审计记录。',
  },
})
