import type { BrokenSeen } from '../../../lib/broken-seen.ts'
import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

const ROWS: Readonly<Record<string, string>> = {
  orders: '订单',
  sessions: '访问',
  events: '事件',
  order_lines: '订单行',
  payments: '付款',
  refunds: '退款',
  reviews: '评价',
  stock_levels: '库存记录',
  rates: '汇率',
  merchants: '商家',
  products: '商品',
  product_links: '商品关联',
  customers: '客户记录',
  competitor_prices: '竞品价格',
  prices: '价格',
  deliveries: '到货记录',
  campaigns: '活动',
  experiments: '实验',
}

/** What is as it should not be, by the rule, or by table and rule where tables differ. */
const WHAT: Readonly<Record<string, string>> = {
  'delivered-after-ordered': '送达时间早于下单时间',
  'shipped-after-ordered': '发货时间早于下单时间',
  customer: '没有客户',
  duration: '时长超过一天',
  shopper: '没有访客标识',
  sale: '既不是销售，也不是退货或取消',
  quantity: '数量超过 10,000 件',
  amount: '金额为零',
  reserved: '预留数量多于现有库存',
  category: '没有类目',
  'cost-below-price': '成本高于标价',
  price: '价格为零',
  'received-after-ordered': '收货时间早于订货时间',
  discount: '折扣超过九成',
  'known-products': '对应的商品没有记录',
  'known-merchants': '对应的商家没有记录',
  waiting: '所属订单尚未到达',
  'of-order': '所属订单从未出现',
  'paid-as-owed': '实付金额与商品加运费的合计不符',
}

/** What follows for whoever reads the figures. */
const SO: Readonly<Record<string, string>> = {
  key: '所有数字都会重复计算',
  columns: '导出格式或接口可能已变化',
  refused: '被拒收的行不计入任何数字',
  'mostly-refused': '其余部分的数字会产生误导',
  volume: '当天可能缺少一部分数据，或有一部分重复到达',
  waiting: '订单到达之前不计入任何数字',
  'of-order': '无法归到商家和类目',
  'price-scale': '可能把分当成了元，或相反',
  'delivered-after-ordered': '送达时间不可信',
  'shipped-after-ordered': '处理时间不可信',
  customer: '复购率按其余订单计算',
  duration: '可能把毫秒当成了秒',
  shopper: '无法得知这些访客以前买过什么',
  sale: '不计入任何销售数字',
  quantity: '可能有字段错位',
  amount: '金额可能取自错误的字段',
  'paid-as-owed': '手续费、代金券或部分付款未能区分',
  'paid-scale': '订单行或付款不完整，或其中之一单位不同',
  reserved: '缺货判断可能有误',
  category: '这些商品都计入“未知”类目',
  'cost-below-price': '利润和定价建议不可信',
  price: '价格可能取自错误的字段',
  'received-after-ordered': '交货周期不可信',
  discount: '可能把百分数当成了小数',
  'known-merchants': '只能显示编号而不是名称',
  'known-products': '这些商品不在按商品统计的数字里',
  'order_lines/known-products': '没有类目和成本',
  'stock_levels/known-products': '不会给出补货建议',
  'product_links/known-products': '关联的对象不明',
  'prices/known-products': '这些价格没有对应的商品',
  'deliveries/known-products': '到货没有对应的商品',
}

