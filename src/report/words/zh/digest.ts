import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

const SALES = { orders: '订单', sessions: '访问' } as const

export const digestWords = (f: Format): Words['digest'] => ({
  title: (shop, day) => `${shop} · ${f.longDay(day)}`,
  weekTitle: (shop, week) => `${shop} · ${f.longDay(week)}起的一周`,
  text: (shop, day, opening) => `${shop}，${f.longDay(day)}。${opening}`,
  weekText: (shop, week, opening) => `${shop}，${f.shortDay(week)}起的一周。${opening}`,
  caption: (day) => `${f.longDay(day)}与平时对比（近 4 个${f.weekday(day)}）`,
  weekCaption: (first, last) => `${f.shortDay(first)}至${f.shortDay(last)}，与上周及平时一周对比`,
  weekColumns: { week: '本周', before: '上周' },
  moved: '变化来源：',
  movedInWeek: '与平时相比的变化来源：',
  where: '变化位置：',
  thin: (day, metric, found, usual) =>
    `${f.shortDay(day)}只有 ${f.number(found)} 个${SALES[metric]}，平时约 ${f.number(usual)}，因此未计入。`,
  notIncluded: (since, because) => `${f.shortDay(since)}之后到达的数据未计入：${because}`,
  failedCheck: (table, check) => `${table} 未通过检查“${check}”。`,
  namedDays: (names) => `${names.join('、')}：与普通日子比较。`,
  late: '迟发：机器人未能按时发布。',
  cancelledLater: (percent) => ` 平时约有 ${percent}% 的订单会在之后取消，目前仍计入。`,
  inThread: ' 明细见消息列。',
  suggested: '建议',
  nothingToday: '今日暂无建议。',
  nothingNow: '目前暂无建议。',
  measured: (record) => `近 7 天的结果：${record}。`,
  openAlerts: (count) => `${f.number(count)} 条未处理的告警`,
  andMore: (count) => `另有 ${f.number(count)} 条`,
  allKpis: (day) => `${f.longDay(day)}全部指标`,
  legend: '“向好”和“变差”指偏离近 12 周基线至少 2 个标准差；“正常范围”内的日子平时也有同样的波动。',
  withoutData: (kpis) => ` 暂无数据：${kpis.join('、')}。`,
  byCategory: (day) => `按类目，${f.longDay(day)}与平时对比`,
  category: '类目',
  rowsCaption: '每一行数据的去向：接收 = 有效 + 合并 + 拒收',
  rowsText: '每一行数据的去向',
  rowColumns: { table: '表', rowsIn: '接收', clean: '有效', merged: '合并', rejected: '拒收' },
  rejectedBecause: (table, rows, reason) => `${table}：拒收 ${f.number(rows)} 行，${reason}`,
  moreReasons: (count) => `另有 ${f.number(count)} 种原因`,
  warnings: '数据质量提醒',
  warning: (says, since) => `${says} 自${f.longDay(since)}起。`,
  weekSource:
    '平时：最近四个普通周的相同星期几。“向好”和“变差”指偏离普通周至少 2 个标准差。全部建议：/actions。',
  actions: '建议',
  week: ({ approved, skipped, measured, helped }) =>
    `近 7 天：批准 ${f.number(approved)} 条，跳过 ${f.number(skipped)} 条，${measured === 0 ? '尚无衡量结果' : `衡量 ${f.number(measured)} 条，其中 ${f.number(helped)} 条有效`}。`,
  record: (record, week) => `：${record}。${week}`,
  lostRank: '效果不佳、排序降低的规则：',
})
