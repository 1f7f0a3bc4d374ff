import { isEveryday } from './lexicon/everyday.ts'
import { EVERYDAY_CHINESE } from './lexicon/everyday-zh.ts'
import { CHINESE_FILLERS, ENGLISH_FILLERS } from './lexicon/fillers.ts'
import { anywhere, BLOT, CUE, strikeCues, wholeWords } from './masked.ts'
import { PAUSE } from './normalise.ts'

const SINGLE = new Set(ENGLISH_FILLERS.filter((word) => !word.includes(' ')))
const PHRASES = wholeWords(ENGLISH_FILLERS.filter((word) => word.includes(' ')).join('|'))
const CHINESE = [...CHINESE_FILLERS, ...EVERYDAY_CHINESE]
const longestFirst = new Map<readonly string[], RegExp>()
const WORD = /[\p{Script=Latin}\p{N}%][\p{Script=Latin}\p{N}'’@./-]*/gu
/** `Fashion category`, `Fashion 类目`: what kind of thing the name before it is */
const KIND_OF_NAME = new RegExp(
  `(?<=${BLOT}\\s?)(?:(?:category|range|section|department|platform|marketplace|channel|region|area|merchant|seller|vendor|store|shop)(?![\\p{L}])|类目|品类|类别|平台|渠道|频道|地区|区域|商家|商户|卖家|店铺|端|这块|那块|这一块|方面|板块|家(?![\\p{Script=Han}]?[居电])|品牌|这边|那边|平台上|站)`,
  'giu',
)
/** a country in capitals, a pronoun without */
const NOT_FILLERS = new Set(['US', 'IT'])

/** `Saturday night`: why it moved is asked of the day */
const TIME_OF_DAY = new RegExp(`(?<=${BLOT} )(?:night|evening|afternoon|morning)\\b`, 'giu')
/** of who is named: `Isarwerk asks how many visits their products got` */
const THEIRS =
  /\b(?:their|its|his|her) (?:products?|items?|articles?|things|stuff|goods|shops?|stores?|listings?|range)\b/giu
const WHO_BUY = /\b(?:who|that) (?:buy|bought|order|ordered|shop|shopped)(?: (?:at|from|on|in|with))?\b/giu
const WHOEVER =
  /(?<=\b(?:do|does|did|many|the|our|are|were|have|had|that|more|fewer|less|all|because|when|if|why|of|by|often|how|let|make|made|so|and) )(?:people|shoppers|customers|buyers|users|clients|folks)(?! (?:who|that|from|in|aged|with|over|under|older|younger|on|of|at|without)\b)/giu

/** What was not understood; `original` is the text before anything was blotted out. */
export function leftOver(
  text: string,
  {
    original,
    ofIntent,
    isOfMovement,
    ofPeople,
  }: {
    readonly original: string
    /** what is counted is done by customers: they are everybody */
    readonly ofPeople: boolean
    readonly ofIntent: readonly string[]
    readonly isOfMovement: boolean
  },
): Unread[] {
  const timeless = isOfMovement ? strikeCues(text, TIME_OF_DAY) : text
  const bare = ofPeople ? [WHO_BUY, WHOEVER].reduce(strikeCues, timeless) : timeless
  const english = [KIND_OF_NAME, THEIRS, PHRASES]
    .reduce(strikeCues, bare)
    .replace(WORD, (word) =>
      NOT_FILLERS.has(word) || !(SINGLE.has(word.toLowerCase()) || isEveryday(word))
        ? word
        : CUE.repeat(word.length),
    )
  return readAsides(strikeCues(english, chinese(ofIntent)), { original, isOfMovement })
}

/** One pattern: at each sign the longest word that begins there. */
function chinese(ofIntent: readonly string[]): RegExp {
  const known = longestFirst.get(ofIntent)
  if (known) return known
  const words = [...new Set([...CHINESE, ...ofIntent])].toSorted((a, b) => b.length - a.length)
  const made = anywhere(words.join('|'))
  longestFirst.set(ofIntent, made)
  return made
}

/** A word that was not understood, and whether it may be passed over: it stands where nothing is restricted. */
export interface Unread {
  readonly word: string
  /** with the Chinese signs that it is one word with */
  readonly whole: string
  readonly isAside: boolean
  /** it may say which of the things that are counted: behind `from`, before a name, with a capital */
  readonly isTelling: boolean
  /** in a clause in which nothing that is asked was found: `待会儿开会，`, `I have a call in five minutes,` */
  readonly isApart: boolean
}

/** What takes something away or counts something else is never passed over, wherever it stands. */
const RESTRICTS =
  /^(?:delete|remove|erase|disable|enable|unlist|delist|publish|deactivate|activate|block|ban|hire|fire|invite|book|schedule|upload|install|subscribe|unsubscribe|translate|write|order|approve|reject|without|except(?:ing)?|excl\w*|minus|not|non|none|no|never|other|others|besides|apart|instead|unlike|beyond|under|below|above|older|younger|worth|costing|only|solely|just|first|second|third|last|best|worst|most|least|top|highest|lowest|biggest|largest|smallest|leading|net|gross|per)$/iu
export function takesAway(text: string): boolean {
  return TAKES_AWAY.test(text)
}

const WHEN_OR_WHERE = /^(?:before|after|during|since|until|till|around|near|outside|inside)$/iu

/** A word that leaves something out, or of all things only some. */
export function narrows(word: string): boolean {
  const patterns = [
    RESTRICTS,
    TAKES_AWAY,
    RESTRICTS_CHINESE,
    THINGS,
    PREPOSITIONS,
    WHEN_OR_WHERE,
    /[包含商品]/u,
  ]
  return patterns.some((pattern) => pattern.test(word))
}

/** Things that a shop has besides what its KPIs count. */
const THINGS =
  /^(?:customer|visitor|buyer|shopper|user|people|person|men$|man$|women|woman|males?$|female|kid|child|adult|employee|staff|worker|coupon|voucher|codes?$|margin|profit|costs?$|expens|fees?$|tax|vat$|review|rating|complaint|e-?mail|newsletter|click|bounc|pages?$|products?$|items?$|sku|brand|supplier|countr|cit(?:y|ies)$|towns?$|ages?$|aged$|gender|hours?$|hourly|nights?$|payment|paid|paying|paypal|klarna|invoice|cards?$|cash$|credit|exchang|gift|wholesale|retail|member|subscri|guest|device|browser|desktop|tablet|phones?$|mobile|iphone|android|search|keyword|ticket|delivery|shipping|shipped|warehouse|follower|social|instagram|facebook|tiktok|google|influencer|courier|carrier|driver|north|south|east|west|village|capital|abroad|domestic|foreign|international|local|colou?r|sizes?$|discounted|full-price|organic|weekday|recurring|repeat|returning|vip|b2b|b2c|student|senior|teen|famil|ads?$|spend|spent|salar|wage|support|chat|satisf|nps|score|competitor|rival|peer|industry|amazon|ebay|etsy|zalando|temu|market$|loan|rent$|weather|platforms?$|categor|channels?$|regions?$|merchants?$|sellers?$|vendors?$|temperature|storage|plus-size|second-hand|used$|refurbished|vegan|eco$|sale-|clearance|b-?stock|average-)/iu
const PREPOSITIONS =
  /^(?:from|in|by|for|of|per|with|among|on|at|to|into|against|via|within|without|between|across|than|as)$/iu
/** `in the cellar`, `off a cliff`: where a figure has gone, not where it was counted */
const GONE = /\b(?:in|into|through|off|down|over|under|out|to|on) (?:the|a|an|its|their) $/iu
/** `we have to pack`: what is done with what is counted */
const TO_DO = /\b(?:have|has|need|needs|want|going|able|like|supposed|ought|got) to $/iu
const DETERMINERS = /^(?:the|a|an|our|my|your|their|all|any|some|these|those|this|that|each|every)$/iu

const RESTRICTS_CHINESE =
  /[删架屏黑停禁装译租聘]|[除扣剔岁非未仅率额员卡券店国省市县区男女老新品每均不无外别]|以上|以下|超过|低于|高于|只看|其他|其它|另外|客户|顾客|用户|访客|会员|评价|评论|利润|毛利|成本|员工|邮件|短信|点击|跳出|页面|优惠|供应商|仓库|投诉|搜索|最/u
const ASKED_AFTER =
  /^\s*(?:一下|一眼|下|我|给|你|个|了|说说|讲讲|聊聊|看看|查查|算算|[说讲聊看查算报列拉发找帮](?:一下|下|我|给|个|出))/u
/** of a sign for each sound a word has two or three */
const MOST_SIGNS = 3

/**
 * Words of talk that no list knows: `Catch me up on`, `any clue why`. One may be passed over that is no name (capitals,
 * digits), follows no preposition (`from`, `by`, `without`), stands neither before nor behind what was read (`cash sales`,
 * `orders shipped`) and is no thing that a shop counts. In Chinese, where what restricts stands before: what stands behind
 * all that was read, in a clause of its own, or before a word of asking.
 */
function readAsides(
  masked: string,
  { original, isOfMovement }: { readonly original: string; readonly isOfMovement: boolean },
): Unread[] {
  return [...tokensIn(masked)].map((token) => {
    const { word } = token
    const isApart = isApartFrom(masked, original, token)
    const isAside = /\p{Script=Han}/u.test(word)
      ? isApart || isAsideInChinese(masked, original, token)
      : isApart || isAsideInEnglish(masked, { original, isOfMovement }, token)
    const whole = /\p{Script=Han}/u.test(word) ? wholeWord(original, token).word : word
    return { word, whole, isAside, isApart, isTelling: isTelling(masked, original, token) }
  })
}

/** Where the clause of a token begins and ends; a colon and a dash between spaces part clauses too. */
function clauseOf(original: string, { at, end }: Token): readonly [from: number, to: number] {
  const breaks = [...original.matchAll(/[\u2029:：]|\.\s| [-–—] /gu)]
  const from = Math.max(
    0,
    ...breaks.filter(({ index }) => index < at).map((one) => one.index + one[0].length),
  )
  return [from, breaks.find(({ index }) => index >= end)?.index ?? original.length]
}

const TAKES_AWAY =
  /\b(?:without|except(?:ing)?|excl\w*|minus|not|no|non|never|other|besides|apart|instead|only|solely|just|but)\b|[除扣剔仅只]|不含|不算|不要|不计|以外|之外|去掉|刨|排除|另外/iu
const SPOKEN =
  /\b(?:i|i'm|i've|we|we're|my|our|he|she|they|you|me|us|boss|is|are|was|has|have|need|want|for)\b/iu

/** A clause of its own that speaks of something else: a person speaks in it, and nothing asked is found there. */
function isApartFrom(masked: string, original: string, token: Token): boolean {
  const { word } = token
  const [from, to] = clauseOf(original, token)
  if (from === 0 && to === original.length) return false
  const clause = masked.slice(from, to)
  const said = original.slice(from, to)
  if (clause.includes(BLOT) || TAKES_AWAY.test(said) || RESTRICTS.test(word)) return false
  if (/\p{Script=Han}/u.test(word))
    return /[我你他她它咱老领要想得帮给开写做看叫被问说会]/u.test(said) && !/额|率|价|量|的$/u.test(said)
  return !THINGS.test(word) && SPOKEN.test(said)
}

interface Token {
  readonly at: number
  readonly end: number
  readonly word: string
}

function* tokensIn(masked: string): Generator<Token> {
  for (const found of masked.matchAll(new RegExp(`[^${BLOT}${CUE}\\s]+`, 'gu'))) {
    const word = found[0].replace(/^[^\p{L}\p{N}%]+|[^\p{L}\p{N}%]+$/gu, '')
    if (word !== '') yield { at: found.index, end: found.index + found[0].length, word }
  }
}

function isTelling(masked: string, original: string, { at, end, word }: Token): boolean {
  if (/\p{Script=Han}/u.test(word)) return masked.startsWith(BLOT, end) || original.startsWith('的', end)
  const before = original.slice(0, at)
  const isFirst = /(?:^|[\u2029.:])\s*$/u.test(before)
  if (!/^\p{L}[\p{L}'-]*$/u.test(word) || (/^\p{Lu}/u.test(word) && !isFirst)) return true
  return PREPOSITIONS.test(ledBy(before)) || masked.startsWith(` ${BLOT}`, end)
}

/** The word before, articles left out. */
function ledBy(before: string): string {
  const clause = before.slice(before.lastIndexOf(PAUSE) + 1)
  return (
    clause
      .trim()
      .split(/\s+/u)
      .filter((one) => !DETERMINERS.test(one))
      .at(-1) ?? ''
  )
}

function isAsideInEnglish(
  masked: string,
  { original, isOfMovement }: { readonly original: string; readonly isOfMovement: boolean },
  { at, end, word }: Token,
): boolean {
  const before = original.slice(0, at)
  const isFirst = /(?:^|[\u2029.:])\s*$/u.test(before)
  if (!/^\p{L}[\p{L}'-]*$/u.test(word) || (/^\p{Lu}/u.test(word) && !isFirst)) return false
  if (RESTRICTS.test(word) || THINGS.test(word)) return false
  const clause = before.slice(before.lastIndexOf(PAUSE) + 1)
  const led = ledBy(before)
  // why and what will be are asked of what a figure does: `conversion collapsed`
  const isTouching =
    masked.startsWith(` ${BLOT}`, end) || (!isOfMovement && masked.slice(0, at).endsWith(`${BLOT} `))
  // `how Q3 closed`: what a figure did, said behind it
  const isDone =
    /(?:ed|ing)$/iu.test(word) &&
    masked.slice(0, at).endsWith(`${BLOT} `) &&
    !masked.startsWith(` ${BLOT}`, end)
  const hasGone = isOfMovement && GONE.test(clause) && masked.slice(0, at).includes(BLOT)
  return hasGone || isDone || TO_DO.test(before) || (!PREPOSITIONS.test(led) && !isTouching)
}

function isAsideInChinese(masked: string, original: string, token: Token): boolean {
  const { at, end, word } = wholeWord(original, token)
  if ([...word].length > MOST_SIGNS || RESTRICTS_CHINESE.test(word) || !/^\p{Script=Han}+$/u.test(word))
    return false
  const after = original.slice(end)
  if (/^\s*的/u.test(after)) return false
  if (ASKED_AFTER.test(after)) return true
  const from = original.lastIndexOf(PAUSE, at) + 1
  const to = original.indexOf(PAUSE, end) < 0 ? original.length : original.indexOf(PAUSE, end)
  return !masked.slice(from, to).includes(BLOT) || !masked.slice(end, to).includes(BLOT)
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** With the signs that a word of talk has taken out of it: of 批发 the second alone would be "to send". */
function wholeWord(original: string, token: Token): Token {
  let { at, end } = token
  for (const { index, segment } of segmenter.segment(original)) {
    const isPart = index < token.end && index + segment.length > token.at
    if (isPart) [at, end] = [Math.min(at, index), Math.max(end, index + segment.length)]
  }
  return { at, end, word: original.slice(at, end) }
}
