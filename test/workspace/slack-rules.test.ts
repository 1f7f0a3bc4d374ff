import { describe, expect, it } from 'vitest'
import { refusedCall } from '../../src/workspace/refuse.ts'
import { faultsIn, faultsInView } from '../../src/workspace/slack-rules.ts'

const x = (length: number) => 'x'.repeat(length)
const many = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at))
const plain = (text: string) => ({ type: 'plain_text', text })
const markup = (text: string) => ({ type: 'mrkdwn', text })
const section = (part: object) => ({ type: 'section', ...part })
const button = (part: object = {}) => ({
  type: 'button',
  text: plain('Press'),
  action_id: 'a',
  value: '1',
  ...part,
})
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const rich = (...elements: object[]) => ({ type: 'rich_text', elements })
const said = (text: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] })
const image = (part: object) => ({ type: 'image', alt_text: 'a chart', ...part })
const file = { slack_file: { id: 'F1' } }
const table = (rows: unknown[][], part: object = {}) => ({
  type: 'data_table',
  caption: 'Rows',
  rows,
  ...part,
})
const cell = (text = 'x') => ({ type: 'raw_text', text })
const days = ['Mon', 'Tue']
const one = (name: string, labels: readonly string[] = days) => ({
  name,
  data: labels.map((label) => ({ label, value: 1 })),
})
const chart = (series: object[], part: object = {}, title = 'GMV') => ({
  type: 'data_visualization',
  title,
  chart: { type: 'line', series, axis_config: { categories: days }, ...part },
})
const pie = (...segments: object[]) => ({
  type: 'data_visualization',
  title: 'Share',
  chart: { type: 'pie', segments },
})
const slice = (label: string, value: unknown = 1) => ({ label, value })
const input = (element: object) => ({ type: 'input', label: plain('Pieces'), element })

const TAKEN: readonly (readonly [string, object[]])[] = [
  ['50 blocks', many(50, () => ({ type: 'divider' }))],
  [
    'the longest texts',
    [
      { type: 'header', text: plain(x(150)) },
      section({ text: markup(x(3000)) }),
      section({ fields: many(10, () => plain(x(2000))) }),
      { type: 'context', elements: many(10, () => plain(x(2000))) },
    ],
  ],
  [
    '25 buttons, each its own id',
    [actions(...many(25, (at) => button({ action_id: `a~${at}`, value: x(2000) })))],
  ],
  ['one id in two blocks', [actions(button()), actions(button())]],
  ['rich text', [rich(said('x'), { type: 'rich_text_list', style: 'ordered', elements: [said('x')] })]],
  ['an uploaded image', [image({ ...file, title: plain('x') })]],
  ['200 rows and a header', [table(many(201, () => many(3, () => cell())))]],
  ['numbers in a table', [table([[cell()], [{ type: 'raw_number', value: 1, text: '€1' }]])]],
  ['a value for every category', [chart([one('a'), one('b')]), chart(many(12, (at) => one(`s${at}`)))]],
  [
    '20 categories',
    [chart([one('a', many(20, String))], { axis_config: { categories: many(20, String), y_label: x(50) } })],
  ],
  ['a pie of 12', [pie(...many(12, (at) => slice(String(at))))]],
]

