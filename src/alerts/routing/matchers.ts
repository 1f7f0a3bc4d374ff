import { LABELS, type Label, type Labels } from './labels.ts'

/** `severity=critical`, `kpi!=gmv`, `merchant=~"M-00.*"`, `region!~EU|US`: as Alertmanager writes them. */
export interface Matcher {
  readonly label: Label
  readonly op: '=' | '!=' | '=~' | '!~'
  readonly value: string
}

const SHAPE = /^\s*([\w-]+)\s*(!~|!=|=~|=)\s*(.*?)\s*$/

/** Null when it is none; a label that no alert has and a pattern that is none are faults, too. */
export function matcherFrom(text: string): Matcher | null {
  const [, name, op, typed = ''] = SHAPE.exec(text) ?? []
  const label = LABELS.find((one) => one === name)
  if (!label || !isOp(op)) return null
  const value = /^"(.*)"$/.exec(typed)?.[1] ?? typed
  return (op === '=~' || op === '!~') && !isPattern(value) ? null : { label, op, value }
}

/** As it is typed. */
export function showMatcher({ label, op, value }: Matcher): string {
  return `${label}${op}${/^[^\s"]+$/.test(value) ? value : `"${value}"`}`
}

function isOp(op: string | undefined): op is Matcher['op'] {
  return op === '=' || op === '!=' || op === '=~' || op === '!~'
}

function isPattern(value: string): boolean {
  try {
    return wholly(value) !== null
  } catch {
    return false
  }
}

const wholly = (value: string) => new RegExp(`^(?:${value})$`)

/** All of them hold. A label that an alert lacks is the empty text, and a pattern matches the whole of a value. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every(({ label, op, value }) => {
    const own = labels[label] ?? ''
    if (op === '=' || op === '!=') return (own === value) === (op === '=')
    return wholly(value).test(own) === (op === '=~')
  })
}
