export type Intent =
  | 'help'
  | 'why'
  | 'forecast'
  | 'kpi'
  | 'price'
  | 'restock'
  | 'recommend'
  | 'campaign'
  | 'experiment'
  | 'alerts'
  | 'sources'
  | 'suggestions'
  | 'explore'

interface Cue {
  readonly intent: Intent
  readonly english: string
  readonly chinese: string
  /** words that go with it and say nothing more */
  readonly englishFillers?: string
  readonly chineseFillers?: string
}

/** What a question is about, the most telling first: a campaign's revenue is about the campaign. */
export const CUES: readonly Cue[] = [
  {
    intent: 'campaign',
    english: 'campaigns?|win[- ]?back|mailing|newsletter campaign',
    chinese: '营销活动|营销计划|召回活动|推广活动|活动(?!.*(?:商家|商户|卖家))|营销',
    englishFillers:
      'worth|pay|pays|paid off|off|it|plan|planning|make|create|set up|start|run|launch|marketing|promo|customers?|buyers?|shoppers?|budget|contacts?|emails?|messages?|cost|costs|costing|last|latest|previous|recent|result|results|outcome|effect|effects|work|worked|perform|perform(?:ed|ance)|well|new|goal|holdout|€|euros?',
    chineseFillers:
      '做个|做一个|做|制定|策划|计划|安排|发起|客户|顾客|用户|买家|预算|每次触达|每个联系人|每次联系|每次|每人|每封|触达|联系|成本|费用|上次|上一次|上个|最近一次|效果|结果|成效|值不值得?|值得|划算|邮件|短信|个|欧元|元',
  },
  {
    intent: 'experiment',
    english: 'experiments?|a/?b[- ]?tests?|ab tests?|split tests?|tests?',
    chinese: '实验|a/?b\\s*测试|ab\\s*测试|对照测试|测试',
    englishFillers:
      'plan|planning|set up|design|long|longer|run|running|last|duration|sample|size|significant|winning|winner|wins|variant|variants|result|results|start|days?|weeks?|need|would|progress|work|going|ongoing|verdict',
    chineseFillers:
      '做个|做一个|做|计划|设计|安排|跑|多久|多长时间|时间|需要|样本量|样本|进展|结果|进行|显著|胜出|状态|怎么',
  },
  {
    intent: 'recommend',
    english:
      'recommend(?:s|ed|ations?)?|cross[- ]?sell(?:ing)?|upsell|bundles?|bundle up|bought together|buy together|purchased together|goes? (?:\\w+ )?with|pairs? (?:well )?with|together with|along with|frequently bought|(?:in|into) the (?:same )?(?:basket|cart|bag)|(?:take|grab|pick up|get) (?:along|too|as well)|along with|appeals? to|(?:be )?(?:interested|interest) in|(?:would|might|will) (?:please|suit|attract|tempt)|also (?:buy|buys|bought|purchased?|order(?:ed)?)',
    chinese:
      '推荐|捆着|捆在一起|搭着|配着|配什么|购物车里?还|顺手|顺便|会?(?:喜欢|感兴趣|想买)|一起买|一同购买|一起购买|搭配|捆绑|组合销售|连带|交叉销售|(?:还|也)(?:会|都)?(?:买|购买)',
    englishFillers:
      'people|customers?|buyers?|shoppers?|products?|items?|something|buy|buys|bought|purchase|sell|offer|together|usually|often|else|next|segment',
    chineseFillers:
      '适合|合适|的人|商品|产品|东西|客户|顾客|用户|买家|买|购买|常|一般|还会|点什么|点|哪些|有|卖|下一步',
  },
  {
    intent: 'restock',
    english:
      're-?stock(?:ing)?|re-?order(?:ed|ing)?|shopping list|replenish(?:ment|ing)?|run(?:ning|s)? out(?: of)?|purchase order|running low|low (?:on )?stock|order (?:more|again)|(?:have to|need to|must|should) (?:buy|get|order) (?:again|more of|in)|(?:should|must|shall) \\S+ (?:order|buy|stock)|(?:sell|sells|selling) out|(?:about|going) to be sold out|to order|need(?:s|ing)? (?:ordering|replenishing|topping up)|(?:spend|invest|put) (?:it |them |money )?(?:on|into|in) (?:stock|inventory|goods)|(?:money|euros?|dollars?|budget) (?:for|to spend on) (?:stock|inventory|goods)|(?:has|have|need|needs|must) (?:to )?be (?:ordered|bought|restocked)|buy in|stock up',
    chinese:
      '补货|(?:急|着急|优先|先|该|要)补|该(?:进|订|买|采购)(?:些|点)?(?:什么|啥|哪些)|(?:重新|再)(?:进|订|采购)|(?:要|会|马上|就要|快)断(?:的)?货|断的货|补什么货|补多少货?|进货|进多少货?|订(?:哪些|什么|多少)?货|采购|快卖完|快要卖完|即将断货|要断货|库存不足|备货|(?:快|要|即将|将|会)(?:要)?(?:断货|缺货|售罄)|需要(?:补|进)',
    englishFillers:
      'anything|time|most|urgently|products?|items?|skus?|articles?|goods|stock|inventory|soon|today|now|budget|limit|max|urgent|urgently|first|suppliers?|next|order|orders|quantity|merchant|buy|top|best|must|almost|about|proposals?|suggestions?|plan',
    chineseFillers:
      '供应商|供货商|清单|存货|不多|最多|最|急需|建议|清单|计划|商品|产品|货|东西|预算|不超过|以内|应该|需要|今天|马上|尽快|先|库存|了|欧元|元|数量|进|补|订|前|家',
  },
  {
    intent: 'price',
    english:
      'prices?|pricing|priced|repric(?:e|ing)|(?:more|less|too) expensive|too cheap|over-?priced|under-?priced|cheaper|discount|charg(?:e|ing) (?:for|more|less)|get away with|what if|mark ?down|sell .* (?:for|at) ',
    chinese:
      '定多少钱?|(?:卖|定)(?:得)?(?:贵|便宜)|行得通|(?:降|涨|提|调|改|卖)(?:到|至|成)|(?:降|涨|上调|下调|提高|降低)\\s*\\d+(?:\\.\\d+)?\\s*%|涨价|降价|调价|定价|价格|售价|改价|提价|打折|打[一二三四五六七八九]{1,2}折|[太偏]贵|便宜|贵不贵|卖多少钱?(?:才|比较|最)?(?:合适|合理|好|划算)|卖(?=\\s*[€¥$]?\\s*\\d)',
    englishFillers:
      'raise|raises|raising|lower|increase|decrease|reduce|drop|drops|dropped|cut|change|changes|changing|set|put|sell|sells|selling|best|optimal|ideal|right|good|product|products|items?|should|recommended|suggest|suggested|make|made|what-if|if|happens?|would|adjust|to|at|by|for|cost|costs|were|went|goes|earn|charge|pay|pays|off|worth|worthwhile|sense|too|still|wrong|wrongly|badly|€|euros?',
    chineseFillers:
      '合不合算|合算|划不划算|值不值|最赚钱?|赚钱?|多少钱|该|应该|应|需要|要不要|是否|如果|假如|要是|会怎样|会怎么样|怎么样|合适|最佳|最优|最好|商品|产品|卖|卖到|改成|改为|调到|设为|变成|欧元|元|块|合理|哪些|好|建议|一些|给|划算|值得|多少钱|多少|太|偏|不|行不行|可行|行吗|便宜',
  },
  {
    intent: 'why',
    english:
      "why'?s?|how come|where (?:do|does|did|is|has|have) (?:it|that|this|they|these|those)(?: all)? (?:come|coming|came|stem(?:ming)?) from|any (?:clue|explanation)|investigate|diagnose|what(?:'s| has| have)? changed|(?:what )?led to|leads? to|contribut(?:es?|ed|ing)(?: most)?(?: to)?|responsible for|(?:is |are |was )?driving|attribut(?:e|ed|ion)(?: of)?|explains?|reasons?|causes?|caused|causing|explain|explanation|what(?:'s| is)? behind|what happened|what drove|drivers?|drove|root cause|(?:that|who|which) (?:pulled|pushed|dragged|drove|dragging|pulling|pushing)|light on|off with|wrong with|what (?:made|makes|pushed|pulled|dragged|lifted|hurt|hit|triggered|killed|sparked|fuell?ed|moved|boosted)|(?:is |are )?going (?:on|wrong)|(?:went|gone|goes) wrong|how so|(?:to )?blame|culprits?|behind|make sense of|understand(?:ing)?|(?:what(?:'s| is) )?up with|what gives|account(?:s|ed)? for|(?:stem|stems|stemmed|stemming) from|factors?|due to what|whose fault",
    chinese:
      '为什么|为啥|为何|原因|怎么回事|怎么了|发生了什么|出了什么事|什么情况|解释|归因|导致|造成|拉低|拉高|带动|推动|怎么(?:这么|那么|突然|又|还|一直|一下子|忽然|就|老是|总是|往上|往下){0,3}(?:涨|跌|降|升|掉|变|少|多|低|高|差|会|冲|飙|猛|暴|滑|崩|缩)|(?:咋|怎么)(?:一)?回事|咋了|咋(?:这么|突然)|啥情况|靠的?是?(?:什么|啥)|(?:出|有)(?:了)?(?:啥|什么)(?:问题|状况|事|毛病)|问题(?:是)?(?:出)?在(?:哪里|哪儿|哪)|(?:哪里|哪儿|哪)(?:出了?|有)问题|(?:搞|弄)(?:清楚|明白)|背后|求解(?:释)?|解读|罪魁祸首|拖累|拖(?:了)?后腿|缘由|缘故|推手|因素|引起|引发|归因于|谁的锅|啥(?:导致|引起|原因)|因为(?:什么|啥)|(?:什么|啥|谁)(?:让|使|把|令)|(?:哪个|哪些|谁)[^，。]{0,6}把|拉下来|拉上去|拉垮|说法|诊断|排查|剖析|追查|查明|是谁[^，。]{0,3}的|怎么(?:这么|那么|如此)|从哪(?:里|儿)?(?:来|冒)|(?:怪|怨)(?:什么|谁|啥)|头绪|发生(?:了)?(?:什么|啥)',
    englishFillers:
      'drop|drops|dropped|dropping|fall|falls|fell|fallen|falling|decline|declined|declines|declining|decrease|decreased|rise|rises|rose|risen|rising|increase|increased|increases|jump|jumped|spike|spiked|spikes|surge|surged|dip|dipped|change|changed|changes|move|moved|go|went|going|gone|low|lower|high|higher|weak|weaker|strong|stronger|bad|worse|better|good|fewer|fewest|less|more|so|sudden|suddenly|there|slump|slow|slower|crash|crashed|tank|tanked|down|up|before|previous|segments?|most|decreasing|growth|grow|grew|growing|shrink|shrank|shrinking|improve|improved|worsen|worsened|analy[sz]e',
    chineseFillers:
      '下降|下滑|下跌|降低|减少|变少|变多|变低|变高|上升|上涨|增长|增加|提高|升高|暴涨|暴跌|大涨|大跌|涨了|跌了|降了|掉了|涨|跌|降|升|低于|高于|少于|多于|低|高|少|多|变|差|好|激增|骤降|骤增|猛增|猛降|飙升|暴增|不|增多|变化|走低|走高|持续|根本|主要|分析|细分|哪些|突然|前一周|前一天|上一周|前一个月|这么|那么|怎么',
  },
  {
    intent: 'forecast',
    english:
      'plan (?:for|with|on)|planning (?:for|with|on)|budget for|best guess|your guess|heading|headed|on track|prepared? for|brace for|count on|bank on|likely|look(?:ing)? ahead|going forward|end up (?:at|with)|forecasts?|forecasted|predict(?:s|ed|ion|ions)?|project(?:ed|ion|ions)|expected|expect|outlook|will|going to be|estimate(?:d|s)?|anticipate(?:d)?',
    chinese:
      '还能(?:不能)?|能保持|保持得?住|做计划|定计划|做预算|预测值?|预计|预估|预期|预判|估计|展望|前景|走向|往哪(?:个)?(?:方向)?走|有望|(?:会|将)?变成多少|(?:要|该)准备(?:接|迎接|应对)|将会|会是|会有|能卖|会卖|会达到|能达到|会(?:不会)?(?=增|上|下(?![单第])|涨|跌|降|升|提|减|好|差|变)|大概会|大约会|会怎样|会怎么样|会如何',
    englishFillers:
      'sell|make|earn|look|looks|look like|reach|hit|take|probably|likely|be|coming|upcoming|ahead|if|prices?|drop|drops|fall|falls|rise|rises|grow|grows|improve|increase|decrease|decline|shrink|higher|lower|better|worse',
    chineseFillers:
      '增长|增加|上升|上涨|下降|下跌|减少|提高|降低|变好|变差|涨|跌|卖|达到|可能|大概|大约|未来|接下来|能|会|多少|将',
  },
  {
    intent: 'kpi',
    english: '(?!)',
    chinese: '(?!)',
    // whether it went up is what the answer says first
    englishFillers:
      'growth|grow|grows|grew|growing|improve|improves|improved|improving|better|worse|worsening|increase|increased|increasing|decrease|decreased|decreasing|rise|rises|rising|rose|fall|falls|falling|fell|drop|drops|dropped|decline|declined|declining|higher|lower|percentage|proportion|share|fraction|ratio|%|month[- ]o(?:ver|n)[- ]month|week[- ]o(?:ver|n)[- ]week|year[- ]o(?:ver|n)[- ]year|quarter[- ]o(?:ver|n)[- ]quarter|mom|wow|yoy|qoq|evolve|evolved|evolution',
    chineseFillers:
      '增长|增加|上升|上涨|下降|下跌|下滑|减少|提高|降低|变好|变差|好转|恶化|涨|跌|升|降|还是|比例|占比|百分比|率|渠道|端|幅度|看|商品',
  },
  {
    intent: 'alerts',
    english:
      '(?:did|has|does) (?:anything|something) (?:break|broken?|fail(?:ed)?|happen(?:ed)?|go)|alerts?|anomal(?:y|ies)|incidents?|wrong|problems?|issues?|broken|unusual|worr(?:y|ied|ying) about|concerned about|red flags?|warning signs?|weird|strange|odd|fishy|abnormal|suspicious|alarms?|on fire|warnings?',
    chinese:
      '异常|告警|警报|报警|预警|出问题|问题|故障|不正常|不对劲|不对头|蹊跷|奇怪|反常|毛病|岔子|危险信号|出事|操心|担心',
    englishFillers:
      'overnight|anything|something|open|right|now|today|currently|there|active|new|list|at|with|is',
    chineseFillers: '昨晚|夜里|出什么|出了什么|出|发生|现在|今天|有|没有|吗|未处理|打开|新|需要|关注|处理',
  },
  {
    intent: 'sources',
    english:
      'sources?|feeds?|data (?:is |is still |still )?(?:fresh|stale|current|complete|up[- ]to[- ]date|recent|late)|(?:fresh|stale|up[- ]to[- ]date|latest) data|data freshness|freshness|up[- ]to[- ]date|last (?:sync|import|update)|data (?:was |were |is |been )?(?:last |recently )?(?:updated|refreshed|synced|loaded|imported)|(?:update|refresh|load)s? (?:of )?(?:the |our )?data|sync(?:ed|ing)?',
    chinese: '数据源|数据来源|数据.{0,6}(?:最新|更新|同步|延迟|完整|及时)|来源',
    englishFillers: 'data|all|fresh|old|when|last|updated|connected|failing|late|how|state',
    chineseFillers: '最后|一次|数据|最新|更新|同步|延迟|什么时候|上次|都|正常',
  },
  {
    intent: 'suggestions',
    english:
      'suggest(?:ions?|ed actions?)?|suggested|actions?|to-?dos?|(?:what )?(?:should|shall|can|must|do) (?:we|i) (?:need to |have to )?(?:do|decide|approve|act on)|what to do|priorities|decisions?',
    chinese: '建议|该做什么|应该做什么|要做什么|做些什么|待办|待处理|该做的',
    englishFillers: 'open|today|now|next|first|best|top|new|any|list|waiting|pending|things?|on',
    chineseFillers: '今天|现在|有|哪些|新|最好|优先|先|什么',
  },
  {
    intent: 'explore',
    english:
      'correlat(?:es?|ed|ions?)(?: with)?|moves? (?:together )?with|related to|associated with|leading indicators?',
    chinese: '相关性|相关|关联',
    englishFillers: 'what|else|kpis?',
    chineseFillers: '有关|哪些|指标',
  },
  {
    intent: 'help',
    english:
      'help|what can you do|what can i ask|commands?|how do you work|how does this work|what do you do',
    chinese: '帮助|你能做什么|你会什么|你会做什么|怎么用|使用说明|命令',
    englishFillers: 'me|us|with|list|available',
    chineseFillers: '有|哪些|都|你|能|会',
  },
]
