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
  | 'model'
  | 'target'
  | 'oncall'
  | 'merchant'
  | 'merchants'
  | 'subscribe'

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
    intent: 'subscribe',
    english:
      '(?:un)?subscri(?:be|ption|ptions)|sign (?:me|us) up|(?:daily|weekly|monthly|quarterly|morning) (?:digests?|summar(?:y|ies)|recaps?|e-?mails?|briefings?|round-?ups?|newsletters?)|(?:send|mail|post|get|give|receive|have|want|need|drop)[^\\u2029]{0,40}(?:every|each) (?:single )?(?:morning|day|week|monday|month|quarter|weekday|friday)|(?:digests?|summar(?:y|ies)|recaps?|briefings?|round-?ups?)[^\\u2029]{0,20}(?:(?:every|each|once a) (?:single )?(?:morning|day|week|monday|month|quarter|weekday|friday)|daily|weekly|monthly)',
    chinese:
      '订阅|退订|(?:日报|周报|月报|季报|早报|简报)(?!数|表)|(?:每天|每日|每周[一二三四五六日天]?|每星期|每个?月|每个?季度|天天|一周一次|一月一次|每早)[^\\u2029]{0,12}(?:发|推|收|总结|汇总|简报|摘要)',
    englishFillers:
      'at \\d{1,2}(?::\\d{2})?(?: ?(?:am|pm))?|please|can|could|i|we|me|us|you|my|the|a|of|for|to|in|inbox|slack|numbers|figures|kpis|digests?|summar(?:y|ies)|recaps?|report|reports|briefings?|updates?|every|each|single|daily|weekly|monthly|quarterly|morning|mornings|day|week|month|quarter|monday|mondays|friday|at|once|like|would|want|get|receive|automatically|regular|regularly|email|mail|send|post|enough|thing|stuff|one|sign|up|subscribe|on',
    chineseFillers:
      '请|帮|我|给|我们|想|要|能|可以|一份|一个|份|个|发|推送|推|收|收到|订|订阅|总结|汇总|简报|摘要|日报|周报|月报|季报|早报|每天|每日|每周|每星期|每个月|每月|每季度|每个季度|早上|早晨|一次|的|吗|好|数据|指标|情况|定期|自动|也|来|让|好吗',
  },
  {
    intent: 'oncall',
    english:
      "(?:who(?:'s|s)?|whom|when|am i|is any\\w+|next) [^\\u2029]{0,20}on[- ]?call|on[- ]?call (?:schedule|rota|roster|shift|person|now|today|tonight|tomorrow|this week)|(?:who(?:'s|s)?|who is) (?:has|holds|holding|carries|carrying|takes|got) the pager|(?:pager|duty) (?:rota|roster|schedule)|rota|roster|(?:who(?:'s|s)?|am i)(?: is| are)?(?: next)? on (?:duty|shift)|whose (?:shift|turn)|(?:person|somebody|whom?|number) to (?:call|wake|page)(?: up)?|who(?:m)? (?:do|should|can|shall|must) (?:i|we) (?:wake|call|page|ring)(?: up)?",
    chinese:
      '谁(?:在|来|去|是)?(?:值班|当班|接班|值夜)|(?:值班|当班|接班)(?:的|人)*(?:是)?(?:谁|哪位|哪个|哪一?个)|值班表|排班|轮到谁|轮班|下一班|(?:叫醒|打给|联系|呼叫|call)(?:谁|哪位)|oncall(?:的|人)*(?:是)?谁|谁(?:在|是)?oncall',
    englishFillers:
      'who|whos|is|am|are|i|when|now|tonight|today|tomorrow|right|currently|next|on call|on-call|oncall|pager|for|the|shift|duty|after|until|up|please|tell|me|this|week|currently|carrying|phone',
    chineseFillers:
      '现在|今晚|今天|明天|下一个|下个|是谁|谁|的|是|在|人|这周|本周|今夜|夜里|晚上|到几点|oncall|什么时候|轮到|我',
  },
  {
    intent: 'target',
    english:
      'targets?|goals?|quotas?|(?:against|versus|vs\\.?|on|to|behind|ahead of|off|with|from) (?:the |our |my )?plan|on (?:track|course|pace)(?! record)',
    chinese:
      '目标(?!客户|人群|群体|用户|客群)|(?:指标|任务|业绩|kpi|计划|进度)(?:都)?(?:完成|达成)|完成(?:率|进度|情况)|达成率|达标|(?:按|跟|比|对比|较|离)计划',
    englishFillers:
      'agreed|on|remind|me|which|how|are|is|we|doing|do|against|versus|vs|compared|with|to|stand|standing|on|track|far|from|off|gap|missing|much|progress|towards?|our|will|hit|reach|make|meet|miss|missed|met|reached|made|still|reachable|ahead|behind|of|plan|pace|pacing|chances?|likely|likelihood|odds|attainment|month|monthly|where|what|show|list|set|the|have|for|a day|needed|need|close|good|well|below|above|under|over|short|status|current|currently|quarterly|annual|yearly|sales|year|quarter|in|by|end|course|can|it|get|there',
    chineseFillers:
      '完成|达成|进度|情况|怎么样|如何|得|了|多少|还|差|离|距离|距|能|会|吗|没|没有|我们|的|多远|有|哪些|什么|跟|比|对比|率|设|定|按|赶|上|得上|够|着|到|概率|可能|每天|要|做|才|才能|几成|百分之|是否|正常|目前|现在|咋样|业绩|指标|任务|计划|kpi|都|本月|月度|季度|年度|几|剩|多|大|算|不|还有',
  },
  {
    intent: 'model',
    english:
      'models?(?! numbers?)|models? (?:versions?|history|quality|accuracy|drift|performance)|(?:our|your|the) models?|model(?= (?:good|accurate|reliable|trust|still|doing|perform|in use|live|well))|(?:accurate|reliable|good|trust\\w*)[^\\u2029]{0,20} models?|(?:trust|rely on|believe|confidence in) (?:the|these|this|your|its) (?:forecasts?|predictions?)',
    chinese: '模型|预测(?:的)?(?:结果)?(?:靠谱|可靠|可信|准(?!备)|能信)',
    englishFillers:
      'AI|which|running|on|you|good|accurate|accuracy|reliable|trust|trusted|trustworthy|well|calibrated|moment|still|purchase|conversion|prediction|predictions?|predicting|predict|predicts|live|in use|use|version|versions|history|previous|older|trained|training|retrained|last|learn|doing|perform|performing|current|champion|drift|drifted|drifting|holding up|is|how|can|we|i|buy|buys|buyers?|who|will|orders?|score|quality|predictive|scoring|behind',
    chineseFillers:
      '预测|下单|购买|转化|那个|这个|靠谱|靠得住|准不准|准|准确|可信|信|能信|可靠|版本|历史|以前|几个|训练|上次|什么时候|现在|吗|好用|好不好|效果|表现|质量|漂移|在用|用|的|率|还|怎么样|如何|能不能|转化率|概率|评分|打分|状态|情况|换|换过|过|哪些|用过|有|哪个|哪一版|版|更新|升级|老|旧|老的|旧的|靠谱|哪些',
  },
  {
    intent: 'campaign',
    english:
      'campaigns?|win[- ]?back|mailing|newsletter campaign|campaigning|mailings?|e-?mailing|promotions?|promo|reactivat(?:e|ion|ing)|re-?engage|(?:mail|e-?mail|text|write to|contact|reach out to|message|call|target|approach|send [^\u2029]{0,20}to)(?= (?:the |our |all )?(?:\\S+ ){0,2}(?:customers?|buyers?|shoppers?|segment|champions|hibernating|promising|lost|loyal|ones))|newsletters?|last promo',
    chinese:
      '营销活动|营销计划|召回活动|推广活动|活动(?!.*(?:商家|商户|卖家))|营销|活动(?!.*(?:商家|商户|卖家))|促销|大促|召回|唤醒|触达|群发|发(?:邮件|短信|券)|推广|投放活动|做(?:一|个)?(?:波|次|轮|场)?(?:触达|活动|推送|群发|召回)|推送|优惠券|发券|短信|挽回|赢回|拉回|激活',
    englishFillers:
      'worth|success|roi|running|live|current|under way|pay|pays|paid off|off|it|plan|planning|make|create|set up|start|run|launch|marketing|promo|customers?|buyers?|shoppers?|budget|contacts?|emails?|messages?|cost|costs|costing|last|latest|previous|recent|result|results|outcome|effect|effects|work|worked|perform|perform(?:ed|ance)|well|new|goal|holdout|€|euros?|mail|e-?mail|text|letters?|postcards?|write|contact|reach|reach out|send|each|would|like|want|have|we|is|are|at|for|with|per|a piece|apiece|segment|to|coupons?|sms|messages?|did|do|bring|brought|make|made|money|earn|earned|return|roi|generate|generated|it|go|went|how|come|from|spend|spending|max|maximum|total|target|win|back|up|postcard|each one|one|piece|budgeted|plan for|target|wave|blast|mailshot|flyer|flyers|voucher|vouchers|achieve|achieved|deliver|delivered|yield|yielded',
    chineseFillers:
      '投入产出比?|投产比?|在跑|跑着|做个|做一个|做|制定|策划|计划|安排|发起|客户|顾客|用户|买家|预算|每次触达|每个联系人|每次联系|每次|每人|每封|触达|联系|成本|费用|上次|上一次|上个|最近一次|效果|结果|成效|值不值得?|值得|划算|邮件|短信|个|欧元|元|搞|搞的|弄|上次搞|到底|带来|多少|赚|赚了|回本|效益|怎么样|如何|发|封|条|每条|一封|一条|每|个人|人|钱|块|手里|有|总共|想|给|要|打算|准备|召回|唤醒|促销|推广|这批|那批|那个|批|群|拿|花|元|一次|复盘|报告|带动|转化|一波|波|一轮|一场|次|场|总共|每个人|毛|用户|做一波|推送|发券|给|赚回来|赚回|回来|本|没|邮件|挽回|赢回|拉回|激活|做得|咋样|一封邮件|封邮件|看下|报告|邮件|单个|提醒|发券|的人|计划|总|单次|人均|单人|个触达',
  },
  {
    intent: 'experiment',
    english:
      'experiments?|a/?b[- ]?tests?|ab tests?|split tests?|tests?|experimenting|trials?|pilot|test groups?|variants?|exp-\\d+',
    chinese:
      'a/?b\\s*实验|样本量?|(?<![a-z])ab(?=要|得|需|测|试|实|的)|实验|a/?b\\s*测试|ab\\s*测试|对照测试|测试',
    englishFillers:
      'live|went|lately|recently|plan|planning|set up|design|long|longer|run|running|last|duration|sample|size|significant|winning|winner|wins|variant|variants|result|results|start|days?|weeks?|need|would|progress|work|going|ongoing|verdict|far|along|how|stand|stands|currently|still|under way|underway|many|much|traffic|visitors|customers|users|enough|power|effect|detect|measure|on|for|to|want|like|would|let|so|prove|see|read|conclusive|decide|ship|roll|kill|stop|end|ended|over|finished|done|good|lift|uplift|size|big|large|sample|see|lift|days|weeks|on|effect|uplift|of|to detect|to prove|verdict|result|results|ship it|roll back|stopped|conclusion|come out|came out|ship|ship it|or not|launch|launch it|keep|kill it|roll out|call it|stop it|already|baseline|base|uplift|lift|for|currently|from|with|assuming|given|conversion',
    chineseFillers:
      '做个|做一个|做|计划|设计|安排|跑|多久|多长时间|时间|需要|样本量|样本|进展|结果|进行|显著|胜出|状态|怎么|得|跑|几天|天|多少天|几周|多少人|人|样本|够|够不够|到哪|哪一步|结束|停|可以|能|吗|上线|推全|全量|有结果|出结果|结论|哪组|哪个|赢|好|想|给|测|试|一个|在跑|还在|正在|情况|要|多大|大|出|结论|出结论|提升|看出|看到|检出|效果|跑出|上线|回滚|停|版本|AB|ab|基线|基准|提升|看到|想看到|多少样本|要多少|假设|目前|现在',
  },
  {
    intent: 'recommend',
    english:
      'recommend(?:s|ed|ations?)?|cross[- ]?sell(?:ing)?|upsell|bundles?|bundle up|bought together|buy together|purchased together|go(?:es)? (?:\\w+ )?with|pairs? (?:well )?with|together with|along with|frequently bought|(?:in|into) the (?:same )?(?:basket|cart|bag)|(?:take|grab|pick up|get) (?:along|too|as well)|along with|appeals? to|(?:be )?(?:interested|interest) in|(?:would|might|will) (?:please|suit|attract|tempt)|also (?:buy|buys|bought|purchased?|order(?:ed)?)|buy(?:ing)? next|next (?:purchase|buy|order)|up-?sell(?:ing)?|what (?:else )?(?:would|will|might|do|does|could|should|can) (?:\\S+ ){0,4}(?:customers?|buyers?|shoppers?|people|users?|they|ones|champions|segment|folks|loyal|hibernating|promising|lost) (?:\\S+ ){0,2}(?:buy|like|want|go for|pick|purchase|order|need)(?! (?:more|less))|what (?:else )?(?:should|could|can|to|do) (?:\\S+ ){0,2}(?:offer|show|pitch|push|suggest|promote|display)|complement(?:s|ary)?|accessor(?:y|ies)|go(?:es)? together|alternatives?|substitutes?|similar (?:to|products?|items?)|instead of|suggest (?:to|for)|offer (?:to|with|them|alongside|next to)|next to|alongside|combine[sd]?|combos?|match(?:es)? (?:well )?with|companions?|add-?ons?|in combination|sells? (?:\\w+ )?together|(?:sold|selling) (?:\\w+ )?together|bought in pairs|pairs?(?: of)?|replace(?:s|ment)?|stand in for|fill in for|swap|next best|similar|suits?|who (?:also )?bought|what else (?:do|did|would|could|might|can)|gift with|set with|in (?:one|a) (?:set|pack|box)|ideas?(?= for (?:the |our )?(?:champions|loyal|at[- ]risk|lost|hibernating|promising|new)\\b)|(?:take|buy|bought|pick|order|grab|get|put)(?: \\w+)? together|also (?:take|takes|get|gets|pick|grab|like|want|need)|fancy|fancies|what else(?=\\s*(?:$|\u2029))',
    chinese:
      '推荐|捆着|捆在一起|搭着|配着|配什么|购物车里?还|顺手|顺便|会?(?:喜欢|感兴趣|想买)|一起买|一同购买|一起购买|搭配|捆绑|组合销售|连带|交叉销售|(?:还|也)(?:会|都)?(?:买|购买)|推(?:什么|啥|点什么|点啥|哪些|几款|一推)|旁边(?:放|推|摆|配|挂)|(?:会|想|爱|可能|接下来|下一步|下次|还)(?:会|想|爱|可能)?(?:再)?买(?:些|点|的)?(?:什么|啥|哪些)|配套|替代|凑单|关联|一起(?:卖|推|放)|顺带|加购|(?:和|跟|与|同)[^\u2029]{0,14}(?:配|搭|一起|一块)|搭(?:什么|啥|哪|个|点|卖|售)|组合|套装|捆|一块(?:儿)?(?:买|卖)|相似|类似|套装|组套装?|组个|(?:顶|替)(?:上|替|代|换)?|换(?:成|个)?(?:什么|啥)|拿(?:什么|啥)|平替|捆绑|一起带走|一道买|成对|成套|凑(?:一|成|单|个)|猜(?:他|她|你|客户)?(?:们)?(?:会)?(?:喜欢|买)|爱买|配对|和[^\u2029]{1,12}(?:最)?(?:搭|配)|该推|推给|推(?:点|些|一些|几个|个)?(?:东西|什么|啥|货)|(?:边上|旁边|一旁)|给(?=[^\u2029]{0,8}(?:推|荐))|点子|创意|花样|(?:塞|放|摆|加|配|送|挂|带|上)(?:点|些|个)?(?:什么|啥|哪些)',
    englishFillers:
      'recommending|suggest(?:ing)?|people|customers?|buyers?|shoppers?|products?|items?|something|buy|buys|bought|purchase|sell|offer|together|usually|often|else|next|segment|ideas?|buyers?|show|offer|push|pitch|well|good|with|have|could|should|like|want|owners?|interest(?:ed|ing)?|along|best|add|also|as|same|cart|basket|people|who|bought|goes|go|put|place|shoppers?|purchasers?|sells?|together|replace|out of stock|sold out|when|gone|unavailable|else|set|pack|pair|pairs|customers|who|them|this|that|it|similar|swap|take|usually|segment|ideas|group|crowd|interests?|tend to|typically|normally|gift|gifts|present|idea|someone|somebody|buys|would|they|want|if|take|takes|items|bring back|bring|win|win back|back|could|who|which|that|deserve|tempt|reach|fancy|and|folks',
    chineseFillers:
      '适合|合适|的人|商品|产品|东西|客户|顾客|用户|买家|买|购买|常|一般|还会|点什么|点|哪些|有|卖|下一步|旁边|推|放|摆|这批|这群|这些|批|群|人|接下来|下次|啥|什么|会|买|可以|好|比较|最|搭|配|给|的人|买了|买过|顾客|能|还|想|爱|跟|和|卖|款|一起|点|页面|家|家的|哪些|东西|适合|组|套装|没货|断货|缺货|了|能|拿|啥|什么|顶上|顶|替|代替|换|用户|客户|群|这类|该|凑|一套|一起|成|爱|喜欢|边上|旁边|推点|推些|下一步|客群|群体|人群|什么商品|款式|该给|客人|一般|一起|针对|点子|有什么|常常|通常|都|爱|带|拿|塞|塞点|放|加|配|送|那群人|这群人|那些人|那群|适合|群人',
  },
  {
    intent: 'restock',
    english:
      're-?stock(?:ing)?|re-?order(?:ed|ing)?|shopping list|replenish(?:ment|ing)?|run(?:ning|s)? out(?: of)?|purchase order|running low|low (?:on )?stock|order (?:more|again)|(?:have to|need to|must|should) (?:buy|get|order) (?:again|more of|in)|(?:should|must|shall) \\S+ (?:order|buy|stock)|(?:sell|sells|selling) out|(?:about|going) to be sold out|to order|need(?:s|ing)? (?:ordering|replenishing|topping up)|(?:spend|invest|put) (?:it |them |money )?(?:on|into|in) (?:stock|inventory|goods)|(?:money|euros?|dollars?|budget) (?:for|to spend on) (?:stock|inventory|goods)|(?:has|have|need|needs|must) (?:to )?be (?:ordered|bought|restocked)|buy in|stock up|purchase orders|purchasing (?:list|plan|proposal|orders?)|must (?:be )?(?:bought|ordered)|refill(?:ing)?|top(?:ping)? up|stocking up|replenish(?:ed|ments?)?|buy(?:ing)? more|inventory (?:needs|levels?|plan)|run(?:s|ning)? (?:dry|short|low|empty)|short (?:on|of) stock|procure(?:ment)?|(?:what|which|how much|how many) [^\u2029]{0,24}(?:to|should (?:we|i)|must (?:we|i)|do (?:we|i) (?:need to|have to)) (?:order|buy|purchase|stock|procure)|about to (?:run out|sell out)|stock (?:needs?|levels?|for|left|lasts?|cover)|days of (?:stock|cover)|supply|supplies|order (?:list|proposal|quantities|soon|now)|orders? (?:to|with|from) (?:our |the )?suppliers?|(?:low|almost gone|nearly gone) (?:inventory|in stock)|inventory|warehouse needs|stock(?= (?:for|at|of|position|situation|check)\\b)|(?:purchas(?:e|ing)|buying|order|procurement|supplier|reorder) (?:list|plan|sheet|proposal|basket)|what (?:is|are) (?:we )?(?:short|missing|low)|(?:needs?|need to|should|must) (?:be )?(?:re)?order(?:ed)?|what (?:do|should|must|shall|can) (?:i|we) (?:need to |have to )?(?:order|buy|reorder|purchase|restock)|shortages?|short supply|running short',
    chinese:
      '补货|(?:急|着急|优先|先|该|要)补|该(?:进|订|买|采购)(?:些|点)?(?:什么|啥|哪些)|(?:重新|再)(?:进|订|采购)|(?:要|会|马上|就要|快)断(?:的)?货|断的货|补什么货|补多少货?|进货|进多少货?|订(?:哪些|什么|多少)?货|采购|快卖完|快要卖完|即将断货|要断货|库存不足|备货|(?:快|要|即将|将|会)(?:要)?(?:断货|缺货|售罄)|需要(?:补|进)|进(?:点)?(?:什么|啥|哪些)?货|(?:先|该|要|得|需|急|再|快)?补(?:哪|什么|啥|多少|点|些|一批|仓|库)|备多少|(?:订|采|叫|拿|下)(?:点|些)?(?:什么|啥|哪些|多少)?货|下采购|采买|采购|囤|库存(?:够不够|够吗|告急|见底|不够|紧张|快没|低|少|预警|吃紧|还够|还能|撑)|(?:快|要)没(?:货)?了?|见底|快没货|(?:还能|能)(?:撑|卖)(?:几|多少)天|缺口|(?:库存|货)(?:够|不够|还够|还剩)|要补|补上|补齐|补足|补点|补一下|订购|下单补|(?:采购|进货|补货|订货|备货)(?:单|清单|表|计划|建议|方案)?|(?:该|要|需要|得)(?:进|订|买|补|备)(?=什么|啥|哪|多少|点|些|货|$|\u2029)|(?:货|库存)(?:要|快|该)?(?:补|备|订)|缺(?:什么|啥|哪些)(?:货)?|补库存|补仓|快(?:要)?(?:卖|没)(?:完|没|光|空)?了?|卖没|会不会(?:断|缺|没)货?|够(?:不够)?卖|(?:什么|啥)时候(?:会)?(?:断|缺|没|卖完)|压货|压(?:点|些)货|屯货|屯|(?:要|会|快|将)缺|进点(?:什么|啥|货)?',
    englishFillers:
      "anything|time|most|urgently|products?|items?|skus?|articles?|goods|stock|inventory|soon|today|now|budget|limit|max|urgent|urgently|first|suppliers?|next|order|orders|quantity|merchant|buy|top|best|must|almost|about|proposals?|suggestions?|plan|bought|pressing|most pressing|critical|important|necessary|needed|need|needs|spend|have|with|we|under|within|maximum|up to|cap|list|critical|lists?|what|which|before|christmas|running|out|left|empty|bare|shelves|shelf|quantities|proposal|wallet|cash|at most|no more than|under|below|purchase|purchasing|within|not more than|euro|per|buying|short|low on|supplier's|fill|refill|stuff|things|badly|desperately|really|most urgent|pressing|last|lasts|long|how long|enough|till|until|when|out of stock|sold out|back in stock|still|shopping|go shopping|first|prepare|write|draft|make|max|coming|up|coming up|who",
    chineseFillers:
      '供应商|供货商|清单|存货|不多|最多|最|急需|建议|清单|计划|商品|产品|货|东西|预算|不超过|以内|应该|需要|今天|马上|尽快|先|库存|了|欧元|元|数量|进|补|订|前|家|手里|就|只有|有|哪些|哪|什么|啥|先|紧急|最紧急|要紧|最要紧|该|得|多少|够|不够|快|没|货|补|买|最缺|缺|给|列|出|帮|看|单子|名单|几样|几个|样|欧|块|花|钱|批|金额|控制|上限|封顶|采购单|控制在|控制|以内|内|之内|单|以下|不超|别超|超过|别超过|不能超|多|哪些该|该|类|吃紧|紧张|告急|快|没了|卖|火烧眉毛|十万火急|燃眉之急|下|会不会|断货|缺货|采购单|哪些|还|够卖|够|啥时候|什么时候|可以|压货|急|最急|能|撑|多久|催|催单|催货|下多少货|多少货|能花|下|备|货|接下来|哪些|列|进点啥|给',
  },
  {
    intent: 'price',
    english:
      'prices?|pricing|priced|repric(?:e|ing)|(?:more|less|too) expensive|too cheap|over-?priced|under-?priced|cheaper|discount|charg(?:e|ing) (?:for|more|less)|get away with|what if|mark ?down|sell .* (?:for|at) |room (?:to|for)|charg(?:e|ed|ing)|pric(?:ey|ier|iest)|left on the table|too (?:dear|pricey|steep|expensive|cheap)|mark(?:ed|ing)? ?(?:up|down)|mark-?ups?|headroom|(?:costs?|cost) (?:more|less)|re-?price|at what price|price tags?|(?:raise|lower|cut|increase|drop|reduce|bump) (?:it|them) (?:by|to)|sell (?:it|them) (?:for|at)|go (?:up|down) to|mispriced|wrong(?:ly)? priced|price tags?|price point|ask for(?= )|how much (?:could|can|should|would) (?:i|we) (?:ask|charge|take|get|sell)|worth|too cheap(?:ly)?|cheaply|how (?:low|high|far) (?:can|could|may|should) (?:i|we) (?:go|push)',
    chinese:
      '定多少钱?|(?:卖|定)(?:得)?(?:贵|便宜)|行得通|(?:降|涨|提|调|改|卖)(?:到|至|成)|(?:降|涨|上调|下调|提高|降低)\\s*\\d+(?:\\.\\d+)?\\s*%|涨价|降价|调价|定价|价格|售价|改价|提价|打折|打[一二三四五六七八九]{1,2}折|[太偏]贵|便宜|贵不贵|卖多少钱?(?:才|比较|最)?(?:合适|合理|好|划算)|卖(?=\\s*[€¥$]?\\s*\\d)|的?价(?:格|钱|位|码)?(?!值|格式|签)|(?:往上|往下|上|下)(?:调|提|抬|压)|挂(?=\\s*[€¥$]?\\s*\\d)|标价|挂价|卖价|单价(?!率)|(?:定|标|挂|卖|改|调|降|提|涨|加|减)(?:在|到|成|价)?(?=\\s*[€¥$]?\\s*\\d)|[贵便]了|便宜点|贵点|打折|折扣|(?:涨|降|提|加|减|抬)(?:点|一点|些)?(?:价|钱)',
    englishFillers:
      'raise|raises|raising|lower|increase|decrease|reduce|drop|drops|dropped|cut|change|changes|changing|set|put|sell|sells|selling|best|optimal|ideal|right|good|product|products|items?|should|recommended|suggest|suggested|make|made|what-if|if|happens?|would|adjust|to|at|by|for|cost|costs|were|went|goes|earn|charge|pay|pays|off|worth|worthwhile|sense|too|still|wrong|wrongly|badly|€|euros?|units|revenue|sales|volume|gmv|profit|margin|euros|much|lose|loss|room|there|any|table|left|money|leave|leaving|enough|be|is|are|go|goes|going|up|down|higher|lower|space|upwards|downwards|with|more|less|still|sells?|units?|volume|impact|effect|affect|hurt|demand|do|does|we|charge|try|test|afford|people|customers?|pay|let|suppose|say|imagine|mispriced|wrongly|off|knock|our|them|anything|something|which|ones|list|too high|too low|high|low|how much|ask|asking|better|could|most|highest|best|maximum|max|which price|price level|earns|profit|without (?:losing|hurting|killing|scaring|losing) (?:too (?:much|many) |any )?(?:sales|customers|volume|units|demand|buyers)|cheaply|low|far|any|articles?|deserve|deserves|different|new|another|need|needs|worth a|carry|bear|stand|support|take',
    chineseFillers:
      '合不合算|合算|划不划算|值不值|最赚钱?|赚钱?|多少钱|该|应该|应|需要|要不要|是否|如果|假如|要是|会怎样|会怎么样|怎么样|合适|最佳|最优|最好|商品|产品|卖|卖到|改成|改为|调到|设为|变成|欧元|元|块|合理|哪些|好|建议|一些|给|划算|值得|多少钱|多少|太|偏|不|行不行|可行|行吗|便宜|少卖|多卖|销量|销售额|利润|营收|影响|空间|余地|往上|往下|上调|下调|挂|行不|行吗|行|能|可以|妥|妥不妥|会|有没有|还|再|现在|我想|想|试试|试|涨|提|降|点|一点|些|损失|亏|多赚|高|低|高了|低了|贵了|合适吗|吗|卖得动|卖不动|动|有人买|人买|能不能|该不该|别的|改|标错|标|错|定错|报错|卖得动吗|卖得动|动吗|类|有没有|里|哪些|哪个|是不是|该|不该|钱|定|挂|标|卖|需求|怎么变|变|会怎么变|更好|更|琢磨|琢磨着|动|动一动|动吗|什么|价位|利润|最高|最多|个点|点|体检|检查|再高点|再低点|一成',
  },
  {
    intent: 'why',
    english:
      "why'?s?|warum|wieso|how come|how is it that|than (?:it|they|we) used to|where (?:do|does|did|is|has|have) (?:it|that|this|they|these|those)(?: all)? (?:come|coming|came|stem(?:ming)?) from|any (?:clue|explanation)|investigate|diagnose|what(?:'s| has| have)? changed|(?:what )?led to|leads? to|contribut(?:es?|ed|ing)(?: most)?(?: to)?|responsible for|(?:is |are |was )?driving|attribut(?:e|ed|ion)(?: of)?|explains?|reasons?|causes?|caused|causing|explain|explanation|what(?:'s| is)? behind|what happened|what drove|drivers?|drove|root cause|(?:that|who|which) (?:pulled|pushed|dragged|drove|dragging|pulling|pushing)|light on|off with|wrong with|what (?:made|makes|pushed|pulled|dragged|lifted|hurt|hit|triggered|killed|sparked|fuell?ed|moved|boosted)|(?:is |are )?going (?:on|wrong)|(?:went|gone|goes) wrong|how so|(?:to )?blame|culprits?|behind|make sense of|understand(?:ing)?|(?:what(?:'s| is) )?up with|what gives|account(?:s|ed)? for|(?:stem|stems|stemmed|stemming) from|factors?|due to what|whose fault|who (?:ate|killed|took|stole|hit)|what (?:ate|killed|sank|tanked|crushed|wiped|moved|spooked|slowed|broke|went|turned|changed|lies|sits|is dragging|is pushing|is pulling|is hurting|is eating|is weighing|is holding|is keeping|is lifting|is feeding|is wrong|is the matter|is the story|is the deal|explains|brought|caused|did this|did that)|mix or price|price or mix|(?:not|n't|never) (?:understand|get it|explain)|makes? no sense|no idea|what(?:'s| is| was)? with|what (?:the|da) (?:hell|heck|fuck|f\\w*|deal)|wtf|what happened (?:to|with)|story behind|get to the bottom|post-?mortem|break down the|decompose|pinpoint|(?:where|which) [^\u2029]{0,30}(?:lost|losing|lose|bleeding|leaking|leak|missing|went wrong)|whom? (?:can|do|should) (?:we|i) blame|did we do wrong|did wrong|how did [^\u2029]{0,40}happen|how can it be|how is it possible|how come|what else|who or what|whodunn?it|puzzled|puzzling|mystery|to do with|down to|because of|what did it|cause|triggers?|triggered|trouble with|what is it|what was it|(?<!\\b(?:did|does|do|will|would|has|have|could|can|if|is|was|any|no)\\b[^\u2029]*)\\b(?:the|this|that|our|yesterday's|last \\w+'s) [^\u2029]{0,40}\\b(?:drop|dip|slump|spike|surge|jump|plunge|crash|collapse|decline|fall|rise|increase|decrease|uptick|upturn|downturn|peak|hole|swing|gap|shortfall|climb|leap|bump|slide)(?= (?:of|in|on|at|from|since|for|yesterday|last|this|today)\\b|$|\u2029)|thanks to|to thank|credit (?:for|goes|to)|gets? the credit|owe (?:it|that|this)|(?:for )?what reason|due to|walk (?:me|us) through (?:the|this|that)|talk me through|the why|(?:help|let) (?:me|us) (?:understand|make sense)|did (?:it|this|that) (?:come|happen)|root causes?|what (?:do|does|did) [^\u2029]{0,20}(?:have|has|had) to do|where(?: exactly)? (?:is|are|was|were|did) (?:it|the|we|this|that)[^\u2029]{0,20}(?:com(?:e|ing) from|go|lost|lose|missing|stuck|hiding)|what(?:ever)? (?:is )?(?:got|gotten) into|any (?:idea|ideas|thoughts|theory|theories|suspicion)(?=\\s*(?:$|\u2029$))|ideas(?=$|\u2029$)|(?:something|somebody|someone) (?:is |was |has |'s )?(?:eating|hurting|dragging|killing|hitting|pulling|pushing|depressing|boosting|inflating|driving|weighing|ate|hurt|dragged|killed|hit|broke)|(?<!\\b(?:did|does|do|has|have|is|are|was|if|will|how|any)\\b[^\u2029]*)(?:fell off|fallen off|collapsed|crashed|tanked|nosedived|halved|plummeted|cratered|dried up|drying up|in free ?fall|through the (?:floor|roof)|exploded|imploded|evaporated|in the (?:cellar|toilet|basement|gutter))|eating into|eating up|on the floor|so (?:badly|poorly|low|high|few|little|bad|weak|slow|quiet)(?= |$|\u2029)|which (?:part|piece|bit|corner|side|segment|area|market)s?(?: of)?|did that|did this|cost us|messed up|mess(?:es)? up|screwed|to blame|what (?:did|does|has done) the (?:damage|harm)|what is up(?=\\s*(?:$|\u2029))|what's up(?=\\s*(?:$|\u2029))|how (?:is|was|can|could) (?:that|this|it) (?:even )?(?:possible|be|happen)|how did (?:we|it|they|that|this) (?:manage|get|end up|achieve|come|happen|go|pull)|how on|to explain|what for a reason|what(?:'s| is) the (?:catch|matter|reason|story|cause|deal|problem)|such an? (?:high|low|big|small|bad|good|strong|weak|poor|huge|sharp|steep)|so suddenly|what exactly|decomposition|attributable|contribution|(?<=\\b(?:is|are|was|were|looks?|seems?) (?:way |far |much |just )*)too (?:low|few|slow)(?! for)",
    chinese:
      '怎么(?:就)?突然没(?:有|了)?|为什么|为啥|为何|原因|怎么回事|怎么了|发生了什么|出了什么事|什么情况|解释|归因|导致|造成|拉低|拉高|带动|推动|怎么(?:这么|那么|突然|又|还|一直|一下子|忽然|就|老是|总是|往上|往下){0,3}(?:涨|跌|降|升|掉|变|少|多|低|高|差|会|冲|飙|猛|暴|滑|崩|缩)|(?:咋|怎么)(?:一)?回事|咋了|咋(?:这么|突然)|啥情况|靠的?是?(?:什么|啥)|(?:出|有)(?:了)?(?:啥|什么)(?:问题|状况|事|毛病)|问题(?:是)?(?:出)?在(?:哪里|哪儿|哪)|(?:哪里|哪儿|哪)(?:出了?|有)问题|(?:搞|弄)(?:清楚|明白)|背后|求解(?:释)?|解读|罪魁祸首|拖累|拖(?:了)?后腿|缘由|缘故|推手|因素|引起|引发|归因于|谁的锅|啥(?:导致|引起|原因)|因为(?:什么|啥)|(?:什么|啥|谁)(?:让|使|把|令)|(?:哪个|哪些|谁)[^，。]{0,6}把|拉下来|拉上去|拉垮|说法|诊断|排查|剖析|追查|查明|是谁[^，。]{0,3}的|怎么(?:这么|那么|如此)|(?:从哪(?:里|儿)?(?:来|冒)|哪来的?)|(?:怪|怨)(?:什么|谁|啥)|头绪|发生(?:了)?(?:什么|啥)|什么鬼|搞什么|咋整|名堂|(?:没|看不|想不|搞不|弄不)(?:看|想|弄|搞)?(?:懂|通|明白|清)|(?:少|多|卡|差|丢|亏|跌|涨|输|败|掉|堵|栽)(?:是)?(?:少|多|差|丢|跌|涨|掉)?在(?:了)?(?:哪|什么|谁|啥)|还是[^\u2029]{1,6}问题|谁(?:干|害|搞|拖|惹)|拖(?:的|了)?(?:后腿|累)|(?:谁|啥|什么|哪里|哪儿)(?:拖|拉|害|带|推|搞|闹|惹|造)|锅|病根|症结|根源|根因|来龙去脉|内情|深挖|挖一下|怪事|搞成|弄成|怎么搞|怎么弄|咋搞|咋弄|(?:为|因)(?:了)?(?:什么|啥|何)|何以|何故|是不是因为|(?:什么|啥)(?:原因|缘故|问题|情况|状况|事|毛病|名堂|玩意)|由来|哪(?:里|儿|块|个环节)?(?:掉|丢|少|多|漏|流失|崩|垮|出岔)|复盘一下|(?:怎么|咋)(?:就)?(?:没|塌|崩|垮|成|起|下|上|回|这样|这德行|这鬼|来)|是(?:因为|由于)|(?:受|被)(?:什么|啥|谁|哪)|(?:哪些|什么|啥)(?:东西|因素|环节)|咋(?:涨|跌|降|升|掉|变|少|多|低|高|差)|功劳|功臣|多亏|得益|归功|托[^\u2029]{0,3}福|(?:掉|跌|涨|降|升|少|多|冲|垮)(?:的)?那(?:么)?(?:一)?(?:下|波|截|段|块)|捋(?:一?捋|一下|下)?|哪(?:个|些|一)?(?:环节|步骤|地方|块|步|方面|部分)|(?:少|掉|跌|降|涨|多|升|崩|垮|低|高)了?(?:的)?[^\u2029]{0,4}\u2029[^\u2029]{0,4}(?:查|捋|挖|扒|究|分析|看看(?:是)?(?:哪|谁|为|什么|啥))|怎么(?:办到|做到|来的)|为(?:的)?(?:是)?(?:什么|啥)|个(?:原因|理由|说法|解释)|理由|咋(?:就|办到|来的|弄的)|怪(?:谁|啥|什么)|扒一扒|刨根|真相|(?:谁|啥|什么)的(?:功劳|锅|问题|责任|错)|责任|出在|惹的|害的|拖(?:下来|下去|垮)|拽(?:下来|下去)|吃掉|蚕食|(?:严重|厉害|猛|异常|不对|突然|暴[涨跌])[^\u2029]{0,8}\u2029?[^\u2029]{0,4}(?:分析|查|诊断)|(?:拉垮|差|烂|弱|崩|低|惨)成(?:这|那)(?:样|个样)|何在|怎么(?:拉垮|崩|差|垮|烂|弱)|(?:丢|跑|去|流|没)(?:到)?哪(?:儿|里)?(?:去)?了|怎么(?:就|才)(?:这么|那么)?(?:几|点|些)?|因子|(?:变动|变化|波动|涨跌|涨幅|跌幅|下滑|下降|上涨)[^\u2029]{0,4}(?:拆|分解|归因|溯源|来源|构成|剖)|(?:哪|谁|啥|什么)[^\u2029]{0,3}(?:坏|崩|挂|漏|塌|断|卡)(?:了|掉)?|坏在|溯源|成因|看出(?:为|原|是)|(?:为)?啥(?=了吗|呢|吗|$)|(?<!是|吗[^\u2029]*)(?:也|都)?太(?:低|少|差|惨)了(?![^\u2029]*[吗么])|创(?:了)?(?:新)?(?:高|低)|影响(?:最)?大|撑起来',
    englishFillers:
      "anomaly|anomalies|drop|drops|dropped|dropping|fall|falls|fell|fallen|falling|decline|declined|declines|declining|decrease|decreased|rise|rises|rose|risen|rising|increase|increased|increases|jump|jumped|spike|spiked|spikes|surge|surged|dip|dipped|change|changed|changes|move|moved|go|went|going|gone|low|lower|high|higher|weak|weaker|strong|stronger|bad|worse|better|good|fewer|fewest|less|more|so|sudden|suddenly|there|slump|slow|slower|crash|crashed|tank|tanked|down|up|before|previous|segments?|most|decreasing|growth|grow|grew|growing|shrink|shrank|shrinking|improve|improved|worsen|worsened|analy[sz]e|halved|halve|doubled|double|tripled|through the roof|through the floor|roof|floor|explain|mix|price|prices|complain(?:s|ed|ing)?|than (?:usual|normal|before)|usual|normal|normally|sell|sells|selling|sold|little|much|many|badly|poor|poorly|look|looks|collapse|collapsed|plunge|plunged|soar|soared|climb|climbed|climbing|tanking|crashing|jumping|surging|spiking|slipping|slipped|slide|slid|sliding|beat|beats|beating|lot|big|step|steps|people|so few|so many|keeps?|keep|fault|wednesday's|hole|gap|shortfall|uptick|downturn|peak|swing|leap|climbs|bump|worrying|lately|less|since|eat|eats|eating|hurt|hurting|off|cliff|doing|does|ask|asks|asking|cost|costs|traffic|spike|cause|causes|moved|business|part|percentage|damage|harm|sliding|slides|slid|nobody|seems|buy|losing|manage|managed|such|possible|get|got|end up|achieve|high|low|huge|steep|sharp|night|record|way|far|too|wise",
    chineseFillers:
      '老往|总往|下降|下滑|下跌|降低|减少|变少|变多|变低|变高|上升|上涨|增长|增加|提高|升高|暴涨|暴跌|大涨|大跌|涨了|跌了|降了|掉了|涨|跌|降|升|低于|高于|少于|多于|低|高|少|多|变|差|好|激增|骤降|骤增|猛增|猛降|飙升|暴增|不|增多|变化|走低|走高|持续|根本|主要|分析|细分|哪些|突然|前一周|前一天|上一周|前一个月|这么|那么|怎么|腰斩|砍半|翻倍|翻番|崩了|崩盘|塌了|塌方|跌没了|跌没|没了|掉没|冒|冒出来|窜|蹿|蹿升|冲上去|掉下来|掉下去|下来了|上去了|起来了|那么高|那么低|这么高|这么低|越来越|结构|价格|少卖|多卖|说|真|是|突然|往上|往下|卖得|卖的|难看|惨|惨淡|离谱|夸张|异常|反常|不对劲|不正常|扛不住|撑不住|顶不住|不行了|不行|拉胯|疲软|萎靡|低迷|大促|多卖|少卖|那么多|这么多|那么少|这么少|那么|这么|那一下|一下|查查|查|看看|是|环节|好|厉害|猛|原来|本来|平时|往常|掉得|跌得|涨得|比|严重|分析分析|断崖|缩水|窜上去|窜|突然窜|拉垮|成那样|那样|这样|弱|何在|的锅|锅|赚|少赚|钱|流量|转化|拉胯成|丢了|丢|去哪了|跑哪|丢哪去了|好多|就那么|那么几|坑|个坑|爆了|爆|因子|变动|拆|拆一下|拆开|狂掉|狂跌|狂涨|坏了|坏|没什么人|看出|看出来|没人来|怪怪的|怪怪|怪|太低了|太少了|创新高|创新低|新高|新低|影响最大|影响|最大|抢|因素|也',
  },
  {
    intent: 'forecast',
    english:
      "project(?= (?!team|plan|manager))|plan (?:for|with|on)|planning (?:for|with|on)|budget for|best guess|your guess|heading|headed|on track|prepared? for|brace for|count on|bank on|expectations?(?= for| of)|demand for (?:the )?(?:next|coming|november|december|january|christmas|tomorrow|black friday)|likely|look(?:ing)? ahead|going forward|end up (?:at|with)|forecasts?|forecasted|predict(?:s|ed|ion|ions)?|project(?:ed|ion|ions)|expected|expect|outlook|will|going to be|estimate(?:d|s)?|anticipate(?:d)?|(?:am|is|are|we're|it's|they're) (?:we |it |they )?going to|gonna|(?:can|could|should|may|might|do) (?:we|i|they) (?:expect|reckon|anticipate|hope|reach|hit)|in store|in the pipeline|pencil in|ballpark|what to expect|to expect|expecting|shall we|should we (?:expect|see|reach)|crystal ball|guess(?:timate)?|forecasting|pace for|reckon|eta|look like by|land at|wind up|finish (?:at|the)|close (?:the (?:month|year|quarter)|out)|in for|going to(?! (?:the|a|an|my|our|meet|see|bed)\\b)|staff(?:ing|ed)?(?: the \\w+| up)?|man the \\w+|hire for|get ready|gear up|shall we|(?:where|how) (?:does|do|would|will|might) [^\u2029]{0,30}(?:end up|land|finish|stand by|be by|turn out)|knock|suppose|what if|realistic(?:ally)?|conservative(?:ly)?|optimistic(?:ally)?|pessimistic(?:ally)?|prognosis|prognoses",
    chinese:
      '要扛|得扛|还能(?:不能)?|能保持|保持得?住|做计划|定计划|做预算|预测值?|预计|预估|预期|预判|估计|展望|前景|走向|往哪(?:个)?(?:方向)?走|有望|(?:会|将)?变成多少|(?:要|该)准备(?:接|迎接|应对)|将会|会是|会有|能卖|会卖|会达到|能达到|会(?:不会)?(?=增|上|下(?![单第])|涨|跌|降|升|提|减|好|差|变)|大概会|大约会|会怎样|会怎么样|会如何|能(?:不能)?(?:做|有|卖|出|到|达|冲|破|过|上|来|跑|接|走|涨|撑|拿|收|进|成)(?:到|了|得)?(?![^\u2029]{0,4}原因)|会(?:有(?!人)|到|卖|做|出|掉|破|超|冲|跌|涨|回(?![来头])|反|继续|达|突破|下(?![单第])|上)|要来|帮估|估(?:一)?(?:个|下|算|摸)|猜|大概(?:能|会|有)|推算|测算|看(?:涨|跌)|顶得住|扛得住|稳得住|守得住|指望|期待|展望|有戏|心里有个数|有个底|备战|预备|预备着|打算备|备人|排(?:几|多少)?(?:个)?(?:人|班)|(?:按|照)多少|(?:准)?备(?:多少|几)(?:人|个人|单)|仓库(?:要|得|该|需)|会不会|能不能(?=涨|跌|升|降|破|超|到|过|冲|守|保|回)|后市|今后|往后|(?:会|将)(?:不会)?(?:更|继续|再|越)|(?:还|再)(?:会|能)(?:涨|跌|掉|降|升)|啥走势|走势(?=会)|稳(?:吗|么|$|(?=\u2029))|把握|拉动|刺激|能撑|保得住|[上到冲做]得了|做得到|冲得上|达得到',
    englishFillers:
      '(?:count on|expect|see|get|do|have|hit|reach|make|break|get to|pass|exceed|above|over|more than|at least|beyond|under|below|cross) \\d{2,}[\\d.,]*k?|sell|make|earn|look|looks|look like|reach|hit|take|probably|likely|be|coming|upcoming|ahead|if|prices?|drop|drops|fall|falls|rise|rises|grow|grows|improve|increase|decrease|decline|shrink|higher|lower|better|worse|busy|busier|get|gets|getting|come|comes|down|up|going|to|make|makes|take|have|see|do|until|till|by|end|budgeting|planning|plan|sales plan|selling|ship|sold|staff|warehouse|worse|get worse|better|everything|knock|where|up|off|land|finish|more|less|still|keep|stay|hold|steady|happen|turn out|for it|crew|team|people|packers|drivers|support|enough|need|needed|\\d{3,}(?= ?\uE000)|\\d{4,}|effect|impact|all|say|drop all',
    chineseFillers:
      '扛|扛多少|增长|增加|上升|上涨|下降|下跌|减少|提高|降低|变好|变差|涨|跌|卖|达到|可能|大概|大约|未来|接下来|能|会|多少|将|当天|那天|做到|做|有|来|到|冲到|冲|破|超过|超|回升|回落|反弹|继续|下来|上来|上去|下去|降下来|涨上去|多大|多高|左右|上下|光景|水平|帮|个数|数|底|备|预算|计划|排班|几|仓库|备|备人|人手|人|按|大促|活动|带来|多少钱|会不会|更|还|再|越|高峰|准备|够|需要|该|得|要|破千|破百|破万|好点|生意|就|好一点|那天|来|稳|把握|拉动|刺激|打折|动|全场|要是|\\d{4,}|上得了|到得了|更多|更少|影响|全线|全部',
  },
  {
    intent: 'kpi',
    english: '(?!)',
    chinese: '(?!)',
    // whether it went up is what the answer says first
    englishFillers:
      'close|closed|growth|grow|grows|grew|growing|improve|improves|improved|improving|better|worse|worsening|increase|increased|increasing|decrease|decreased|decreasing|rise|rises|rising|rose|fall|falls|falling|fell|drop|drops|dropped|decline|declined|declining|higher|lower|percentage|proportion|share|fraction|ratio|%|month[- ]o(?:ver|n)[- ]month|week[- ]o(?:ver|n)[- ]week|year[- ]o(?:ver|n)[- ]year|quarter[- ]o(?:ver|n)[- ]quarter|mom|wow|yoy|qoq|evolve|evolved|evolution|in (?:euros?|eur|dollars|money)',
    chineseFillers:
      '增长|增加|上升|上涨|下降|下跌|下滑|减少|提高|降低|变好|变差|好转|恶化|涨|跌|升|降|还是|比例|占比|百分比|率|渠道|端|幅度|看|商品',
  },
  {
    intent: 'alerts',
    english:
      '(?:did|has|does) (?:anything|something) (?:break|broken?|fail(?:ed)?|happen(?:ed)?|go)|alerts?|anomal(?:y|ies)|incidents?|wrong|problems?|issues?|broken|unusual|worr(?:y|ied|ying) about|concerned about|red flags?|warning signs?|weird|strange|odd|fishy|abnormal|suspicious|alarms?|on fire|warnings?|firing|fired|went off|going off|triggered|paged|ringing|blowing up|burning|alarming|(?:anything|something|everything|all|things) (?:else )?(?:i|we) should know|(?:is|are) (?:everything|all|things) (?:ok|okay|fine|alright|all right|good|normal|in order|under control|running)|all (?:good|clear|quiet|fine)|everything (?:ok|okay|fine|alright|normal|in order|under control)|out of the ordinary|outliers?|need(?:s)? (?:my|our|your|immediate) attention|attention|on fire|fires?|emergenc(?:y|ies)|went wrong|going wrong|critical|anything (?:still )?(?:open|new|urgent|serious|burning|critical|pressing|bad|unresolved)|still open|pager|grafana|on[- ]call|oncall|what needs (?:attention|looking|fixing)|everything (?:running|working|well|smooth|smoothly)|did (?:i|we) miss anything|what did (?:i|we) miss|broke|breaking|acting up|off today|looks? off',
    chinese:
      '异常|告警|警报|报警|预警|出问题|问题|故障|不正常|不对劲|不对头|蹊跷|奇怪|反常|毛病|岔子|危险信号|出事|操心|担心|在响|响了|炸了|出啥事|有(?:啥|什么)?事(?:吗|没|不)|(?:一切|都|全)(?:还)?(?:正常|好)(?:吗|么|不|嘛)?|还好吗|不对(?!比)|险情|紧急(?!程度|补)|红灯|爆(?:了|雷)|有没有事|火烧眉毛|要紧的事|状况外|警情|没(?:恢复|修好|解决|处理|关掉|关)|恢复(?:了)?(?:没|吗)|值班|被call|红的|在红|着火|起火|挂着(?:没|的)|捅|娄子|炸|冒烟|不稳|怪事|怪(?:的|异)|出(?:啥|什么)?(?:状况|岔)|要命|致命',
    englishFillers:
      "overnight|anything|something|open|right|now|today|currently|there|active|new|list|at|with|is|what|is|which|are|everything|all|good|ok|okay|fine|else|know|should|be|been|morning|last night|night|of|me|my|attention|happened|happening|went|things|still|since|today's|on|off|list|show|unresolved|unacknowledged|raised|3am|am|quiet|red|pager|grafana|on call|before|hand over|handover|shift|take over|starting|start|yet|going|miss|missed|unresolved|serious|urgent",
    chineseFillers:
      '昨晚|夜里|出什么|出了什么|出|发生|现在|今天|有|没有|吗|未处理|打开|新|需要|关注|处理|在响|响|啥|什么|哪些|在|正|一切|都|吗|没|么|还|早上|今早|刚才|系统|平台|店里|我|知道|看|处理|哪|几个|最近|新的|开着|没关|挂着|要|得|紧急|事|凌晨|三点|点|被|call|被call|恢复|没|还有|啥没|接班|交班|值班|夜班|早班|前|先|看一眼|清单|列表|单子|要命|的|哪儿|哪里|着火了|打开|故障|有啥|吵醒|叫醒|惊动|把我|谁|列一下|当前|半夜|手机',
  },
  {
    intent: 'sources',
    english:
      '(?:where|which)[^\\u2029]{0,30}\\b(?:data|numbers|figures)\\b[^\\u2029]{0,12}\\b(?:come|comes|coming|taken) from|which systems|sources?|feeds?|data (?:is |is still |still )?(?:fresh|stale|current|complete|up[- ]to[- ]date|recent|late)|(?:fresh|stale|up[- ]to[- ]date|latest) data|data freshness|freshness|up[- ]to[- ]date|last (?:sync|import|update)|data (?:was |were |is |been )?(?:last |recently )?(?:updated|refreshed|synced|loaded|imported)|(?:update|refresh|load)s? (?:of )?(?:the |our )?data|sync(?:ed|ing)?|feeds?|(?:data|numbers|figures) (?:load(?:ed|ing)?|arriv(?:ed|ing)|com(?:e|ing) in|up to date|fresh|stale|complete|old|current|delayed|late|missing|behind)|how (?:old|fresh|current|recent|stale) (?:is|are)(?: the| our| your)? (?:data|numbers|figures)|imports?|imported|pipelines?|connectors?|data (?:load|quality|import|pipeline|age|state|status|lag|delay)|(?:when|is|are|how|did|has|have) [^\u2029]{0,24}\\bdata\\b[^\u2029]{0,30}(?:fresh|updated|refresh(?:ed)?|synced|loaded|imported|current|arrive[d]?|come|came|old|stale|late|delayed|complete|missing|in)|(?:get|got|receive|received|pull|pulled) (?:new |fresh |any |our |the )*data|problems? (?:with|in) (?:the |our )?data|data (?:issues?|problems?)',
    chinese:
      '数据[^\\u2029]{0,4}(?:从哪|出自|来自|哪来|哪儿来)|数据源|数据来源|数据.{0,6}(?:最新|更新|同步|延迟|完整|及时)|来源|数据[^\u2029]{0,8}(?:新鲜|旧|延迟|到|齐|全|几点|什么时候|多久|断|卡|缺|进来|导入|拉|跑|正常|通|刷新|过期|滞后|更新)|(?:数据|接口|源)(?:接|连)|接口|(?:同步|更新|导入|刷新)(?:到|时间|情况|状态|了)|断流|断更|哪(?:个|些)源|数据接入|数据质量|抓取|数据(?:有)?多(?:新|旧)|数据(?:截|停)|数据(?:有|出)(?:没有|啥|什么)?问题|数据(?:有没有|是不是|是否)|(?:各路|各家|所有)?数据(?:都)?(?:进|来|到|齐)|数据(?:状况|状态|情况)(?=$|\u2029)|数据(?:迟|晚|慢)了?',
    englishFillers:
      'data|all|fresh|old|when|last|updated|connected|failing|late|how|state|delayed|delay|stuck|down|broken|complete|quality|is|are|any|our|from|come|comes|in|arrived|arriving|time|loaded|imported|fine|ok|okay|healthy|health|working|behind|missing|numbers|figures|stale|recent|current|bazario|running|feeding|connected|problem|problems|issue|issues|get|got|receive|received|there|we|did|complete|for',
    chineseFillers:
      '最后|一次|数据|最新|更新|同步|延迟|什么时候|上次|都|正常|接口|源|哪个|哪些|有|没|断|卡|挂|停|慢|到|齐|全|几点|多久|新鲜|旧|进来|导入|刷新|到哪|哪天|截到|截止|接入|连接|连|通|好|健康|质量|状态|时间|怎么样|现在|今天|了|各路|新|新吗|都进来了|进来了|没|各|路|各家|状况|状态|迟了|迟|晚',
  },
  {
    intent: 'suggestions',
    english:
      'price (?:changes?|cuts?|rises?|increases?) (?:been |already |yet )?(?:approved|accepted|rejected|declined)|suggest(?:ions?|ed actions?)?|suggested|actions?|to[- ]?dos?(?: list)?|(?:what )?(?:should|shall|can|must|do) (?:we|i) (?:need to |have to )?(?:do|decide|approve|act on)|what to do|priorities|decisions?|recommendations? (?:we|i|you) (?:accepted|followed|took|approved)|advice|proposals?|decided|approved|waiting for (?:me|my|us|our)|on my (?:plate|desk|list)|(?:needs?|awaiting|pending) (?:my|our|a) (?:decision|approval|ok)|to (?:approve|sign off|decide)|approvals?|sign[- ]?offs?|next steps?|what (?:now|next)|should i (?:tackle|start)|ought (?:we|i) to do|ideas for (?:today|this week)|most (?:important|urgent) (?:thing|task|step)s?|recommended (?:actions?|steps?|to do)|tasks?|price (?:changes?|cuts?|rises?|increases?)(?= [^\u2029]{0,24}(?:pay|paid|work|help|bring|brought))|(?:did|have|has) (?:we|i|you|they) (?:decide|approve|reject|skip|accept)d?',
    chinese:
      '(?:批|审|通过)(?:了没|了吗|没有|没(?=$|\\u2029))|建议|该做什么|应该做什么|要做什么|做些什么|待办|待处理|该做的|采纳|拍板|审批|批准|(?:等|要|需)(?:着)?(?:我|你|他)?(?:们)?(?:定|批|拍板|审|点头|处理|决定)|该(?:干|弄|处理|抓|忙)(?:什么|啥|点啥|点什么)|干(?:点)?(?:啥|什么)(?:好)?|下一步|行动|优先(?:做|处理|级)|先(?:做|干|抓|处理)(?:什么|啥|哪)|决定|决策|主意|招(?!商|到|进|来|了|几|多少)|(?:调价|补货|改价|涨价|降价)[^\u2029]{0,6}(?:见效|有用|有效|管用|起作用)|(?:要|等|该)我(?:签|批|办|定|拍|处理|看)',
    englishFillers:
      "open|today|now|next|first|best|top|new|any|list|waiting|pending|things?|on|price|pricing|restock|restocking|reorder|campaign|offers?|experiment|accepted|approved|rejected|skipped|declined|decided|followed|took|taken|made|work|worked|working|pay|paid|pays|off|result|results|effect|effects|impact|outcomes?|bring|brought|help|helped|success|successful|do|did|does|so far|already|earlier|before|past|previous|implemented|acted|rules?|bot's|your|still|unanswered|undecided|need|needs|my|decision|approval|me|for|last|week|month|urgent|important|most|thing|focus|tackle|start|with|should|today's|us|we|i|#?\\d{1,6}|number|no|detail|details|in detail|show|anything|earned|earn|gained|gain|saved|save",
    chineseFillers:
      '今天|现在|有|哪些|新|最好|优先|先|什么|以前|之前|过去|采纳|采纳过|接受|批准|通过|拒绝|否决|跳过|决定|见效|见效了|有效|有用|管用|效果|成效|结果|收益|带来|了没|没|价格|定价|调价|改价|补货|进货|营销|活动|推荐|还没|没处理|没批|没定|等|等着|我|我们|审批|拍板|都|处理|批|条|几条|多少|起作用|作用|怎么样|如何|执行|执行了|做了|过的|干|干点|啥|好|下一步|行动|规则|打开|待定|后来|怎样|你给的|咋样|给的|落地|落实|详情|打开|看看|细节|第|条|号|编号|拍板|拍板了|批的|啥|列出来|审批的|审批|赚|赚了|帮|签|要我签|办|要办的|我今天要办的',
  },
  {
    intent: 'explore',
    english:
      'correlat(?:es?|ed|ions?)(?: with)?|moves? (?:together )?with|related to|associated with|leading indicators?|correlates?|tied to|linked to|link(?:ed|s)? (?:to|with)|go(?:es)? hand in hand|moves? (?:in step|along|with)|early (?:signs?|indicators?)|predicts?(?= \\S+ days)|influences?|what (?:else )?(?:moves|influences|affects|goes along)|relationship (?:between|of|with)|depend(?:s|ing)? on|lead(?:s|ing)? indicators?|connected (?:to|with)|(?:kpis?|metrics?|figures?|indicators?) [^\u2029]{0,20}(?:with|follow|follows|lead|leads|precede)|what (?:else )?(?:goes|moves|rises|falls|changes) [^\u2029]{0,10}(?:when|if|as)|(?:anything|something|what)(?: that)? (?:leads?|predicts?|foreshadows?|precedes?)|leads? \\S+ by',
    chinese:
      '相关性|相关|关联|(?:跟|和|与|同)[^\u2029]{0,8}(?:有关|一起动|联动|挂钩|同步动|同涨)|联动|挂钩|先行指标|领先指标|(?:哪些|什么|啥)指标(?:和|跟|与|能|会|影响)|影响[^\u2029]{0,8}指标|预示|提前[^\u2029]{0,4}(?:反映|知道|看出)|先(?:于|行)',
    englishFillers:
      'what|else|kpis?|which|other|metrics?|indicators?|with|along|together|days?|ahead|influence|move|moves|go|goes|most|strongly|closely|does|do|on|depend|when|goes up|up|down|goes|rises|falls|as|if|anything|some days|some|lead|leads|precede|before|by|early',
    chineseFillers:
      '有关|哪些|指标|和|跟|与|同|一起|动|有关系|关系|最|强|高|啥|什么|还|其他|其它|能|会|影响|预示|提前|几天|能|有什么|天',
  },
  {
    intent: 'help',
    english:
      'help|(?:list of )?(?:things|what) i can (?:type|ask|say)|what can you do|what (?:else )?can i ask|commands?|how do you work|how does this work|what do you do|what (?:else )?(?:do you know|are you able to|questions)|how (?:can|do) i use|manual|instructions|usage|what are you good for|who are you|show me what you can|are you (?:up|running|alive|ok|okay|there|awake|working)|bot status|status of the bot|(?:which |what |did (?:all |any )?)jobs? (?:ran|run|failed|fail)|audit(?: log| trail)?|who did what',
    chinese:
      '帮助|能查(?:些|点)?(?:什么|啥)|会些?(?:什么|啥)(?:呀|呢)?$|你能做什么|你会什么|你会做什么|怎么用|使用说明|命令|能问(?:你)?(?:什么|啥)|会(?:干|做)(?:什么|啥)|能(?:干|做)(?:什么|啥)|(?:有)?(?:什么|啥|哪些)(?:命令|功能|指令)|使用方法|说明书|指令|功能|教我|能帮(?:我|我们)?(?:干|做)(?:嘛|什么|啥|点啥)?|怎么问|咋用|审计|操作记录|谁(?:做|干)了什么|你还(?:在|好)吗|任务(?:跑|失败|运行)|机器人(?:状态|正常)',
    englishFillers:
      'me|us|with|list|available|running|up|log|trail|status|last|failed|today|all|still|and|overnight|bot',
    chineseFillers: '有|哪些|都|你|能|会|日志|记录|看|查|最近|状态|今天|昨晚|失败|任务|吗|跑|成功',
  },
]
