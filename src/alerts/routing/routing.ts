import { dayOf } from '../../lib/days.ts'
import type { Label, Labels } from './labels.ts'
import { type Matcher, matchesAll } from './matchers.ts'
import { type MuteInterval, mutedUntil } from './mute.ts'
import { onCallAt, type Schedule, type Swap } from './schedule.ts'
import { groupKey, type Reached, type Route, type RouteSettings, reached, type Step } from './tree.ts'

/** Nothing is told of the target while a source is open that shares the labels of `equal`. */
interface Inhibition {
  readonly source: readonly Matcher[]
  readonly target: readonly Matcher[]
  readonly equal: readonly Label[]
}

interface Silence {
  /** of one that somebody has typed; left out of those of the file */
  readonly number?: number
  readonly matchers: readonly Matcher[]
  readonly until: Date
  readonly comment: string
}

/** Where alerts go and when, as a file says it. */
export interface Routing {
  readonly root: Route
  readonly inhibitions: readonly Inhibition[]
  readonly silences: readonly Silence[]
  readonly muteIntervals: Readonly<Record<string, MuteInterval>>
  readonly schedules: Readonly<Record<string, OnCallSchedule>>
  readonly runbooks: Runbooks
  readonly receivers: readonly Receiver[]
}

/** Another tool that is told of alerts: an Alertmanager by its API, or whoever takes its webhooks. */
export interface Receiver {
  readonly kind: 'alertmanager' | 'webhook'
  readonly url: string
  readonly matchers: readonly Matcher[]
  /** the variable that holds what is sent as Bearer token; null: none is */
  readonly token: string | null
}

/** By KPI, `data` for missing data, `default` for the others: an address where it is written what to do. */
export type Runbooks = Readonly<Record<string, string>>

/** `channel`: where a handover is told; null is the shop's alert channel. */
type OnCallSchedule = Schedule & {
  readonly channel: string | null
  /** the address of an iCalendar file; null: turns are those of the layers */
  readonly calendar: string | null
  /** ids of Slack by the names and addresses of the calendar */
  readonly people: Readonly<Record<string, string>>
}

/** All alerts at once to the shop's channel: what holds without a file. */
export const NO_ROUTING: Routing = {
  root: { matchers: [], continue: false, routes: [] },
  inhibitions: [],
  silences: [],
  muteIntervals: {},
  schedules: {},
  runbooks: {},
  receivers: [],
}

/** @internal exported for the tests: the root of any tree */
export const DEFAULTS: Omit<RouteSettings, 'channel'> = {
  mention: [],
  groupBy: [],
  groupWaitMs: 0,
  groupIntervalMs: 0,
  repeatIntervalMs: null,
  mute: [],
  budget: null,
  escalate: [],
  askAfterMs: null,
  giveBackAfterMs: null,
  escalateRepeat: 0,
}

/** An open alert as far as routing goes. */
export interface Routed {
  readonly id: string
  readonly labels: Labels
  readonly openedAt: Date
  readonly stakeCents: number | null
  readonly posts: readonly { readonly channel: string; readonly at: Date }[]
}

export type Held = 'silenced' | 'inhibited' | 'muted' | 'group-wait' | 'group-interval' | 'budget'

export interface Facts {
  readonly routing: Routing
  /** '' in posts is this one */
  readonly channel: string
  readonly open: readonly Routed[]
  /** what was posted today and is over by now counts for the budget */
  readonly over: readonly Routed[]
  readonly now: Date
  readonly zone: string
}

export function routesOf(
  { labels }: Pick<Routed, 'labels'>,
  { routing, channel }: Facts,
): readonly Reached[] {
  return reached(routing.root, labels, { ...DEFAULTS, channel })
}

/** Why an alert is not told in a channel now; null when it is. What is held back is asked again at the next watch. */
export function heldBack(alert: Routed, route: Reached, facts: Facts): Held | null {
  const { routing, now } = facts
  if (isQuiet(alert, facts)) return isSilenced(alert, facts) ? 'silenced' : 'inhibited'
  if (route.mute.some((name) => isMutedBy(routing.muteIntervals[name], now))) return 'muted'
  if (now.getTime() < alert.openedAt.getTime() + route.groupWaitMs) return 'group-wait'
  const last = lastOfGroup(alert, route, facts)
  if (last !== null && now.getTime() < last + route.groupIntervalMs) return 'group-interval'
  return isOverBudget(alert, route, facts) ? 'budget' : null
}

/** Also what stands in its channel already is not spoken of while it is silenced or inhibited. */
export function isQuiet(alert: Routed, facts: Facts): boolean {
  return isSilenced(alert, facts) || isInhibited(alert, facts)
}

