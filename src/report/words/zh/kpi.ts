import { DASH, type Format } from '../format.ts'
import type { Words } from '../words.ts'

export const kpiWords = (f: Format): Words['kpi'] => ({
  columns: { kpi: '指标', value: '数值', usual: '平时', change: '变化', status: '状态' },
  usualLine: '平时',
  marks: { good: '向好', bad: '变差', normal: '正常范围', unsettled: '未定' },
  named: (kpi, segment) => `${kpi} · ${segment}`,
  againstUsual: ({ value, move, usual, day }) =>
    move === DASH
      ? `${value}，平时${f.weekday(day)}为 ${usual}`
      : `${value}，较平时${f.weekday(day)}的 ${usual} 变化 ${move}`,
  chart: (kpi, days) => `${kpi}，近 ${days} 天`,
  noData: (name, days) => `${name}：${days}没有数据。`,
  onDay: (day) => f.longDay(day),
  fromTo: f.days,
  lead: (name, day, said) => `${f.longDay(day)}${name}：${said}`,
  status: (against, mark) => `${against}（${mark}）。`,
  withoutUsual: (value) => `${value}。历史数据不足，暂无法比较。`,
  ordinary: (low, high) => `近 12 周的正常区间：${low} 至 ${high}。`,
  overDays: (days, value, gaps) => `${days}：整体为 ${value}${missing(gaps)}。`,
  inAll: (days, total, aDay, gaps) => `${days}：合计 ${total}，日均 ${aDay}${missing(gaps)}。`,
  bySegment: (dimension, day) => `${f.longDay(day)}按${dimension}`,
  largest: (shown, of) => `（前 ${shown} 名，共 ${of} 个）`,
  period: {
    days: f.period,
    lead: (name, days, value, against) => `${days}${name}：${value}，${against}。`,
    against: ({ move, value, days }) =>
      move === DASH ? `${days}为 ${value}` : `较${days}的 ${value} 变化 ${move}`,
    nothingBefore: '数据中没有完整的上一周期',
    length: (days, isRunning) => `${isRunning ? '截至目前 ' : '共 '}${days} 天`,
    aDay: (value) => `，日均 ${value}`,
    detail: (length, yearBefore) => `${length}。去年同期：${yearBefore}。`,
    noYearBefore: '暂无数据',
    bySegment: (dimension) => `本周期按${dimension}`,
    before: '上一周期',
    yearBefore: '去年同期',
  },
  onlyData: (from, to) => `数据仅覆盖${f.longDay(from)}至${f.longDay(to)}。`,
})

function missing(gaps: number): string {
  return gaps > 0 ? `（其中 ${gaps} 天无数据）` : ''
}
