import { describe, expect, it } from 'vitest'
import { LEVELS, type Payload, toBlockKit } from '../../src/messages/block-kit.ts'
import { actionName } from '../../src/messages/block-kit-parts.ts'
import type { Chart, Message } from '../../src/messages/message.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { sayUsage } from '../../src/messages/usage.ts'
import { digest, hostile, sixtyBlocks } from './samples.ts'

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const types = (payload: Payload) => payload.blocks.map((block) => block.type)

/** Slack's limits, said a second time and from the outside: what a payload breaks. */
function broken({ text, blocks }: Payload): string[] {
  const faults: string[] = []
  const fault = (what: string, isBroken: boolean) => void (isBroken && faults.push(what))
  fault('text is empty', text === '')
  fault('text calls someone', /<[!@#]/.test(text))
  fault('over 50 blocks', blocks.length > 50)
  fault('over 2 charts', blocks.filter((block) => block.type === 'data_visualization').length > 2)
  for (const block of blocks) {
    const whole = JSON.stringify(block)
    fault('control character', /\\u00(0[0-8]|1|0[b-f])/.test(whole) || /[\u202e]/.test(whole))
    fault('empty text', /"text":""/.test(whole))
    if (block.type === 'header') fault('header', block.text.text.length > 150)
    if (block.type === 'rich_text') fault('rich text', whole.length > 3000 * 2 + 400)
    if (block.type === 'section') {
      fault('fields', block.fields.length > 10 || block.fields.some((field) => field.text.length > 2000))
      fault(
        'field calls someone',
        block.fields.some((field) => /<[!@#h]/.test(field.text)),
      )
    }
    if (block.type === 'context') {
      fault('context', block.elements.length > 10)
      fault(
        'context calls',
        block.elements.some((one) => one.type === 'mrkdwn' && /<[!@#]/.test(one.text)),
      )
    }
    if (block.type === 'actions') {
      fault('buttons', block.elements.length > 25)
      fault(
        'button text',
        block.elements.some((one) => one.text.text.length > 75 || one.value.length > 2000),
      )
      fault('two of one id', new Set(block.elements.map((one) => one.action_id)).size < block.elements.length)
    }
    if (block.type === 'data_table') {
      fault('rows', block.rows.length > 100 || block.rows.length < 2)
      fault(
        'columns',
        block.rows.some((row) => row.length > 20 || row.length !== block.rows[0]?.length),
      )
      fault('caption', block.caption === '')
    }
    if (block.type === 'data_visualization' && block.chart.type !== 'pie') {
      const { series, axis_config } = block.chart
      fault('series', series.length > 6 || new Set(series.map((one) => one.name)).size < series.length)
      fault(
        'categories',
        axis_config.categories.length > 20 || axis_config.categories.some((one) => one.length > 20),
      )
      fault(
        'unknown label',
        series.some((one) => one.data.some((point) => !axis_config.categories.includes(point.label))),
      )
    }
  }
  return faults
}

describe('a digest', () => {
  it.each(LEVELS)('is whole at level %s', async (level) => {
    await expect(json(toBlockKit(digest, { level }))).toMatchFileSnapshot(`../golden/digest.${level}.json`)
  })

  it('is whole in a terminal', async () => {
    await expect(`${toPlainText(digest)}\n`).toMatchFileSnapshot('../golden/digest.txt')
  })

  it('asks for nothing newer than the oldest blocks at level basic', () => {
    const old = ['header', 'section', 'context', 'divider', 'actions', 'image', 'rich_text']
    expect(types(toBlockKit(digest, { level: 'basic' })).filter((type) => !old.includes(type))).toEqual([])
  })

  it('shows an uploaded chart as an image at level image', () => {
    const images = new Map(
      digest.blocks.flatMap((block) => (block.kind === 'chart' ? [[block, 'F1'] as const] : [])),
    )
    const image = toBlockKit(digest, { level: 'image', images }).blocks.find(
      (block) => block.type === 'image',
    )
    expect(image).toMatchObject({ slack_file: { id: 'F1' }, alt_text: 'Conversion, last 7 days' })
  })
})

describe('hostile data', () => {
  it.each(LEVELS)('keeps every limit and calls nobody at level %s', (level) => {
    expect(broken(toBlockKit(hostile, { level }))).toEqual([])
    expect(broken(toBlockKit(sixtyBlocks, { level }))).toEqual([])
    expect(broken(toBlockKit({ text: '', blocks: [] }, { level }))).toEqual([])
  })

  it('reads as the words it is', () => {
    const { text, blocks } = toBlockKit(
      { text: '<!channel> & co', blocks: [{ kind: 'text', spans: '<@U1>' }] },
      { level: 'full' },
    )
    expect(text).toBe('&lt;!channel&gt; &amp; co')
    expect(JSON.stringify(blocks)).toContain('{"type":"text","text":"<@U1>"}')
  })

  it('loses its control characters but not its lines in a terminal', () => {
    expect(toPlainText({ text: 'x', blocks: [{ kind: 'text', spans: 'a\u001b[31mb\nc' }] })).toBe(
      'a [31mb\nc',
    )
  })
})

describe('what does not fit', () => {
  it('is said: blocks', () => {
    const { blocks } = toBlockKit(sixtyBlocks, { level: 'full' })
    expect(blocks).toHaveLength(50)
    expect(JSON.stringify(blocks.at(-2))).toContain('… 12 more parts not shown')
    expect(blocks.at(-1)).toMatchObject({ type: 'actions' })
  })

  it('is said: table rows, at every level', () => {
    const table: Message = {
      text: 'rows',
      blocks: [
        {
          kind: 'table',
          caption: 'Rows',
          columns: [{ label: 'n' }],
          rows: Array.from({ length: 200 }, (_, at) => [String(at)]),
        },
      ],
    }
    expect(JSON.stringify(toBlockKit(table, { level: 'full' }))).toContain('… 101 more rows')
    expect(JSON.stringify(toBlockKit(table, { level: 'basic' }))).toContain('… 170 more rows')
    expect(toPlainText(table)).toContain('… 100 more rows')
  })

  it('is said: chart points, of which the latest stay', () => {
    const chart: Chart = {
      kind: 'chart',
      title: 'Orders',
      type: 'line',
      categories: Array.from({ length: 28 }, (_, at) => `d${at}`),
      series: [{ label: 'orders', values: Array.from({ length: 28 }, (_, at) => at) }],
    }
    const whole = JSON.stringify(toBlockKit({ text: 'x', blocks: [chart] }, { level: 'full' }))
    expect(whole).toContain('The chart shows 20 of 28 points.')
    expect(whole).toContain('{"label":"d27","value":27}')
    expect(whole).not.toContain('"d7"')
  })

  it('long text is continued in the next block, to the last word', () => {
    const { blocks } = toBlockKit(
      { text: 'x', blocks: [{ kind: 'text', spans: 'word '.repeat(2000) }] },
      { level: 'full' },
    )
    expect(JSON.stringify(blocks).match(/word/g)).toHaveLength(2000)
  })
})

it('a gap of a chart is a point left out, a third chart is drawn as text', () => {
  const chart = (title: string): Chart => ({
    kind: 'chart',
    title,
    type: 'bar',
    categories: ['a', 'b'],
    series: [{ label: 's', values: [null, 2] }],
  })
  const { blocks } = toBlockKit(
    { text: 'x', blocks: [chart('1'), chart('2'), chart('3')] },
    { level: 'full' },
  )
  expect(blocks.map((block) => block.type)).toEqual(['data_visualization', 'data_visualization', 'rich_text'])
  expect(JSON.stringify(blocks[0])).toContain('"data":[{"label":"b","value":2}]')
})

it('two buttons of one action have two ids and one name', () => {
  const actions = toBlockKit(digest, { level: 'full' }).blocks.at(-1)
  const ids = actions?.type === 'actions' ? actions.elements.map((button) => button.action_id) : []
  expect(ids).toEqual(['alert.ack', 'alert.snooze', 'alert.snooze~2'])
  expect(ids.map(actionName)).toEqual(['alert.ack', 'alert.snooze', 'alert.snooze'])
})

it('a usage line says the fault, the nearest match and how to ask', () => {
  const said = sayUsage(
    { usage: '/price <sku>', examples: ['/price SKU-1'] },
    { because: 'No SKU-1024x.', didYouMean: 'SKU-1024' },
  )
  expect(said.text).toBe('No SKU-1024x. Did you mean SKU-1024? Usage: /price <sku>')
})
