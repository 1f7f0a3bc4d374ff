import { CUES, type Intent } from './lexicon/intents.ts'
import { SOLD } from './lexicon/kpis.ts'
import { anywhere, BLOT, matchesIn, strikeCues, wholeWords } from './masked.ts'

const cues = CUES.map(({ intent, english, chinese, englishFillers = '', chineseFillers = '' }) => ({
  intent,
  english: wholeWords(english),
  chinese: anywhere(chinese),
  fillers: wholeWords(englishFillers === '' ? '(?!)' : englishFillers),
  chineseFillers: chineseFillers.split('|').filter(Boolean),
}))

/** What asks for a figure's past or future wins where a KPI is named: a campaign in it is then a circumstance. */
const OF_A_KPI: readonly Intent[] = ['why', 'forecast']
/** What is wrong with a KPI is asked of the KPI, unless its alerts are; help with one is no list of commands. */
const ALERTS = /alert|alarm|incident|anomal|告警|警报|报警|预警|异常/iu
/** what was suggested, whatever it was of */
const PROPOSED =
  /\bprice (?:changes?|cuts?|rises?|increases?) (?:been |already |yet )?(?:approved|accepted|rejected|declined)\b|(?:批|审|通过)(?:了没|了吗|没有|没$)|\bprice (?:changes?|cuts?|rises?|increases?)\b.*\b(?:pay|paid|work|worked|help|helped|bring|brought)\b|\b(?:open|pending|accepted|approved|decided|rejected|skipped|waiting)\b.*\b(?:suggest|recommend|propos|advice)|(?:suggest|recommend|propos|advice)\w*.*\b(?:open|pending|accepted|approved|decided|rejected|skipped|waiting|work|worked|paid|pay|bring|brought|help|helped|did)\b|建议|(?:调价|补货|改价|涨价|降价)[^\u2029]{0,6}(?:见效|有用|有效|管用|起作用)/iu
const SINCE_A_CHANGE =
  /\b(?:after|since|before|following) (?:the |our |that )?(?:last )?(?:price|repric|promo)|\b(?:while|during|when) (?:the |our )?(?:promo|campaign|sale)|(?:大促|促销|活动)(?:期间|那天|那几天|当天|时)|[调涨降改]价(?:之?后|以来|到|起|那天)/iu
const SUPPOSED = /\bif\b|\blet'?s? (?:us )?say\b|\bimagine\b|\bsuppose\b|\bwould\b|如果|假如|假设|要是|若/iu

export function isSupposed(said: string): boolean {
  return SUPPOSED.test(said)
}

/** What is wanted, by the words that give it away; null where none does. */
export function intentIn(
  text: string,
  // without what the KPIs were named with: buyers who reorder need no stock
  rest: string,
  {
    namesKpi,
    namesProduct = false,
    namesMember = false,
  }: { readonly namesKpi: boolean; readonly namesProduct?: boolean; readonly namesMember?: boolean },
): Intent | null {
  const named = cues.filter(({ intent, english, chinese }) => {
    const said = intent === 'why' || intent === 'alerts' ? text : rest
    return isIn(said, english) || isIn(said, chinese)
  })
  const has = (intent: Intent) => named.some((one) => one.intent === intent)
  if (has('model')) return 'model'
  if (namesProduct && has('recommend') && !has('price')) return 'recommend'
  if (has('experiment')) return 'experiment'
  if (has('oncall')) return 'oncall'
  if (has('target') && !has('campaign') && !namesProduct) return 'target'
  if (has('suggestions') && PROPOSED.test(text) && !namesProduct && !namesMember) return 'suggestions'
  if (namesProduct && has('price') && !has('restock') && !has('recommend')) return 'price'
  if (namesKpi && has('explore')) return 'explore'
  if (!namesKpi && has('sources') && has('alerts')) return 'sources'
  const ofKpi = OF_A_KPI.find(has)
  // what a KPI would be at other prices
  if (namesKpi && has('price') && !namesProduct && SUPPOSED.test(text)) return 'forecast'
  // after a price was changed: when, not what
  if (namesKpi && (has('price') || has('campaign')) && !namesProduct && SINCE_A_CHANGE.test(text))
    return ofKpi ?? 'kpi'
  if (namesKpi && ofKpi && !has('restock')) return ofKpi
  // whether a campaign runs is asked, and what it may have done is told
  if (namesKpi && has('campaign') && has('alerts') && !ofKpi) return 'campaign'
  if (namesKpi && has('alerts') && !ALERTS.test(text)) return 'why'
  if (namesKpi && has('help')) return named.find(({ intent }) => intent !== 'help')?.intent ?? 'kpi'
  return named.find(({ intent }) => !OF_A_KPI.includes(intent))?.intent ?? ofKpi ?? (namesKpi ? 'kpi' : null)
}

