/**
 * What people call the KPIs, by a KPI's name; patterns, English as whole words. Its name and label are known without
 * being listed. What a group takes stands between the words and is read on: `people [from Berlin last week] convert`.
 */
const MERCHANTS = '(?:merchants?|sellers?|vendors?|shops|stores)'

export const ENGLISH_KPIS: Readonly<Record<string, string>> = {
  gmv: '(?:total |gross |net |overall )?(?:revenues?|revs?|sales(?! volume)|turnover|takings|proceeds|top ?line)(?: figures?| numbers?)?|gross merchandise (?:value|volume)|gmv|(?:turn|turned|turning) over',
  orders:
    '(?:number of |order )?(?:orders|purchases|transactions|txns?|checkouts)(?: count)?|(?:people|customers|shoppers) (?:buy|buying|bought|order|ordered|ordering)|order (?:count|volume|numbers?)',
  sessions:
    '(?:number of )?(?:sessions?|visits)|(?:site |web |shop )?traffic|(?:people|users|customers|shoppers) (?:who )?(?:visit|visited|visiting|came to|come to)|footfall',
  conversion:
    '(?:everyone |everybody |people |those |users )?who (?:visit(?:ed|s)?|came|come)([^.?!]{0,40}?) (?:bought|buy|buying|ordered|purchased|convert(?:ed|ing)?)|(?:purchase |sales |shop )?conversions?(?: rates?)?|(?:purchase|buying) rates?|(?:visitors|users|people|visits)([^.?!]{0,20}?) convert(?:s|ed)?|convert(?:s|ed|ing)?|cvr|conv(?:ersion)? ?rate|conv',
  aov: 'aov|(?:average|avg|mean|typical|usual|normal) (?:order|basket|cart|purchase)(?: (?:values?|sizes?|amounts?))?|(?:order|basket|cart) (?:values?|sizes?)',
  units:
    '(?:number of )?(?:units|items|pieces)(?: (?:sold|moved|shifted|shipped))?|sales volume|quantity sold|unit sales',
  repurchase:
    'repurchases?(?: rates?)?|re-?(?:order|purchase) rate|repeat (?:purchase|purchases|customers?|buyers?|orders?)(?: rates?)?|(?:(?:customers?|buyers?|shoppers|people) )?(?:come|coming|came|comes|return|returning) back (?:to|and|for)(?: (?:buy|order|purchase|shop))?(?: again| more)?|(?:customers?|buyers?|shoppers|people|they)([^.?!]{0,20}?) (?:buy|order|purchase|bought|shop)(?:ing|ed|s)? (?:again|a second time|twice|once more|more than once)|(?:customer )?loyalty|returning customers?(?: rates?)?',
  cancel_rate:
    'cancell?ation(?:s| rates?)?|orders (?:that )?(?:are|were|got|being) cancell?ed|cancell?ed orders?|orders cancell?ed|cancel rates?|cancell?ed',
  refund_rate: '(?:refund(?:s|ed)?|returns?|returned)(?: rates?)|refund(?:s|ed)?',
  late_delivery:
    '(?:deliver(?:y|ies)|shipments?|parcels?|packages?|orders)(?: that)? (?:reached|got to|arrived in|came to|delivered (?:to|in))([^.?!]{0,24}?) late|late (?:deliver(?:y|ies)|shipments?|parcels?)(?: rates?)?|(?:deliver(?:y|ies)|shipments?|parcels?) (?:that )?(?:are |being |is |was |were |come |came |arrived? |arriving )?late|(?:packages?|parcels?|orders|shipments) (?:that )?(?:were |are |got |get |was )?(?:shipped|sent|delivered|dispatched|arriv(?:ed|ing)) (?:too )?late|(?:shipped|sent|dispatched|delivered) (?:too )?late|delayed (?:deliver(?:y|ies)|shipments?|parcels?|packages?)|delivery delays?',
  stock_out:
    'unavailable|not available|unavailability|(?:of )?(?:products?|items?|skus?|articles?) (?:that )?(?:are |is |were |was |being )?(?:out[- ]of[- ]stock|sold out)|out[- ]of[- ]stocks?(?: rates?)?|stock[- ]?outs?(?: rates?)?|sold out',
  active_merchants: `(?:number of )?active ${MERCHANTS}|${MERCHANTS} (?:that |who )?(?:sold|made a sale|had sales|had orders|are selling|were selling)(?: something| anything)?|${MERCHANTS} (?:that )?(?:are|were|is|was) active`,
  merchants_onboarded: `new ${MERCHANTS}(?: (?:onboarded|signed up|joined))?|${MERCHANTS} (?:onboarded|signed up|joined)|(?:merchant|seller) sign-?ups|onboarded ${MERCHANTS}`,
  first_sale_rate: 'first[- ]sales?(?: rates?| in 30 days)?',
}

