import { describe, expect, it } from 'vitest'
import type { Suspect } from '../../src/alerts/assess.ts'
import { merge } from '../../src/alerts/merge.ts'
import type { KpiCell, Segment } from '../../src/metrics/read/cells.ts'
import { metricNamed } from '../../src/metrics/registry.ts'

const PLATFORMS = ['nordmarkt', 'bazario']
const CATEGORIES = ['Toys', 'Garden', 'Electronics']

/** 1,000 sessions a cell, a tenth of which buy; `after` says how many do on the day. */
function cellsWith(after: (platform: string, category: string) => number): KpiCell[] {
  return PLATFORMS.flatMap((platform) =>
    CATEGORIES.map((category) => ({
      dims: { platform, category },
      before: { of: 400, over: 4_000 },
      after: { of: after(platform, category), over: 1_000 },
    })),
  )
}

function suspect(name: string, segment: Segment, score = -4): Suspect {
  const metric = metricNamed(name)
  if (!metric) throw new Error(`no KPI is called ${name}`)
  return {
    series: { metric, segment, points: [], worthCents: null },
    finding: {
      kind: 'finding',
      expected: 0.1,
      low: 0.08,
      high: 0.12,
      actual: 0.05,
      score,
      p: 1e-5,
      method: 'beta-binomial',
      isAnomaly: true,
      direction: 'down',
      because: 'outside',
      since: '2026-11-24',
      stakeCents: null,
    },
  }
}

const places = (suspects: readonly Suspect[], cells: readonly KpiCell[]) =>
  merge(suspects, cells).map(({ segment, suspects: mine }) => [segment, mine.length])

