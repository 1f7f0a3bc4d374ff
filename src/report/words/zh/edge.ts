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
  files: (names) => `附件：${names.join('、')}`,
  share: {
    button: '分享到频道',
    elsewhere: '分享到其他频道…',
    files: '把 CSV 发给我',
    form: {
      title: '分享回答',
      submit: '分享',
      channel: '选择频道',
      hint: '机器人必须在该频道中。',
      notMember: '我不在该频道中。请先把我邀请进去（/invite 加我的名字），再分享。',
      otherwise: '这里无法显示频道列表，请分享到当前频道。',
    },
    doneElsewhere: '已分享到所选频道。',
    filesOf: (asked) => `${asked} 的文件。`,
    filesSent: (names) => `已通过私信发给你：${names.join('、')}。`,
    by: (name, asked) => `由 ${name} 分享 · ${asked}`,
    done: '已分享到本频道。',
    waiting: 'Slack 尚未接收，接收后会自动分享。',
    inviteMe: '我无权在此发消息，其他人暂时看不到。请在本频道输入 /invite @Floorwalker，之后会自动分享。',
    notHere: '我无法在他人之间的私信中发消息。请在频道中重新提问后再分享。',
    refused: (code) => `Slack 拒绝在此显示（${code}）。`,
    gone: '该回答已无法分享。请重新提问后再分享。',
  },
  notPosted: (channel, code) =>
    `无法在 ${channel} 发消息（${code}）。请创建该频道，或在其中输入 /invite @Floorwalker，积压的消息会自动补发。`,
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