export const CHINESE_KPIS: Readonly<Record<string, string>> = {
  gmv: '(?:总|日)?(?:成交总额|成交金额|成交额|销售总额|销售金额|销售额|交易总额|交易额|营业额|营收|收入|流水)|(?<!交叉|组合)销售(?:业绩|情况|表现)?(?!渠道|人员|员|数量|件数|量)|业绩|进账|营业收入',
  orders:
    '订单(?:总数|数量|数(?!据)|量)?|(?:多少|几|每天)(?:单|笔)(?!价)|(?<!每|一)单子|(?:成交|下|接)了?(?:多少|几)(?:单|笔)|(?:买|下单)的人(?:数)?|下单(?:数|量)|单量|成交单数',
  sessions:
    '访问(?:次数|人次|数(?!据)|量)?|会话(?:数(?!据)|量)?|流量|客流量?|(?:来访|到访)(?:量|次数|人次|人数)?',
  conversion:
    '(?:购买|下单|成交)?(?:转化率|转换率|转化)|成交率|(?:访客|用户|访问|来访|(?:逛|看|来)过?([^，。]{0,8})的人)([^，。]{0,10})(?:下单|购买|成交|买单)(?:了)?',
  aov: '(?:平均)?(?:客单价|笔单价)|平均(?:每单|订单)(?:金额|价值|额)|(?:平均)?(?:一|每)(?:单|笔)(?:订单)?(?:平均)?(?:多少钱|金额|花多少钱?|多大)|客单',
  units:
    '销量|销售(?:数量|件数|量)|件数|(?:卖|出|发|走|售)(?:了|出|掉)?(?:了)?(?:多少|几)(?:件|个)(?:商品|产品|东西|货)?',
  repurchase:
    '(?:90天)?(?:老客户?|老顾客|客户|顾客)?(?:的)?(?:复购|回购|重复购买)率?|(?:老客户?|老顾客|客户|顾客|买家)?(?:会|有多少)?(?:回来|回头|再次|重新)(?:再)?(?:买|购买|下单|消费)|回头客(?:比例|占比)?|(?:老客户?|老顾客|客户|顾客|买家)?(?:一般|通常|平时)?(?:都)?会?(?:下第二单|第二次(?:下单|购买|买))',
  cancel_rate: '(?:订单)?取消率|取消(?:的)?订单(?:的)?(?:率|数|比例|占比)?|退单率',
  refund_rate: '退款(?:率|额|金额)?|退货率',
  late_delivery:
    '(?:延迟|延误|逾期|晚)(?:发货|配送|送达|交付|到货)(?:率)?|延误率|延迟率|(?:包裹|快递|订单|发货)?(?:的)?(?:迟发|晚发|发晚|送晚|晚送|发迟|晚到|迟到|超时)(?:了)?(?:率)?',
  stock_out: '(?<!快|要|即将|将|会)(?:缺货|断货|售罄)(?:率|商品)?',
  active_merchants:
    '活跃(?:的)?(?:商家|商户|卖家|店铺)(?:数量|数)?|(?:开张|动销|出单|有(?:销售|成交|订单)|卖出(?:过)?(?:东西|商品))(?:了)?(?:的)?(?:商家|商户|卖家|店铺)(?:数量|数)?',
  merchants_onboarded:
    '新(?:入驻|增|注册|签约)?(?:了)?(?:多少)?(?:的)?(?:家)?(?:商家|商户|卖家|店铺)(?:数量|数)?|入驻(?:商家)?数|(?:商家|商户|卖家|店铺)(?:新)?(?:入驻|加入|注册)(?:了|数|量)?',
  first_sale_rate: '(?:30天)?(?:首单|首次成交|首售)率?',
}

/** Without a KPI's name: how much somebody sells is money, how many are pieces. */
export const SOLD = {
  money: [
    'how much\\b.*\\b(?:sell|sold|make|made|earn|earned|take in|took in)',
    '\\bhow (?:well|is|are|was|were|did|do|does)\\b.*\\b(?:sell|sold|selling)\\b',
    '\\bwhat (?:will|would|do|does|did)\\b.*\\b(?:earn|make|gross|take in|rake in|bring in|pull in)\\b',
    '(?:[卖赚做]|成交|进账|入账)(?:了|出|掉|到)?多少(?:钱|欧元|块|元)|(?:进账|入账)(?:了)?多少|赚(?:了|到)?多少',
    '卖(?:了|出|掉)多少(?!件|个|单)|卖得?(?:比|不如)|卖(?:得|的)(?:怎么样|如何|好不好|好吗|咋样|好|差|不错)|能卖多少(?!件|个|单)',
    // did somebody sell more than before
    '\\b(?:did|does|do|has|have|is|are|was|were|will)\\b.*\\b(?:sell|sold|selling|earn|earned|make|made)\\b.*\\b(?:more|less|better|worse|well|enough)\\b',
  ],
  pieces: ['how many\\b.*\\b(?:sell|sold)'],
} as const
