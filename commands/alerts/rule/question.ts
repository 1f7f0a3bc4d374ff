import { isUsage, type Usage } from '../../../src/command.ts'
import { numberFrom } from '../../../src/lib/amount.ts'
import { majorUnit } from '../../../src/lib/money.ts'
import { minuteOfDay } from '../../../src/lib/schedule.ts'
import { oneLine } from '../../../src/lib/text.ts'
import type { Metric } from '../../../src/metrics/metric.ts'
import type { FaultWords } from '../../../src/report/words/faults.ts'
import type { RuleHours } from '../../../src/state/alert-rules.ts'
import { parseKpi } from '../../kpi/question.ts'
import { typedAmount } from '../../shared/typed-amount.ts'
import type { TypedLimit } from './limit.ts'

/** What is typed of a rule; what is left out stays as it was, null takes it away. */
export interface RuleParts {
  readonly metric?: Metric
  /** as typed; '' is the whole shop */
  readonly scope?: string
  readonly limit?: TypedLimit
  readonly minVolume?: number | null
  readonly minCents?: number | null
  readonly hours?: RuleHours | null
}

const ACTS = ['pause', 'resume', 'delete'] as const

export type RuleQuestion =
  | { readonly kind: 'rules' }
  | { readonly kind: 'rule'; readonly number: number }
  | { readonly kind: 'rule-act'; readonly number: number; readonly act: (typeof ACTS)[number] }
  /** `number` is that of the rule to change; null is a new one. Without `isSaved` it is only tried on the past */
  | {
      readonly kind: 'rule-draft'
      readonly number: number | null
      readonly isSaved: boolean
      readonly parts: RuleParts
    }

const EXAMPLE = 'rule conversion category=Toys below 2%'

interface Reads {
  readonly said: FaultWords
  readonly currency: string
}

/** `rule conversion category=Toys below 2% volume 200 hours 09:00-18:00`, `rule 3`, `rule 3 beyond 4`, `rule 3 pause`. */
export function parseRule(typed: string, { said, currency }: Reads): RuleQuestion | Usage {
  const text = typed.replace(/\s+/g, ' ').trim()
  if (/^(list)?$/i.test(text)) return { kind: 'rules' }
  const [, named, after = ''] = /^#?(\d{1,6})(?:\s+(.*))?$/.exec(text) ?? []
  const number = named === undefined ? null : Number(named)
  const rest = number === null ? text : after.trim()
  if (number !== null && /^(log|history)?$/i.test(rest)) return { kind: 'rule', number }
  const act = ACTS.find((one) => one === rest.toLowerCase())
  if (number !== null && act) return { kind: 'rule-act', number, act }
  const isSaved = /^save\b/i.test(rest)
  const parts = partsOf(rest.replace(/^save\b\s*/i, ''), { said, currency })
  if (isUsage(parts)) return parts
  if (number === null && !parts.metric)
    return { kind: 'usage', because: said.alerts.ruleOfWhat, didYouMean: EXAMPLE }
  return { kind: 'rule-draft', number, isSaved, parts }
}

const LIMIT = /(?:^|\s)(below|above|低于|高于)\s*(\S+)$/iu
const BEYOND = /(?:^|\s)(?:beyond|偏离)\s*(\S+?)(?:\s*(?:sd|sigma))?(?:\s+(up|down|high|low|偏高|偏低))?$/iu
const HOURS = /(?:^|\s)(?:hours|时段)\s*(\S+(?:\s*[-–]\s*\S+)?)$/iu
const VOLUME = /(?:^|\s)(?:volume|数量)\s*(\S+)$/iu
const MONEY = /(?:^|\s)(?:money|金额)\s*(\S+)$/iu
const NONE = /^(off|none|无)$/iu

/** From the end, one after the other: what is left at the beginning is the KPI and the segment, whatever they are called. */
function partsOf(text: string, reads: Reads): RuleParts | Usage {
  let [left, parts]: [string, RuleParts] = [text, {}]
  for (;;) {
    const next = lastOf(left, reads)
    if (next === null) break
    if (isUsage(next)) return next
    parts = { ...next.part, ...parts }
    left = next.left
  }
  if (left === '') return parts
  const asked = parseKpi(left, reads.said)
  if (isUsage(asked)) return asked
  return { ...parts, metric: asked.metric, scope: asked.scope }
}

function lastOf(
  text: string,
  { said, currency }: Reads,
): { readonly part: RuleParts; readonly left: string } | Usage | null {
  const taken = (found: RegExpExecArray, part: RuleParts) => ({ part, left: text.slice(0, found.index) })
  const hours = HOURS.exec(text)
  if (hours) {
    const read = NONE.test(hours[1] ?? '') ? null : hoursFrom(hours[1] ?? '')
    if (read === undefined)
      return { kind: 'usage', because: said.alerts.ruleHours(oneLine(hours[1] ?? '', 40)) }
    return taken(hours, { hours: read })
  }
  const volume = VOLUME.exec(text)
  if (volume) {
    const read = NONE.test(volume[1] ?? '') ? null : numberFrom(volume[1] ?? '')
    if (read === null && !NONE.test(volume[1] ?? '')) return notAnAmount(volume[1] ?? '', said)
    return taken(volume, { minVolume: read })
  }
  const money = MONEY.exec(text)
  if (money) {
    if (NONE.test(money[1] ?? '')) return taken(money, { minCents: null })
    const read = typedAmount(money[1] ?? '', { said, currency })
    if (read === null) return notAnAmount(money[1] ?? '', said)
    return typeof read === 'object'
      ? read
      : taken(money, { minCents: Math.round(read * majorUnit(currency)) })
  }
  const limit = LIMIT.exec(text)
  if (limit) {
    const kind = /^(below|低于)$/iu.test(limit[1] ?? '') ? 'below' : 'above'
    return taken(limit, { limit: { kind, value: limit[2] ?? '' } })
  }
  const beyond = BEYOND.exec(text)
  if (!beyond) return null
  const way = beyond[2]?.toLowerCase()
  const direction =
    way === undefined ? {} : ({ direction: /^(up|high|偏高)$/u.test(way) ? 'up' : 'down' } as const)
  return taken(beyond, { limit: { kind: 'beyond', value: beyond[1] ?? '', ...direction } })
}

function notAnAmount(typed: string, said: FaultWords): Usage {
  return { kind: 'usage', because: said.alerts.ruleMinimum(oneLine(typed, 40)) }
}

const TIME = /^([01]?\d|2[0-3]):(00|15|30|45)$|^24:00$/

/** `09:00-18:00`, on quarters of an hour; undefined when it is none. */
function hoursFrom(typed: string): RuleHours | undefined {
  const [from = '', to = ''] = typed.split(/\s*[-–]\s*/)
  if (!TIME.test(from) || !TIME.test(to)) return undefined
  const minutes = (text: string) => (text === '24:00' ? 1440 : minuteOfDay(text))
  const hours = { from: minutes(from), to: minutes(to) }
  return hours.from < hours.to ? hours : undefined
}
