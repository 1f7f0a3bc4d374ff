import type { Words } from '../words.ts'

const ACTS: Readonly<Record<string, string>> = {
  'alert.ack': '点击“确认”',
  'alert.acked': '确认告警',
  'alert.snooze': '点击“静默”',
  'alert.snoozed': '静默告警',
  'confidence.set': '设置最低把握',
  'model.promote': '启用模型',
  'rule.accept': '放行被规则拦下的数据',
  'suggestion.accept': '点击“批准”',
  'suggestion.approve': '点击“批准”',
  'suggestion.because': '点击跳过原因',
  'suggestion.edit': '点击“修改”',
  'suggestion.open': '打开建议',
  'suggestion.skip': '点击“跳过”',
  'suggestion.edited': '修改后批准建议',
  'suggestion.approved': '批准建议',
  'suggestion.skipped': '跳过建议',
  'suggestion.undone': '撤销决定',
  share: '分享回答',
  'share.elsewhere': '分享回答到其他频道',
  'share.files': '索取回答的文件',
}

const DETAILS: Readonly<Record<string, string>> = {
  alert: '告警',
  until: '至',
  id: '编号',
  status: '状态',
  kind: '类型',
  subject: '对象',
  value: '值',
  reason: '原因',
  'edited to': '改为',
  channel: '频道',
  version: '版本',
}

export const auditWords = (): Words['audit'] => ({
  title: '操作记录',
  empty: '操作记录为空：还没有人提问或更改过任何内容。',
  latest: (count) => `最近 ${count} 条操作记录。`,
  source: (zone) => `最新的在前；时间为 ${zone} 时区。用户以 Slack ID 表示。`,
  asked: (command) => `提问 ${command}`,
  act: (name) => ACTS[name] ?? name,
  done: (who, act, details) => `${who}：${act}${details === '' ? '' : `（${details}）`}`,
  button: (id, which, below) => [`第 ${id} 号`, which, below && `来自 ${below}`].filter(Boolean).join(' '),
  detail: (name) => DETAILS[name] ?? name,
})
