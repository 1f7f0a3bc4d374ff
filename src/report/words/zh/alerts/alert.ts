import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

const SCATTER = {
  rate: '相同样本量的比率',
  count: '相近规模的数量',
  money: '类似的金额',
  'money-per': '相同订单量的均值',
} as const

export const alertWords = (f: Format): Words['alert'] => ({
  fellOn: (kpi, segment, day) => `${f.longDay(day)}${segment}的${kpi}下降`,
  roseOn: (kpi, segment, day) => `${f.longDay(day)}${segment}的${kpi}上升`,
  lowerSince: (kpi, segment, day) => `${segment}的${kpi}自${f.longDay(day)}起偏低`,
  higherSince: (kpi, segment, day) => `${segment}的${kpi}自${f.longDay(day)}起偏高`,
  byRule: ({ kpi, segment, limit, day, hours }) =>
    `${f.longDay(day)}${hours === null ? '' : ` ${hours} `}${segment}的${kpi}${limit}`,
  ofRule: (number) => `由规则 ${number} 发现：/alerts rule ${number} 可查看和修改。`,
  dataIncident: (day) => `${f.longDay(day)}数据异常`,
  resolved: (headline) => `已恢复：${headline}`,
  against: (value, expected) => `${value}，预期值 ${expected}`,
  named: (kpi, said) => `${kpi} ${said}`,
  expected: '预期值',
  range: (expected, low, high) => `${expected}（${low} 至 ${high}）`,
  where: '位置',
  runbook: '处理步骤（应急手册）',
  atStake: '影响金额',
  gained: '高于平时',
  aDay: (money) => `每天 ${money}`,
  line: (said, stake) => `${said}。${stake === null ? '' : `${stake}。`}`,
  stakeLine: (label, stake) => `${label}：${stake}`,
  kpisNotEvaluated: '数据补齐之前，受其影响的指标告警暂不评估。',
  orMissing: '可能是真的大跌，也可能是缺数据：没有迹象表明当日数据已经齐全。',
  farFrom: (deviations) => (deviations === null ? '很多' : ` ${deviations} 个标准差`),
  evidence: ({ far, unit }) =>
    `依据：与该星期几的预期值相差${far}（按本店${SCATTER[unit]}的波动衡量）；在校正所有同时检验的指标后依然成立。`,
  evidenceOfShift: ({ far, since }) =>
    `依据：${f.longDay(since)}以来各天合计与预期值相差${far}，虽然单独看每天可能都在区间内；在校正所有同时检验的指标后依然成立。`,
  acknowledged: (who) => `${who}已确认。`,
  snoozed: (until, who) => `${who === null ? '已' : `${who} 已将其`}静默至${f.instant(until)}（${f.zone}）。`,
  openAlert: '未处理的告警：',
  resolvedAt: (at, because) => `${f.instant(at)}已恢复：${because ?? '已结束'}。`,
  listed: ({ kpi, segment, value, expected, stake, since, isAcknowledged }) =>
    `${segment}的${kpi}为 ${value}${expected === null ? '' : `，预期值 ${expected}`}${stake ? `；每天${stake.isGood ? '高于平时' : '影响'} ${stake.money}` : ''}；${f.shortDay(since)}起${isAcknowledged ? '，已确认' : ''}。`,
  listedData: (faults, since) => `数据：${faults}；${f.shortDay(since)}起。`,
})
