import type { EffectRecord, RuleRecord } from '../advice/suggestions/rule-record.ts'
import type { StoredOutcome } from '../state/suggestions/outcomes.ts'
import type { Locale } from './words/locale.ts'

/** `12 approved; of 10 measured 8 helped; +3.2 % of their profit (90 % range 1.1 to 5.0 %)` */
export function sayRecord(approved: number, record: EffectRecord, locale: Locale): string {
  const { outcomes } = locale.words
  if (approved === 0) return outcomes.noneApproved
  if (record.measured === 0) return outcomes.noneMeasured(approved)
  return outcomes.record({ approved, ...record, gain: sayShare(record, locale) })
}

/** `+3.2 % of their profit (90 % range 1.1 to 5.0 %)`; money where nothing would have come without them. */
export function sayShare({ share, cents }: EffectRecord, locale: Locale): string {
  const { outcomes } = locale.words
  if (!share) return outcomes.profit(locale.gain(cents))
  const percent = (value: number) => {
    const shown = locale.number(Math.abs(100 * value), 1)
    return value < 0 && Number(shown) !== 0 ? `−${shown}` : shown
  }
  const sign = share.estimate > 0 ? '+' : ''
  return outcomes.profitShare(`${sign}${percent(share.estimate)}`, percent(share.low), percent(share.high))
}

/** a rule below this is worth a word */
const LOST_RANK = 0.95

/** `Price cuts: 8 of the last 12 of this kind helped, +3.2 % of their profit (90 % range 1.1 to 5.0 %).` */
export function sayKindRecord(
  { rule, last, trust }: { readonly rule: string; readonly last: EffectRecord; readonly trust: number },
  locale: Locale,
): string {
  const { suggestions, actions } = locale.words
  const name = actions.rule(rule)
  if (last.measured === 0) return suggestions.noKindRecord(name)
  return suggestions.kindRecord({
    rule: name,
    helped: last.helped,
    measured: last.measured,
    gain: sayShare(last, locale),
    trust: trust < LOST_RANK ? locale.number(trust, 2) : null,
  })
}

/** What came of an approved suggestion, and what is missing where that cannot be measured. */
export function sayOutcome(found: StoredOutcome | undefined, locale: Locale): string {
  const { outcomes } = locale.words
  if (!found) return outcomes.notLookedAt
  const { outcome } = found
  switch (outcome.kind) {
    case 'not-seen':
      return outcomes.notSeen
    case 'never-seen':
      return outcomes.neverSeen
    case 'running':
      return outcomes.running(outcome.seenOn, outcome.until)
    case 'unknown': {
      const { lack } = outcome
      if (lack.missing === 'cost') return outcomes.noCost
      return outcomes.tooFew(lack.have, lack.need, outcomes.lacks[lack.missing])
    }
    case 'inconclusive':
      return outcome.because === 'nobody held out' ? outcomes.noHoldout : outcomes.noControl
    case 'measured': {
      const { cents, low, high } = outcome.effect
      const shown = locale.estimate('gain', { value: cents, low, high })
      return outcomes.measured(outcomes.verdicts[outcome.verdict], shown.value, shown.low, shown.high)
    }
  }
}

/** `price raise: 1 of 9 outcomes helped, so its suggestions rank lower (× 0.71)`; the least trusted first. */
export function sayLostRank(rules: readonly RuleRecord[], { words: { outcomes } }: Locale): string[] {
  return rules
    .filter(({ trust }) => trust < LOST_RANK)
    .toSorted((a, b) => a.trust - b.trust)
    .map(({ rule, helped, measured, trust }) => outcomes.lostRank(rule, helped, measured, trust))
}
