import type { Words } from '../words.ts'

const ROLES = { viewer: '普通成员', operator: '运营', manager: '经理' } as const
const rolesOf = (roles: readonly (keyof typeof ROLES)[]) => roles.map((role) => ROLES[role]).join('、')

export const edgeWords = (): Words['edge'] => ({
  workingOn: (question) => `正在处理 ${question}，结果稍后给出。`,
  failed: (reference) => `抱歉，处理失败。请把编号 ${reference} 告知管理员。`,
  understoodAs: '理解为 ',
  usage: {
    didYouMean: (near, other) =>
      other === undefined ? `您是想输入 ${near} 吗？` : `您是想问 ${near} 还是 ${other}？`,
    usage: '用法：',
    examples: (lines) => `例如：${lines.join(' · ')}`,
  },
  assistant: {
    welcome: '请用自己的话提问店铺的情况。这里也可以输入命令，不用加斜杠：kpi 转化率 上周',
    questions: '例如',
    looking: '正在查询…',
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
    limited: '该频道中有人无权查看店铺数据，因此不能分享到那里。',
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
    notSeen: (segments) =>
      segments.length === 0
        ? '您在这里无权查看数据，请联系机器人的管理者。'
        : `您只能查看 ${segments.join('、')}。可用 /kpi、/why、/forecast 查询，或用 /merchant、/subscribe。`,
    press: (roles) => `只有以下角色可以操作：${rolesOf(roles)}。`,
    command: (name, roles) => `${name} 仅供以下角色使用：${rolesOf(roles)}。`,
  },
})

const SHUT_OUT = /channel_not_found|not_in_channel|is_archived|restricted_action|missing_scope|^no channel/

export const troubleWords = (): Words['troubles'] => ({
  told: {
    job: (job, _because, day) =>
      `任务 ${job} 运行失败（${day}），原因见下。处理好后，下次会自动运行；如需立即运行：floorwalker job ${job.split(' ')[0]} --slot ${day} --post`,
    source: (source) =>
      `数据源 ${source} 读取失败。系统每次都会重试，并从中断处继续，不会漏数据。详情见 /sources ${source}，也可运行 floorwalker doctor 检查。`,
    channel: (channel, code) =>
      SHUT_OUT.test(code)
        ? `无法在 ${channel} 发消息（${code}）。请创建该频道，或在其中输入 /invite @Floorwalker，积压的消息会自动补发。`
        : `发往 ${channel} 的一条消息已放弃（${code}），不会再发；之后的消息照常发送。具体是哪一条，见日志（message given up）。`,
    subscription: (id, code) =>
      `简报 ${id} 已停发：Slack 多次拒收（${code}）。处理好后请输入 /subscribe resume ${id}，详情见 /subscribe history ${id}。`,
  },
  well: {
    job: (job) => `任务 ${job} 已恢复正常。`,
    source: (source) => `数据源 ${source} 已恢复读取。`,
    channel: (channel) => `发往 ${channel} 的消息已恢复正常。`,
    subscription: (id) => `简报 ${id} 已恢复发送。`,
  },
})

const COMMANDS: Readonly<Record<string, string>> = {
  '/kpi': '现在是多少？（/kpi）',
  '/why': '为什么变化？（/why）',
  '/forecast': '以后会是多少？（/forecast）',
  '/price': '怎么定价？（/price）',
  '/restock': '要补什么货？（/restock）',
  '/recommend': '搭配什么卖？（/recommend）',
  '/alerts': '现在有什么异常？（/alerts）',
  '/actions': '有哪些建议？（/actions）',
  '/sources': '数据是最新的吗？（/sources）',
}

const WHEN: Readonly<Record<string, string>> = {
  yesterday: '昨天',
  'last week': '上周',
  'this month': '本月',
  'last month': '上个月',
  'last 28 days': '最近 28 天',
  'last quarter': '上季度',
  'next week': '下周',
  'next month': '下个月',
}

export const askWords = (): Words['ask'] => ({
  title: '向 Floorwalker 提问',
  submit: '提问',
  command: (name) => COMMANDS[name] ?? name,
  fields: {
    command: '问题',
    kpi: '指标',
    what: '范围',
    whatHint: '平台、类目、渠道、地区、商家或商品。不选则为全店。',
    when: '时间',
  },
  when: (period) => WHEN[period] ?? period,
  needed: { kpi: '请选择指标。', what: '请选择商品、商家或类目。' },
  otherwise: '窗口无法打开。请直接输入问题，例如 /kpi conversion',
  firstQuestions: (category) => {
    const of = category === null ? '' : ` ${category} `
    return [
      {
        title: `${of.trim()}销售额变化的原因`,
        message: `昨天${of}的销售额为什么变化？`.replace('昨天的', '昨天'),
      },
      { title: '下周的销售额', message: '下周的销售额会是多少？' },
      { title: '需要补的货', message: '现在需要补什么货？' },
      { title: '当前的异常', message: '现在有什么异常？' },
    ]
  },
  example: (question) => `“${question}”`,
  notAboutKpi: '这条消息不是关于某个指标的，没有可解释的内容。可试试 /why conversion',
})
