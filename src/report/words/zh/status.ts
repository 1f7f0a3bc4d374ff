import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

const ABOUT: Readonly<Record<string, string>> = {
  '/alerts':
    '当前的告警、由谁处理、可以怎么办、某条告警的经过；也可自建规则，并先用历史数据试算会触发多少次。',
  '/oncall': '现在谁值班、到什么时候、下一位是谁；调换值班。',
  '/campaign': '按预算给出联系名单和随机对照组，活动结束后衡量效果。机器人不会联系任何人。',
  '/experiment': '实验需要多大样本、多长时间；进行中的实验情况与最终结论。',
  '/explore': '哪些指标与它同步变动、提前几天：是相关，不是因果。',
  '/forecast': '指标的预测值与 80% 区间、影响因素及可信程度。',
  '/kpi': '一个指标与平时相比如何、近期走势、各维度的情况。',
  '/price': '预计能多赚的价格、影响与把握。不会自动改价。',
  '/recommend': '商品的搭配与替代、商家的组合、某类客户接下来会买什么。',
  '/restock': '现在该补什么货、补多少、不补的损失，并附采购建议 CSV。',
  '/merchant': '一个商家的全貌：销售、与同行相比的服务水平、健康分、告警、建议和目标。',
  '/merchants': '商家排名：最大的、下跌的、新的、未达服务标准的；新商家的入驻漏斗；并附 CSV。',
  '/calendar': '未来几周的节假日和促销，以及您自己添加的日子；预测、告警和简报都会考虑。',
  '/subscribe': '您的简报：发到哪里、何时发送、包含哪些内容；每次发送的结果。',
  '/target': '指标要达到多少、已完成多少、期末预计多少、达成的可能性。',
  '/why': '指标为何变化：由哪些因素构成，变化集中在哪里。',
  '/sources': '各数据源的及时性、行数、被拒收的行及原因、数据质量提示；经理可放行一条规则。',
  '/model': '在用的转化模型有多可信、有哪些版本；经理可更换版本。',
  '/actions': '提出过哪些建议、如何处理、结果如何；可按编号批准、修改或跳过。不会自动改动店铺。',
}

export const statusWords = (f: Format): Words['status'] => ({
  title: (shop) => `${shop}：运行状态`,
  line: (data, failing, alerts) =>
    `${data}${failing === 0 ? '没有数据源延迟或失败' : `${failing} 个数据源延迟或失败`}，${alerts} 条未恢复的告警。`,
  never: '从未',
  sources: '数据源',
  sourceColumns: {
    source: '数据源',
    newest: '最新一行',
    sync: '上次成功同步',
    rows: '上次同步行数',
    rejected: '拒收',
    state: '状态',
  },
  sourceStates: { ok: '正常', late: '延迟', failed: '失败' },
  fault: (source, error) => `${source}：${error}`,
  jobs: '各任务最近一次运行',
  jobColumns: { job: '任务', slot: '计划日期', ended: '结束时间', state: '状态', result: '结果' },
  neverRan: '从未运行',
  jobStates: {
    due: '待运行',
    running: '运行中',
    retry: '将重试',
    done: '完成',
    dead: '失败',
    skipped: '跳过',
  },
  noModel: '尚无在用的转化模型。',
  help: {
    title: '可以问什么',
    line: (names) => `Floorwalker 可回答：${f.list(names)}。`,
    about: ({ name, about }) => ABOUT[name] ?? about,
    own: '本帮助、机器人与数据的运行状态；经理还可查看操作记录。',
    examples: (lines) => `例如：${lines.join(' · ')}`,
  },
})
