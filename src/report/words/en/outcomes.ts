import type { Day } from '../../../lib/days.ts'
import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

/** What came of approved suggestions. */
export const outcomeWords = (f: Format) => ({
  noneApproved: 'nothing approved yet',
  noneMeasured: (approved: number) => `${f.number(approved)} approved, none measured yet`,
  record: (one: { approved: number; helped: number; measured: number; hurt: number; gain: string }) =>
    `${f.number(one.approved)} approved; of ${f.number(one.measured)} measured ${f.number(one.helped)} helped${one.hurt > 0 ? ` and ${f.number(one.hurt)} hurt` : ''}; ${one.gain}`,
  profit: (gain: string) => `${gain} of profit`,
  profitShare: (estimate: string, low: string, high: string) =>
    `${estimate} % of their profit (90 % range ${low} to ${high} %)`,
  lacks: {
    matches: 'untouched products of its category that sold alike',
    days: 'ordinary days in stock before and after',
    sales: 'pieces sold before',
    orders: 'orders of the product before and after',
    customers: 'customers in the smaller arm',
  },
  verdicts: { helped: 'helped', hurt: 'did not help: it lost profit', inconclusive: 'inconclusive' },
  notLookedAt: 'not measured yet',
  notSeen: 'approved, not yet applied in the shop',
  neverSeen: 'never applied in the shop',
  running: (seenOn: Day, until: Day) =>
    `applied ${f.shortDay(seenOn)}, measured from ${f.shortDay(until)} on`,
  noCost: 'cannot be measured: its cost is not known',
  tooFew: (have: number, need: number, what: string) =>
    `cannot be measured: ${f.number(have)} of ${f.number(need)} ${what}`,
  noHoldout: 'cannot be measured: nobody was held out by chance',
  noControl: 'cannot be measured: with everybody in one arm there is no control; see its test',
  measured: (verdict: string, gain: string, low: string, high: string) =>
    `${verdict}: ${gain} (90 % range ${low} to ${high})`,
  lostRank: (rule: string, helped: number, measured: number, trust: number) =>
    `${rule}: ${helped} of ${plural(measured, 'outcome')} helped, so its suggestions rank lower (× ${f.number(trust, 2)})`,
})
