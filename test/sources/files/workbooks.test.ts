import { afterAll, beforeAll, describe, it } from 'vitest'
import { serial, workbook, zipped } from '../../support/zipped.ts'
import { at, book, NAMES, openPacked, type Read, type Refused, ROWS, sheet, time } from './packed.ts'

let packed: Awaited<ReturnType<typeof openPacked>>
beforeAll(async () => {
  packed = await openPacked()
})
afterAll(() => packed.close())

const READ: readonly Read[] = [
  ['a workbook of one sheet', { 'o.xlsx': book() }, 'o.xlsx'],
  ['a sheet by its name', { 'o.xlsx': book() }, 'o.xlsx/Orders'],
  ['a glob of workbooks', { 'a/o.xlsx': book() }, '"**/*.xlsx"'],
  ['one with macros', { 'o.xlsm': book() }, '"*.xlsm"'],
  ['the lock of an open one beside it', { 'o.xlsx': book(), '~$o.xlsx': Buffer.from('x') }, '"*.xlsx"'],
  [
    'one sheet of several',
    { 'o.xlsx': workbook({ Notes: { rows: [['hello'], ['all']] }, Orders: sheet() }) },
    'o.xlsx/Orders',
  ],
  [
    'of several sheets the one that has the columns',
    { 'o.xlsx': workbook({ Notes: { rows: [['hello'], ['all']] }, Orders: sheet() }) },
    'o.xlsx',
  ],
  [
    'sheets that are empty',
    { 'o.xlsx': workbook({ Orders: sheet(), Sheet2: { rows: [] }, Sheet3: { rows: [[null]] } }) },
    'o.xlsx',
  ],
  [
    'a hidden sheet beside it',
    { 'o.xlsx': workbook({ Orders: sheet(), Old: { ...sheet(), hidden: true } }) },
    'o.xlsx',
  ],
  [
    'a hidden sheet that is named',
    { 'o.xlsx': workbook({ 'Old & new': { ...sheet(), hidden: true } }) },
    '"o.xlsx/Old & new"',
  ],
  [
    'names below a title and notes',
    {
      'o.xlsx': workbook({
        Orders: {
          rows: [['Report of November'], ['from:', time('2026-11-01T00:00:00')], [], NAMES, ...ROWS],
        },
      }),
    },
    'o.xlsx',
  ],
  [
    'a title over the whole width',
    {
      'o.xlsx': workbook({
        Orders: { rows: [['Report', null, null, null, null, null, null], NAMES, ...ROWS], merged: ['A1:G1'] },
      }),
    },
    'o.xlsx',
  ],
  [
    'names that a mapping says begin lower',
    { 'o.xlsx': workbook({ Orders: { rows: [['a', 'b', 'c', 'd', 'e', 'f', 'g'], NAMES, ...ROWS] } }) },
    'o.xlsx',
    'skip: 1',
  ],
  ['no names', { 'o.xlsx': workbook({ Orders: { rows: ROWS } }) }, 'o.xlsx', `header: [${NAMES.join(', ')}]`],
  [
    'a table that begins in the third column',
    { 'o.xlsx': workbook({ Orders: { rows: [NAMES, ...ROWS].map((row) => [null, null, ...row]) } }) },
    'o.xlsx',
  ],
  [
    'blank rows between and behind',
    {
      'o.xlsx': workbook({
        Orders: { rows: [NAMES, ...ROWS.flatMap((row) => [row, [null, null], ['  ']]), [], [null]] },
      }),
    },
    'o.xlsx',
  ],
  [
    'blank columns behind',
    { 'o.xlsx': workbook({ Orders: { rows: [NAMES, ...ROWS].map((row) => [...row, null, null, '']) } }) },
    'o.xlsx',
  ],
  [
    'formulas by the value they were saved with',
    { 'o.xlsx': book(at(5, [{ formula: '2/2', value: 1 }])) },
    'o.xlsx',
  ],
  [
    'a formula that gives text',
    { 'o.xlsx': book(at(3, [{ formula: '"St"&"uhl"', value: 'Stuhl' }])) },
    'o.xlsx',
  ],
  [
    'numbers that are stored as text',
    {
      'o.xlsx': book(ROWS.map((row) => row.map((cell) => (typeof cell === 'number' ? String(cell) : cell)))),
    },
    'o.xlsx',
  ],
  ['text with a decimal comma', { 'o.xlsx': book(at(5, ['2,50'], 1)) }, 'o.xlsx'],
  [
    'numbers shown as money',
    { 'o.xlsx': book(at(5, [{ number: 2.5, format: '#,##0.00 "€"' }], 1)) },
    'o.xlsx',
  ],
  ['times as text', { 'o.xlsx': book(at(6, ['2026-11-20 10:00:00'])) }, 'o.xlsx'],
  ['times of the Germans, as text', { 'o.xlsx': book(at(6, ['20.11.2026 10:00'])) }, 'o.xlsx'],
  ['times without a format', { 'o.xlsx': book(at(6, [serial('2026-11-20T10:00:00')])) }, 'o.xlsx'],
  [
    'times in a format of their own',
    { 'o.xlsx': book(at(6, [time('2026-11-20T10:00:00', '[$-407]dd. mmmm yyyy hh:mm')])) },
    'o.xlsx',
  ],
  [
    'days counted from 1904',
    {
      'o.xlsx': workbook(
        {
          Orders: sheet(
            ROWS.map((row) =>
              row.map((cell) =>
                cell !== null && typeof cell === 'object' && 'number' in cell
                  ? { ...cell, number: cell.number - 1462 }
                  : cell,
              ),
            ),
          ),
        },
        true,
      ),
    },
    'o.xlsx',
  ],
  [
    'names with blanks and line breaks',
    { 'o.xlsx': book(ROWS, NAMES.with(3, ' the\ntitle ')) },
    'o.xlsx',
    '',
    'the title',
  ],
  [
    'names in two rows, some merged',
    {
      'o.xlsx': workbook({
        Orders: {
          rows: [
            ['order', 'line', 'sku', 'the', null, 'price', 'at'],
            [null, null, null, 'title', 'count', null, null],
            ...ROWS,
          ],
          merged: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1', 'F1:F2', 'G1:G2'],
        },
      }),
    },
    'o.xlsx',
    '',
    'the title',
    'the count',
  ],
]

