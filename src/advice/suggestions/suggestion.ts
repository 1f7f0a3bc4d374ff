/** An amount with its 80 % interval, in the shop's minor unit. */
export interface Estimate {
  readonly cents: number
  readonly low: number
  readonly high: number
}

/** What could be done, what it should bring, what it costs, and what speaks against it. Nothing is done by itself. */
export interface Suggestion<Action = unknown> {
  readonly kind: 'price' | 'restock' | 'bundle' | 'campaign' | 'experiment'
  /** the product, the pair of products, the campaign, or the arm of an experiment */
  readonly subject: string
  readonly action: Action
  /** over `days` days */
  readonly gain: Estimate & { readonly days: number }
  readonly cost: Estimate
  readonly risk: { readonly ofLoss: number; readonly words: string }
  readonly why: readonly string[]
  /** the last day it holds */
  readonly validUntil: string
  readonly modelVersion: string
}

/**
 * What a suggestion is worth when both its gain and the chance that it turns out a loss count: the gain discounted
 * by that chance, less what a loss would take away.
 */
export function worth({ gain, risk }: Pick<Suggestion, 'gain' | 'risk'>): number {
  return gain.cents * (1 - risk.ofLoss) - Math.max(0, -gain.low) * risk.ofLoss
}

/** How far the rule of each suggestion is trusted, by its outcomes: see `rulesOf`. 1 where it is not told. */
export type Trust = Readonly<Record<string, number>>

type Ruled = Pick<Suggestion, 'action'> & { readonly kind: string }

/**
 * The rule a suggestion comes from: its kind, and what class of case it is. `price cut`, `price raise`,
 * `restock lumpy`; outcomes are counted by it.
 */
export function ruleOf({ kind, action }: Ruled): string {
  const field = (name: string): unknown =>
    typeof action === 'object' && action !== null ? Reflect.get(action, name) : undefined
  if (kind === 'price')
    return Number(field('toCents')) < Number(field('fromCents')) ? 'price cut' : 'price raise'
  const demand = field('demandClass')
  return typeof demand === 'string' ? `${kind} ${demand}` : kind
}

/**
 * Best first: by worth a day times the trust in its rule, and of two alike the one that ties up less money. What is
 * worth less than nothing sinks further the less its rule is trusted.
 */
export function ranked<S extends Pick<Suggestion, 'gain' | 'risk' | 'cost' | 'subject'> & Ruled>(
  suggestions: readonly S[],
  trust: Trust = {},
): S[] {
  const perDay = (s: S) => {
    const by = Math.max(MIN_TRUST, trust[ruleOf(s)] ?? 1)
    const value = worth(s) / Math.max(1, s.gain.days)
    return value >= 0 ? value * by : value / by
  }
  return [...suggestions].sort(
    (a, b) => perDay(b) - perDay(a) || a.cost.cents - b.cost.cents || (a.subject < b.subject ? -1 : 1),
  )
}

const MIN_TRUST = 0.05
