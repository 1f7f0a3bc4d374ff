/** An amount with its 80 % interval, in the shop's minor unit. */
export interface Estimate {
  readonly cents: number
  readonly low: number
  readonly high: number
}

/** What could be done, what it should bring, what it costs, and what speaks against it. Nothing is done by itself. */
export interface Suggestion<Action = unknown> {
  readonly kind: 'price' | 'restock'
  /** the product */
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

/** Best first: by worth a day, and of two alike the one that ties up less money. */
export function ranked<S extends Pick<Suggestion, 'gain' | 'risk' | 'cost' | 'subject'>>(
  suggestions: readonly S[],
): S[] {
  const perDay = (s: S) => worth(s) / Math.max(1, s.gain.days)
  return [...suggestions].sort(
    (a, b) => perDay(b) - perDay(a) || a.cost.cents - b.cost.cents || (a.subject < b.subject ? -1 : 1),
  )
}
