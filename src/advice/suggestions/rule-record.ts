import { sumOf } from '../../lib/sum.ts'
import { Z90 } from '../../stats/distributions/z.ts'
import type { Effect } from './matched.ts'
import type { Verdict } from './outcome.ts'
import type { Trust } from './suggestion.ts'

/** An outcome that was measured, and which rule advised it. */
export interface Scored {
  readonly rule: string
  readonly verdict: Verdict
  readonly effect: Pick<Effect, 'cents' | 'seCents' | 'baselineCents' | 'chance'>
}

/** What the outcomes say together. */
export interface EffectRecord {
  readonly measured: number
  readonly helped: number
  readonly hurt: number
  /** of the profit that would have come anyway, all measured ones together, with its 90 % interval */
  readonly share: { readonly estimate: number; readonly low: number; readonly high: number } | null
  readonly cents: number
}

/** Effects add up, and so do their variances: they are of different products. `share` is null without a baseline. */
export function recordOf(outcomes: readonly Pick<Scored, 'verdict' | 'effect'>[]): EffectRecord {
  const count = (wanted: Verdict) => outcomes.filter(({ verdict }) => verdict === wanted).length
  const sum = (of: (effect: Scored['effect']) => number) => sumOf(outcomes, ({ effect }) => of(effect))
  const cents = sum((effect) => effect.cents)
  const baseline = sum((effect) => effect.baselineCents)
  const half = Z90 * Math.sqrt(sum(({ seCents }) => seCents ** 2))
  return {
    measured: outcomes.length,
    helped: count('helped'),
    hurt: count('hurt'),
    cents,
    share:
      baseline > 0
        ? { estimate: cents / baseline, low: (cents - half) / baseline, high: (cents + half) / baseline }
        : null,
  }
}

/** What a rule is believed to do before any of its outcomes is known: advice is given at 90 % or so, and boasts a little. */
const PRIOR_RATE = 0.8
/** so many outcomes weigh as much as that belief: a single one moves a rule by .07 at most */
const PRIOR_OUTCOMES = 10

export interface RuleRecord extends EffectRecord {
  readonly rule: string
  /** its chance to help, shrunken */
  readonly hitRate: number
  /** what the worth of its suggestions is multiplied by; a rule not measured yet has 1 */
  readonly trust: number
}

/**
 * Each rule's hit rate, shrunken towards what advice promises (the mean of a beta distribution of 10 outcomes, .8 of
 * them hits). A hit counts as sure as it is: an outcome's chance to be above 0, so that one too small to be told apart
 * counts about half and cannot make or break a rule. A rule that does nothing ends at .5 / .8 = .63 of its rank, one
 * that hurts near 0, one that always helps at 1.25. Ten outcomes of no effect, each of chance .5, give .65 and .81.
 */
export function rulesOf(outcomes: readonly Scored[]): RuleRecord[] {
  const rules = [...new Set(outcomes.map(({ rule }) => rule))].sort()
  return rules.map((rule) => {
    const own = outcomes.filter((one) => one.rule === rule)
    const hits = sumOf(own, ({ effect }) => effect.chance)
    const hitRate = (hits + PRIOR_RATE * PRIOR_OUTCOMES) / (own.length + PRIOR_OUTCOMES)
    return { rule, ...recordOf(own), hitRate, trust: hitRate / PRIOR_RATE }
  })
}

export function trustIn(rules: readonly RuleRecord[]): Trust {
  return Object.fromEntries(rules.map(({ rule, trust }) => [rule, trust]))
}
