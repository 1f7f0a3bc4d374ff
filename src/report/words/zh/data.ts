import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

const SALES = { orders: '订单数', sessions: '访问数' } as const

const ROWS = { orders: '订单', order_lines: '订单行', sessions: '访问' } as const

const ofPlatform = (platform: string | null) => (platform === null ? '' : ` ${platform} `)

function howLong(days: number): string {
  if (days < 60) return `${days} 天`
  return days < 730 ? `${Math.floor(days / 30)} 个月` : `${Math.floor(days / 365)} 年`
}

export const dataWords = (f: Format): Words['data'] => ({
  none: '还没有数据：请先采集或导入。',
  noProducts: '还没有商品数据：尚未采集到任何内容。',
  old: (day, age) =>
    `⚠ 数据过旧：最新数据为${f.longDay(day)}，距今 ${howLong(age)}。未来各天从该日起算，不从今天起算。`,
  asOf: (day) => `数据截至${f.longDay(day)}`,
  rejected: (rejected, rows) => `${f.number(rows)} 行中有 ${f.number(rejected)} 行被拒收`,
  faults: {
    syncFailed: (source, error) => `${source} 同步失败：${error}`,
    late: (source, hours) =>
      `${source} 延迟：${hours === null ? '尚未收到任何数据' : `已有 ${hours < 48 ? `${f.number(hours)} 小时` : `${f.number(hours / 24)} 天`}没有新数据`}。`,
    ruleBroken: (says, rule) =>
      `新数据暂未发布。${says}发送修正后的数据即可自动继续，或直接接受：/sources accept ${rule}`,
    notRebuilt: (table, check, count) =>
      `数据表未能重建：${table}，${check}（${f.number(count)}）。继续使用上一版本。`,
    thinDay: (metric, day, found, usual) =>
      `${f.shortDay(day)}的${SALES[metric]}只有 ${f.number(found)}，平时约 ${f.number(usual)}。`,
    dayAbsent: ({ table, platform, day, usual }) =>
      `${f.shortDay(day)}${ofPlatform(platform)}没有收到任何${ROWS[table]}，平时约 ${f.number(usual)}。`,
    dayStopped: ({ table, platform, day, usual, found, hour }) =>
      `${f.shortDay(day)}${ofPlatform(platform)}的${ROWS[table]}到 ${String(hour + 1).padStart(2, '0')}:00 为止：已收到 ${f.number(found)}，平时约 ${f.number(usual)}。`,
    dayUnmatched: ({ table, platform, day, usual, found }) =>
      `${f.shortDay(day)}${ofPlatform(platform)}约 ${f.number(usual)} 笔订单中只有 ${f.number(found)} 笔${table === 'order_lines' ? '带有订单行' : '收到了订单本身，其余只有订单行'}；平时都是齐全的。`,
    notRead: (source, day) => `${source} 在${f.shortDay(day)}结束之后还没有读取过。`,
    noRows: (day, lastSeen) => `${f.shortDay(day)}没有任何数据，最近的数据是${f.shortDay(lastSeen)}。`,
    rejected: (table, share, before) =>
      `昨日以来 ${table} 有 ${f.percent(share, 0)} 的行被拒收，此前为 ${f.percent(before, 1)}。`,
  },
  modelCard: ({ auc, range, slope, expected, seen }) =>
    `AUC ${auc}${range ? `（${range.low} 至 ${range.high}）` : ''}，${slope === null ? '下单太少，无法给出校准斜率' : `校准斜率 ${slope}（1 为准确）`}，预期 ${expected}，实际 ${seen}`,
  trust: ({ trainedOn, from, to, rows, ranked, rankedByTrees, error, wrong }) =>
    `${wrong ? `🔴 请勿依赖其预期水平：最近两周预期 ${wrong.expected}，实际 ${wrong.seen}。` : ''}转化模型（${f.longDay(trainedOn)}训练，数据为${f.days(from, to)}）：在之后的 ${f.number(rows)} 次访问上，100 次中有 ${ranked} 次能把下单者排在未下单者之前${rankedByTrees === null ? '' : `，代替它预测的提升树 ${rankedByTrees} 次`}${error === null ? '' : `；平均校准误差 ${f.number(100 * error, 2)} 个百分点`}。`,
})
