/**
 * The life of an alert as a table: what each act makes of each state, or why it makes nothing of it. People act by
 * buttons and commands; the watch resolves and reopens.
 *
 * @internal exported for the tests: every state
 */
export const STATES = ['open', 'acknowledged', 'assigned', 'snoozed', 'resolved', 'reopened'] as const
/** @internal exported for the tests: one of them */
export type AlertState = (typeof STATES)[number]

/** @internal exported for the tests: every act */
export const ACTS = [
  'acknowledge',
  'unacknowledge',
  'assign',
  'snooze',
  'unsnooze',
  'resolve',
  'reopen',
] as const
export type Act = (typeof ACTS)[number]

/** Why an act makes nothing of a state. */
type Refusal = 'held' | 'not-held' | 'not-snoozed' | 'over' | 'not-over'

/** Who has it, and whether it is quiet: a snooze lies over all that is not resolved and changes nothing below it. */
export interface Life {
  readonly under: Exclude<AlertState, 'snoozed'>
  readonly isSnoozed: boolean
}

export type Next =
  | { readonly kind: 'becomes'; readonly life: Life }
  | { readonly kind: 'refused'; readonly because: Refusal }

type Held = Life['under']

const UNHELD = {
  acknowledge: 'acknowledged',
  unacknowledge: null,
  assign: 'assigned',
  resolve: 'resolved',
} as const
const TABLE: Readonly<Record<Held, Readonly<Partial<Record<Act, Held | null>>>>> = {
  open: UNHELD,
  reopened: UNHELD,
  acknowledged: { acknowledge: null, unacknowledge: 'open', assign: 'assigned', resolve: 'resolved' },
  // whoever it is given to says so by acknowledging it; taken back, nobody has it
  assigned: { acknowledge: 'acknowledged', unacknowledge: 'open', assign: 'assigned', resolve: 'resolved' },
  resolved: { reopen: 'reopened' },
}

const REFUSED: Readonly<Record<Act, Refusal>> = {
  acknowledge: 'held',
  unacknowledge: 'not-held',
  assign: 'over',
  snooze: 'over',
  unsnooze: 'not-snoozed',
  resolve: 'over',
  reopen: 'not-over',
}

/** @internal exported for the tests: what people call it */
export function stateOf({ under, isSnoozed }: Life): AlertState {
  return isSnoozed ? 'snoozed' : under
}

/** @example transition({ under: 'open', isSnoozed: true }, 'acknowledge') // still snoozed, and somebody has it */
export function transition({ under, isSnoozed }: Life, act: Act): Next {
  if (under === 'resolved' && act !== 'reopen') return { kind: 'refused', because: 'over' }
  if (act === 'snooze') return { kind: 'becomes', life: { under, isSnoozed: true } }
  if (act === 'unsnooze' && isSnoozed) return { kind: 'becomes', life: { under, isSnoozed: false } }
  const next = TABLE[under][act] ?? null
  if (next === null) return { kind: 'refused', because: REFUSED[act] }
  return { kind: 'becomes', life: { under: next, isSnoozed: isSnoozed && next !== 'resolved' } }
}
