import type { Words } from '../words.ts'

const ROLES = { viewer: '普通成员', operator: '运营', manager: '经理' } as const
const rolesOf = (roles: readonly (keyof typeof ROLES)[]) => roles.map((role) => ROLES[role]).join('、')

export const edgeWords = (): Words['edge'] => ({
  workingOn: (question) => `正在处理 ${question}，结果稍后给出。`,
  failed: (reference) => `抱歉，处理失败。请把编号 ${reference} 告知管理员。`,
  understoodAs: '理解为 ',
  usage: {
    didYouMean: (near) => `您是想输入 ${near} 吗？`,
    usage: '用法：',
    examples: (lines) => `例如：${lines.join(' · ')}`,
  },
  noCommand: (typed) => `没有 ${typed} 这个命令。`,
  files: (names) => `分享时附带：${names.join('、')}`,
  share: {
    button: '分享到频道',
    by: (name, asked) => `由 ${name} 分享 · ${asked}`,
    done: '已分享到本频道。',
    gone: '该回答已无法分享。请重新提问后再分享。',
  },
  oldButton: '该按钮已失效。',
  oldForm: '该表单已失效。',
  notSaved: (faults) => `未保存。${faults.join('')}`,
  refused: {
    unreadable: '暂时无法确认您的身份，请一分钟后再试。',
    membersOnly: '只有成员可以提问。',
    guests: '店铺数据不对访客显示。',
    strangers: '店铺数据不对其他工作区的成员显示。',
    press: (roles) => `只有以下角色可以操作：${rolesOf(roles)}。`,
    command: (name, roles) => `${name} 仅供以下角色使用：${rolesOf(roles)}。`,
  },
})
