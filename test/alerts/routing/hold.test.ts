import { describe, expect, it } from 'vitest'
import type { Labels } from '../../../src/alerts/routing/labels.ts'
import { type Matcher, matcherFrom } from '../../../src/alerts/routing/matchers.ts'
import { type MuteInterval, mutedUntil } from '../../../src/alerts/routing/mute.ts'
import {
  byMoney,
  type Facts,
  heldBack,
  NO_ROUTING,
  type Routed,
  type Routing,
  routesOf,
} from '../../../src/alerts/routing/routing.ts'
import type { Route } from '../../../src/alerts/routing/tree.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const MIN = 60_000
const m = (text: string) => matcherFrom(text) as Matcher

const alert = (id: string, labels: Labels = {}, more: Partial<Routed> = {}): Routed => ({
  ...{ id, labels, openedAt: ago(120), stakeCents: null, posts: [] },
  ...more,
})
const routing = (root: Partial<Route>, more: Partial<Routing> = {}): Routing => ({
  ...{ ...NO_ROUTING, ...more },
  root: { matchers: [], continue: false, routes: [], ...root },
})

function held(one: Routed, given: Partial<Facts> & { readonly routing: Routing }) {
  const facts: Facts = {
    ...{ channel: '#kpi-alerts', open: [one], over: [], now: NOW, zone: 'Europe/Berlin' },
    ...given,
  }
  const [route] = routesOf(one, facts)
  return route ? heldBack(one, route, facts) : 'nowhere'
}

describe('an alert is told', () => {
  it('at once where nothing is said', () => {
    expect(held(alert('a'), { routing: NO_ROUTING })).toBeNull()
  })

  it('after the wait of its group, and not before', () => {
    const wait = routing({ groupWaitMs: 10 * MIN })
    expect(held(alert('a', {}, { openedAt: ago(9) }), { routing: wait })).toBe('group-wait')
    expect(held(alert('a', {}, { openedAt: ago(10) }), { routing: wait })).toBeNull()
  })

  it('an interval after the last of its group, whatever other groups do', () => {
    const grouped = routing({ groupBy: ['platform'], groupIntervalMs: 30 * MIN })
    const posts = [{ channel: '', at: ago(20) }]
    const [same, other] = [alert('b', { platform: 'x' }, { posts }), alert('c', { platform: 'y' }, { posts })]
    const one = alert('a', { platform: 'x' })
    expect(held(one, { routing: grouped, open: [one, same] })).toBe('group-interval')
    expect(held(one, { routing: grouped, open: [one, other] })).toBeNull()
    const late = { ...same, posts: [{ channel: '', at: ago(31) }] }
    expect(held(one, { routing: grouped, open: [one, late] })).toBeNull()
  })

  it('not while it is silenced, to the very end of it', () => {
    const silence = { matchers: [m('merchant=M-7')], comment: 'stock-taking', until: NOW }
    const one = alert('a', { merchant: 'M-7' })
    const silenced = (until: Date) => routing({}, { silences: [{ ...silence, until }] })
    expect(held(one, { routing: silenced(new Date(NOW.getTime() + 1)) })).toBe('silenced')
    expect(held(one, { routing: silenced(NOW) })).toBeNull()
    expect(
      held(alert('b', { merchant: 'M-8' }), { routing: silenced(new Date(NOW.getTime() + 1)) }),
    ).toBeNull()
  })

  it('not while what causes it is open, in the same place where that is asked for', () => {
    const rule = { source: [m('kind=data')], target: [m('kind=kpi')], equal: ['platform' as const] }
    const inhibited = routing({}, { inhibitions: [rule] })
    const one = alert('a', { kind: 'kpi', platform: 'bazario' })
    const cause = (labels: Labels) => alert('c', { kind: 'data', ...labels })
    expect(held(one, { routing: inhibited, open: [one, cause({ platform: 'bazario' })] })).toBe('inhibited')
    expect(held(one, { routing: inhibited, open: [one, cause({ platform: 'x' })] })).toBeNull()
    // lacking a label on both sides is equal, as in Alertmanager
    const bare = alert('a', { kind: 'kpi' })
    expect(held(bare, { routing: inhibited, open: [bare, cause({})] })).toBe('inhibited')
  })

  it('though it is source and target at once: it does not inhibit itself, nor its like', () => {
    const rule = { source: [m('kpi=gmv')], target: [m('kpi=~"gmv|orders"')], equal: [] }
    const inhibited = routing({}, { inhibitions: [rule] })
    const [one, like] = [alert('a', { kpi: 'gmv' }), alert('b', { kpi: 'gmv' })]
    expect(held(one, { routing: inhibited, open: [one, like] })).toBeNull()
    const orders = alert('c', { kpi: 'orders' })
    expect(held(orders, { routing: inhibited, open: [one, orders] })).toBe('inhibited')
  })

  it('within the budget of the day and channel; what is critical in any case', () => {
    const one = alert('a')
    const told = (at: Date, id = 'b') => alert(id, {}, { posts: [{ channel: '#kpi-alerts', at }] })
    const budget = routing({ budget: 2 })
    const over = [told(ago(60)), told(ago(30), 'c')]
    expect(held(one, { routing: budget, over })).toBe('budget')
    expect(held(one, { routing: budget, over: over.slice(1) })).toBeNull()
    expect(held(alert('a', { severity: 'critical' }), { routing: budget, over })).toBeNull()
    // yesterday by the clock of the shop
    expect(held(one, { routing: budget, over: [told(ago(13 * 60 + 1)), told(ago(30), 'c')] })).toBeNull()
  })

  it('in the order of its severity and of the money at stake', () => {
    const order = [
      alert('small', { severity: 'warning' }, { stakeCents: 10 }),
      alert('none'),
      alert('big', { severity: 'warning' }, { stakeCents: 5000 }),
      alert('critical', { severity: 'critical' }, { stakeCents: 1 }),
    ]
    expect(byMoney(order).map(({ id }) => id)).toEqual(['critical', 'big', 'small', 'none'])
  })
})