const REFUSED: readonly Refused[] = [
  [
    'columns that no sheet has',
    { 'o.xlsx': workbook({ Notes: { rows: [['note'], ['x']] } }) },
    'o.xlsx',
    /in\/o\.xlsx\/Notes: no column “order”/,
  ],
  [
    'a title that is there twice',
    { 'o.xlsx': book(ROWS, NAMES.with(1, 'price')) },
    'o.xlsx',
    /no column “line”|2 columns called "price"/,
  ],
  [
    'only a hidden sheet',
    { 'o.xlsx': workbook({ Old: { ...sheet(), hidden: true } }) },
    'o.xlsx',
    /holds no table that is in sight: o\.xlsx\/Old/,
  ],
  [
    'an old Excel file',
    { 'o.xlsx': Buffer.from('\xd0\xcf\x11\xe0 and so on', 'latin1') },
    'o.xlsx',
    /old Excel file, or one with a password/,
  ],
  ['a zip that is called xlsx', { 'o.xlsx': zipped({ 'o.csv': 'a,b' }) }, 'o.xlsx', /is no Excel workbook/],
]

describe('sheets of workbooks', () => {
  it.each(READ.map((given) => [given[0], given] as const))('%s', (_, given) => packed.comesIn(given))
  it.each(REFUSED.map((given) => [given[0], given] as const))('not: %s', (_, given) =>
    packed.isRefused(given),
  )
})