const MOVED =
  /\b(?:low|lower|high|higher|down|up|dr[oi]p\w*|fell|fall\w*|rose|ris(?:e|en|ing)|jump\w*|spik\w*|bad|weak\w*|poor|strong\w*|fewer|less|halved|doubled|tripled|crash\w*|collaps\w*|tank\w*|dip\w*|slump\w*|surg\w*|soar\w*|plung\w*|plummet\w*|nothing|missing|gone|slow|terribl\w*|awful|horrible|worse|better|shot|sank|slid|lost|exploded|climb\w*|grew)\b|[掉跌降涨升少低高差崩惨猛狂暴塌]|下滑|飙|翻倍|腰斩/iu
const ASKS_FIRST =
  /^\s*(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|how|what|which|where|who|should|any|if|show|give|tell|check)\b/iu
const WONDERS =
  /\b(?:how(?! (?:much|many|is it|are we|does|about|long))|why|where|who|whose|what(?! (?:was|is|were|are) (?:it|our|the (?:actual |current |exact |real |true )?(?:figure|number|value|rate))|about)|explain|cause|reason|clue|look into|investigate)\b|哪|啥(?!时)|什么(?!时)|谁|怎么(?!样)|咋(?!样)|为何|毛病|查(?:一?下|查)/iu

/** A figure is said to have moved, and a clause beside it asks: `Orders were low on Wednesday. How is that possible?` */
export function isWonderedAt(masked: string): boolean {
  const clauses = masked.split(/[\u2029:]| - /u).filter((one) => one.trim() !== '')
  const states = (one: string) => one.includes(BLOT) && MOVED.test(one) && !ASKS_FIRST.test(one)
  return (
    clauses.some(states) &&
    clauses.some((one) => !one.includes(BLOT) && WONDERS.test(one) && !/多少|几/u.test(one))
  )
}

const FOR_ITS_VALUE =
  /\u2029 ?(?:the |its )?(?:(?:actual |current |exact )?(?:value|figure|number)s?\b|(?:show|give|send) me\b)|(?:今天|昨天)?的?(?:给我|发我|报一?下|报给我)\u2029?$|是(?:不是)?[^\u2029有]{1,3}了\u2029?$|\bright now\b[^\u2029]*\u2029/iu
const FOR_ITS_REASON =
  /\bwhy\b|reason|cause|explain|explanation|behind|\bhow come\b|happen|driv|culprit|blame|为什么|为啥|为何|原因|怎么|咋|缘由|谁|哪/iu

/** `AOV looks way off, value please`: how it moved is told, what it is is asked. */
export function isForItsValue(said: string): boolean {
  return FOR_ITS_VALUE.test(said) && !FOR_ITS_REASON.test(said)
}

/** The KPI of "how much did we sell": money, or pieces. */
export function soldIn(
  text: string,
  { namesMember }: { readonly namesMember: boolean },
): 'gmv' | 'units' | null {
  if (namesMember && SOLD.doing.some((source) => new RegExp(source, 'iu').test(text))) return 'gmv'
  if (SOLD.money.some((source) => new RegExp(source, 'iu').test(text))) return 'gmv'
  return SOLD.pieces.some((source) => new RegExp(source, 'iu').test(text)) ? 'units' : null
}

/** Takes out the words that an intent is asked with. */
export function withoutCues(text: string, intent: Intent): string {
  const cue = cues.find((one) => one.intent === intent)
  if (!cue) return text
  return [cue.english, cue.chinese, cue.fillers].reduce(strikeCues, text)
}

/** Read with all other words that say nothing: of a text without gaps the longest go first, whoever lists them. */
export function chineseFillersOf(intent: Intent): readonly string[] {
  return cues.find((one) => one.intent === intent)?.chineseFillers ?? []
}

function isIn(text: string, pattern: RegExp): boolean {
  return matchesIn(text, pattern).length > 0
}

/** 有多少包裹会晚到: how things go, no day ahead is spoken of */
const HABIT = /多少[^\u2029]{1,6}会(?!有|到|是)/u

export function isOfHabit(said: string): boolean {
  return HABIT.test(said)
}
