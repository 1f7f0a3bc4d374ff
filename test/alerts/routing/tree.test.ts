import { describe, expect, it } from 'vitest'
import { LABELS, type Labels } from '../../../src/alerts/routing/labels.ts'
import { type Matcher, matcherFrom, matchesAll } from '../../../src/alerts/routing/matchers.ts'
import { DEFAULTS } from '../../../src/alerts/routing/routing.ts'
import { groupKey, type Route, reached } from '../../../src/alerts/routing/tree.ts'
import { type Random, seeded } from '../../../src/lib/random.ts'

const ROOT = { ...DEFAULTS, channel: '#kpi-alerts' }
const matchers = (...texts: readonly string[]): Matcher[] =>
  texts.map((text) => {
    const found = matcherFrom(text)
    if (!found) throw new Error(`no matcher: ${text}`)
    return found
  })
const route = (given: Partial<Route>): Route => ({ matchers: [], continue: false, routes: [], ...given })
const channels = (root: Route, labels: Labels) => reached(root, labels, ROOT).map(({ channel }) => channel)

describe('a tree of routes', () => {
  /** The shape of the example that Alertmanager publishes: services, each with a pager below, and databases by owner. */
  const root = route({
    channel: '#mails',
    routes: [
      route({
        matchers: matchers('kpi=~"conversion|orders|cart_rate"'),
        channel: '#team-x',
        routes: [route({ matchers: matchers('severity=critical'), channel: '#team-x-pager' })],
      }),
      route({
        matchers: matchers('kpi=sessions'),
        channel: '#team-y',
        routes: [route({ matchers: matchers('severity=critical'), channel: '#team-y-pager' })],
      }),
      route({
        matchers: matchers('kind=data'),
        channel: '#team-db',
        groupBy: ['platform'],
        routes: [
          route({ matchers: matchers('platform=bazario'), channel: '#team-x', continue: true }),
          route({ matchers: matchers('platform=~"bazario|nordmarkt"'), channel: '#team-y' }),
        ],
      }),
    ],
  })

  it.each([
    [{ kpi: 'gmv' }, ['#mails']],
    [{ kpi: 'conversion', severity: 'warning' }, ['#team-x']],
    [{ kpi: 'conversion', severity: 'critical' }, ['#team-x-pager']],
    [{ kpi: 'sessions' }, ['#team-y']],
    [{ kpi: 'sessions', severity: 'critical' }, ['#team-y-pager']],
    [{ kind: 'data' }, ['#team-db']],
    [{ kind: 'data', platform: 'nordmarkt' }, ['#team-y']],
    [{ kind: 'data', platform: 'bazario' }, ['#team-x', '#team-y']],
    // a pattern matches the whole of a value
    [{ kpi: 'conversion_of_new' }, ['#mails']],
  ] as const)('%j goes to %j', (labels, expected) => {
    expect(channels(root, labels)).toEqual(expected)
  })

  it('gives a child what it does not say itself, but not the mute of its parent', () => {
    const parent = route({ groupWaitMs: 60_000, mute: ['nights'], routes: [route({ channel: '#a' })] })
    expect(reached(parent, {}, ROOT)[0]).toMatchObject({
      channel: '#a',
      groupWaitMs: 60_000,
      mute: [],
      path: '0',
    })
  })

  it('groups by the labels of the route, and by nothing alike where an alert lacks one', () => {
    const [one] = reached(route({ groupBy: ['platform'] }), {}, ROOT)
    if (!one) throw new Error('nothing reached')
    const key = (labels: Labels) => groupKey(one, labels)
    expect(key({ platform: 'bazario', kpi: 'gmv' })).toBe(key({ platform: 'bazario', kpi: 'orders' }))
    expect(key({ platform: 'bazario' })).not.toBe(key({ platform: 'nordmarkt' }))
    expect(key({})).toBe(key({ kpi: 'gmv' }))
  })

  it.each(['kpi', 'kpi>a', 'team=x', 'merchant=~"("', '=x', ''])('“%s” is no matcher', (text) => {
    expect(matcherFrom(text)).toBeNull()
  })
})

describe('any tree of 400', () => {
  const VALUES = ['a', 'b', 'c']
  const OPS = ['=', '!=', '=~', '!~']
  const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)] as T
  const someMatchers = (random: Random): Matcher[] =>
    Array.from({ length: random.below(3) }, () => {
      const op = pick(random, OPS)
      const value = op.endsWith('~')
        ? `${pick(random, VALUES)}|${pick(random, VALUES)}`
        : pick(random, VALUES)
      return matchers(`${pick(random, LABELS.slice(0, 4))}${op}${value}`)[0] as Matcher
    })
  const someRoute = (random: Random, depth: number, at: string): Route =>
    route({
      matchers: at === '' ? [] : someMatchers(random),
      continue: random.below(3) === 0,
      channel: `#r${at}`,
      routes:
        depth === 0
          ? []
          : Array.from({ length: random.below(4) }, (_, i) => someRoute(random, depth - 1, `${at}-${i}`)),
    })
  const someLabels = (random: Random): Labels =>
    Object.fromEntries(
      LABELS.slice(0, 4).flatMap((label) => (random.below(4) === 0 ? [] : [[label, pick(random, VALUES)]])),
    )

  /** Written apart, after the words of Alertmanager's documentation: a node that matches is asked, all of them. */
  function said(node: Route, labels: Labels): string[] {
    if (!matchesAll(node.matchers, labels)) return []
    const all: string[] = []
    let isTaken = false
    for (const child of node.routes) {
      if (isTaken) continue
      const found = said(child, labels)
      all.push(...found)
      if (found.length > 0 && !child.continue) isTaken = true
    }
    return all.length > 0 ? all : [node.channel ?? '']
  }

  it('leads every alert where the documentation says, somewhere, and to no two siblings without continue', () => {
    const random = seeded(19)
    for (let tree = 0; tree < 400; tree++) {
      const root = someRoute(random, 3, '')
      for (let one = 0; one < 10; one++) {
        const labels = someLabels(random)
        const found = channels(root, labels)
        expect(found).toEqual(said(root, labels))
        expect(found.length).toBeGreaterThan(0)
      }
    }
  })

  it('is not changed by a sibling that never matches, nor by one after the one that takes it', () => {
    const random = seeded(20)
    for (let tree = 0; tree < 200; tree++) {
      const root = someRoute(random, 2, '')
      const labels = someLabels(random)
      const never = route({ matchers: matchers('kpi=z'), channel: '#never', continue: true })
      expect(channels({ ...root, routes: [never, ...root.routes] }, labels)).toEqual(channels(root, labels))
      const taker = route({ channel: '#all' })
      const behind = route({ channel: '#behind' })
      const withTaker = { ...root, routes: [...root.routes, taker, behind] }
      expect(channels(withTaker, labels)).not.toContain('#behind')
    }
  })
})
