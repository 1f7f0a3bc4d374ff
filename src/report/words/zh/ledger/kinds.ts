import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const kindWords = (f: Format): Words['kinds'] => ({
  price: {
    gains: '增加',
    risk: '亏损风险',
    doing: (from, to, change, onlyUntil) => [
      '调价：',
      ` 由 ${from} 调至 ${to}（${change}）${onlyUntil === null ? '' : `，仅限缺货期间（约至 ${f.shortDay(onlyUntil)}）`}`,
    ],
    brief: (change, product) => `${product} 调价 ${change}`,
    label: (currency, about) => `${about} 的价格（${currency}）`,
    allowed: (low, high, today) => `${low} 至 ${high}，现价 ${today}`,
    wanted: '价格',
    far: (typed, today) => `${typed} 与现价 ${today} 相差过大：这是单件的价格吗？`,
    why: (elasticity) =>
      `价格弹性 ${f.number(elasticity, 1)}（价格每变动 1%，销量约变动 ${f.number(Math.abs(elasticity), 1)}%），由近 26 周的成交价与销量估计；这是相关性，未经价格测试`,
    minimum: (share) => `盈利概率不低于 ${share} 时才建议调价。`,
  },
  restock: {
    gains: '挽回',
    risk: '滞销风险',
    doing: (order, onHand, goneOn) => [
      '补货：',
      ` 订购 ${f.number(order)} 件（现有 ${f.number(onHand)} 件${goneOn === null ? '' : `，约${f.shortDay(goneOn)}售罄`}）`,
    ],
    brief: (order, product) => `${product} 补货 ${f.number(order)} 件`,
    setting: (order) => `${f.number(order)} 件`,
    label: (about) => `${about} 的订购件数`,
    allowed: (min, packSize) =>
      `至少 ${f.number(min)} 件${packSize > 1 ? `，每箱 ${f.number(packSize)} 件` : ''}`,
    wanted: '数量',
    whole: '订购件数必须是整数。',
    packs: (packSize, below, above) =>
      `每箱 ${f.number(packSize)} 件：可订购 ${f.number(below)} 或 ${f.number(above)} 件。`,
    supplierMin: (moq) => `供应商最低起订量为 ${f.number(moq)} 件。`,
    why: ({ perDay, leadDays, position, reorderPoint, orderUpTo }) =>
      `有货的普通日子日均售出 ${f.number(perDay, 2)} 件；到货周期 ${f.number(leadDays, 1)} 天；可用库存（含在途）${f.number(position)} 件，不高于补货点 ${f.number(reorderPoint)} 件，补至 ${f.number(orderUpTo)} 件`,
    minimum: (share) => `90 天内全部售出的概率不低于 ${share} 时才建议补货。`,
    noMinimum: '不论全部售出的概率多大，都会建议补货。',
  },
  bundle: {
    gains: '增加',
    risk: '亏损风险',
    doing: (base) => [`搭售：向购买 ${base} 的客户推荐 `, ''],
    brief: (base, offered) => `搭售 ${base} + ${offered}`,
    label: (currency, about) => `${about} 的组合价（${currency}）`,
    allowed: (low, high) => `${low} 至 ${high}`,
    wanted: '价格',
    far: (both) => `两件单买共 ${both}：组合价应在其一半与全价之间。`,
  },
  campaign: {
    gains: '增加',
    risk: '亏损风险',
    doing: (contacts, audience, holdout) => [
      '营销：',
      ` 触达 ${f.number(contacts)} 位客户（${audience}），另留 ${f.number(holdout)} 位作对照`,
    ],
    brief: (contacts, campaign) => `${campaign} 触达 ${f.number(contacts)} 位客户`,
    setting: (cost) => `全部触达费用 ${cost}`,
    unknownGain: '此前没有留出对照组',
    label: (currency, about) => `${about} 的全部触达费用（${currency}）`,
    allowed: '大于 0 的金额',
    wanted: '费用',
  },
  experiment: {
    gains: '增加',
    risk: '亏损风险',
    ship: (experiment) => [`全量上线 ${experiment} 的 `, ' 组'],
    rollBack: (experiment) => [`回滚 ${experiment} 的 `, ' 组'],
    briefShip: (arm, experiment) => `上线 ${experiment} 的 ${arm}`,
    briefRollBack: (arm, experiment) => `回滚 ${experiment} 的 ${arm}`,
    setting: (percent) => `${percent}% 的客户`,
    label: (about) => `${about} 覆盖的客户百分比`,
    allowed: '大于 0，至多 100',
    wanted: '比例',
    atMost: '最多覆盖 100% 的客户。',
  },
  promotion: {
    gains: '增加',
    risk: '亏损风险',
    doing: (at, off, days) => [
      '暂停促销：',
      `（${off === null ? at : `${at}，优惠 ${off}`}），暂停 ${f.number(days)} 天`,
    ],
    brief: (promotion) => `暂停促销 ${promotion}`,
    setting: (days) => `暂停 ${f.number(days)} 天`,
    unknownGain: '由告警的后续变化判断',
    label: (about) => `${about} 的暂停天数`,
    allowed: (most) => `1 至 ${most}`,
    wanted: '天数',
    whole: (most) => `暂停天数须为 1 至 ${most} 的整数。`,
    why: () => '告警所在范围内正在进行的促销，可能加重问题',
  },
})
