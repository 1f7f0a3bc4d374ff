import type { Block, Message } from '../../src/messages/message.ts'

/** A digest as it is posted: every kind of block once. */
export const digest: Message = {
  text: 'Nordmarkt, Mon 23 Nov: GMV €48,210 (+4.1 %), conversion 5.9 % (−12 %)',
  blocks: [
    { kind: 'header', text: 'Nordmarkt · Monday 23 November' },
    {
      kind: 'fields',
      fields: [
        { label: 'GMV', value: '€48,210  ▲ +4.1 %' },
        { label: 'Conversion', value: '5.90 %  ▼ −12.0 %' },
      ],
    },
    { kind: 'text', spans: ['Conversion fell on ', { text: 'bazario', style: 'bold' }, ' in Electronics.'] },
    {
      kind: 'list',
      ordered: true,
      items: [
        ['Reorder ', { text: 'SKU-1042', style: 'code' }, ', 120 units'],
        ['See ', { text: 'the run book', href: 'https://example.com/run?a=1&b=2' }],
      ],
    },
    {
      kind: 'table',
      caption: 'What moved GMV',
      columns: [{ label: 'Category' }, { label: 'Mix', align: 'right' }, { label: 'Rate', align: 'right' }],
      rows: [
        ['Electronics', '+€120', '−€2,310'],
        ['Toys & Games', '+€80', '+€410'],
      ],
    },
    {
      kind: 'chart',
      title: 'Conversion, last 7 days',
      type: 'line',
      categories: ['17', '18', '19', '20', '21', '22', '23'],
      series: [
        { label: 'conversion', values: [6.7, 6.8, 6.6, null, 6.9, 6.7, 5.9] },
        { label: 'expected low', values: [6.2, 6.2, 6.2, 6.3, 6.3, 6.2, 6.2] },
      ],
      unit: '%',
    },
    { kind: 'divider' },
    { kind: 'context', spans: 'Data as of 23 Nov, 23:58. 14 rows refused.' },
    {
      kind: 'actions',
      buttons: [
        { label: 'Acknowledge', action: 'alert.ack', value: '17', style: 'primary' },
        { label: 'Snooze 4 h', action: 'alert.snooze', value: '17:4h' },
        { label: 'Snooze 1 d', action: 'alert.snooze', value: '17:1d', confirm: 'Quiet for a day?' },
      ],
    },
  ],
  thread: [{ text: 'Details', blocks: [{ kind: 'text', spans: 'Toys sold out twice.' }] }],
  files: [{ name: 'orders.csv', title: 'Purchase proposal', content: 'sku,units\nSKU-1042,120\n' }],
}

const EVIL = '<!channel> <@U1> & <https://evil.example|click>\u0007\u202e *bold* `code`'

/** Whatever a product may be called. */
export const hostile: Message = {
  text: EVIL,
  blocks: [
    { kind: 'header', text: `${EVIL} ${'x'.repeat(10_000)}` },
    {
      kind: 'text',
      spans: [EVIL, { text: EVIL, style: 'bold' }, { text: 'no', href: 'javascript:alert(1)' }],
    },
    { kind: 'text', spans: '' },
    { kind: 'text', spans: 'word '.repeat(2000) },
    { kind: 'text', spans: '😀'.repeat(4000) },
    { kind: 'list', items: [EVIL, ''] },
    { kind: 'fields', fields: Array.from({ length: 23 }, () => ({ label: EVIL, value: EVIL.repeat(100) })) },
    {
      kind: 'context',
      spans: [
        EVIL,
        { text: EVIL, href: 'https://example.com/<x>' },
        { text: EVIL, href: 'https://example.com' },
      ],
    },
    { kind: 'table', caption: EVIL, columns: [{ label: EVIL }, { label: '' }], rows: [] },
    {
      kind: 'table',
      caption: '',
      columns: Array.from({ length: 25 }, (_, at) => ({ label: `c${at}` })),
      rows: Array.from({ length: 200 }, (_, at) => [EVIL, String(at)]),
    },
    {
      kind: 'chart',
      title: EVIL.repeat(10),
      type: 'bar',
      categories: Array.from({ length: 40 }, () => 'the same long label that is cut'),
      series: Array.from({ length: 9 }, () => ({
        label: EVIL,
        values: Array.from({ length: 40 }, () => Number.NaN),
      })),
    },
    {
      kind: 'chart',
      title: '',
      type: 'pie',
      categories: ['a', 'b'],
      series: [{ label: 'x', values: [0, -1] }],
    },
    { kind: 'chart', title: 'none', type: 'line', categories: [], series: [] },
    {
      kind: 'actions',
      buttons: Array.from({ length: 30 }, () => ({
        label: EVIL.repeat(5),
        action: 'a',
        value: 'v'.repeat(3000),
      })),
    },
  ],
}

export const sixtyBlocks: Message = {
  text: 'sixty',
  blocks: [
    ...Array.from({ length: 60 }, (_, at): Block => ({ kind: 'text', spans: `part ${at}` })),
    { kind: 'actions', buttons: [{ label: 'Acknowledge', action: 'alert.ack', value: '1' }] },
  ],
}
