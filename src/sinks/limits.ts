import { majorUnit } from '../lib/money.ts'
import type { Limits } from './settings.ts'
import type { Change } from './sink.ts'

/** What was carried out this day already. */
export interface DoneToday {
  readonly count: number
  readonly costCents: number
}

export type Allowed =
  | { readonly kind: 'go' }
  /** not now, but by itself later: outside the hours, or the day is full */
  | { readonly kind: 'later'; readonly because: 'hours' | 'count' | 'cost' }
  /** a second person has to approve it */
  | { readonly kind: 'four-eyes' }
  /** beyond what is ever carried out by itself */
  | { readonly kind: 'refused'; readonly because: 'change' | 'approver' }

/** Whether a change may be carried out now. `time` is the shop's clock, `08:30`; `worthCents` what hangs on it. */
export function allowed(
  change: Pick<Change, 'kind' | 'before' | 'after' | 'currency' | 'costCents'>,
  limits: Limits,
  now: {
    readonly time: string
    readonly done: DoneToday
    readonly approvedBy: string
    readonly secondBy: string | null
    readonly worthCents: number
  },
): Allowed {
  const unit = majorUnit(change.currency)
  const { before, after, kind } = change
  if (limits.approvers && !limits.approvers.includes(now.approvedBy))
    return { kind: 'refused', because: 'approver' }
  if (kind === 'price' && before && after && Math.abs(after / before - 1) > limits.max_change + 1e-9)
    return { kind: 'refused', because: 'change' }
  const isLarge = limits.four_eyes_above !== null && now.worthCents > limits.four_eyes_above * unit
  if (isLarge && (now.secondBy === null || now.secondBy === now.approvedBy)) return { kind: 'four-eyes' }
  if (limits.hours && !isWithin(now.time, limits.hours)) return { kind: 'later', because: 'hours' }
  if (now.done.count >= limits.max_a_day) return { kind: 'later', because: 'count' }
  const cost = now.done.costCents + (change.costCents ?? 0)
  if (limits.max_cost_a_day !== null && cost > limits.max_cost_a_day * unit)
    return { kind: 'later', because: 'cost' }
  return { kind: 'go' }
}

/** From 22:00 to 06:00 is over midnight. */
function isWithin(time: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  return from <= to ? time >= from && time < to : time >= from || time < to
}
