import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

export const driverWords = (f: Format): Words['drivers'] => ({
  factors: { sessions: '访问数', orders: '订单数', conversion: '转化率', aov: '客单价' },
  factorTitles: { sessions: '访问数', orders: '订单数', conversion: '转化率', aov: '客单价' },
  parts: (share, factors) => `${share === null ? '' : `（${share}）`}：${factors.join('，')}。`,
  part: (name, change) => `${name} ${change}`,
  head: (kpi, change) => `${kpi} ${change}`,
  located: ({ segment, here, before, after, elsewhere }, mix) =>
    `：${segment} ${here}（${before} → ${after}），其余 ${elsewhere}${mix}。`,
  nowhere: (isRate, change, mix) =>
    `：${isRate ? '各细分自身变化' : '整体'} ${change}${mix}；没有特别突出的细分。`,
  mix: (change) => `，结构变化 ${change}`,
  reversed: (kpi, fell, dimensions) =>
    ` 请看细分而不是总数：${kpi}整体${fell ? '下降' : '上升'}，但每个有变化的${dimensions.join('、')}都在${fell ? '上升' : '下降'}；流量转向了${fell ? '较低' : '较高'}的细分。`,
  title: (name) => `${name}为什么变化？`,
  scatter: '，属于平时的正常波动',
  notSplit: ' 该指标没有多维度明细，无法定位；可用 /kpi 查看各细分。',
  tooFewDays: (name, day, value) =>
    `${f.longDay(day)}${name}：${value}。过去八周内不足两个正常的${f.weekday(day)}，无法比较。`,
  locatedNotCaused: '这是变化所在的位置，不等于原因。',
  usualDays: (day, days) =>
    `平时：${days.map(f.shortDay).join('、')}（${f.weekday(day)}，不含活动日）的平均值。`,
  namedDay: (day, name) => `${f.longDay(day)}是${name}，与普通日子比较。`,
  source: (name, day) => `来源：${name ?? '多张表'}，数据截至${f.longDay(day)}。`,
  factorCaption: '成交总额的构成：各部分之和等于总变化',
  rateCaption: (kpi) => `${kpi}：各细分自身的变化与结构变化`,
  memberCaption: (dimension) => `按${dimension}`,
  memberCaptionOf: (dimension, shown, of) => `按${dimension}（前 ${shown} 名，共 ${of} 个）`,
  sumCaption: (dimension) => `按${dimension}：各部分之和等于总变化`,
  columns: {
    factor: '因素',
    change: '变化',
    changeOfGmv: '对成交总额的影响',
    by: '维度',
    rates: '自身变化',
    rate: '自身变化',
    mix: '结构变化',
    total: '合计',
    note: '备注',
    usual: '平时',
    value: '数值',
  },
  againstMembers: '总体与细分方向相反',
  period: {
    against: (days) => `对比${days}。`,
    caption: (text, days) => `${text}，对比${days}`,
    marked: (now, then) =>
      `本周期的活动与节假日：${now.join('、') || '无'}；对比周期：${then.join('、') || '无'}。`,
  },
  more: (count) => `其余 ${count} 个`,
})
