import { describe, expect, it } from 'vitest'
import { seeded } from '../../src/lib/random.ts'
import { sum } from '../../src/lib/sum.ts'
import { type Metric, pointOf } from '../../src/metrics/metric.ts'
import type { KpiCell } from '../../src/metrics/read/cells.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import { explain, rateSegment, sumSegment } from '../../src/models/drivers/movement.ts'
import type { Comparison } from '../../src/report/compare.ts'
import { salesMovement } from '../../src/report/movement.ts'
import { roundedParts } from '../../src/report/rounded-parts.ts'
import { saySales, saySegment } from '../../src/report/say-movement.ts'
import { localeOf } from '../../src/report/words/locale.ts'

const EUROS = localeOf('en', { currency: 'EUR', zone: 'UTC' })

function named(name: string): Metric {
  const metric = metricNamed(name)
  if (!metric) throw new Error(`there is no KPI ${name}`)
  return metric
}

function against(name: string, before: number, after: number): Comparison {
  const day = '2026-11-23'
  return {
    metric: named(name),
    today: pointOf(day, after, 1),
    usual: pointOf(day, before, 1),
    expected: null,
    mark: null,
  }
}

describe('parts that are rounded', () => {
  it('sum to their rounded total', () => {
    expect(roundedParts([0.4, 0.4, 0.4], 1)).toEqual([1, 0, 0])
    expect(roundedParts([-0.5, -0.5, 2], 1)).toEqual([0, -1, 2])
    expect(roundedParts([0, 0], 1)).toEqual([0, 0])
  })

  it('do so whatever they are', () => {
    const random = seeded(7)
    for (let i = 0; i < 500; i++) {
      const parts = Array.from({ length: 1 + random.below(6) }, () => random.normal() * 1000)
      const rounded = roundedParts(parts, 1)
      expect(sum(rounded)).toBe(Math.round(sum(parts)))
      for (const [at, part] of parts.entries()) expect(Math.abs((rounded[at] ?? 0) - part)).toBeLessThan(1)
    }
  })
})

describe('what moved GMV', () => {
  it('is sessions, conversion and the average order, and they sum to the change', () => {
    const moved = salesMovement([
      against('gmv', 100_000, 84_321),
      against('orders', 40, 31),
      against('sessions', 500, 620),
    ])
    expect(moved?.totalCents).toBe(-15_679)
    expect(sum(moved?.parts.map(({ cents }) => cents) ?? [])).toBeCloseTo(-15_679, 6)
    expect(moved?.parts.map(({ name }) => name)).toEqual(['sessions', 'conversion', 'aov'])
  })

  it('is orders and the average order where no sessions are told', () => {
    const moved = salesMovement([against('gmv', 100_000, 120_000), against('orders', 40, 40)])
    expect(moved?.parts).toEqual([
      { name: 'orders', cents: 0 },
      { name: 'aov', cents: 20_000 },
    ])
  })

  it('is not told without a usual level', () => {
    expect(salesMovement([against('gmv', 1, 2)])).toBeNull()
  })

  it('is said in whole money that sums as it stands', () => {
    const parts = [
      { name: 'sessions', cents: 3040 },
      { name: 'conversion', cents: -8050 },
      { name: 'aov', cents: -1030 },
    ] as const
    expect(words(saySales({ totalCents: -6040, beforeCents: 20_000, parts }, EUROS))).toBe(
      'GMV −€60 (−30.2 %): sessions +€30, conversion −€80, average order −€10.',
    )
  })
})

const standout = (cells: readonly KpiCell[], dimensions: readonly string[]) =>
  rateSegment(cells, dimensions)?.where ?? null

const PLATFORMS = ['nordmarkt', 'bazario']
const CATEGORIES = ['Toys', 'Games', 'Books']

