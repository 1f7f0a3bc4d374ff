import { describe, expect, it } from 'vitest'
import { toBlockKit } from '../../src/messages/block-kit.ts'
import type { Chart, Message } from '../../src/messages/message.ts'
import { broken } from './broken.ts'

const chartOf = (given: Pick<Chart, 'type' | 'categories' | 'series'>): Chart => ({
  kind: 'chart',
  title: 'a chart',
  ...given,
})
const drawnAt = (charts: readonly Chart[]) =>
  toBlockKit({ text: 'x', blocks: charts }, { level: 'full' }).blocks

it('every series of a chart has exactly one value for every category: Slack refuses it otherwise', () => {
  const blocks = drawnAt([
    chartOf({
      type: 'line',
      categories: ['a', 'b', 'c'],
      series: [
        { label: 'sales', values: [null, 2, 3] },
        { label: 'usual', values: [1, null, 3] },
        { label: 'low', values: [0, 1, 2] },
      ],
    }),
  ])
  expect(broken({ text: 'x', blocks })).toEqual([])
  const said = JSON.stringify(blocks)
  expect(said).toContain('"data":[{"label":"b","value":2},{"label":"c","value":3}]')
  expect(said).not.toContain('"name":"usual"')
  expect(said).toContain('1 point without data left out. Not known for every point, so left out: usual.')
})

it('a third chart is drawn as text', () => {
  const bars = chartOf({ type: 'bar', categories: ['a'], series: [{ label: 's', values: [2] }] })
  expect(drawnAt([bars, bars, bars]).map(({ type }) => type)).toEqual([
    'data_visualization',
    'data_visualization',
    'rich_text',
  ])
})

describe('a table', () => {
  const tableOf = (rows: readonly (readonly string[])[]): Message => ({
    text: 'x',
    blocks: [
      { kind: 'table', caption: 't', columns: [{ label: 'SKU' }, { label: 'Gain', align: 'right' }], rows },
    ],
  })

  it('holds numbers where all of a column are, so that Slack sorts them', () => {
    const said = JSON.stringify(
      toBlockKit(
        tableOf([
          ['SKU-1', '€1,234.50 (€12 to €3)'],
          ['SKU-2', '−4.1 %'],
          ['12', '–'],
        ]),
        { level: 'full' },
      ),
    )
    expect(said).toContain('{"type":"raw_number","value":1234.5,"text":"€1,234.50 (€12 to €3)"}')
    expect(said).toContain('{"type":"raw_number","value":-4.1,"text":"−4.1 %"}')
    expect(said).toContain('{"type":"raw_text","text":"–"}')
    expect(said).toContain('{"type":"raw_text","text":"12"}')
  })

  it('holds words where one of a column is no figure', () => {
    expect(
      JSON.stringify(
        toBlockKit(
          tableOf([
            ['a', '12'],
            ['b', '2026-11-24'],
          ]),
          { level: 'full' },
        ),
      ),
    ).not.toContain('raw_number')
  })

  it('is cut, with a line that says so, before all tables of the message hold 20,000 characters', () => {
    const long = tableOf(Array.from({ length: 90 }, () => ['x'.repeat(180), '1']))
    const twice = { text: 'x', blocks: [...long.blocks, ...long.blocks, ...long.blocks] }
    const { blocks } = toBlockKit(twice, { level: 'full' })
    const texts = blocks.flatMap((block) => (block.type === 'data_table' ? block.rows.flat() : []))
    expect(texts.map(({ text }) => text).join('').length).toBeLessThanOrEqual(20_000)
    expect(JSON.stringify(blocks)).toMatch(/… \d+ more rows/)
    expect(broken({ text: 'x', blocks })).toEqual([])
  })
})