const REFUSED: readonly (readonly [string, object[]])[] = [
  ['an unknown type', [{ type: 'hologram' }]],
  ['51 blocks', many(51, () => ({ type: 'divider' }))],
  [
    'one block_id twice',
    [
      { type: 'divider', block_id: 'b' },
      { type: 'divider', block_id: 'b' },
    ],
  ],
  ['a block_id of 256', [{ type: 'divider', block_id: x(256) }]],
  ['a property nobody documents', [{ type: 'divider', colour: 'red' }]],
  ['a header too long', [{ type: 'header', text: plain(x(151)) }]],
  ['a header without words', [{ type: 'header', text: plain('') }]],
  ['a header in markup', [{ type: 'header', text: markup('x') }]],
  ['emoji in markup', [section({ text: { ...markup('x'), emoji: false } })]],
  ['a section without anything', [section({})]],
  ['a section without words', [section({ text: plain('') })]],
  ['a section too long', [section({ text: plain(x(3001)) })]],
  ['no fields', [section({ fields: [] })]],
  ['11 fields', [section({ fields: many(11, () => plain('x')) })]],
  ['a field too long', [section({ fields: [plain(x(2001))] })]],
  ['11 elements in a context', [{ type: 'context', elements: many(11, () => plain('x')) }]],
  ['an empty context', [{ type: 'context', elements: [] }]],
  ['no buttons', [actions()]],
  ['26 buttons', [actions(...many(26, (at) => button({ action_id: String(at) })))]],
  ['one action_id twice in a block', [actions(button(), button())]],
  ['an action_id of 256', [actions(button({ action_id: x(256) }))]],
  ['a label of 76', [actions(button({ text: plain(x(76)) }))]],
  ['a label in markup', [actions(button({ text: markup('x') }))]],
  ['a value of 2001', [actions(button({ value: x(2001) }))]],
  ['a style nobody knows', [actions(button({ style: 'warning' }))]],
  [
    'a confirmation too long',
    [
      actions(
        button({
          confirm: { title: plain('x'), text: plain(x(301)), confirm: plain('x'), deny: plain('x') },
        }),
      ),
    ],
  ],
  ['an image without words', [{ type: 'image', ...file }]],
  ['an image of nothing', [image({})]],
  ['an image of two', [image({ ...file, image_url: 'https://x.example/a.png' })]],
  ['rich text of nothing', [rich()]],
  ['rich text without words', [rich(said(''))]],
  ['a list of nothing', [rich({ type: 'rich_text_list', style: 'bullet', elements: [] })]],
  ['a table without a caption', [table([[cell()], [cell()]], { caption: '' })]],
  ['a header alone', [table([[cell()]])]],
  ['202 rows', [table(many(202, () => [cell()]))]],
  ['21 columns', [table(many(2, () => many(21, () => cell())))]],
  ['rows of unlike length', [table([[cell(), cell()], [cell()]])]],
  ['rich text in a header', [table([[rich(said('x'))], [cell()]])]],
  ['an empty cell', [table([[cell()], [cell('')]])]],
  ['a number without a value', [table([[cell()], [{ type: 'raw_number', text: '1' }]])]],
  ['pages of 101', [table([[cell()], [cell()]], { page_size: 101 })]],
  ['20,001 characters of a table', [table([[cell(x(20_000))], [cell()]])]],
  ['20,001 characters of two tables', many(2, () => table([[cell(x(10_000))], [cell()]]))],
  ['a chart without a title', [chart([one('a')], {}, '')]],
  ['a title of 51', [chart([one('a')], {}, x(51))]],
  ['three charts', many(3, () => chart([one('a')]))],
  ['no series', [chart([])]],
  ['13 series', [chart(many(13, (at) => one(`s${at}`)))]],
  ['two series of one name', [chart([one('a'), one('a')])]],
  ['a name of 21', [chart([one(x(21))])]],
  ['a gap', [chart([one('a'), one('b', ['Mon'])])]],
  ['a point too many', [chart([one('a', ['Mon', 'Tue', 'Tue'])])]],
  ['a point of another category', [chart([one('a', ['Mon', 'Wed'])])]],
  ['no value at a point', [chart([{ name: 'a', data: days.map((label) => ({ label, value: null })) }])]],
  ['21 categories', [chart([one('a', many(21, String))], { axis_config: { categories: many(21, String) } })]],
  [
    'one category twice',
    [chart([one('a', ['Mon', 'Mon'])], { axis_config: { categories: ['Mon', 'Mon'] } })],
  ],
  ['a label of 51 at an axis', [chart([one('a')], { axis_config: { categories: days, y_label: x(51) } })]],
  ['an empty pie', [pie()]],
  ['13 slices', [pie(...many(13, (at) => slice(String(at))))]],
  ['a slice of nothing', [pie(slice('a', 0))]],
  ['a slice below nothing', [pie(slice('a', -1))]],
  ['two slices of one name', [pie(slice('a'), slice('a'))]],
]