function isSilenced({ labels }: Routed, { routing, now }: Facts): boolean {
  return routing.silences.some(({ matchers, until }) => now < until && matchesAll(matchers, labels))
}

/** Of two that are source and target both neither inhibits the other. */
function isInhibited({ id, labels }: Routed, { routing, open }: Facts): boolean {
  return routing.inhibitions.some(
    ({ source, target, equal }) =>
      matchesAll(target, labels) &&
      open.some(
        (other) =>
          other.id !== id &&
          matchesAll(source, other.labels) &&
          !(matchesAll(source, labels) && matchesAll(target, other.labels)) &&
          equal.every((label) => (other.labels[label] ?? '') === (labels[label] ?? '')),
      ),
  )
}

function isMutedBy(interval: MuteInterval | undefined, now: Date): boolean {
  return interval !== undefined && mutedUntil(interval, now) !== null
}

/** When another alert of the group was last told in the channel. */
function lastOfGroup(alert: Routed, route: Reached, facts: Facts): number | null {
  const key = groupKey(route, alert.labels)
  const times = facts.open
    .filter((other) => other.id !== alert.id)
    .filter((other) =>
      routesOf(other, facts).some((one) => one.path === route.path && groupKey(one, other.labels) === key),
    )
    .flatMap((other) => postsIn(other, route.channel, facts))
  return times.length === 0 ? null : Math.max(...times)
}

/** What is critical is told whatever the budget. */
function isOverBudget({ labels }: Routed, { budget, channel }: Reached, facts: Facts): boolean {
  if (budget === null || labels.severity === 'critical') return false
  const { zone, now } = facts
  const today = dayOf(now, zone)
  const told = [...facts.open, ...facts.over]
    .flatMap((one) => postsIn(one, channel, facts))
    .filter((at) => dayOf(new Date(at), zone) === today)
  return told.length >= budget
}

function postsIn({ posts }: Routed, channel: string, facts: Facts): number[] {
  return posts
    .filter((post) => (post.channel === '' ? facts.channel : post.channel) === channel)
    .map(({ at }) => at.getTime())
}

/** The most money first, so that a budget is spent on what costs most. */
export function byMoney(alerts: readonly Routed[]): Routed[] {
  const rank = ({ labels }: Routed) => ['info', 'warning', 'critical'].indexOf(labels.severity ?? 'warning')
  return alerts.toSorted((a, b) => rank(b) - rank(a) || (b.stakeCents ?? 0) - (a.stakeCents ?? 0))
}

/** Whom a mention means now: nobody where nobody is on call. */
export function mentioned(ids: readonly string[], { schedules }: Routing, now: Date): string[] {
  return ids.flatMap((id) => {
    if (!id.startsWith('oncall:')) return [id]
    const schedule = schedules[id.slice('oncall:'.length)]
    return (schedule && onCallAt(schedule, now)) ?? []
  })
}

/**
 * The step of an escalation that is due: nobody has had the alert since then, and so many steps were taken. Null when
 * none is, or all have been taken as often as they may be.
 */
export function dueStep(
  { escalate, escalateRepeat }: Pick<RouteSettings, 'escalate' | 'escalateRepeat'>,
  { since, taken, now }: { readonly since: Date; readonly taken: number; readonly now: Date },
): Step | null {
  const steps = Array.from({ length: 1 + escalateRepeat }, () => escalate).flat()
  const next = steps[taken]
  if (!next) return null
  const after = steps.slice(0, taken + 1).reduce((sum, { afterMs }) => sum + afterMs, 0)
  return now.getTime() >= since.getTime() + after ? next : null
}

/** The schedules with the shifts of their calendars. */
export function withShifts(
  routing: Routing,
  calendars: Readonly<Record<string, { readonly url: string; readonly shifts: readonly Swap[] }>>,
): Routing {
  const schedules = Object.entries(routing.schedules).map(([name, schedule]) => {
    const own = calendars[name]
    return [name, own?.url === schedule.calendar ? { ...schedule, shifts: own.shifts } : schedule] as const
  })
  return { ...routing, schedules: Object.fromEntries(schedules) }
}

/** The schedules with what was swapped by people. */
export function withSwaps(
  routing: Routing,
  swaps: readonly (Swap & { readonly schedule: string })[],
): Routing {
  const schedules = Object.entries(routing.schedules).map(([name, schedule]) => {
    const own = swaps.filter((swap) => swap.schedule === name)
    return [name, { ...schedule, swaps: [...schedule.swaps, ...own] }] as const
  })
  return { ...routing, schedules: Object.fromEntries(schedules) }
}