/** Why a row was rejected, by the sentence that is stored with it; a field keeps its own name. */
const REASONS: readonly (readonly [stored: RegExp, said: string])[] = [
  [/^no exchange rate for (\S+) on (\S+)$/, '没有 $2 的 $1 汇率'],
  [/^no exchange rate for (\S+): the day of its order is not known$/, '没有 $1 的汇率：订单日期不明'],
  [/^no exchange rate for (\S+)$/, '没有 $1 的汇率'],
  [/^no (\w+)$/, '缺少 $1'],
  [/^(\w+) is not a whole number$/, '$1 不是整数'],
  [/^(\w+) is not a number$/, '$1 不是数字'],
  [/^(\w+) is negative$/, '$1 为负数'],
  [/^(\w+) is zero$/, '$1 为零'],
  [/^(\w+) times (\w+) is impossibly large$/, '$1 乘以 $2 大得不合理'],
  [/^(\w+) was rounded by a spreadsheet$/, '$1 被电子表格四舍五入，请以文本格式重新导出'],
  [/^(\w+) is impossibly large$/, '$1 大得不合理'],
  [/^(\w+) is not between (\S+) and (\S+)$/, '$1 不在 $2 到 $3 之间'],
  [/^(\w+) is neither true nor false$/, '$1 既不是真也不是假'],
  [/^(\w+) is not a time$/, '$1 不是有效时间'],
  [/^(\w+) is not a day$/, '$1 不是有效日期'],
  [/^(\w+) lies outside (\d+) to tomorrow$/, '$1 不在 $2 年至明天之间'],
  [/^(\w+) lies outside (\d+) to (\d+)$/, '$1 不在 $2 年至 $3 年之间'],
  [/^(\w+) lies before (\w+)$/, '$1 早于 $2'],
  [/^(\w+) is unknown$/, '$1 的取值未知'],
  [/^neither session_id nor shopper_id$/, '既没有 session_id 也没有 shopper_id'],
  [/^neither a product nor a right GTIN$/, '既没有商品编号也没有正确的 GTIN'],
  [/^unreadable: (.*)$/, '无法读取：$1'],
]

export const qualityWords = (f: Format): Words['quality'] => {
  const reason = (stored: string) => {
    const known = REASONS.find(([pattern]) => pattern.test(stored))
    return known ? stored.replace(known[0], known[1]) : stored
  }
  return {
    rule: (id, says, seen) => {
      const [table = '', rule = ''] = id.split('/')
      const so = SO[id] ?? SO[rule] ?? (rule.startsWith('behind-') ? '这些天的数字不完整' : undefined)
      const found = seen && saidOf(seen, { rows: ROWS[table] ?? table, what: WHAT[rule] ?? '' }, f, reason)
      return found && so ? `${found}：${so}。` : says
    },
    reason,
  }
}

/** What was seen; null where the stored figures lack something. */
function saidOf(
  seen: BrokenSeen,
  { rows, what }: { readonly rows: string; readonly what: string },
  f: Format,
  reason: (stored: string) => string,
): string | null {
  const { look, found = 0, rows: all = 0 } = seen
  const share = `${f.percent(all === 0 ? 0 : found / all)}（${f.number(all)} 中的 ${f.number(found)}）`
  switch (look) {
    case 'key':
      return `${f.number(found)} 条${rows}的主键重复或缺失`
    case 'share':
    case 'known':
    case 'waiting':
    case 'of-order':
      return `本次构建的${rows}中有 ${share}${what}`
    case 'paid':
      return `${share}的订单${what}`
    case 'price-scale':
      return `${rows}的典型值是标价的 ${f.number(seen.ratio ?? 0)} 倍`
    case 'paid-scale':
      return `典型订单的实付金额是商品加运费合计的 ${f.number(seen.ratio ?? 0)} 倍`
    case 'behind':
      return `最后的${rows}停在 ${seen.since ?? ''}，比${ROWS[seen.of ?? ''] ?? seen.of}的最后一天早 ${f.number(seen.days ?? 0)} 天（其后有 ${f.number(all)} 行）`
    case 'volume':
      return `${seen.day ?? ''} 有 ${f.number(found)} 条${rows}，该星期几通常约 ${f.number(seen.usual ?? 0)} 条`
    case 'refused':
      return `收到的${rows}中有 ${share}被拒收${seen.reason ? `，主要原因：${reason(seen.reason)}` : ''}`
    case 'columns':
      return (seen.changes ?? [])
        .map(({ source, column, share: now, before }) =>
          before === undefined
            ? `${source} 开始填写 ${column}（占其行数的 ${f.percent(now)}）`
            : `${source} 只在 ${f.percent(now)} 的行中填写 ${column}，此前至少 ${f.percent(before)}`,
        )
        .join('；')
    default:
      return null
  }
}
