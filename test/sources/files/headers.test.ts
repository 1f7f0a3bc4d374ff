import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../../lake/shop.ts'
import { broughtIn, linesMapping } from './brought-in.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.remove())

const NAMES = ['order', 'line', 'sku', 'title', 'qty', 'price', 'at']
const ROWS = [
  ['1', '1', 'A', 'Stuhl', '1', '1.00', '2026-11-20 10:00:00'],
  ['2', '1', 'B', 'Tisch, groß', '2', '2.50', '2026-11-21 10:00:00'],
]
const quoted = (cell: string) => (/[,;\t|"\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const line = (cells: readonly string[], delimiter = ',') => cells.map(quoted).join(delimiter)

interface Form {
  readonly delimiter?: string
  readonly names?: readonly string[]
  readonly rows?: readonly (readonly string[])[]
  readonly before?: string
  readonly end?: string
}

function csv({ delimiter = ',', names = NAMES, rows = ROWS, before = '', end = '\n' }: Form = {}): string {
  return `${before}${[names, ...rows].map((cells) => `${line(cells, delimiter)}${end}`).join('')}`
}

const with_ = (at: number, name: string) => NAMES.toSpliced(at, 1, name)
const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
const windows = (text: string) =>
  Buffer.concat([...text].map((sign) => (sign === '€' ? Buffer.from([0x80]) : Buffer.from(sign, 'latin1'))))

/** name of the form, the file, what the mapping says beside, the name it has for the title */
const READ: readonly (readonly [string, string | Buffer, string?, string?])[] = [
  ['as it should be', csv()],
  ['a comma in a quoted name', csv({ names: with_(3, 'title, long') }), '', 'title, long'],
  ['a semicolon in a quoted name', csv({ names: with_(3, 'a;b'), delimiter: ';' }), '', 'a;b'],
  [
    'quoted commas in a list of semicolons',
    csv({ names: with_(3, 'a,b,c,d,e,f,g,h'), delimiter: ';' }),
    '',
    'a,b,c,d,e,f,g,h',
  ],
  ['a quote in a name', csv({ names: with_(3, 'the "title"') }), '', `'the "title"'`],
  ['a line break in a name', csv({ names: with_(3, 'title\nof it') }), '', 'title of it'],
  [
    'a Windows line break in a name',
    csv({ names: with_(3, 'title\r\nof it'), end: '\r\n' }),
    '',
    'title of it',
  ],
  ['blanks round the names', csv({ names: NAMES.map((name) => ` ${name} `) })],
  [
    'an unnamed first column',
    csv({ names: ['', ...NAMES], rows: ROWS.map((row, i) => [String(i), ...row]) }),
  ],
  [
    'several unnamed columns',
    csv({ names: ['', ...NAMES, '', ''], rows: ROWS.map((row) => ['x', ...row, 'y', 'z']) }),
  ],
  ['an unnamed column that is mapped', csv({ names: with_(3, '') }), '', 'column4'],
  ['row numbers without a name', csv({ rows: ROWS.map((row, i) => [String(i + 1), ...row]) })],
  [
    'a trailing delimiter in every line',
    csv({ names: [...NAMES, ''], rows: ROWS.map((row) => [...row, '']) }),
  ],
  ['a trailing delimiter in the rows alone', csv({ rows: ROWS.map((row) => [...row, '']) })],
  [
    'two trailing delimiters in the rows alone',
    csv({ rows: ROWS.map((row) => [...row, '', '']), delimiter: ';' }),
  ],
  [
    'a column twice that is not mapped',
    csv({ names: [...NAMES, 'note', 'note'], rows: ROWS.map((row) => [...row, 'a', 'b']) }),
  ],
  [
    'three of a name, in any case',
    csv({ names: [...NAMES, 'x', 'X', 'x'], rows: ROWS.map((row) => [...row, 'a', 'b', 'c']) }),
  ],
  [
    'a name that differs in case alone',
    csv({ names: [...NAMES, 'Price', 'PRICE'], rows: ROWS.map((row) => [...row, '9', '9']) }),
  ],
  [
    'a name that stands for an unnamed one',
    csv({ names: ['', ...NAMES, 'column1'], rows: ROWS.map((row) => ['x', ...row, 'y']) }),
  ],
  ['a byte order mark', csv({ before: '\ufeff' })],
  ['a byte order mark and quoted names', `\ufeff${csv().replace('order,', '"order",')}`],
  ['sep=; as Excel writes it', csv({ delimiter: ';', before: 'sep=;\n' })],
  [
    'sep=; with Windows line ends and a mark',
    csv({ delimiter: ';', before: '\ufeffsep=;\r\n', end: '\r\n' }),
  ],
  ['"sep=,"', csv({ before: '"sep=,"\n' })],
  ['SEP=|', csv({ delimiter: '|', before: 'SEP=|\n' })],
  ['a comment first', csv({ before: '# exported on 2026-11-24, by us\n' })],
  ['comments and blank lines first', csv({ before: '# a\n\n# b\n\n' })],
  [
    'a header that begins with #',
    csv({ names: ['#', ...NAMES], rows: ROWS.map((row, i) => [String(i), ...row]) }),
  ],
  [
    '# before the first name',
    csv({ names: ['# no', ...NAMES], rows: ROWS.map((row, i) => [String(i), ...row]) }),
  ],
  ['blank lines first', csv({ before: '\n\r\n' })],
  [
    'a title before the header, told',
    csv({ before: 'Report of sales\nfrom 1 to 30 November\n\n' }),
    'skip: 3',
  ],
  ['no header at all', csv().split('\n').slice(1).join('\n'), `header: [${NAMES.join(', ')}]`],
  ['tabs', csv({ delimiter: '\t' })],
  ['bars', csv({ delimiter: '|' })],
  ['old Macintosh line ends', csv({ end: '\r' })],
  ['UTF-16 LE with a mark', Buffer.from(`\ufeff${csv()}`, 'utf16le')],
  ['UTF-16 BE with a mark', utf16be(csv())],
  [
    'UTF-16 BE with a comment and semicolons',
    utf16be(csv({ before: '# x\r\n', delimiter: ';', end: '\r\n' })),
  ],
  ['UTF-16 LE without a mark', Buffer.from(csv(), 'utf16le')],
  ['UTF-16 BE without a mark', Buffer.from(csv(), 'utf16le').swap16()],
  ['UTF-16 BE, told', utf16be(csv()), 'charset: utf-16be'],
  ['Latin-1, told', windows(csv()), 'charset: latin-1'],
  ['Windows-1252, told', windows(csv()), 'charset: windows-1252'],
  [
    'Windows-1252 with semicolons and a note',
    windows(csv({ before: '# Preise in €\n', delimiter: ';' })),
    'charset: windows-1252',
  ],
]

const FORMS = READ.map(([form, file, more = '', title = 'title']) => ({
  form,
  file,
  mapping: (name: string) =>
    linesMapping(name, more).replace(
      'title: title',
      `title: ${title.startsWith("'") ? title : `"${title}"`}`,
    ),
}))

describe('a file of order lines is read whatever its header looks like', () => {
  it.each(FORMS)('$form', async ({ file, mapping }) => {
    const { error, rows } = await broughtIn(shop, { 'lines.csv': file }, mapping('lines.csv'))
    expect(error).toBeNull()
    const read = rows.map((row) => [
      row.order_id,
      row.line_id,
      row.product_id,
      row.title,
      row.quantity,
      row.unit_price,
      row.ordered_at,
    ])
    expect(read).toEqual(ROWS)
  })

  it.each(FORMS.slice(0, 30))('$form, packed with gzip', async ({ file, mapping }) => {
    const packed = { 'lines.csv.gz': gzipSync(file) }
    const { error, rows } = await broughtIn(shop, packed, mapping('lines.csv.gz'))
    expect([error, rows.length]).toEqual([null, 2])
  })

  it('keeps the signs of Windows-1252', async () => {
    const file = windows(
      csv({ rows: [ROWS[0] ?? [], ['2', '1', 'B', '5 € Gutschein', '1', '5.00', '2026-11-21']] }),
    )
    const { rows } = await broughtIn(
      shop,
      { 'lines.csv': file },
      linesMapping('lines.csv', 'charset: cp1252'),
    )
    expect(rows.map(({ title }) => title)).toEqual(['Stuhl', '5 € Gutschein'])
  })
})

describe('what cannot be read is told in words that help', () => {
  const told = async (file: string | Buffer, more = '', name = 'lines.csv') =>
    (await broughtIn(shop, { [name]: file }, linesMapping(name, more))).error

  it.each([
    ['a mapped column twice', csv({ names: [...NAMES, 'price'], rows: ROWS.map((row) => [...row, '9']) })],
    [
      'three times',
      csv({ names: [...NAMES, 'price', 'price'], rows: ROWS.map((row) => [...row, '9', '8']) }),
    ],
  ])('%s', async (_, file) => {
    expect(await told(file)).toMatch(/lines\.csv has [23] columns called "price" \(columns 6 and 8/)
  })

  it('a charset that is not told, with the one that it most likely is', async () => {
    expect(await told(windows(csv()))).toContain('a byte that is not utf-8. Say `charset: latin-1`')
    const euro = windows(csv({ rows: [...ROWS, ['3', '1', 'C', '5 €', '1', '1.00', '2026-11-20']] }))
    expect(await told(euro)).toContain('Say `charset: windows-1252`')
    const chinese = Buffer.concat([
      Buffer.from(csv()),
      Buffer.from([0xd2, 0xbb, 0xb8, 0xf6, 0xb2, 0xfa, 0xc6, 0xb7, 0x2c, 0x31, 0x0a]),
    ])
    expect(await told(chinese.subarray(chinese.length - 60))).toContain('Say `charset: gb18030`')
  })

  it.each([
    [
      'a zip archive',
      Buffer.from('PK\x03\x04\x14\x00', 'latin1'),
      'is a zip archive or an Excel file. Call it .zip or .xlsx',
    ],
    [
      'an old Excel file',
      Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1', 'latin1'),
      'is an old Excel file (.xls). Save it as .xlsx or CSV.',
    ],
    ['gzip without its name', gzipSync('a,b\n'), 'is packed with gzip. Call it .gz.'],
    ['Parquet without its name', Buffer.from('PAR1\x15', 'latin1'), 'is a Parquet file.'],
  ])('%s', async (_, file, says) => {
    expect(await told(file)).toContain(says)
  })
})
