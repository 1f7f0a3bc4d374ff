import type { Words } from '../words.ts'

/** By the name of the KPI. */
const LABELS: Readonly<Record<string, { label: string; definition: string }>> = {
  gmv: {
    label: '成交总额',
    definition:
      '当日下单的商品行折后金额，不含已取消的订单，未扣退款。按商品行计，因此每个商家和类目都准确。',
  },
  orders: {
    label: '订单数',
    definition: '当日下单且至少含一个销售行的订单，不含已取消的订单。类目和商家取金额最大的商品行。',
  },
  sessions: { label: '访问数', definition: '当日开始的访问。类目和商家取访客所浏览商品的类目和商家。' },
  conversion: { label: '转化率', definition: '当日开始的访问中，最终下单的占比。' },
  aov: { label: '客单价', definition: '当日订单的成交总额除以订单数；一个订单整单计入其金额最大的商品行。' },
  units: { label: '销售件数', definition: '当日下单的商品件数，不含已取消的订单。' },
  repurchase: {
    label: '90 天复购率',
    definition: '数据中首单在 90 天前的客户里，90 天内再次下单的占比。细分维度取首单。',
  },
  cancel_rate: {
    label: '取消率',
    definition: '当日下单的订单中，截至目前已取消的占比；之后的取消仍会使该值上升。',
  },
  refund_rate: {
    label: '退款率',
    definition: '当日退款金额（不论何时下单）除以当日成交总额，因此历史日期的值不会再变。',
  },
  late_delivery: {
    label: '延迟发货率',
    definition: '当日送达且有承诺日期的订单中，晚于承诺日期送达的占比。在途订单不计。',
  },
  stock_out: { label: '缺货率', definition: '当日盘点过库存的商品中，库存为零的占比；未盘点的商品不计。' },
  active_merchants: { label: '活跃商家数', definition: '当日有成交的商家；在两个平台有成交的商家各计一次。' },
  merchants_onboarded: { label: '新入驻商家数', definition: '当日入驻的商家；没有入驻日期的不计。' },
  first_sale_rate: { label: '30 天首单率', definition: '30 天前入驻的商家中，在 30 天内有成交的占比。' },
}

const DIMENSIONS: Readonly<Record<string, string>> = {
  platform: '平台',
  category: '类目',
  channel: '渠道',
  region: '地区',
  merchant: '商家',
}

export const metricWords = (): Words['metrics'] => ({
  label: ({ name, label }) => LABELS[name]?.label ?? label,
  definition: ({ name, definition }) => LABELS[name]?.definition ?? definition,
  dimension: (name) => DIMENSIONS[name] ?? name,
  dimensionTitle: (name) => DIMENSIONS[name] ?? name,
  unknown: (dimension) => `未知${DIMENSIONS[dimension] ?? dimension}`,
  wholeShop: '全店',
})
