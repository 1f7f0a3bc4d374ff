/** Words that carry a question and no meaning of their own. Whatever is in none of these lists has to be understood. */
export const ENGLISH_FILLERS =
  "a|an|the|of|for|in|on|at|to|by|from|with|within|during|over|across|per|and|or|via|through|about|into|out of all|as|than|then|so|that|this|these|those|it|its|it's|there|here|we|us|our|ours|i|i'm|me|my|you|your|they|their|is|are|was|were|be|been|being|am|do|does|did|done|doing|don't|have|has|had|having|can|could|may|might|should|shall|would|will|i'd|we'd|let's|lets|let|give|show|tell|get|got|getting|see|look|looking|looks|check|find|know|want|need|like|pull|please|pls|plz|thanks|thank|hi|hey|hello|ok|okay|so far|kindly|just|only|also|quick|quickly|question|what|what's|whats|which|how|how's|hows|who|when|where|much|many|number|numbers|amount|total|totals|overall|value|values|level|levels|rate|rates|figure|figures|data|kpi|kpis|metric|metrics|chart|graph|trend|trends|report|stats|statistics|breakdown|development|development of|performance|perform|performing|performed|status|going|doing|go|happen|happening|up|down|more|less|often|lately|recently|currently|current|now|right now|at the moment|so|really|actually|exactly|roughly|approximately|about|any|some|all|each|every|daily|day by day|by day|per day|a day|everything|whole|entire|shop|store|marketplace|site|company|business|again|still|ever|yet|been|because|due|if|come|comes|came|@?floorwalker|bot|figures for|history|ago|period|compared|compare|comparing|comparison|versus|vs|against|per cent|percent".split(
    '|',
  )

/** Longest first: they are blotted out of a text without gaps. */
export const CHINESE_FILLERS =
  '请问一下|请问|请帮我|帮我看看|帮我看一下|帮我查一下|帮我查|帮我|麻烦你|麻烦|帮忙|想看|我想知道|我想看看|我想看|想知道|告诉我|给我看|看一下|看一看|看看|看下|查一下|查询|查看|查|显示|展示|一下|能不能|可不可以|可以|能否|是不是|有没有|怎么样|怎样|如何|什么样|是多少|有多少|多少|多少个|几个|多不多|多吗|什么|哪些|哪个|哪里|我们的|我们|咱们|你们|大家|整体|总体|全店|全部|所有|总共|一共|总的|总|目前|现在|当前|此刻|最近|近期|近来|每天|每日|日均|按天|逐日|走势|趋势|变化|数据|指标|情况|表现|状况|的时候|那天|当天|那一天|带来的|来自|关于|对于|对比|比较|相比|比起|同比|环比|比|和|与|跟|及|在|上的|上|里|中|内|从|到|为|是|的|了|吗|呢|吧|啊|呀|嘛|么|地|得|有|会|要|想|能|该|我|你|个|些|类|这|那|都|还|也|又|就|才|最新|额|率|年|请|谢谢|你好|您好|度|将|会是|多|期间|给'.split(
    '|',
  )
