import { DIMENSIONS, type Dimension, type Metric } from '../metrics/metric.ts'
import { metrics } from '../metrics/registry.ts'
import { isDenied, takenBack } from './corrections.ts'
import { ENGLISH_KPIS, SHARES_OF } from './lexicon/kpis.ts'
import { CHINESE_KPIS } from './lexicon/kpis-zh.ts'
import { GROUPS } from './lexicon/segments.ts'
import { anywhere, blotAround, CUE, type Match, matchesIn, strike, wholeWords } from './masked.ts'

export interface NamedKpis {
  readonly text: string
  readonly metrics: readonly Metric[]
}

interface Found extends Match {
  readonly metric: Metric
}

/** One pattern each, so that of a label and a synonym within it the longer one is found. */
const patterns = metrics.flatMap((metric) => {
  const own = [metric.name, metric.label, metric.name.replaceAll('_', ' ')].map(escaped)
  const english = ENGLISH_KPIS[metric.name] ?? []
  const chinese = CHINESE_KPIS[metric.name]
  return [
    ...own.concat(english).map((source) => ({ metric, pattern: wholeWords(source) })),
    ...(chinese === undefined ? [] : [{ metric, pattern: anywhere(chinese) }]),
  ]
})

/** Every KPI that is named, by its name, its label or a synonym; of two readings the longer one. */
export function readKpis(text: string): NamedKpis {
  const all = patterns.flatMap(({ metric, pattern }) =>
    matchesIn(text, pattern).map((match): Found => ({ ...match, metric })),
  )
  const chosen: Found[] = []
  for (const one of all.toSorted((a, b) => b.end - b.at - (a.end - a.at)))
    if (chosen.every(({ at, end }) => one.end <= at || one.at >= end)) chosen.push(one)
  chosen.sort((a, b) => a.at - b.at)
  const meant = withoutTakenBack(chosen, text)
  const asked = withoutCauses(withoutBases(meant.kept, text), text)
  const named = [...new Set(asked.map(({ metric }) => metric))]
  return { text: chosen.reduce(blotAround, meant.text), metrics: named }
}

/** Without what the asker has corrected; the words that did it ask nothing. */
function withoutTakenBack(found: readonly Found[], text: string) {
  let rest = text
  const dropped = new Set<Found>()
  const [only, ...more] = found
  // `money, please, not orders`: what is meant is told otherwise
  if (only && more.length === 0 && /\u2029 ?(?:but )?not $/iu.test(text.slice(0, only.at)))
    return { kept: [], text: rest.replace(/\u2029 ?(?:but )?not $/iu, (said) => CUE.repeat(said.length)) }
  found.forEach((one, i) => {
    const next = found[i + 1]
    if (next === undefined || next.metric === one.metric) return
    const back = takenBack(text.slice(one.end, next.at))
    const isDeniedFirst = back === null && isDenied(text.slice(0, one.at)) && i === 0
    if (back === null && !isDeniedFirst) return
    dropped.add(back === 'second' ? next : one)
    const from = isDeniedFirst ? text.slice(0, one.at).search(/(?:not(?:\s\w+)?|不[是要看])\s?$/iu) : one.end
    const to = isDeniedFirst ? one.at : next.at
    rest = rest.slice(0, from) + rest.slice(from, to).replace(/[^\u2029]/gu, CUE) + rest.slice(to)
  })
  return { kept: found.filter((one) => !dropped.has(one)), text: rest }
}

/** Of `was it traffic or conversion that cost us revenue` the last is asked about: the others may be its causes. */
function withoutCauses(found: readonly Found[], text: string): readonly Found[] {
  const isEither = found.map((one, i) => {
    const next = found[i + 1]
    return next !== undefined && EITHER.test(text.slice(one.end, next.at))
  })
  const left = found.filter((_, i) => !isEither[i] && !isEither[i - 1])
  return left.length > 0 || !SAID_OTHERWISE.test(text) ? (left.length > 0 ? left : found) : []
}

const EITHER = /\bor\b|还是/iu
/** what was earned, in no KPI's words */
const SAID_OTHERWISE = /[少多][卖赚]/u
const JOINED = /[\u2029,/&+、和与跟及同或]|还是|\b(?:and|or|vs|versus|against|than|with|plus)\b/iu

/** `orders on bazario got cancelled` asks for the share of one in the other; `orders and cancellations` for both. */
function withoutBases(found: readonly Found[], text: string): readonly Found[] {
  return found.filter(
    (base) =>
      !found.some((share) => {
        if (!SHARES_OF[share.metric.name]?.includes(base.metric.name)) return false
        const between = base.at < share.at ? text.slice(base.end, share.at) : text.slice(share.end, base.at)
        return !JOINED.test(between)
      }),
  )
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
}

const BY =
  '(?:(?:broken|split|grouped|sliced) (?:down |up )?)?(?:top (?:\\d{1,2}|two|three|four|five|ten)|by|per|for each|for every|in each|in every|each|every|across(?: all)?|between|among(?:st)?|which|what|(?:best|top|worst|strongest|weakest|biggest|highest|lowest)(?:[- ](?:selling|earning|performing|converting))?|(?:which|one) of)(?: (?:the|our|its|their|different|various|single|individual|of|all))*'

const SPLIT = '(?:split|breakdown|break-down|mix|distribution|comparison|wise|level|ranking|league table)'

const groupings = DIMENSIONS.map((dimension) => ({
  dimension,
  english: wholeWords(
    `${BY} (?:${GROUPS[dimension].english})|(?:${GROUPS[dimension].english})[- ]${SPLIT}(?: of| for)?`,
  ),
  chinese: anywhere(
    `(?:[两三四几]个(?=[^\u2029]*(?:对比|比较|相比|比一比|差别|差距|分开|分别|各))|按照?|分|各(?:个|大)?|(?:前|最[多高好低差少大]的?前?)\\d{1,2}(?:个|大|家|名)?|每个?|不同的?|哪(?:个|些|家|几个)?|逐个?)(?:${GROUPS[dimension].chinese})(?:划分|统计|拆分|拆开|来看|查看|分布|之间|间|分别)?`,
  ),
}))

/** `sales by channel`: the dimension a figure is asked by; null where none is named. */
export function readGroup(text: string): { readonly text: string; readonly dimension: Dimension | null } {
  for (const { dimension, english, chinese } of groupings)
    for (const pattern of [english, chinese]) {
      const { text: rest, found } = strike(text, pattern)
      if (found.length > 0) return { text: rest, dimension }
    }
  return { text, dimension: null }
}

const LOOSE: Readonly<Record<Dimension, RegExp>> = {
  platform: /\b(?:platforms|marketplaces)\b|平台/giu,
  category: /\b(?:categories|departments?)\b|品类|类目/giu,
  channel: /\b(?:channels)\b|渠道|频道/giu,
  region: /\b(?:cities|regions)\b|城市|地区|各城|座城/giu,
  merchant:
    /\b(?:merchants|sellers|vendors|shops|stores)\b|谁家|哪家|商家|商户|卖家|店家|[三五十几]家店?|店铺/giu,
}

/** A dimension that is spoken of without a member of it: `compare the cities`, 城市之间比一比. */
export function looseGroup(text: string): Dimension | null {
  return DIMENSIONS.find((dimension) => text.search(LOOSE[dimension]) >= 0) ?? null
}

export function withoutLooseGroup(
  text: string,
  dimension: Dimension,
): { readonly text: string; readonly dimension: Dimension } {
  return { text: strike(text, LOOSE[dimension]).text, dimension }
}
