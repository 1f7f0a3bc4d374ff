import type { EffectRecord, RuleRecord } from '../advice/suggestions/rule-record.ts'
import { plural, showNumber } from '../lib/text.ts'
import type { StoredOutcome } from '../state/suggestions/outcomes.ts'
import { shortDay, showGain } from './show.ts'

/** `accepted 12, helped 8 of 10 measured, +3.2 % [1.1, 5.0] of their profit` */
export function sayRecord(accepted: number, record: EffectRecord, currency: string): string {
  if (accepted === 0) return 'nothing accepted yet'
  if (record.measured === 0) return `accepted ${showNumber(accepted)}, none measured yet`
  const hurt = record.hurt > 0 ? `, hurt ${record.hurt}` : ''
  return `accepted ${showNumber(accepted)}, helped ${showNumber(record.helped)} of ${showNumber(record.measured)} measured${hurt}, ${sayShare(record, currency)}`
}

/** `+3.2 % [1.1, 5.0] of their profit`; money where nothing would have come without them. */
export function sayShare({ share, cents }: EffectRecord, currency: string): string {
  if (!share) return `${showGain(cents, currency)} of profit`
  const percent = (value: number) => {
    const shown = showNumber(Math.abs(100 * value), 1)
    return value < 0 && shown !== '0.0' ? `−${shown}` : shown
  }
  const sign = share.estimate > 0 ? '+' : ''
  return `${sign}${percent(share.estimate)} % [${percent(share.low)}, ${percent(share.high)}] of their profit`
}

const LACKS = {
  matches: 'untouched products of its category that sold alike',
  days: 'ordinary days in stock before and after',
  sales: 'pieces sold before',
  orders: 'orders of the product before and after',
  customers: 'customers in the smaller arm',
} as const

const VERDICTS = { helped: 'helped', hurt: 'hurt', inconclusive: 'not told apart' } as const

/** What came of an accepted suggestion, and what is missing where that cannot be told. */
export function sayOutcome(found: StoredOutcome | undefined, currency: string): string {
  if (!found) return 'not looked at yet'
  const { outcome } = found
  switch (outcome.kind) {
    case 'not-seen':
      return 'approved, not yet seen in the shop'
    case 'never-seen':
      return 'never seen in the shop'
    case 'running':
      return `seen ${shortDay(outcome.seenOn)}, measured from ${shortDay(outcome.until)} on`
    case 'unknown': {
      const { lack } = outcome
      if (lack.missing === 'cost') return 'unknown: its cost is not known'
      return `unknown: ${showNumber(lack.have)} of ${showNumber(lack.need)} ${LACKS[lack.missing]}`
    }
    case 'inconclusive':
      return outcome.because === 'nobody held out'
        ? 'cannot be told: nobody was held out by chance'
        : 'cannot be told: with everybody on one arm there is no control; its test is the measure'
    case 'measured': {
      const { cents, low, high } = outcome.effect
      const range = `${showGain(cents, currency)} [${showGain(low, currency)}, ${showGain(high, currency)}]`
      return `${VERDICTS[outcome.verdict]}: ${range}`
    }
  }
}

/** a rule below this is worth a word */
const LOST_RANK = 0.95

/** `price raise: helped 1 of 9, ranks × 0.71`; the least trusted first. */
export function sayLostRank(rules: readonly RuleRecord[]): string[] {
  return rules
    .filter(({ trust }) => trust < LOST_RANK)
    .toSorted((a, b) => a.trust - b.trust)
    .map(
      ({ rule, helped, measured, trust }) =>
        `${rule}: helped ${helped} of ${plural(measured, 'outcome')}, its suggestions rank × ${trust.toFixed(2)}`,
    )
}
