import { blot, matchesIn } from './masked.ts'
import { scaled } from './scaled.ts'

/** What a rule is about: `below 5%`. */
export interface Limit {
  readonly side: 'below' | 'above'
  readonly written: string
}

/** a rule of alerts is spoken of, not a figure */
const OF_RULES =
  /\b(?:rules?|thresholds?)\b|\balert(?:s|ed|ing)?\b|\b(?:page|paged|paging|wake|woken|ping|pinged|pings|notif(?:y|ied)|warn(?:ed)?)\b|\bwould (?:it |that |this )?(?:have )?(?:fire[d]?|trigger(?:ed)?|go(?:ne)? off)\b|规则|阈值|门槛|报警|告警|预警|警报|提醒|叫(?:我|醒)|通知|会响|响(?:几|多少)/iu
const NUMBER =
  '(?:\\p{Sc}|eur ?|usd ?)?(\\d[\\d.,]*)\\s*(%|per ?cent|percent|个百分点|个点|pp\\b|k\\b|m\\b|万|千)?'
const BELOW =
  '(?:(?:drops?|falls?|dips?|sinks?|goes|go|is|are|gets?|slips?)\\s+)?(?:below|beneath|under|less than|fewer than|lower than|smaller than)|低于|少于|小于|不到|不足|跌破|跌到|掉到|掉破|降到|低过|<'
const ABOVE =
  '(?:(?:rises?|climbs?|goes|go|is|are|gets?|jumps?)\\s+)?(?:above|over|more than|greater than|higher than|larger than|past|beyond)|exceeds?|exceeding|tops|高于|多于|大于|超过|超出|超|高过|涨到|涨破|突破|>'
const LIMIT = new RegExp(`(?:(${BELOW})|(${ABOVE}))[^\\S\\u2029]*${NUMBER}`, 'giu')

/** The limit of a rule where one is spoken of, and the text without it. */
export function readLimit(
  text: string,
  original: string,
): { readonly text: string; readonly limit: Limit | null } {
  if (!OF_RULES.test(original)) return { text, limit: null }
  const [found] = matchesIn(text, LIMIT)
  if (!found) return { text, limit: null }
  const [below, , number = '', unit = ''] = found.groups
  return {
    text: blot(text, found),
    limit: { side: below === undefined ? 'above' : 'below', written: writtenAs(number, unit) },
  }
}

function writtenAs(number: string, unit: string): string {
  const typed = number.replace(/[.,]+$/u, '')
  if (/%|cent|点|pp/iu.test(unit)) return `${typed}%`
  return scaled(typed, unit) ?? typed.replace(/,(?=\d{3}\b)/gu, '')
}
