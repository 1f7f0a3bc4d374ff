import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/lib/language.ts'
import { toBlockKit } from '../../src/messages/block-kit.ts'
import type { Chart, Message } from '../../src/messages/message.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { renderWords } from '../../src/messages/render-words.ts'
import { englishIn } from '../support/english.ts'
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

describe('what renderers add', () => {
  const days = Array.from({ length: 28 }, (_, i) => `${i + 1} Nov`)
  const values = days.map((_, i) => 900 + i)
  const chart = (more: Partial<Chart> = {}): Chart => ({
    kind: 'chart',
    title: 'GMV, 28 days',
    type: 'line',
    categories: days,
    series: [{ label: 'GMV', values }],
    ...more,
  })
  const marks = [
    { at: 8, label: 'Double 11' },
    { at: 9, label: 'Double 11' },
    { at: 10, label: 'Double 11' },
    { at: 26, label: 'Black Friday' },
  ]
  const rendered = (message: Message) => toBlockKit(message, { level: 'full' }).blocks
  const table = {
    kind: 'table' as const,
    caption: 'T',
    columns: [{ label: 'A' }],
    rows: Array.from({ length: 120 }, () => ['x']),
  }

  it('marks holidays and promotions by a star at their days and by name below', () => {
    const [drawn, below] = rendered({ text: 'x', blocks: [chart({ marks })] })
    expect(JSON.stringify(drawn)).toContain('"9 Nov – 10 Nov ★","11 Nov – 12 Nov ★"')
    expect(JSON.stringify(drawn)).toContain('"27 Nov – 28 Nov ★"')
    expect(JSON.stringify(drawn).match(/★/g)).toHaveLength(6) // three categories, and their three points
    expect(JSON.stringify(below)).toContain('★ Double 11: 9 Nov to 11 Nov; Black Friday: 27 Nov.')
    expect(JSON.stringify(below)).toContain('All 28 points are in it')
  })

  it('marks stay with their days where others are left out', () => {
    const gaps = values.map((value, i) => (i < 8 ? null : value))
    const [drawn] = rendered({
      text: 'x',
      blocks: [chart({ marks, series: [{ label: 'GMV', values: gaps }] })],
    })
    expect(JSON.stringify(drawn)).toContain('["9 Nov ★","10 Nov ★","11 Nov ★","12 Nov"')
  })

  it('is in the language of the message', () => {
    const message: Message = { text: '成交总额', blocks: [chart({ marks }), table], language: 'zh' }
    const said = JSON.stringify(rendered(message))
    expect(said).toContain('★ Double 11：9 Nov至11 Nov；Black Friday：27 Nov。')
    expect(said).toContain('包含全部 28 个点')
    expect(said).toContain('… 另有 21 行')
    expect(englishIn(said.replace(/"[a-z_]+":|"type":"[a-z_]+"/g, ''))).toEqual([])
    expect(toPlainText(message)).toContain('900 至 927，最近 927')
    const images = new Map([[message.blocks[0] as Chart, 'F1']])
    const image = JSON.stringify(toBlockKit(message, { level: 'image', images }).blocks[0])
    expect(image).toContain('GMV：900 至 927，最近 927。 ★ Double 11')
  })

  it('says the same in both languages, whatever the counts', () => {
    for (const language of LANGUAGES) {
      const words = renderWords(language)
      const all = [
        words.chart,
        words.table,
        words.noData,
        words.range,
        words.more(3),
        words.means(28, 2),
        words.moreCells(1, 0),
        words.moreCells(0, 2),
        words.moreCells(3, 4),
        words.moreParts(2),
        words.span('a', 'b', 1),
      ]
      const isChinese = all.every((text) => /\p{Script=Han}/u.test(text))
      expect(isChinese).toBe(language === 'zh')
    }
  })
})
