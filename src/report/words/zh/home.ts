import type { Words } from '../words.ts'

export const homeWords = (): Words['home'] => ({
  needsYou: '需要您处理',
  nothing: '目前没有需要处理的事项。',
  line: ({ alerts, suggestions, failing }) =>
    `${alerts} 条未恢复的告警，${suggestions} 条待处理的建议，${failing} 个数据源延迟或失败。`,
  suggestions: (shown, of) =>
    of > shown ? `${of} 条待处理的建议，最优先的 ${shown} 条` : `${of} 条待处理的建议`,
  sources: '延迟或失败的数据源',
  late: '延迟',
  see: { suggestions: '全部建议', sources: '全部数据源', status: '运行状态', help: '全部命令' },
  youGet: '推送内容与时间',
  digest: (kind, where, when) => `${kind}：${where}，${when}`,
  alerts: (channel) => `告警：${channel}，实时推送`,
  ask: '试着问一问',
  askHint: '回答会以私信发送。在频道里可直接输入命令，或 @ 我提问。',
})