describe('suspects of one family', () => {
  it('are one incident where one cell collapsed, whichever scopes show it', () => {
    const cells = cellsWith((platform, category) =>
      platform === 'bazario' && category === 'Electronics' ? 10 : 100,
    )
    const suspects = [
      suspect('conversion', { platform: 'bazario', category: 'Electronics' }, -9),
      suspect('conversion', { platform: 'bazario' }),
      suspect('orders', { category: 'Electronics' }),
      suspect('gmv', {}),
    ]
    expect(places(suspects, cells)).toEqual([[{ platform: 'bazario', category: 'Electronics' }, 4]])
  })

  it('are the platform when all of it fell, and not one of its categories', () => {
    const cells = cellsWith((platform) => (platform === 'bazario' ? 40 : 100))
    const suspects = [
      suspect('conversion', { platform: 'bazario', category: 'Toys' }),
      suspect('orders', { platform: 'bazario', category: 'Garden' }),
      suspect('conversion', { platform: 'bazario' }, -9),
    ]
    expect(places(suspects, cells)).toEqual([[{ platform: 'bazario' }, 3]])
  })

  it('are the whole shop when everything fell alike', () => {
    const suspects = [
      suspect('conversion', {}, -6),
      suspect('conversion', { platform: 'bazario' }, -7),
      suspect('orders', { category: 'Toys' }),
    ]
    expect(
      places(
        suspects,
        cellsWith(() => 50),
      ),
    ).toEqual([[{}, 3]])
  })

  it('are one event in the whole shop where a place took part in it that makes up less than half', () => {
    // a Black Friday: everything doubles, one place more than that
    const cells = cellsWith((platform, category) =>
      platform === 'bazario' && category === 'Toys' ? 400 : 200,
    )
    const up = (one: Suspect): Suspect => ({ ...one, finding: { ...one.finding, direction: 'up' } })
    const suspects = [
      suspect('orders', {}, 9),
      suspect('orders', { platform: 'bazario', category: 'Toys' }, 12),
      suspect('gmv', { platform: 'nordmarkt' }, 7),
    ].map(up)
    expect(places(suspects, cells)).toEqual([[{}, 3]])
  })

  it('never name a place that moved the other way, nor one that is not known', () => {
    const up = cellsWith((platform) => (platform === 'bazario' ? 180 : 40))
    expect(places([suspect('conversion', {}, -6)], up)).toEqual([[{}, 1]])
    const unknown = cellsWith((platform) => (platform === 'bazario' ? 20 : 100)).map((cell) => ({
      ...cell,
      dims: { ...cell.dims, platform: cell.dims.platform === 'bazario' ? 'unknown' : 'nordmarkt' },
    }))
    expect(places([suspect('conversion', {}, -6)], unknown)).toEqual([[{}, 1]])
  })

  it('are the place of nearly all of the gap also where a scan of the cells would not swear to it', () => {
    const cells = cellsWith((platform, category) =>
      platform === 'bazario' && category === 'Electronics' ? 88 : 100,
    )
    const suspects = [
      suspect('gmv', {}, -5),
      suspect('conversion', { platform: 'bazario', category: 'Electronics' }),
    ]
    expect(places(suspects, cells)).toEqual([[{ platform: 'bazario', category: 'Electronics' }, 2]])
  })

  describe('of a platform and one of its categories', () => {
    // bazario misses 12 buyers in all: too few for a scan of the cells to name a place
    const bazarioMisses = (electronics: number) =>
      cellsWith((platform, category) => {
        if (platform !== 'bazario') return 100
        return category === 'Electronics' ? 100 - electronics : 100 - (12 - electronics) / 2
      })
    const suspects = [
      suspect('conversion', { platform: 'bazario', category: 'Electronics' }, -9),
      suspect('conversion', { platform: 'bazario' }),
    ]

    it('are one incident where half of what the platform misses is missing in the category', () => {
      expect(places(suspects, bazarioMisses(6))).toEqual([
        [{ platform: 'bazario', category: 'Electronics' }, 2],
      ])
    })

    it('are two where the category accounts for less than half', () => {
      expect(places(suspects, bazarioMisses(5))).toEqual([
        [{ platform: 'bazario', category: 'Electronics' }, 1],
        [{ platform: 'bazario' }, 1],
      ])
    })
  })

  it('stay two when two places fell that have nothing in common', () => {
    const isHit = (platform: string, category: string) =>
      `${platform} ${category}` === 'bazario Toys' || `${platform} ${category}` === 'nordmarkt Garden'
    const suspects = [
      suspect('conversion', { platform: 'bazario', category: 'Toys' }),
      suspect('conversion', { platform: 'nordmarkt', category: 'Garden' }),
    ]
    const cells = cellsWith((platform, category) => (isHit(platform, category) ? 10 : 100))
    expect(places(suspects, cells)).toHaveLength(2)
  })

  describe('beside another KPI that moved further in the largest channel', () => {
    const CHANNELS = { app: 0.55, web: 0.3, mail: 0.15 }
    // a tenth of 1,000 sessions a cell buys; so many of the failing category's buyers are missing, in every channel alike
    const failing = (missing: number, app: number): KpiCell[] =>
      Object.entries({ ...CHANNELS, app, web: 0.85 - app }).flatMap(([channel, share]) =>
        cellsWith((platform, category) =>
          platform === 'bazario' && category === 'Electronics' ? 100 - missing : 100,
        ).map(({ dims, before, after }) => ({
          dims: { ...dims, channel },
          before: { of: before.of * share, over: before.over * share },
          after: { of: after.of * share, over: after.over * share },
        })),
      )

    it.each([0.4, 0.55, 0.65, 0.8])(
      'are an incident of their own, %d of all sessions are in that channel',
      (app) => {
        for (const missing of [6, 12, 18, 40, 90])
          for (const score of [-4, -6, -9])
            expect(
              places(
                [
                  suspect('aov', { channel: 'app' }, score),
                  suspect('conversion', { platform: 'bazario', category: 'Electronics' }, -4.1),
                  suspect('orders', { platform: 'bazario', category: 'Electronics' }, -3.9),
                ],
                failing(missing, app),
              ).map(([segment]) => segment),
              `${missing} missing, ${score}`,
            ).toContainEqual({ platform: 'bazario', category: 'Electronics' })
      },
    )
  })

  it('without cells are told by the strongest, each place for itself', () => {
    const suspects = [
      suspect('repurchase', { region: 'Berlin' }),
      suspect('repurchase', { region: 'Hessen' }, -8),
    ]
    expect(places(suspects, [])).toEqual([
      [{ region: 'Hessen' }, 1],
      [{ region: 'Berlin' }, 1],
    ])
  })
})
