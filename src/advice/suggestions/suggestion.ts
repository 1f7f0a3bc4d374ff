/** An amount with its 80 % interval, in the shop's minor unit. */
export interface Estimate {
  readonly cents: number
  readonly low: number
  readonly high: number
}

/** What could be done, what it should bring, what it costs, and what speaks against it. Nothing is done by itself. */
export interface Suggestion<Action extends object = object> {
  readonly kind: string
  /** its kind, and what class of case it is, such as `price cut`: outcomes are counted by it */
  readonly rule: string
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

/** What suggestions are ranked by. */
export interface Rankable {
  readonly subject: string
  readonly rule: string
  readonly gain: { readonly cents: number; readonly low: number; readonly days: number }
  readonly cost: { readonly cents: number }
  /** null where an old one does not tell: it counts as none */
  readonly risk: { readonly ofLoss: number | null }
}

/**
 * What a suggestion is worth when both its gain and the chance that it turns out a loss count: the gain discounted
 * by that chance, less what a loss would take away.
 */
export function worth({ gain, risk }: Pick<Rankable, 'gain' | 'risk'>): number {
  const ofLoss = risk.ofLoss ?? 0
  return gain.cents * (1 - ofLoss) - Math.max(0, -gain.low) * ofLoss
}

/** How far the rule of each suggestion is trusted, by its outcomes: see `rulesOf`. 1 where none was measured. */
export type Trust = Readonly<Record<string, number>>

/**
 * Best first: by worth a day times the trust in its rule, and of two alike the one that ties up less money. What is
 * worth less than nothing sinks further the less its rule is trusted. The one order of the night, of answers and of
 * digests.
 */
export function ranked<S extends Rankable>(suggestions: readonly S[], trust: Trust = {}): S[] {
  const perDay = (s: S) => {
    const by = Math.max(MIN_TRUST, trust[s.rule] ?? 1)
    const value = worth(s) / Math.max(1, s.gain.days)
    return value >= 0 ? value * by : value / by
  }
  return [...suggestions].sort(
    (a, b) => perDay(b) - perDay(a) || a.cost.cents - b.cost.cents || (a.subject < b.subject ? -1 : 1),
  )
}

const MIN_TRUST = 0.05