const json = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('of blocks, Slack', () => {
  it.each(TAKEN)('takes %s', (_, blocks) => expect(faultsIn(json(blocks))).toEqual([]))

  it.each(REFUSED)('refuses %s, and says where', (_, blocks) => {
    const faults = faultsIn(json(blocks))
    expect(faults.length).toBeGreaterThan(0)
    for (const { pointer, message } of faults) {
      expect(pointer).toMatch(/^\/blocks/)
      expect(message).not.toBe('')
    }
  })
})

const modal = (part: object = {}) => ({
  type: 'modal',
  title: plain('Change'),
  submit: plain('Save'),
  blocks: [input({ type: 'number_input', is_decimal_allowed: true, action_id: 'i' })],
  ...part,
})

describe('of views, Slack', () => {
  it.each([
    ['a form', modal()],
    ['a page of 100 blocks', { type: 'home', blocks: many(100, () => ({ type: 'divider' })) }],
  ])('takes %s', (_, view) => expect(faultsInView(json(view))).toEqual([]))

  it.each([
    ['a title of 25', modal({ title: plain(x(25)) })],
    ['no title', modal({ title: undefined })],
    ['an input without a button to send it', modal({ submit: undefined })],
    ['metadata of 3001', modal({ private_metadata: x(3001) })],
    ['a number that may or may not be whole', modal({ blocks: [input({ type: 'number_input' })] })],
    [
      'a label of 2001',
      modal({ blocks: [{ ...input({ type: 'plain_text_input' }), label: plain(x(2001)) }] }),
    ],
    ['101 blocks', { type: 'home', blocks: many(101, () => ({ type: 'divider' })) }],
    ['a chart on a page', { type: 'home', blocks: [chart([one('a')])] }],
    ['a table in a window', modal({ blocks: [table([[cell()], [cell()]])] })],
    ['what is no view', { blocks: [] }],
  ])('refuses %s', (_, view) => expect(faultsInView(json(view)).length).toBeGreaterThan(0))
})

describe('a call that breaks a rule', () => {
  const bad = [{ type: 'hologram' }]

  it.each([
    ['chat.postMessage', { text: 'x', blocks: bad }, 'invalid_blocks'],
    ['chat.postEphemeral', { text: 'x', blocks: JSON.stringify(bad) }, 'invalid_blocks'],
    ['chat.update', { text: 'x', blocks: bad }, 'invalid_blocks'],
    ['chat.postMessage', {}, 'no_text'],
    ['views.open', { view: modal({ title: undefined }) }, 'invalid_arguments'],
    ['views.publish', { view: JSON.stringify({ type: 'home', blocks: bad }) }, 'invalid_arguments'],
    ['blocks.validate', { blocks: bad }, 'invalid_blocks'],
    ['blocks.validate', { message: JSON.stringify({ blocks: bad }) }, 'invalid_blocks'],
    ['blocks.validate', { view: modal({ title: undefined }) }, 'invalid_view'],
  ])('%s is answered as by Slack', (method, sent, error) => {
    expect(refusedCall(method, json(sent))).toMatchObject({ ok: false, error })
  })

  it.each([
    ['chat.postMessage', { text: 'x' }, null],
    ['views.open', { view: modal() }, null],
    ['auth.test', {}, null],
    ['blocks.validate', { blocks: [{ type: 'divider' }] }, { ok: true }],
  ])('%s that keeps them is not', (method, sent, answer) => {
    expect(refusedCall(method, json(sent))).toEqual(answer)
  })
})
