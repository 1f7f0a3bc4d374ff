import { fromGerman } from './lexicon/german.ts'
import { inDigits } from './lexicon/numerals.ts'
import { simplified } from './lexicon/traditional.ts'

/** How words are cut short in a chat. */
const SHORTENED: Readonly<Record<string, string>> = {
  ...{ yday: 'yesterday', yest: 'yesterday', tmr: 'tomorrow', tmrw: 'tomorrow' },
  ...{
    tomo: 'tomorrow',
    tdy: 'today',
    ystd: 'yesterday',
    shd: 'should',
    mny: 'many',
    mnth: 'month',
    wil: 'will',
    '2day': 'today',
    '2moro': 'tomorrow',
    wk: 'week',
    wks: 'weeks',
  },
  ...{ mth: 'month', mths: 'months', qtr: 'quarter', yr: 'year', yrs: 'years', lst: 'last' },
  ...{ nxt: 'next', prev: 'previous', curr: 'current', pct: 'percent', cust: 'customer', custs: 'customers' },
  ...{ ord: 'orders', ords: 'orders', sess: 'sessions', deliv: 'delivery', merch: 'merchants' },
  ...{
    thru: 'through',
    cmd: 'command',
    cmds: 'commands',
    fcst: 'forecast',
    fc: 'forecast',
    pred: 'prediction',
    cxl: 'cancelled',
    canx: 'cancelled',
    approx: 'about',
    bc: 'because',
    coz: 'because',
    cuz: 'because',
    ppl: 'people',
    abt: 'about',
    u: 'you',
    ur: 'your',
  },
  ...{
    bf: 'black friday',
    wknd: 'weekend',
    wkend: 'weekend',
    tgt: 'target',
    cvr: 'conversion',
    cr: 'conversion',
  },
  ...{ merchnts: 'merchants', cat: 'category', cats: 'categories', rev: 'revenue', recos: 'recommendations' },
  ...{
    wanna: 'want to',
    gotta: 'have to',
    lemme: 'let me',
    gimme: 'give me',
    dunno: 'do not know',
    'w/': 'with',
    'w/o': 'without',
  },
}
/** asked for assent at the end of a sentence: `, right?`, `, no?` */
const TAG =
  /\s(?:or not|or what)\u2029?$|还是不(?:会|是|能|行|要)?\u2029?$|与否\u2029?$|\u2029(?:no|right|eh|huh|correct|innit|yes|yeah|ok|okay|or (?:not|what)|(?:is|are|was|were|do|did|does|has|have|wo|ca|could|would)n't (?:it|we|they|you)|对吧|是吧|是不是|对不对|对吗)\u2029?$/iu
/** `a tenth cheaper`, `cut by a fifth`: so many per cent of the price */
const PER_CENT: Readonly<Record<string, number>> = { tenth: 10, fifth: 20, quarter: 25 }
const PARTS =
  /(?<=\b(?:cut|raise|lower|reduce|drop|increase)(?: [\p{L}\p{N}-]+){0,5} by )an? (tenth|fifth|quarter)\b|\b(?:an? )?(tenth|fifth|quarter) (?=(?:cheaper|off|less|lower|more|higher|dearer|more expensive)\b)/giu
const VERBS: Readonly<Record<string, string>> = { re: 'are', m: 'am', ve: 'have', ll: 'will' }
const NAMED =
  '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*'
const RANGE = new RegExp(`\\b(${NAMED}) ?[-–] ?(${NAMED})\\b`, 'giu')
const SHORT = new RegExp(
  `(?<![\\p{L}\\p{N}/_-])(?:${Object.keys(SHORTENED).join('|')})(?![\\p{L}\\p{N}/_-])`,
  'giu',
)
/** 23.11. as dates are written in German */
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
/** `Tuesday the 10th` is the 10th */
const WEEKDAY_OF_DATE =
  /\b(?<!cyber )(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? (?=the \d{1,2}(?:st|nd|rd|th)\b)/giu
/** on the eleventh; the first and second may be of anything */
const ORDINAL_WORDS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  )
const ORDINALS = new RegExp(
  `(?<=\\b(?:on|since|from|until|till|between|and|to|by|before|after) )the (${ORDINAL_WORDS.join('|')})\\b(?! (?:half|week|quarter|day|order))`,
  'giu',
)
const QUOTES = /[“”„«»「」『』《》‘’]/gu
const PAUSES = /[。、，；;!！?？…⋯]+|\.{3,}|(?<=\p{Script=Han}{5,}) (?=\p{Script=Han}|\d)/gu
/** `not web, just app`, 不看上周，看上上周: what is not meant is said before what is. */
const CORRECTED =
  /\bnot asking[^\u2029]*\u2029 ?(?:just |but |i am )?asking\b|\bnot (?:the |on |from |in |for )?[\p{L}\p{N}&' -]{2,24}?\u2029 ?(?:just|but|only|rather)\b(?! not\b)|不(?:看|是|要|算|说)[^\u2029]{1,8}\u2029(?:我|就|只|而)*(?:看|是|要|算|说)|[^\u2029]*(?:\b(?:don't|do not|no need to|without|not) (?:explain|forecast|predict|analy[sz]e)\w*|(?:不用|不要|别|无需)(?:解释|分析|预测|讲原因))[^\u2029]*\u2029|(?<=\u2029)(?:别|不要|不用)(?:给我|要|发|看|报)[^\u2029]{1,8}(?=\u2029|$)/giu
