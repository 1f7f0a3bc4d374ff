import { isUsage, type Usage } from '../../src/command.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'
import { parseKpi } from '../kpi/question.ts'
import { ACT_VERBS, type ActQuestion, ID, NUMBER, parseAct } from './act-question.ts'
import { type MarkQuestion, parseMark } from './mark.ts'
import { limitOf, type TypedLimit, UNUSUAL } from './rule/limit.ts'
import type { PreviewQuestion } from './rule/preview.ts'
import { parseRule, type RuleQuestion } from './rule/question.ts'
import { parseSilence, type SilenceQuestion } from './silence/question.ts'

export type AlertsQuestion =
  | ActQuestion
  | MarkQuestion
  | RuleQuestion
  | SilenceQuestion
  | { readonly kind: 'open' }
  /** all about one, and what can be done: its number, its id, or how it begins */
  | { readonly kind: 'one'; readonly id: string }
  /** what happened to one; its id, or how it begins */
  | { readonly kind: 'log'; readonly id: string }
  | PreviewQuestion

const VERBS = ['open', 'list', 'preview', 'mark', 'silence', 'silences', 'rule', 'rules', ...ACT_VERBS]
const DAYS = 90
const RULE = /\b(below|above|beyond)\s+(\S+)(?:\s*(?:sd|sigma))?\s*$/i

/** Nothing lists what is open; `95cb51274ff5 log` is what happened to one; `preview conversion category=Toys below 2% 90d` tries a rule on the past. */
export function parseAlerts(text: string, said = ENGLISH_FAULTS, currency = 'EUR'): AlertsQuestion | Usage {
  const [verb = '', ...rest] = text.trim().split(/\s+/)
  if (verb === '' || /^(open|list)$/i.test(verb)) return { kind: 'open' }
  if (/^mark$/i.test(verb)) return parseMark(rest.join(' '), said)
  if (/^silences?$/i.test(verb)) return parseSilence(rest.join(' '), said)
  if (/^rules?$/i.test(verb)) return parseRule(rest.join(' '), { said, currency })
  const act = parseAct([verb, ...rest], said)
  if (act) return act
  if (/^log$/i.test(verb) && (ID.test(rest[0] ?? '') || NUMBER.test(rest[0] ?? '')))
    return logOf((rest[0] ?? '').toLowerCase(), ['log', ...rest.slice(1)], said)
  if (/^log$/i.test(verb)) return { kind: 'usage', because: said.alerts.nameTheAlert }
  if (ID.test(verb) || NUMBER.test(verb))
    return rest.length > 0 ? logOf(verb.toLowerCase(), rest, said) : { kind: 'one', id: verb.toLowerCase() }
  if (!/^preview$/i.test(verb)) return unknown(verb, said)
  const span = /^(\d{1,3})d$/i.exec(rest.at(-1) ?? '')?.[1]
  const words = (span === undefined ? rest : rest.slice(0, -1)).join(' ')
  const days = span === undefined ? DAYS : Number(span)
  if (days < 1 || days > 366) return { kind: 'usage', because: said.notDays(`${span}d`, 366) }
  const typed = RULE.exec(words)
  const asked = parseKpi(typed ? words.slice(0, typed.index) : words, said)
  if (asked.kind === 'usage') return asked
  const rule = typed ? limitOf(typedLimit(typed), asked.metric, { said, currency }) : UNUSUAL
  if (isUsage(rule)) return rule
  if (!rule)
    return {
      kind: 'usage',
      because: said.alerts.limit(oneLine(typed?.[2] ?? '', 40), asked.metric),
    }
  return { kind: 'preview', metric: asked.metric, scope: asked.scope, rule, days }
}

function typedLimit([, kind = '', value = '']: readonly string[]): TypedLimit {
  const typed = kind.toLowerCase()
  return { kind: typed === 'below' || typed === 'above' ? typed : 'beyond', value }
}

function logOf(id: string, rest: readonly string[], said: FaultWords): AlertsQuestion | Usage {
  const typed = rest.join(' ')
  if (typed.toLowerCase() === 'log') return { kind: 'log', id }
  return {
    kind: 'usage',
    because: said.alerts.onlyItsLog(oneLine(typed, 40)),
    didYouMean: `${id} log`,
  }
}

function unknown(verb: string, said: FaultWords): Usage {
  const near = nearest(verb, VERBS)
  return {
    kind: 'usage',
    because: said.alerts.unknownVerb(oneLine(verb, 40)),
    ...(near !== null && { didYouMean: lineWith(near) }),
  }
}

/** Verbs that say nothing alone get an example of the rest. */
function lineWith(verb: string): string {
  if (verb === 'preview') return 'preview conversion'
  if (verb === 'mark') return 'mark release 2.14'
  if (verb === 'rule') return 'rule conversion category=Toys below 2%'
  if (verb === 'silence') return 'silence kpi=orders until tomorrow 09:00 stock-taking'
  return ACT_VERBS.includes(verb) ? `${verb} 12` : verb
}