describe('a mute interval', () => {
  const NIGHT = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: 22 * 60, to: 7 * 60 }

  /** Nights in which the clock is changed, and an ordinary one, in five zones: when it begins and ends, in UTC. */
  it.each([
    ['Europe/Berlin', '2026-03-28T21:00Z', '2026-03-29T05:00Z'],
    ['Europe/Berlin', '2026-10-24T20:00Z', '2026-10-25T06:00Z'],
    ['America/New_York', '2026-03-08T03:00Z', '2026-03-08T11:00Z'],
    ['America/New_York', '2026-11-01T02:00Z', '2026-11-01T12:00Z'],
    ['Australia/Sydney', '2026-10-03T12:00Z', '2026-10-03T20:00Z'],
    ['Australia/Sydney', '2026-04-04T11:00Z', '2026-04-04T21:00Z'],
    ['America/Santiago', '2026-09-06T02:00Z', '2026-09-06T10:00Z'],
    ['America/Santiago', '2026-04-05T01:00Z', '2026-04-05T11:00Z'],
    ['Asia/Kolkata', '2026-03-29T16:30Z', '2026-03-30T01:30Z'],
    ['Asia/Kolkata', '2026-10-25T16:30Z', '2026-10-26T01:30Z'],
  ])('of the night lasts from 22:00 to 07:00 by the clock in %s (%s)', (zone, from, to) => {
    const night: MuteInterval = { ...NIGHT, zone }
    const [begin, end] = [new Date(from), new Date(to)]
    const until = (at: number) => mutedUntil(night, new Date(at))
    expect(until(begin.getTime() - 1)).toBeNull()
    expect(until(begin.getTime())).toEqual(end)
    expect(until(end.getTime() - 1)).toEqual(end)
    expect(until(end.getTime())).toBeNull()
  })

  it('is of the day it begins on, and may be a whole day', () => {
    const friday: MuteInterval = { ...NIGHT, zone: 'UTC', weekdays: [5] }
    expect(mutedUntil(friday, new Date('2026-11-28T03:00Z'))).toEqual(new Date('2026-11-28T07:00Z'))
    expect(mutedUntil(friday, new Date('2026-11-28T23:00Z'))).toBeNull()
    const sunday: MuteInterval = { zone: 'UTC', weekdays: [7], from: 0, to: 1440 }
    expect(mutedUntil(sunday, new Date('2026-11-29T23:59Z'))).toEqual(new Date('2026-11-30T00:00Z'))
  })
})
