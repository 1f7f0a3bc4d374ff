import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

const KINDS: Readonly<Record<string, string>> = {
  price: '调价',
  restock: '补货',
  bundle: '搭售',
  campaign: '营销',
  experiment: '实验',
  promotion: '暂停促销',
}

/** The classes of case that outcomes are counted by. */
const CASES: Readonly<Record<string, string>> = {
  cut: '降价',
  raise: '涨价',
  smooth: '平稳需求',
  erratic: '波动需求',
  intermittent: '间歇需求',
  lumpy: '块状需求',
}

export const actionWords = (f: Format): Words['actions'] => ({
  title: '建议',
  about: (kind, merchant) => {
    const of = [merchant ?? '', kind === null ? '' : (KINDS[kind] ?? kind)].filter(Boolean).join(' · ')
    return of && `（${of}）`
  },
  none: (about) => `暂无建议${about}。建议每晚生成；输入 /price 或 /restock 可立即生成。`,
  summary: ({ about, open, record, skipped }) =>
    `建议${about}：待处理 ${f.number(open)} 条；${record}；跳过 ${f.number(skipped)} 条。`,
  noneOpen: '没有待处理的建议。',
  openCaption: (shown, of) =>
    `待处理：前 ${shown} 条，共 ${f.number(of)} 条，按日均收益扣除风险排序；附 80% 区间`,
  decided: '已决定',
  outcomes: '已批准建议的结果',
  nothingYet: (caption) => `${caption}：暂无。`,
  latest: (caption, shown, of) => `${caption}：最近 ${shown} 条，共 ${f.number(of)} 条`,
  noRules: '尚无规则有可衡量的结果。',
  rulesCaption: '规则：建议的有效次数与排序系数',
  rule: (rule) =>
    rule
      .split(' ')
      .map((word) => KINDS[word] ?? CASES[word] ?? word)
      .join(' · '),
  note: '“有效”指 90% 区间整体大于 0：调价与同类目中销售相近且未调整的商品比较，补货与原有库存比较。店铺不会被自动改动。',
  columns: {
    no: '编号',
    what: '建议',
    gain: '每天收益',
    since: '提出日期',
    until: '有效期至',
    decision: '决定',
    when: '决定日期',
    outcome: '结果',
    rule: '规则',
    measured: '已衡量',
    helped: '有效',
    hurt: '有损',
    effect: '效果',
    hitRate: '有效率',
    rank: '排序系数',
  },
  item: (id, doing) => `第 ${id} 号：${doing}`,
  one: (id, doing, status) => `第 ${id} 号：${doing}。${status}。`,
  fields: { gain: '收益（80% 区间）', cost: '投入', risk: '风险', outcome: '结果' },
  because: (why) => `理由：${why}。`,
  source: ({ since, until, model, inputs }) =>
    `${f.shortDay(since)}提出，有效期至${f.shortDay(until)}；模型 ${model ?? '未知'}，输入 ${inputs}。店铺不会被自动改动。`,
  notYet: (id, what) => `第 ${id} 号尚未批准。${what}如要批准，请输入 /actions approve ${id} confirm`,
  allNotYet: ({ count, of, cost, ids, isAnyLarge }) =>
    count === 0
      ? '其中没有待定的建议，无法批准。'
      : `尚未批准。${count === of ? '以下' : `${of} 条中的以下`} ${count} 条建议将被批准，合计成本 ${cost}${isAnyLarge ? '，其中至少一条金额较大' : ''}。如要批准，请输入 /actions approve ${ids.join(' ')} confirm`,
  allApproved: (approved, of) => `已批准 ${f.number(approved)} / ${f.number(of)} 条。`,
  notFound: (id) => `没有第 ${id} 号建议；输入 /actions 查看列表。`,
  noMerchant: (typed) => `没有名为“${typed}”的商家。可用的列表：open、decided、outcomes、rules。`,
  managersOnly: '只有经理可以设置最低置信度；输入 /actions confidence 查看。',
  decidersOnly: '只有运营和经理可以处理建议；输入 /actions 查看列表。',
  withdrawn: ({ minimum, count, kind }) =>
    `${minimum}${count === 0 ? '没有低于该标准的待处理建议' : `已撤回 ${f.number(count)} 条低于该标准的待处理建议`}；今晚起的建议和 /${kind} 均按此执行。`,
  form: {
    title: (id) => `修改第 ${id} 号建议`,
    submit: '保存',
    hint: (allowed) => `可填：${allowed}。保存即按修改后的值批准。`,
    otherwise: (id, initial) => `请输入新的值：/actions edit ${id} ${initial}`,
  },
  tooOld: '这条回答太旧，无法再显示：请重新查询。',
})
