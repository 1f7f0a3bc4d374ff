import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

export const exploreWords = (f: Format): Words['explore'] => ({
  tooShort: ({ kpi, have, from, to, need }) =>
    `${kpi}：${f.days(from, to)}只有 ${have} 个普通日子有数据，至少需要 ${need} 个才能区分相关与偶然。请选择更长的时间，或稍后再试。`,
  nothing: (kpi) => `去除趋势、星期和活动的影响后，没有指标与${kpi}同步变化到超出偶然的程度。`,
  found: (count, kpi) => `去除趋势、星期和活动的影响后，有 ${count} 个指标与${kpi}同步变化，超出偶然。`,
  notCause: '这是相关，不是因果：可能有其他因素同时影响两者。可用测试验证：/experiment plan。',
  caption: (kpi) => `与${kpi}同步变化的指标，各取相关最明显的滞后`,
  columns: { kpi: '指标', before: '提前', r: '相关系数（95% 区间）', q: 'q 值', days: '天数（有效）' },
  sameDay: '当天',
  days: (days) => `${days} 天`,
  range: (estimate, low, high) => `${estimate}（${low} 至 ${high}）`,
  method: ({ days, to, left, maxLag, tests, limit }) =>
    `截至${f.longDay(to)}的 ${days} 天，剔除 ${left} 个活动日；滞后 0 至 ${maxLag} 天，共 ${tests} 次比较，q 值按 Benjamini-Hochberg 控制在 ${limit}；相邻日子的权重降低（Bartlett）。由相同订单构成的指标（如成交总额与订单数）按定义就会同步变化。`,
  notCompared: (kpis) => `未比较（没有变化或有数据的天数太少）：${kpis.join('、')}。`,
})
