import type { State } from '../database/state.ts'
import {
  type DigestKind,
  PLAIN_WISH,
  type Subscription,
  subscriptionOf,
  subscriptions,
} from './subscriptions.ts'

const MONDAY = 1
const OF_SUBSCRIPTION = 'subscription:'

export interface DigestSettings {
  readonly digest: { readonly channel: string; readonly at: string; readonly weeklyAt: string }
  readonly shop: { readonly zone: string }
}

/** Whom a digest goes to. `lane` is the name of its schedule, which stays when the channel or the time changes. */
export interface Recipient extends Subscription {
  readonly lane: string
  readonly from: 'subscription' | 'settings'
}

/**
 * Who gets a digest: the channel that the settings name, read from them each time and never stored, so it is as they are
 * now; and who subscribed. A subscription of the settings' own channel to the whole shop takes its place, also while it
 * is paused.
 */
export async function recipients(
  state: Pick<State, 'read'>,
  kind: DigestKind,
  settings: DigestSettings,
): Promise<readonly Recipient[]> {
  const asked = (await subscriptions(state, kind)).map(recipientOf)
  const own = ofSettings(kind, settings)
  const isTaken = asked.some(
    ({ channel, called, segment }) => segment === '' && [channel, called].includes(own?.channel ?? ''),
  )
  return [
    ...(own === null || isTaken ? [] : [own]),
    ...asked.filter(({ pausedAt, disabledBecause }) => pausedAt === null && disabledBecause === null),
  ]
}

/** Whom a run of the lane is for, paused or not: somebody may have asked for it now. */
export async function recipientIn(
  state: Pick<State, 'read'>,
  { lane, kinds }: { readonly lane: string; readonly kinds: readonly DigestKind[] },
  settings: DigestSettings,
): Promise<Recipient | null> {
  const id = subscriptionIn(lane)
  if (id !== null) {
    const found = await subscriptionOf(state, id)
    return found && kinds.includes(found.kind) ? recipientOf(found) : null
  }
  const [own] = kinds.flatMap((kind) => ofSettings(kind, settings) ?? [])
  // a lane of earlier settings ends as it began
  return own ? { ...own, channel: lane, lane } : null
}

export function laneOf(id: number): string {
  return `${OF_SUBSCRIPTION}${id}`
}

/** The number of the subscription whose lane it is; null for the settings'. */
function subscriptionIn(lane: string): number | null {
  return lane.startsWith(OF_SUBSCRIPTION) ? Number(lane.slice(OF_SUBSCRIPTION.length)) : null
}

export function recipientOf(one: Subscription): Recipient {
  const weekdays = one.kind === 'weekly' ? (one.weekdays ?? [MONDAY]) : one.weekdays
  return { ...one, weekdays, lane: laneOf(one.id), from: 'subscription' }
}

function ofSettings(kind: DigestKind, { digest, shop }: DigestSettings): Recipient | null {
  if (kind !== 'daily' && kind !== 'weekly') return null
  return {
    ...PLAIN_WISH,
    id: 0,
    kind,
    channel: digest.channel,
    at: kind === 'daily' ? digest.at : digest.weeklyAt,
    zone: shop.zone,
    weekdays: kind === 'weekly' ? [MONDAY] : null,
    ...{ owner: null, pausedAt: null, disabledBecause: null, since: null },
    lane: digest.channel,
    from: 'settings',
  }
}
