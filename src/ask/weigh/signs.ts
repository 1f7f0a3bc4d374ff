import { daysBetween } from '../../lib/days.ts'
import { looseGroup } from '../kpi-names.ts'
import { narrows, type Unread } from '../left-over.ts'
import { partsOf } from '../reader/examples/asked.ts'
import type { Opinion } from '../reader/opinion.ts'
import { type Candidate, OF_A_KPI } from './candidates.ts'
import { WEIGHTS } from './weights.ts'

/** What speaks for and against a line being what is meant, by name. */
export type Signs = Readonly<Record<string, number>>

const LEAST = 1e-3
const logit = (chance: number) => Math.log((chance + LEAST) / (1 - chance + LEAST))

export function signsOf(
  candidate: Candidate,
  {
    own,
    opinion,
    today,
  }: { readonly own: Candidate['reading']; readonly opinion: Opinion; readonly today: string },
): Signs {
  const { asked, picked, reading, unused, isOwn, isJoined } = candidate
  const chanceOf = (label: string) => opinion.asked.find((one) => one.label === label)?.chance ?? 0
  const { intent } = partsOf(asked)
  const alike = opinion.asked
    .filter(({ label }) => partsOf(label).intent === intent)
    .reduce((sum, { chance }) => sum + chance, 0)
  const isOfKpi = OF_A_KPI.has(intent)
  // whether a figure is of the past or the future its days tell
  const byDays = (intent === 'kpi' || intent === 'forecast') && reading.periods.length > 0
  const [kpi, next] = opinion.kpis
  const [named] = reading.metrics
  const kpiChance = opinion.kpis.find(({ label }) => label === (picked ?? named?.name))?.chance ?? 0
  const ownKpi = picked ?? named?.name ?? null
  const otherKpi = candidate.unread.some(({ whole }) => {
    const told = opinion.kpiOf(whole)
    return told !== null && told !== ownKpi
  })
  const members = Object.keys(reading.members).length
  const heard = members + reading.products.length + reading.periods.length + (named ? 1 : 0)
  const isChinese = /\p{Script=Han}/u.test(reading.original)
  return {
    one: 1,
    own: isOwn ? 1 : 0,
    sameAsOwn: own.intent === intent ? 1 : 0,
    ownOther: own.intent !== null && own.intent !== intent ? 1 : 0,
    asked: logit(byDays ? chanceOf('kpi') + chanceOf('forecast') : chanceOf(asked)),
    intent: logit(Math.min(1, alike)),
    none: logit(chanceOf('none')),
    picked: picked !== null ? 1 : 0,
    pickedChance: picked !== null ? logit(kpiChance) : 0,
    pickedGeneral: picked === 'gmv' && kpi?.label !== 'gmv' ? 1 : 0,
    pickedSecond: picked !== null && picked !== 'gmv' && kpi?.label !== picked ? 1 : 0,
    pickedAhead: picked !== null && kpi && next ? Math.log((kpi.chance + LEAST) / (next.chance + LEAST)) : 0,
    namedChance: picked === null && isOfKpi ? logit(kpiChance) : 0,
    namedAgainst:
      picked === null && isOfKpi && named && kpi && kpi.label !== named.name && kpi.chance > 0.85 ? 1 : 0,
    pointing: heard === 0 && POINTS.test(reading.original) ? 1 : 0,
    also: ALSO.test(reading.original) && candidate.unread.length > 0 ? 1 : 0,
    contrary: CONTRARY.test(reading.original) ? 1 : 0,
    twoChanges: isOfKpi ? 0 : TWO_CHANGES.test(reading.original) ? 1 : 0,
    twoKpis: reading.metrics.length > 1 ? 1 : 0,
    unused: Math.min(2, unused.length),
    joined: isJoined ? 1 : 0,
    joinedDays: isJoined && reading.group === null ? 1 : 0,
    periods: Math.min(2, reading.periods.length),
    longAgo: isLongAgo(reading, candidate.line, today) ? 1 : 0,
    twofold: opinion.isTwofold ? 1 : 0,
    group: reading.group !== null ? 1 : 0,
    heardNothing: heard === 0 ? 1 : 0,
    ofKpi: isOfKpi ? 1 : 0,
    ofKpiUnheard: isOfKpi && heard === 0 ? 1 : 0,
    products: isOfKpi && reading.products.length > 0 ? 1 : 0,
    chinese: isChinese ? 1 : 0,
    clauses: Math.min(3, reading.original.split('\u2029').length - 1),
    uKpi: isOfKpi && otherKpi ? 1 : 0,
    uGroup: isOfKpi && looseGroup(candidate.unread.map(({ whole }) => whole).join(' ')) !== null ? 1 : 0,
    ...countsOf(candidate.unread, asked, opinion),
  }
}

