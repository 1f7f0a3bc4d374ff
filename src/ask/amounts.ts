import { amountFrom, percentFrom } from '../lib/amount.ts'
import { blot, type Match, matchesIn } from './masked.ts'
import { PAUSE } from './normalise.ts'
import { writeAmount } from './write.ts'

export interface Amounts {
  readonly text: string
  /** a change in per cent, `-5`: what it is a change of, the command says */
  readonly change: number | null
  /** sums of money as a command takes them, in the order of the words, with the words up to the next sum */
  readonly money: readonly { readonly written: string; readonly before: string; readonly after: string }[]
  /** the first so many of a list */
  readonly top: number | null
}

const NUMBER = '\\d{1,3}(?:[.,]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?'
const NAMES = 'eur(?:os?)?|usd|dollars?|gbp|pounds?|jpy|yen|kwd|dinars?|brl|reais|cny|rmb|yuan|chf|inr'
const SYMBOL = `(?:R\\$|\\p{Sc}|${NAMES})`
const UNIT = `(?:\\p{Sc}|${NAMES}|欧元|欧|日元|美元|人民币|元|块钱?|円)`
const MONEY = new RegExp(
  `(?<![\\p{Script=Latin}\\p{N}-])(?:${SYMBOL}\\s?(${NUMBER})\\s?(k|m|万|千)?|(${NUMBER})\\s?(k|m|万|千)?\\s?${UNIT}(?![a-z])|(${NUMBER})\\s?(?:ct|cents?|分)(?![a-z])|(${NUMBER})\\s?[毛角](?!利))`,
  'giu',
)
const CHANGE = new RegExp(
  `(?:\\b(up|down|by|raise[ds]?|increase[ds]?|cut|lower(?:ed)?|reduce[ds]?|drop(?:s|ped)?|discount(?:ed)?|minus|plus|off|knock(?:ed)?|take|took|slash(?:ed)?|shaved?|chop(?:ped)?|trim(?:med)?|bump(?:ed)?|hiked?|add(?:ed)?)\\s+(?:it\\s+)?(?:by\\s+)?|(降价?|涨价?|提价?|减价?|加价?|下降|打折|上调|下调|便宜|贵)\\s*)?([-+])?(${NUMBER})\\s*(?:%|per ?cent|percent|个百分点|个点|点(?!钱|开|击)|pp\\b|percentage points?|points?\\b)(\\s+(?:off|less|lower|cheaper|discount|down|more|higher|up))?`,
  'giu',
)
/** 九折 is nine tenths of the price, 八五折 85 hundredths */
const TENTHS = /打?([一二三四五六七八九]|[1-9](?=\d?折))([一二三四五六七八九]|[1-9])?折/gu
const FALLS =
  /down|cut|knock|take|took|slash|shave|chop|trim|lower|reduc|drop|discount|minus|off|less|cheap|decrease|降|减|打折|下调|便宜/iu
const COUNTS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const COUNTS_CHINESE = '一二三四五六七八九十'
const TOP = new RegExp(
  `\\b(?:top|first|best|limit(?: to)?|max)\\s*(\\d{1,3}|${COUNTS.slice(1).join('|')})\\b|(?<![\\d.,])\\b(\\d{1,3}|${COUNTS.slice(1).join('|')})(?=[^\\S\\u2029]+(?:(?:most\\s+)?\\w+[^\\S\\u2029]+)?(?:products?|items?|skus?|articles?|things)\\b|[^\\S\\u2029]+most\\s+\\w+)|前\\s*(\\d{1,3}|[一二三四五六七八九十])(?!\\s*(?:天|个?周|个?星期|个?月|年|季|晚|日))\\s*(?:个|名|位|件|款)?|(?<=[列给要出挑选])(\\d{1,3}|[两二三四五六七八九十])(?:个|款|样)(?=$|\\u2029)|(\\d{1,3}|[两二三四五六七八九十])(?:个|款|种)(?=商品|产品|品|货|sku|补|要补|急)|(?<=的)(\\d{1,3}|[三四五六七八九十])(?:个|款|样)(?=$|\\u2029)`,
  'giu',
)

/** A bare number is a price where a product is spoken of: `to 19.99`, 降到19.99. */
const BARE = new RegExp(
  `(?:(?<=\\b(?:to|at|for|costs?|price of|charge|charged)\\s|@\\s?)|(?<=[到至成为卖挂定标售价]\\s?))(${NUMBER})(?![\\d%.,]|\\s*(?:%|per|days?|weeks?|天|周))|(?<![\\d.,-])(\\d{1,4}[.,]\\d{2})(?![\\d%.,])|(?<![\\d.,-])(\\d{1,4})(?= a (?:good|fair|sane|sensible|better) price)`,
  'giu',
)

