import { describe, expect, it } from 'vitest'
import { LEVELS, type Payload, toBlockKit } from '../../src/messages/block-kit.ts'
import { actionName } from '../../src/messages/block-kit-parts.ts'
import type { Chart, Message } from '../../src/messages/message.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { sayUsage } from '../../src/messages/usage.ts'
import { faultsIn } from '../../src/workspace/slack-rules.ts'
import { broken } from './broken.ts'
import { digest, hostile, sixtyBlocks } from './samples.ts'

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const types = (payload: Payload) => payload.blocks.map((block) => block.type)

describe('a digest', () => {
  it.each(LEVELS)('is whole at level %s', async (level) => {
    await expect(json(toBlockKit(digest, { level }))).toMatchFileSnapshot(`../golden/digest.${level}.json`)
  })

  it('is whole in a terminal', async () => {
    await expect(`${toPlainText(digest)}\n`).toMatchFileSnapshot('../golden/digest.txt')
  })

  it('asks for nothing newer than the oldest blocks at level basic', () => {
    const old = ['header', 'section', 'context', 'divider', 'actions', 'image']
    expect(types(toBlockKit(digest, { level: 'basic' })).filter((type) => !old.includes(type))).toEqual([])
  })

  it('shows an uploaded chart as an image at level image', () => {
    const images = new Map(
      digest.blocks.flatMap((block) => (block.kind === 'chart' ? [[block, 'F1'] as const] : [])),
    )
    const image = toBlockKit(digest, { level: 'image', images }).blocks.find(
      (block) => block.type === 'image',
    )
    expect(image).toMatchObject({
      slack_file: { id: 'F1' },
      alt_text: expect.stringMatching(/^Conversion, last 7 days.* conversion: 5\.9 to 6\.9, last 5\.9\./),
    })
  })
})

describe('hostile data', () => {
  it.each(LEVELS)('keeps every limit and calls nobody at level %s', (level) => {
    for (const message of [hostile, sixtyBlocks, digest, { text: '', blocks: [] }])
      for (const surface of ['message', 'home'] as const) {
        const { blocks } = toBlockKit(message, { level, surface })
        expect(faultsIn(JSON.parse(JSON.stringify(blocks)), surface)).toEqual([])
      }
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

  it('is said: days of a chart, all of which are drawn, as means of a few', () => {
    const chart: Chart = {
      kind: 'chart',
      title: 'Orders',
      type: 'line',
      categories: Array.from({ length: 28 }, (_, at) => `d${at}`),
      series: [{ label: 'orders', values: Array.from({ length: 28 }, (_, at) => at) }],
    }
    const whole = JSON.stringify(toBlockKit({ text: 'x', blocks: [chart] }, { level: 'full' }))
    expect(whole).toContain('All 28 points are in it, each drawn point as the mean of up to 2.')
    expect(whole).toContain('{"label":"d0 – d1","value":0.5}')
    expect(whole).toContain('{"label":"d26 – d27","value":26.5}')
  })

  it('long text is continued in the next block, to the last word', () => {
    const { blocks } = toBlockKit(
      { text: 'x', blocks: [{ kind: 'text', spans: 'word '.repeat(2000) }] },
      { level: 'full' },
    )
    expect(JSON.stringify(blocks).match(/word/g)).toHaveLength(2000)
  })
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
