/** What people call the KPIs, by a KPI's name; patterns, English as whole words. Its name and label are known without being listed. */
const MERCHANTS = '(?:merchants?|sellers?|vendors?|shops|stores)'

export const ENGLISH_KPIS: Readonly<Record<string, string>> = {
  gmv: '(?:total |gross |net |overall )?(?:revenues?|sales(?! volume)|turnover|takings)(?: figures?| numbers?)?|gross merchandise (?:value|volume)|gmv',
  orders:
    '(?:number of |order )?(?:orders|purchases|transactions)(?: count)?|order (?:count|volume|numbers?)',
  sessions: '(?:number of )?(?:sessions?|visits)|(?:site |web |shop )?traffic',
  conversion: '(?:purchase |sales |shop )?conversions?(?: rates?)?|cvr|conv(?:ersion)? ?rate',
  aov: 'aov|(?:average|avg|mean) (?:order|basket|cart|purchase)(?: (?:values?|sizes?|amounts?))?|(?:order|basket|cart) (?:values?|sizes?)',
  units: '(?:number of )?(?:units|items|pieces)(?: sold)?|sales volume|quantity sold|unit sales',
  repurchase:
    'repurchases?(?: rates?)?|re-?(?:order|purchase) rate|repeat (?:purchase|purchases|customers?|buyers?|orders?)(?: rates?)?|returning customers?(?: rates?)?',
  cancel_rate: 'cancell?ation(?:s| rates?)?|cancell?ed orders?|orders cancell?ed|cancel rates?|cancell?ed',
  refund_rate: 'refund(?:s|ed)?(?: rates?)?',
  late_delivery:
    'late (?:deliver(?:y|ies)|shipments?|parcels?)(?: rates?)?|(?:deliver(?:y|ies)|shipments?) (?:are |being |is |come |came )?late|delayed (?:deliver(?:y|ies)|shipments?)|delivery delays?',
  stock_out: 'out[- ]of[- ]stocks?(?: rates?)?|stock[- ]?outs?(?: rates?)?|sold out',
  active_merchants: `active ${MERCHANTS}`,
  merchants_onboarded: `new ${MERCHANTS}|${MERCHANTS} (?:onboarded|signed up|joined)|(?:merchant|seller) sign-?ups|onboarded ${MERCHANTS}`,
  first_sale_rate: 'first[- ]sales?(?: rates?| in 30 days)?',
}

export const CHINESE_KPIS: Readonly<Record<string, string>> = {
  gmv: '(?:总|日)?(?:成交总额|成交金额|成交额|销售总额|销售金额|销售额|交易总额|交易额|营业额|营收|收入|流水)',
  orders: '订单(?:总数|数量|数|量)?|下单(?:数|量)|单量|成交单数',
  sessions: '访问(?:次数|数|量)?|会话(?:数|量)?|流量',
  conversion: '(?:购买|下单|成交)?(?:转化率|转换率|转化)|成交率',
  aov: '(?:平均)?(?:客单价|笔单价)|平均(?:每单|订单)(?:金额|价值|额)',
  units: '销量|销售(?:数量|件数|量)|件数|卖(?:了|出)(?:了)?多少件',
  repurchase: '(?:90天)?(?:复购|回购|重复购买)率?',
  cancel_rate: '(?:订单)?取消率|取消(?:的)?订单(?:率|数)?|退单率',
  refund_rate: '退款(?:率|额|金额)?',
  late_delivery: '(?:延迟|延误|逾期|晚)(?:发货|配送|送达|交付|到货)(?:率)?|延误率|延迟率',
  stock_out: '缺货率?|断货率|售罄率',
  active_merchants: '活跃(?:的)?(?:商家|商户|卖家|店铺)(?:数量|数)?',
  merchants_onboarded:
    '新(?:入驻|增|注册|签约)?(?:了)?(?:多少)?(?:的)?(?:家)?(?:商家|商户|卖家|店铺)(?:数量|数)?|入驻(?:商家)?数',
  first_sale_rate: '(?:30天)?(?:首单|首次成交|首售)率?',
}

/** Without a KPI's name: how much somebody sells is money, how many are pieces. */
export const SOLD = {
  money: [
    'how much\\b.*\\b(?:sell|sold|make|made|earn|earned|take in|took in)',
    '卖(?:了|出|掉)?多少(?:钱|欧元|块|元)',
  ],
  pieces: ['how many\\b.*\\b(?:sell|sold)'],
} as const