/** what was spoken of before, where nothing was */
const POINTS = /\b(?:that one|this one|it|they|them|there|these|those)\b|这样|那样|这个|那个|它|那边/iu
const ALSO = /顺便|还有|另外|\band (?:also|tell|show|give|which|who|what|how)\b|\balso\b/iu
const CONTRARY =
  /\bbut (?:only|just|not|without)\b|\b(?:everything|all|any\w+|every\w+) but\b|但[^\u2029]*(?:不要|不算|只)|\u2029但/iu
const TWO_CHANGES =
  /\d\s?%[^\u2029]*[又再和][^\u2029]*\d\s?%|\b(?:raise|increase)\b.*\b(?:lower|cut|reduce)\b|[涨提加][^\u2029]*又[^\u2029]*[降减]/iu
const NUMBERED =
  /\d|^[一二三四五六七八九十百千万俩两]+$|^(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen)$/iu
const DAYS =
  /^(?:days?|weeks?|months?|quarters?|years?|hours?|mornings?|nights?|tonight|weekends?|holidays?|season|date|before|after|since|until|mid|early|late|first|half|\w+day)$|[天周月年季日号]|小时|今|昨|明|前|后|期/iu

/** How many of the words that were not understood are of which kind. */
function countsOf(unread: readonly Unread[], asked: Candidate['asked'], opinion: Opinion) {
  const kinds = {
    uUsual: 0,
    uUsualNarrow: 0,
    uOther: 0,
    uOtherNarrow: 0,
    uNew: 0,
    uNewTelling: 0,
    uNewNarrow: 0,
    uDigit: 0,
    uDays: 0,
    uAside: 0,
    uApart: 0,
    uMany: 0,
  }
  for (const { word, whole, isAside, isApart, isTelling } of unread) {
    const isNarrow = narrows(whole)
    if (isApart) kinds.uApart += 1
    if (NUMBERED.test(word)) kinds.uDigit += 1
    else if (DAYS.test(whole)) kinds.uDays += 1
    else if (opinion.isUsual(whole, asked)) kinds[isNarrow ? 'uUsualNarrow' : 'uUsual'] += 1
    else if (opinion.isUsual(whole)) kinds[isNarrow ? 'uOtherNarrow' : 'uOther'] += 1
    else if (isNarrow) kinds.uNewNarrow += 1
    else if (isTelling && COUNTED.has(partsOf(asked).intent) && !isOneSign(word)) kinds.uNewTelling += 1
    else kinds.uNew += 1
    if (isAside) kinds.uAside += 1
  }
  kinds.uMany = unread.length > 3 ? 1 : 0
  return kinds
}

export function chanceBy(signs: Signs): number {
  let sum = 0
  for (const [name, value] of Object.entries(signs)) sum += (WEIGHTS[name] ?? 0) * value
  return 1 / (1 + Math.exp(-sum))
}

const YEAR = /20\d\d|last year|year ago|去年|前年|同期|今年|this year|since/iu
const MOST_OF_A_YEAR = 250

/** A month without its year that was last here most of a year ago may be the one that comes. */
function isLongAgo({ original, periods }: Candidate['reading'], line: string, today: string): boolean {
  if (!line.startsWith('/kpi') || YEAR.test(original)) return false
  return periods.some((one) => one.kind === 'days' && daysBetween(one.from, today) > MOST_OF_A_YEAR)
}