/** What one contact costs, without its currency: `each letter is 1.20`, 每封1.2 */
const EACH = new RegExp(
  `(?<=\\b(?:each|per|every|a piece|apiece)\\b[^\\d\\u2029]{0,24}|[每一单人][封条人次个张份均][^\\d\\u2029]{0,6})(${NUMBER})(?![\\d%.,])|(${NUMBER})(?=\\s+(?:each|apiece|a piece|per|a letter|an e-?mail|a head|a contact)\\b)`,
  'giu',
)

/** A sum without its currency where money is what is asked about: `max 3k`, `budget 300 cost 0.25`, 预算300 */
const BARE_SUM = new RegExp(
  `(?:(?<=\\b(?:only|just|budget|max(?:imum)?|limit|cap|costs?|up to|under|within|below|spend|with|have)(?: of| is| at|:|=)?\\s?)|(?<=(?:就|只有|预算|不超过|最多|上限|控制在|成本|费用|花|手里|手头)(?:是|为|有|约|就)?))()()(${NUMBER})\\s?(k|千|万)?(?![\\d%.,]|\\s*(?:%|days?|weeks?|products?|items?|个|天|周|件|款|条))|(?<![\\d.,-])()()(\\d+(?:\\.\\d+)?)(k)\\b`,
  'giu',
)

export function readAmounts(
  text: string,
  { ofProduct, isOfMoney }: { readonly ofProduct: boolean; readonly isOfMoney: boolean },
): Amounts {
  const tops = matchesIn(text, TOP)
  const afterTop = tops.reduce(blot, text)
  const tenths = matchesIn(afterTop, TENTHS)
  const afterTenths = tenths.reduce(blot, afterTop)
  const changes = matchesIn(afterTenths, CHANGE)
  const afterChange = changes.reduce(blot, afterTenths)
  const sums = matchesIn(afterChange, MONEY)
  const bare = isOfMoney
    ? matchesIn(sums.reduce(blot, afterChange), BARE_SUM).map((one) => {
        const said = one.groups.filter(Boolean)
        return { ...one, groups: [undefined, undefined, said[0], said[1]] }
      })
    : []
  const priced = [...sums, ...bare].toSorted((a, b) => a.at - b.at)
  const money =
    ofProduct && priced.length === 0 && changes.length === 0
      ? matchesIn(afterChange, BARE).map(asPrice)
      : priced.length === 1
        ? [...priced, ...matchesIn(priced.reduce(blot, afterChange), EACH).map(asPrice)].toSorted(
            (a, b) => a.at - b.at,
          )
        : priced
  const [first] = changes
  return {
    text: money.reduce(blot, afterChange),
    change: first ? changeOf(first.groups, text) : tenths[0] ? tenthsOff(tenths[0].groups) : null,
    money: money.map(({ at, end, groups: [left, leftScale, right, rightScale, cents, tenths] }, i) => ({
      written:
        tenths !== undefined
          ? writtenAs(`${10 * Number(tenths)}ct`)
          : cents === undefined
            ? writtenAs(`${left ?? right ?? ''}${leftScale ?? rightScale ?? ''}`)
            : writtenAs(`${cents}ct`),
      before:
        text
          .slice(money[i - 1]?.end ?? 0, at)
          .split(PAUSE)
          .at(-1) ?? '',
      after: text.slice(end, money[i + 1]?.at).split(PAUSE)[0] ?? '',
    })),
    top: tops[0] ? countIn(tops[0].groups) : null,
  }
}

/** As if it had a sign: the third of the groups of `MONEY`. */
const asPrice = (match: Match): Match => ({ ...match, groups: [undefined, undefined, match.said] })

/** `5`, `five`, 五 */
function countIn(groups: readonly (string | undefined)[]): number {
  const said = groups.find((one) => one !== undefined)?.toLowerCase() ?? ''
  const chinese = COUNTS_CHINESE.indexOf(said.replace('两', '二'))
  if (said !== '' && chinese >= 0) return chinese + 1
  return COUNTS.includes(said) ? COUNTS.indexOf(said) + 1 : Number(said)
}

function tenthsOff([tenths = '', hundredths]: readonly (string | undefined)[]): number {
  const digit = (one: string) => Number(one) || '一二三四五六七八九'.indexOf(one) + 1
  return 10 * digit(tenths) + (hundredths === undefined ? 0 : digit(hundredths)) - 100
}

/** The sign that is typed, else the one the verb has: to cut by 5 % is -5. */
function changeOf([english, chinese, sign, typed, after]: readonly (string | undefined)[], text: string) {
  const value = percentFrom(typed ?? '') ?? 0
  if (sign !== undefined) return sign === '-' ? -value : value
  const verb = `${english ?? ''}${chinese ?? ''}${after ?? ''}`
  const isNamed = verb !== '' && !/^(?:by)?$/iu.test(verb)
  return FALLS.test(isNamed ? verb : text) ? -value : value
}

/** `5000`, `0.30`; what may be either of two stays as it was typed, for the command to ask. */
function writtenAs(typed: string): string {
  const read = amountFrom(typed, null)
  return read.kind === 'amount' ? writeAmount(read.value) : typed
}
