import { DIMENSIONS, type Dimension } from '../metrics/metric.ts'
import { GROUPS } from './lexicon/segments.ts'
import { anywhere, strike, wholeWords } from './masked.ts'

const BY =
  '(?:(?:broken|split|grouped|sliced) (?:down |up )?)?(?:top (?:\\d{1,2}|two|three|four|five|ten)|by|per|for each|for every|in each|in every|each|every|across(?: all)?|between|among(?:st)?|which|what|(?:best|top|worst|strongest|weakest|biggest|highest|lowest)(?:[- ](?:selling|earning|performing|converting))?|(?:which|one) of)(?: (?:the|our|its|their|different|various|single|individual|of|all))*'

const SPLIT = '(?:split|breakdown|break-down|mix|distribution|comparison|wise|level|ranking|league table)'

const patterns = DIMENSIONS.map((dimension) => ({
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
  for (const { dimension, english, chinese } of patterns)
    for (const pattern of [english, chinese]) {
      const { text: rest, found } = strike(text, pattern)
      if (found.length > 0) return { text: rest, dimension }
    }
  return { text, dimension: null }
}
