import type { Words } from '../words.ts'

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
  notAboutKpi: '这条消息不是关于某个指标的，没有可解释的内容。可试试 /why conversion',
})
