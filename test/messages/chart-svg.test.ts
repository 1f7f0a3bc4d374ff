import { describe, expect, it } from 'vitest'
import { chartSvg } from '../../src/messages/chart-svg.ts'
import type { Chart } from '../../src/messages/message.ts'
import { chartPng } from '../../src/slack/outbox/chart-png.ts'

const chart: Chart = {
  kind: 'chart',
  title: 'Orders <b>& more</b>',
  type: 'line',
  categories: ['Mon', 'Tue', 'Wed'],
  series: [
    { label: 'orders', values: [180, null, 205] },
    { label: 'expected low', values: [150, 151, 152] },
  ],
  unit: 'orders',
}

describe('a chart as SVG', () => {
  it.each(['line', 'bar', 'area', 'pie'] as const)('is drawn as %s with its title and labels', (type) => {
    const svg = chartSvg({ ...chart, type })
    expect(svg).toMatch(/^<svg [^>]*width="720"/)
    expect(svg).toContain('Orders &lt;b&gt;&amp; more&lt;/b&gt;')
    expect(svg).toContain('Mon')
    expect(svg).not.toContain('NaN')
  })

  it('shows a low and a high bound as one range', () => {
    const bounds = ['Actual', 'Low', 'High'].map((label, i) => ({ label, values: [180 + i, null, 205 + i] }))
    const svg = chartSvg({ ...chart, series: bounds })
    expect(svg).toContain('>Actual<')
    expect(svg).toContain('>Range<')
    expect(svg).not.toContain('>Low<')
  })

  it('begins its axis at zero, however far from it the values lie', () => {
    for (const values of [
      [10_000, 10_400, 10_900],
      [5.8, 6.1, 6.4],
      [0.2, 0.21, 0.19],
    ]) {
      const svg = chartSvg({ ...chart, series: [{ label: 'GMV', values }] })
      expect(svg).toMatch(/>0<\/text>/)
    }
  })

  it('marks a day with its name, and neighbours of one name once', () => {
    const marks = [
      { at: 1, label: 'Double 11' },
      { at: 2, label: 'Double 11' },
    ]
    expect(chartSvg({ ...chart, marks }).match(/>Double 11</g)).toHaveLength(1)
  })

  it('draws nothing as nothing', () => {
    expect(chartSvg({ ...chart, categories: [], series: [] })).toContain('<svg')
  })
})

it('a chart as PNG carries ink for its words', () => {
  const png = chartPng(chart)
  const wordless = chartPng({ ...chart, title: '' })
  expect(png?.subarray(1, 4).toString()).toBe('PNG')
  expect(png?.readUInt32BE(16)).toBe(1440)
  expect(png?.equals(wordless ?? Buffer.alloc(0))).toBe(false)
})