/** Where one clause ends and another begins; white space like any other to who looks for words. */
export const PAUSE = '\u2029'

/**
 * What is typed in one form: full-width letters and signs as the common ones, every dash of a number as a minus, quotes
 * as `"`, no question mark. Case stays: a name is compared without it, and "US" is not "us".
 */
export function normalise(text: string): string {
  return (
    inDigits(fromGerman(simplified(text)))
      .replace(/[‘’]/gu, "'")
      .normalize('NFKC')
      .replace(QUOTES, '"')
      .replace(/[−–—](?=\s*\d)/gu, '-')
      .replace(
        /(?<![\d.-])(\d{1,2})\.(1[0-2]|0?[1-9])\.(?=\s|$|[^\d\s])/gu,
        (_, day: string, month: string) => `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} `,
      )
      .replace(
        /(?<![\d.])(\d{1,2})\.?-(\d{1,2})\.(1[0-2]|0?[1-9])\.?(?![\d.])/gu,
        (_, from: string, to: string, month: string) => `${from}-${to} ${MONTHS[Number(month) - 1] ?? ''} `,
      )
      .replace(
        /(?<![\d.])(1[0-2]|[1-9])\.(\d{1,2})[-到至](1[0-2]|[1-9])\.(\d{1,2})(?![\d.])(?=.*\p{Script=Han})/gu,
        '$1月$2日到$3月$4日',
      )
      .replace(/(?<!\d)(1[0-2]|[1-9])(?:到|至|-)(1[0-2]|[1-9])月(?!\d)/gu, '$1月到$2月')
      .replace(/([一二三四五六七八九十]{1,2})(?:到|至)([一二三四五六七八九十]{1,2})月/gu, '$1月到$2月')
      .replace(/去年bf|bf(?=[^a-z])|(?<=\p{Script=Han})bf/giu, (said) => said.replace(/bf/iu, '黑五'))
      .replace(/(?<!\d)1111(?=\s|的|那|单|订|$)/gu, '11月11日')
      .replace(
        /(?<![\p{L}\p{N}/])(\p{L}{2,})\/(\p{L}{2,})(?:\/(\p{L}{2,}))?(?![\p{L}\p{N}/-])/gu,
        (_, a, b, c) => [a, b, c].filter(Boolean).join(' / '),
      )
      .replace(/(?<=\p{L}{3})&(?=\p{L}{3})/gu, ' & ')
      .replace(ORDINALS, (_, said: string) => `the ${ORDINAL_WORDS.indexOf(said.toLowerCase()) + 1}th`)
      .replace(WEEKDAY_OF_DATE, '')
      .replace(PAUSES, PAUSE)
      .replace(/,(?!\d)/gu, PAUSE)
      .replace(/(?<=\b(?:what|why|how|where|who)) (?:on earth|in the world|the (?:hell|heck))\b/giu, '')
      .replace(/\b(?:no|nr)\.? of\b/giu, 'number of')
      // 10月一共 is no first of October
      .replace(/(?<=[月年周季天日])一共/gu, '总共')
      .replace(/刚刚?过去的(?=周)/gu, '')
      .replace(PARTS, (_, by?: string, of?: string) => `${PER_CENT[(by ?? of ?? '').toLowerCase()] ?? ''}% `)
      .replace(/(\p{Script=Han}{1,2})不\1/gu, '$1')
      .replace(RANGE, '$1 to $2')
      .replace(
        /\b(i|you|we|they)'(re|m|ve|ll)\b/giu,
        (_, who: string, verb: string) => `${who} ${VERBS[verb.toLowerCase()] ?? ''}`,
      )
      .replace(/\b(what|who|that|which)'s (?=\w+ing\b)/giu, '$1 is ')
      .replace(/\b(early|mid|late)-(?=\p{L})/giu, '$1 ')
      .replace(SHORT, (word) => SHORTENED[word.toLowerCase()] ?? word)
      .replace(/(?<=\p{L}{2}|\d)\.+\s+(?=\p{Lu})/gu, PAUSE)
      .replace(/\.+(?=\s|$)/gu, ' ')
      .replace(/[^\S\u2029]+/gu, ' ')
      .replace(/ ?\u2029[ \u2029]*/gu, PAUSE)
      .replace(/问(?:你|您)?(?:一?个)?(?:小白|傻|笨|简单|小)?的?问题/gu, '')
      .replace(/投(?:放)?了?广告(?!渠道|的)/gu, '投放')
      .replace(CORRECTED, '')
      .replace(TAG, '')
      .trim()
  )
}
