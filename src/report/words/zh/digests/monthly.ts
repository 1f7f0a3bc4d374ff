import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const monthlyWords = (f: Format): Words['monthly'] => ({
  title: (shop, period) => `${shop} · ${period}`,
  text: (shop, opening) => `${shop}。${opening}`,
  lead: ({ period, figure, onYear, onBefore }) => {
    const moves = [
      ...(onYear === null ? [] : [`同比 ${onYear}`]),
      ...(onBefore === null ? [] : [`环比 ${onBefore}`]),
    ]
    return `${period}：${figure}，${moves.length === 0 ? '暂无更早的同类期间可比' : moves.join('，')}。`
  },
  noSales: (period) => `${period}：数据中没有销售。`,
  targets: (reached, of) =>
    of === 1
      ? `目标${reached === 1 ? '已达成' : '未达成'}。`
      : `${f.number(of)} 个目标中达成 ${f.number(reached)} 个。`,
  caption: (period) => `${period}与更早期间对比（已按星期与节假日对齐）`,
  columns: { before: '上期', yearBefore: '去年同期' },
  decided: (approved, skipped, record) =>
    `：批准 ${f.number(approved)} 条，跳过 ${f.number(skipped)} 条。${record === null ? '期间没有衡量结果。' : `期间衡量的结果：${record}。`}`,
  experiments: '已结束的实验',
  experiment: (name, day, command) => `${name}，${f.shortDay(day)}结束：${command}`,
  noAlerts: '期间没有新告警。',
  noise: {
    caption: '告警数量与反馈，按类型',
    columns: {
      kind: '告警',
      opened: '新告警',
      useful: '有用',
      expected: '预料之中',
      noise: '误报',
      silent: '无反馈',
    },
    data: '数据',
  },
  quality: '数据质量',
  missing: (count, days) =>
    `${f.number(count)} 天没有销售数据：${days.join('、')}${count > days.length ? '……' : ''}。`,
  dataComplete: '数据质量：每天都有销售数据，目前没有未通过的规则。',
  method: '对比时把更早期间换算为本期的日子：有名称的日子对应同名日，其余按相同星期几的普通日计算。',
})
