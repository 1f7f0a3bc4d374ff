import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

export const sourcesWords = (f: Format): Words['sources'] => ({
  none: '尚无数据源。在终端运行 floorwalker source add 添加，或用 floorwalker import 导入文件。',
  title: '数据源',
  titleOf: (name) => `数据源 ${name}`,
  line: ({ sources, failing, rows, rejected }) =>
    `共 ${sources} 个数据源，${failing === 0 ? '均无延迟或失败' : `${failing} 个延迟或失败`}；累计 ${f.number(rows)} 行，拒收 ${f.number(rejected)} 行。`,
  caption: '数据源：距上次同步和最新一行的时间',
  columns: {
    source: '数据源',
    state: '状态',
    sync: '上次同步',
    newest: '最新一行',
    late: '延迟阈值',
    rows: '行数',
    rejected: '拒收',
  },
  states: { ok: '正常', late: '延迟', failed: '失败', never: '从未同步', imported: '已导入' },
  notListed: (state) => `${state}，未列入配置`,
  never: '从未',
  minutes: (count) => `${count} 分钟`,
  hours: (count) => `${count} 小时`,
  days: (count) => `${count} 天`,
  lastErrors: '最近的错误',
  warnings: '数据质量提示',
  rejectedRows: '被拒收的行',
  rejectedFor: (name, rows, reason, example) =>
    `${name}：${f.number(rows)} 行，${reason}${example === null ? '' : `；例如 ${example}`}`,
  gmvIs: '税与折扣：成交总额为折扣后的商品销售额，不含运费；已知税额时不含税',
  unstated: '未说明：按不含税价格、折扣单列处理',
  toCheck: '请核对',
  named: (name, said) => `${name}：${said}`,
  wrongGtins: (products, example) =>
    `${f.number(products)} 个商品的 GTIN 长度或校验位有误，例如 ${example}：不会与其他平台合并`,
  unreadPages: (pages, error) => `本次有 ${f.number(pages)} 个页面未读取，例如：${error}`,
  stopped: (pages, most) =>
    `上次同步读取了 ${f.number(pages)} 页，下次继续：每次最多 ${most.minutes} 分钟或 ${f.number(most.pages)} 页`,
  goesRound: '平台重复返回了已读过的页面，因此不再继续读取：请向平台确认分页如何结束',
  salesChanged: (since) =>
    `“sales” 规则于${f.longDay(since)}变更：此前到达的订单在再次到达之前仍按原规则计算`,
  leftOut: (part, count, example) => {
    if (part === 'children') return `${f.number(count)} 条记录的明细未能读取，将再次请求：${example}`
    return part === 'refunds'
      ? `${f.number(count)} 个订单的退款未能读取，将再次请求：${example}`
      : `${f.number(count)} 个商品的规格未能读取，将再次请求：${example}`
  },
  more: (count) => `另有 ${count} 个：输入数据源名称可查看其明细。`,
  blocks: (rule, says) => `新数据暂未发布（${rule}）：${says}`,
  unknown: (name) => `没有名为“${name}”的数据源。`,
  accept: {
    managersOnly: '只有经理可以放行被规则拦下的数据。',
    unknown: (rule) => `没有规则“${rule}”拦下数据。`,
    done: (until, says) => `已放行至${f.longDay(until)}：${says}下次构建将发布这些数据，并继续提示。`,
  },
})
