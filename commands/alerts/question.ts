import type { Usage } from '../../src/context.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import type { Metric } from '../../src/metrics/metric.ts'
import type { Rule } from '../../src/models/anomaly/rule-preview.ts'
import { parseKpi } from '../kpi/question.ts'

export type AlertsQuestion =
  | { readonly kind: 'open' }
  /** what happened to one; its id, or how it begins */
  | { readonly kind: 'log'; readonly id: string }
  | {
      readonly kind: 'preview'
      readonly metric: Metric
      /** as typed; '' is the whole shop */
      readonly scope: string
      readonly rule: Rule
      readonly days: number
    }

const VERBS = ['open', 'list', 'preview']
const NAME_THE_ALERT = 'Write /alerts <id> log; /alerts lists the open ones with their ids.'
/** how an id of lifecycle.ts may begin; a KPI or a verb has letters beyond f */
const ID = /^(?=.*\d)[0-9a-f]{4,12}$/i
const DEVIATIONS = 3.5
const DAYS = 90
const RULE = /\b(below|above|beyond)\s+(\S+)(?:\s*(?:sd|sigma))?\s*$/i

/** Nothing lists what is open; `95cb51274ff5 log` is what happened to one; `preview conversion category=Toys below 2% 90d` tries a rule on the past. */
export function parseAlerts(text: string): AlertsQuestion | Usage {
  const [verb = '', ...rest] = text.trim().split(/\s+/)
  if (verb === '' || /^(open|list)$/i.test(verb)) return { kind: 'open' }
  if (/^log$/i.test(verb)) return { kind: 'usage', because: NAME_THE_ALERT }
  if (ID.test(verb) && rest.length > 0) return logOf(verb.toLowerCase(), rest)
  if (!/^preview$/i.test(verb)) return unknown(verb)
  const span = /^(\d{1,3})d$/i.exec(rest.at(-1) ?? '')?.[1]
  const words = (span === undefined ? rest : rest.slice(0, -1)).join(' ')
  const days = span === undefined ? DAYS : Number(span)
  if (days < 1 || days > 366) return { kind: 'usage', because: `"${span}d" is not 1 to 366 days.` }
  const said = RULE.exec(words)
  const asked = parseKpi(said ? words.slice(0, said.index) : words)
  if (asked.kind === 'usage') return asked
  const rule = said ? ruleOf(said, asked.metric) : ({ kind: 'unusual', deviations: DEVIATIONS } as const)
  if (!rule)
    return {
      kind: 'usage',
      because: `"${oneLine(said?.[2] ?? '', 40)}" is no limit for ${asked.metric.label}: write below 2%, above 500 or beyond 4.`,
    }
  return { kind: 'preview', metric: asked.metric, scope: asked.scope, rule, days }
}

function logOf(id: string, rest: readonly string[]): AlertsQuestion | Usage {
  const said = rest.join(' ')
  if (said.toLowerCase() === 'log') return { kind: 'log', id }
  return {
    kind: 'usage',
    because: `"${oneLine(said, 40)}" cannot be asked about an alert, only its log.`,
    didYouMean: `${id} log`,
  }
}

function unknown(verb: string): Usage {
  if (ID.test(verb))
    return { kind: 'usage', because: NAME_THE_ALERT, didYouMean: `${verb.toLowerCase()} log` }
  const near = nearest(verb, VERBS)
  return {
    kind: 'usage',
    because: `"${oneLine(verb, 40)}" is nothing to do with alerts: leave it out for the open ones, or write preview <kpi>.`,
    ...(near !== null && { didYouMean: near === 'preview' ? 'preview conversion' : near }),
  }
}

/** Shares are typed in per cent, money in the currency's units; kept as shares and cents. */
function ruleOf([, verb = '', typed = '']: readonly string[], { unit }: Metric): Rule | null {
  const value = Number(typed.replace(/[%$€£¥,]/g, ''))
  if (!Number.isFinite(value) || /^[%$€£¥,]*$/.test(typed)) return null
  const kind = verb.toLowerCase()
  if (kind === 'beyond') return value >= 1 && value <= 20 ? { kind: 'unusual', deviations: value } : null
  const scaled =
    unit === 'rate'
      ? typed.endsWith('%') || value > 1
        ? value / 100
        : value
      : unit === 'count'
        ? value
        : value * 100
  return { kind: kind === 'below' ? 'below' : 'above', value: scaled }
}
