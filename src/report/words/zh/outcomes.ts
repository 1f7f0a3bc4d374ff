import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

export const outcomeWords = (f: Format): Words['outcomes'] => ({
  noneApproved: '尚无批准的建议',
  noneMeasured: (approved) => `已批准 ${f.number(approved)} 条，尚无可衡量的结果`,
  record: ({ approved, helped, measured, hurt, gain }) =>
    `已批准 ${f.number(approved)} 条；已衡量 ${f.number(measured)} 条，其中 ${f.number(helped)} 条有效${hurt > 0 ? `、${f.number(hurt)} 条造成损失` : ''}；${gain}`,
  profit: (gain) => `利润 ${gain}`,
  profitShare: (estimate, low, high) => `利润 ${estimate}%（90% 区间 ${low} 至 ${high}%）`,
  lacks: {
    matches: '同类目中销售相近且未调整的商品',
    days: '前后有货的普通日子',
    sales: '之前售出的件数',
    orders: '该商品前后的订单',
    customers: '较小一组的客户',
  },
  verdicts: { helped: '有效', hurt: '无效：利润受损', inconclusive: '无定论' },
  notLookedAt: '尚未衡量',
  notSeen: '已批准，店铺中尚未生效',
  neverSeen: '店铺中一直未生效',
  running: (seenOn, until) => `${f.shortDay(seenOn)}生效，${f.shortDay(until)}起可衡量`,
  noCost: '无法衡量：成本未知',
  tooFew: (have, need, what) => `无法衡量：${what}需要 ${f.number(need)}，现有 ${f.number(have)}`,
  noHoldout: '无法衡量：没有随机留出对照组',
  noControl: '无法衡量：所有人都在同一组，没有对照；请看其测试',
  measured: (verdict, gain, low, high) => `${verdict}：${gain}（90% 区间 ${low} 至 ${high}）`,
  lostRank: (rule, helped, measured, trust) =>
    `${rule}：${measured} 个结果中 ${helped} 个有效，其建议排序降低（× ${f.number(trust, 2)}）`,
})
