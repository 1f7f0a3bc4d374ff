import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

export const firstDayWords = (f: Format): Words['firstDay'] => ({
  title: (shop) => `Floorwalker 正在首次读取 ${shop} 的数据`,
  ready: (shop) => `Floorwalker 已读完 ${shop} 的数据`,
  steps: {
    connect: '连接 Slack',
    collect: '读取数据源',
    build: '生成数据表和指标',
    judge: '检查异常，预测各项指标',
    advise: '训练模型，生成建议',
    digest: '撰写第一份日报',
  },
  reading: ({ share, rows }) =>
    share === null
      ? `已读取 ${f.number(rows)} 行`
      : `${Math.floor(100 * share)}%，已读取 ${f.number(rows)} 行`,
  from: (day) => `数据始于 ${f.shortDay(day)}`,
  took: (minutes) =>
    `用时 ${Math.max(1, minutes)} 分钟。日报随后发出，以后每天早晨发送。输入 /floorwalker 查看全部命令。`,
  noData: (faults) =>
    faults.length === 0
      ? '数据源尚未返回任何数据，每 15 分钟重试一次。'
      : `尚未收到数据。${faults.join('')}每 15 分钟重试一次。`,
})
