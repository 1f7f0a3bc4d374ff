import { blot, matchesIn } from './masked.ts'
import { scaled } from './scaled.ts'

/** a target is set, not asked about */
const SETS =
  /\b(?:set|put|make|fix|raise|lower|change|move|update|enter|register|note|define)\b|定|设|登记|录|改成|改为|调成|调到|调整|记/iu
const NUMBER =
  /(?<![\d.,-])(\d[\d.,]*\d|\d)\s*(k\b|m\b|mio\b|million\b|thousand\b|万|千|%|percent|per ?cent)?/giu
const SIDE = /^\s?(?:eur(?:os?)?|€|\$|usd|欧元?|元|orders|单|件)/iu
const NO_AIM = /^\s?(?:days?|weeks?|months?|天|周|月|年|日|号|季)|^(?:st|nd|rd|th)\b/iu

/** What the KPI is to come to, and the text without it: `put the December goal at 110000`, 定成300万. */
export function readAim(
  text: string,
  original: string,
): { readonly text: string; readonly aim: string | null } {
  if (!SETS.test(original)) return { text, aim: null }
  const found = matchesIn(text, NUMBER).findLast(
    (one) => !NO_AIM.test(text.slice(one.end)) && !isYear(one.groups),
  )
  if (!found) return { text, aim: null }
  const unit = SIDE.exec(text.slice(found.end))?.[0] ?? ''
  return { text: blot(text, { at: found.at, end: found.end + unit.length }), aim: writtenAs(found.groups) }
}

const isYear = ([number = '', unit]: readonly (string | undefined)[]) =>
  unit === undefined && /^20[2-9]\d$/u.test(number)

function writtenAs([number = '', unit = '']: readonly (string | undefined)[]): string {
  const plain = number.replace(/[.,](?=\d{3}(?!\d))/gu, '')
  if (/%|cent/iu.test(unit)) return `${plain}%`
  return scaled(plain, unit) ?? plain
}
