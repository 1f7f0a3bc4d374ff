/** What each KPI is called and how it is told by what it is made of; S, D, K as in the other examples. */
export const KPI_EXAMPLES: Readonly<Record<string, readonly [english: string, chinese: string]>> = {
  gmv: [
    `
gmv | revenue | sales | turnover | takings | gross merchandise value | merchandise value | sales value | sales in euros | earnings | income
money made | money coming in | how much money | how much money came in D | how much did we make | how much did S make D | how much did we sell D
how much does S bring in | what did we earn D | what did S bring us | what did S turn over | what did we take D | what did we take in
cash in the till | the till | business on S | business D | how was business D | how is business | how is S doing | how did S do D | how did S perform
trade on S | how was trading D | did S sell well | is S selling | S sells less | S sold badly D | S had a weak D | S is doing badly | best selling G
which G sells best | who sold most | who makes the most money | top line | top-line | volume of business | euros sold | how big was D in euros
worth of goods sold | value of what we sold | what people spent D | what did customers spend in total | money through S | record day in money`,
    `
成交总额 | 成交额 | 销售额 | 营业额 | 营收 | 收入 | 流水 | 业绩 | gmv | 卖了多少钱 | 卖多少 | 卖得怎么样 | 卖得好吗 | 卖得差 | S 卖得好不好
做了多少钱 | 做了多少生意 | 生意怎么样 | 生意好吗 | 生意差 | 赚了多少钱 | 赚多少 | 进账多少 | 收了多少钱 | 进了多少钱 | 多少钱 | 销售情况 | 销售怎么样
销售金额 | 总金额 | 交易额 | 成交金额 | 大盘成交 | S 表现 | S 干得怎么样 | S 情况如何 | 卖得最好的 G | 谁卖得最多 | 少卖了 | 多卖了 | 少赚了 | 入账
一天能做多少 | 盘子多大 | 产出多少 | 创收`,
  ],
  orders: [
    `
orders | order count | number of orders | order volume | orders placed | how many orders | how many people ordered | how many times did people order
how many purchases | purchases | number of purchases | checkouts | completed checkouts | transactions | bookings | how many baskets were checked out
how many sales did we close | tickets in the shop | deals closed | how many customers ordered something D | buyers placing orders | people bought less
customers buy less often | orders coming in | order intake | incoming orders | order book | orders per day`,
    `
订单 | 订单数 | 订单量 | 单量 | 单子 | 下单量 | 下单数 | 多少单 | 几单 | 出了多少单 | 成交单数 | 成交了几单 | 接了多少单 | 跑了多少单 | 来了多少单
单子多不多 | 单子少 | 多少人下单 | 下单的人 | 有多少笔 | 多少笔交易 | 成交笔数 | 笔数 | 爆单 | 单数 | 出单`,
  ],
  sessions: [
    `
sessions | visits | traffic | visitors | footfall | number of visits | how many visits | how many people came | how many people came by
how many people visited | how many people looked at S | how many people were on S | how many came to S | who came to S | how many users did we have
how busy was S | how busy is it | is S busy | was it quiet D | people on the site | people browsing | people stopping by | browsers
views of the shop | how many looked around | reach of S | inflow | audience on S | fewer people come | nobody comes to S | how crowded | web traffic
site traffic | store visits | attention for S | popularity of S`,
    `
访问数 | 访问量 | 访问 | 流量 | 访客 | 访客数 | 客流 | 人流 | 进店人数 | 来了多少人 | 多少人来 | 多少人访问 | 多少人进店 | 多少人逛 | 多少人看
几个人来看 | 没人来 | 没什么人来 | 人少 | 人气 | 人气怎么样 | 热度 | uv | 来访 | 逛的人 | 会话 | 会话数 | 进来多少人 | 有多少人点进来 | 浏览人数
引流 | 引来多少人 | 曝光进店 | 冷清 | 热闹吗`,
  ],
  conversion: [
    `
out of a hundred visitors how many buy | nobody ends up buying | visitors converted | converts | conversion | conversion rate | cr | cvr | how many visits ended in an order | share of visits that buy | share of visitors who buy
how many visitors buy | how many of those who come buy | of all who come, how many order | what percentage of visitors order | do visitors buy
do people who come buy anything | how well do we convert | how well does traffic convert | converting | visit to order | visit-to-order rate
purchase rate | order rate per visit | buy rate | close rate | success rate of visits | people look but do not buy | people come but do not buy
visitors leave without buying | lookers into buyers | turn visitors into buyers | browsers to buyers | funnel | orders per visit`,
    `
进站到下单的成功率 | 成功率 | 转化率 | 转化 | cvr | 下单率 | 成交率 | 购买率 | 支付转化 | 流量转化 | 访问到下单 | 来的人有多少买了 | 来的人买的多吗 | 多少访客下单 | 看的人买不买
光看不买 | 只看不买 | 进店不买 | 逛了不买 | 一百个人里几个下单 | 来了多少买了多少 | 访客里下单的比例 | 转单率 | 转化效果 | 漏斗`,
  ],
  aov: [
    `
average order | average order value | aov | basket size | average basket | basket value | cart value | average cart | average ticket | average receipt
spend per order | money per order | revenue per order | value per order | how much does a customer spend per order
how much do people spend each time | how much is in a basket | how big is a basket | how large is an order | how large is a typical order
what is an order worth | what does one order bring | average spend | average purchase | typical purchase value | mean order | size of the orders
order size | do people buy more per order | do people spend less per order`,
    `
客单价 | 客单 | 笔单价 | 单均 | 均单价 | 每单均价 | 单均金额 | 平均订单金额 | 平均每单 | 平均一单 | 一单多少钱 | 一单平均多少钱 | 每单多少钱
每笔多少钱 | 每笔金额 | 一单值多少 | 人均消费 | 人均花多少 | 每次花多少 | 每人每单 | 购物篮金额 | 篮子多大 | 一次买多少钱 | 客人一次花多少 | 订单均价
单价每笔`,
  ],
  units: [
    `
item volume | items left the shelves | flew off the shelves | pieces moved | units | units sold | items sold | pieces | pieces sold | number of items | quantity sold | quantity | volume in pieces | how many items
how many pieces | how many units | how many things did we sell | how many products were sold | how many articles went out | how many articles left
goods sold | pcs | unit sales | item count | sold quantity | how many did we sell of S`,
    `
出货量 | 多少件 | 件数 | 销量 | 销售件数 | 卖了多少件 | 卖出多少件 | 卖了几件 | 多少件 | 几件 | 多少个 | 卖了多少个 | 走量 | 出货量 | 出了多少货 | 走了多少货 | 出货多少
销售数量 | 数量 | 商品件数 | 卖掉几个 | 走货`,
  ],
  repurchase: [
    `
repurchase | repurchase rate | repeat purchase | repeat purchases | repeat rate | repeat business | repeat buyers | returning buyers
returning customers share | customer loyalty | loyalty | how loyal are customers | retention | customer retention | do customers come back
do buyers come back | do people come back to buy | will they buy again | how many buy again | how many buy a second time | second purchase
second order | buy more than once | order again | buy again within 90 days | do we keep our customers | do customers stay with us
one-time buyers or do they return | share that returns for more | stickiness`,
    `
复购率 | 复购 | 回购率 | 回购 | 二次购买 | 二次购买率 | 再次购买 | 再买 | 还会再买吗 | 会不会再买 | 会不会回来买 | 回头客 | 回头客多吗 | 回头率
老客回购 | 老客占比 | 买过的还来吗 | 买了一次还会来吗 | 留存 | 客户留存 | 粘性 | 忠诚度 | 客户忠诚 | 重复购买 | 90天内再买 | 第二单 | 买第二次`,
  ],
  cancel_rate: [
    `
cancels more | people bail out of orders | cancelled orders | cancellations | cancellation rate | cancel rate | share of orders cancelled | how many orders were cancelled
how many orders get cancelled | how many cancel | how many customers cancel | how many change their mind | do people cancel a lot | people backing out
people pull out of their order | backed out of orders | called off orders | orders called off | orders withdrawn | orders revoked
orders dropped after ordering | orders that fell through | orders that never went through | aborted orders | void orders | cancels`,
    `
砍单 | 都取消 | 取消率 | 取消 | 取消订单 | 取消的订单 | 订单取消 | 取消比例 | 撤单 | 撤单率 | 退单 | 被取消的单 | 取消了多少单 | 多少单被取消 | 多少人取消
取消的多吗 | 客户取消 | 下了单又取消 | 下单又不要 | 反悔 | 反悔的多吗 | 关单率 | 拍了不要`,
  ],
  refund_rate: [
    `
refunds | refund rate | returns | return rate | refunded | money back | money we give back | money returned | how much did we refund
how much do we pay back | paid back to customers | share refunded | what is sent back | things sent back | goods coming back | do people return a lot
do customers send things back | how much comes back | stuff returned | returned goods | send backs | reimbursed | reimbursements
customers wanting their money back | reversals`,
    `
退款率 | 退款 | 退货 | 退货率 | 退钱 | 退了多少 | 退了多少钱 | 退了几单 | 退货多吗 | 退的多吗 | 多少人退货 | 多少人退 | 大家退得多吗 | 退回来的
退回的货 | 寄回来的多吗 | 返款 | 退换 | 赔给客户 | 钱退回去多少 | 退款金额占比 | 退货潮`,
  ],
  late_delivery: [
    `
delays | delayed | delay situation on S | ships late | ship late | late | slow parcels | parcels so slow | arrives late | so late with everything | keep calling about delays | late deliveries | late delivery rate | delivery delays | delayed deliveries | delayed parcels | late parcels | late shipments | parcels late
how punctual are deliveries | are deliveries on time | are parcels on time | do parcels arrive on time | on-time delivery | punctuality
delivery performance | delivery problems | how many parcels arrive late | share of orders delivered late | orders arriving too late
behind on deliveries | missed delivery promise | missed delivery dates | slow delivery | shipping delays | do we deliver on time
do customers get things late | do customers wait too long for parcels | deliver as promised`,
    `
延误 | 晚送 | 送得慢 | 送这么慢 | 晚发 | 发货最拖 | 拖 | 延迟发货率 | 延迟送达 | 延迟送达率 | 迟到率 | 晚到 | 晚送 | 送晚了 | 送货晚 | 送货慢 | 送得慢 | 配送延迟 | 配送慢 | 配送准时 | 配送怎么样 | 准时率
准时送达 | 准时吗 | 准不准时 | 准点 | 物流延误 | 物流慢 | 物流怎么样 | 发货慢 | 发货晚 | 快递慢 | 包裹迟到 | 包裹晚到 | 包裹准时吗 | 超时送达
逾期送达 | 按时送到`,
  ],
  stock_out: [
    `
running empty on S | S is gone | nothing left of S | constantly sold out | item is gone | out of stock | stock-outs | stockouts | stockout rate | share out of stock | sold out products | how many products are sold out
how many items are unavailable | unavailable products | missing from the shelves | empty shelves | how empty are the shelves | gaps on the shelf
shelf gaps | availability | product availability | how available is our range | part of the range that is unavailable
share of the assortment out of stock | do we have everything in stock | products without stock | zero stock | nothing left to sell | dry shelves
how much can't be bought`,
    `
货是空的 | 老断货 | 空的 | 缺货率 | 缺货 | 断货 | 断货率 | 断货的多吗 | 缺货的商品 | 没货 | 没货的多吗 | 没货的比例 | 卖断货 | 卖光的 | 售罄 | 售罄率 | 脱销 | 空货架
货架空了多少 | 货架空 | 多少商品缺货 | 多少商品没货 | 库存为零 | 零库存 | 断码 | 有货率 | 现货率 | 多少买不到`,
  ],
  active_merchants: [
    `
active merchants | active sellers | selling merchants | merchants with sales | merchants that sold something | how many merchants sold something
how many sellers had an order | how many merchants are active | how many shops are selling | how many vendors made a sale
how many of our merchants trade | live merchants | merchants doing business | number of sellers | sellers with at least one order
merchants without sales | sellers going quiet | inactive merchants`,
    `
活跃商家 | 活跃商家数 | 活跃商户 | 活跃卖家 | 动销商家 | 有单的商家 | 有成交的商家 | 开单商家 | 多少商家开单 | 多少商家有单 | 多少商家在卖
多少商家卖出东西 | 几家店有单 | 有多少店出单 | 在卖的商家 | 卖家多少在动 | 商家活跃吗 | 商家活跃度`,
  ],
  merchants_onboarded: [
    `
new merchants | merchants onboarded | merchants signed up | merchant sign-ups | signups of sellers | new sellers | new vendors
how many merchants joined | how many sellers joined | how many shops signed up | how many new shops | how many shops opened
how many merchants registered | how many vendors came on board | seller acquisition | merchant acquisition | onboarding | onboarded
newcomers among merchants | sellers added | partners won | new partners`,
    `
新入驻商家 | 新入驻商家数 | 新商家 | 新商户 | 新卖家 | 入驻 | 入驻商家 | 入驻了多少 | 新入驻 | 新开店 | 新开了几家店 | 新店 | 新来的商家
来了几家新商家 | 新招了多少商家 | 招商 | 招商情况 | 拉新商家 | 注册的商家 | 新签商家 | 签了几家`,
  ],
  first_sale_rate: [
    `
newly signed sellers sold something | fresh sellers already got a first sale | new shops do not sell, share that sold at least once | first sale rate | first sale within 30 days | first sale in 30 days | how many new merchants sell within 30 days | do new merchants get a first sale
do newcomers sell anything in their first month | new merchants that made a sale | new sellers who sold something in the first month
share of new merchants with a sale | time to first sale share | do new shops get going | how quickly do new sellers start to sell
activation of new merchants | merchant activation rate | new sellers that took off`,
    `
新签的店动销率 | 新店至少卖过一单的占多少 | 首单率 | 首销率 | 新店首单率 | 新商家首单 | 新商家首单率 | 新商家30天出单 | 新商家多少出单了 | 新店一个月内开单 | 新店开单率 | 新入驻的卖出东西了吗
新商家第一单 | 新商家激活率 | 入驻后多久出单 | 新店破零 | 破零率 | 起量的新店`,
  ],
}