function cellsWhere(after: (platform: string, category: string) => number): KpiCell[] {
  return PLATFORMS.flatMap((platform) =>
    CATEGORIES.map((category) => ({
      dims: { platform, category },
      before: { of: 80, over: 1200 },
      after: { of: after(platform, category), over: 300 },
    })),
  )
}

describe('where a rate moved', () => {
  it('is the pair that collapsed, although the rest made up for it', () => {
    const cells = cellsWhere((platform, category) =>
      platform === 'bazario' && category === 'Games' ? 1 : 25,
    )
    expect(standout(cells, ['platform', 'category'])).toEqual({ platform: 'bazario', category: 'Games' })
    const moved = rateSegment(cells, ['platform', 'category'])
    expect(moved?.here).toBeLessThan(0)
    expect((moved?.here ?? 0) + (moved?.elsewhere ?? 0) + (moved?.mix ?? 0)).toBeCloseTo(
      moved?.change ?? 1,
      12,
    )
  })

  it('is one dimension when its members moved alike', () => {
    const cells = cellsWhere((platform) => (platform === 'bazario' ? 4 : 20))
    expect(standout(cells, ['platform', 'category'])).toEqual({ platform: 'bazario' })
  })

  it('is nowhere when everything scatters as ever or moved alike', () => {
    expect(
      standout(
        cellsWhere(() => 21),
        ['platform', 'category'],
      ),
    ).toBeNull()
    expect(
      standout(
        cellsWhere(() => 8),
        ['platform', 'category'],
      ),
    ).toBeNull()
    const moved = rateSegment(
      cellsWhere(() => 8),
      ['platform', 'category'],
    )
    if (!moved) throw new Error('there is a change to tell')
    expect(words(saySegment({ metric: named('conversion'), movement: moved, reversed: [] }, EUROS))).toBe(
      'Conversion −4.00 pp: rates −4.00 pp, changed mix of segments ±0.00 pp; no single segment stands out.',
    )
  })

  it('names a place by chance in few of a hundred ordinary days', () => {
    const random = seeded(11)
    const days = Array.from({ length: 100 }, () => cellsWhere(() => random.poisson(20)))
    expect(days.filter((cells) => standout(cells, ['platform', 'category']) !== null).length).toBeLessThan(6)
  })
})

describe('a total that misleads', () => {
  const cells: KpiCell[] = [
    { dims: { platform: 'dear' }, before: { of: 400, over: 4000 }, after: { of: 110, over: 1000 } },
    { dims: { platform: 'cheap' }, before: { of: 20, over: 1000 }, after: { of: 88, over: 4000 } },
  ]
  const kind = { isRatio: true, isMoney: false }

  it('is said in words: the whole fell, and every platform rose', () => {
    const { movement, reversed } = explain(cells, ['platform'], kind)
    if (!movement) throw new Error('there is a change to tell')
    expect(reversed).toEqual(['platform'])
    expect(words(saySegment({ metric: named('conversion'), movement, reversed }, EUROS))).toContain(
      'Compare segments, not the total: Conversion fell as a whole, yet rose in every platform that changed; the volume moved to segments where it is lower.',
    )
  })

  it('is not told of a change that agrees with its members', () => {
    const alike = cells.map((cell) => ({ ...cell, after: { ...cell.before, of: cell.before.of * 0.9 } }))
    expect(explain(alike, ['platform'], kind).reversed).toEqual([])
  })
})

describe('where a sum moved', () => {
  it('is the member that moved beyond its share, and the rest is all else', () => {
    const cells = cellsWhere((_, category) => (category === 'Toys' ? 40 : 85)).map((cell) => ({
      ...cell,
      before: { of: 80, over: 1 },
      after: { of: cell.after.of, over: 1 },
    }))
    expect(sumSegment(cells, ['platform', 'category'])).toMatchObject({
      where: { category: 'Toys' },
      here: -80,
      elsewhere: 20,
      change: -60,
    })
  })
})

function words(spans: readonly (string | { readonly text: string })[]): string {
  return spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
}