/** what leaves something out, wherever it stands */
const LEAVES_OUT =
  /^(?:without|except(?:ing)?|excl\w*|minus|not|non|other|others|besides|apart|instead|only|solely|unlike)$|[除剔扣仅]|不含|不算|不要|不计|不包|以外|之外|去掉|刨|排除/iu
const RANKS = /^(?:top|best|worst|most|least|first|last|highest|lowest|biggest|smallest|fewest|largest)$|最/iu
const CAPITALS = /\p{Lu}{2}/u
/** of all the shop: what is left unread may tell which part of it */
const COUNTED: ReadonlySet<string> = new Set(['kpi', 'why', 'forecast', 'price', 'restock', 'target'])

/** A word that may restrict what is counted, and that questions of this kind are not asked with, is never passed over. */
export function mayRestrict(
  candidate: Candidate,
  {
    own,
    opinion,
    chance,
  }: { readonly own: Candidate['reading']; readonly opinion: Opinion; readonly chance: number },
): boolean {
  const { unread, unused, asked, reading, picked, isJoined } = candidate
  const { intent } = partsOf(asked)
  // in capitals it is the name of something that no question of any kind has
  const isLeftOut = unread.some(
    ({ whole }) => LEAVES_OUT.test(whole) || (CAPITALS.test(whole) && !opinion.isUsual(whole)),
  )
  if (intent === 'campaign' || intent === 'recommend') return isLeftOut || unused.length > 0
  if (intent === 'merchant' && unread.length > 0 && noneIn(opinion) >= PERHAPS_NONE) return true
  if (!COUNTED.has(intent)) return isLeftOut
  if (unused.length > 0) return true
  // how all goes is told by what is sold, where nothing else was said
  if (picked === 'gmv' && unread.length > 0 && (opinion.kpis[0]?.chance ?? 0) < EVEN) return true
  const isOfGoods = intent === 'restock' || intent === 'price'
  if (isOfGoods && unread.some(({ whole, isApart }) => !isApart && whole !== '')) return true
  const isNamed = Object.keys(reading.members).length > 0 || reading.products.length > 0
  if (isOfGoods && own.intent === null && !isNamed) return true
  if (CONTRARY.test(reading.original)) return true
  const [likeliest] = opinion.asked
  if (likeliest?.label === 'none' && unread.length > 0) return true
  // a figure of one product is none of the future
  if (intent === 'forecast' && reading.products.length > 0 && own.intent === 'kpi') return true
  if (isJoined && reading.group === null && !COMPARES.test(reading.original)) return true
  const kpi = picked ?? reading.metrics[0]?.name ?? null
  return unread.some(({ whole, word, isTelling, isApart }) => {
    if (isApart) return false
    if (LEAVES_OUT.test(whole) || /\d/u.test(word) || COUNTRY.test(word)) return true
    if (RANKS.test(whole)) return reading.group === null
    if (isOneSign(word) && isOneSign(whole))
      return (narrows(whole) || isTelling) && !opinion.isUsual(whole, asked)
    // what stands before the thing that is counted
    if (isTelling && /\p{Script=Han}{2}/u.test(whole)) return true
    // that it did not happen is what is wondered at
    if (intent === 'why' && /^(?:not|\w+n't)$/iu.test(whole)) return false
    if (chance >= BEYOND_DOUBT && /^[a-z]+$/u.test(word) && !narrows(whole)) return false
    const told = narrows(whole) ? opinion.kpiOf(whole) : null
    if (told !== null && kpi !== null && told !== kpi) return true
    return (narrows(whole) || isTelling) && !opinion.isUsual(whole, asked)
  })
}

const noneIn = ({ asked }: Opinion) => asked.find(({ label }) => label === 'none')?.chance ?? 0
const PERHAPS_NONE = 0.3
const EVEN = 0.5
const BEYOND_DOUBT = 0.95
const COMPARES = /\b(?:vs?|versus|against|compar\w+|than|and|from)\b|比|跟|和|与/iu
/** in capitals; a pronoun without */
const COUNTRY = /^(?:US|UK|EU|IT|DE|FR)$/u
const isOneSign = (word: string) => /^\p{Script=Han}$/u.test(word) && !NUMBERED.test(word)
