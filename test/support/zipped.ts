import { crc32, deflateRawSync } from 'node:zlib'

/** How a member of an archive is written, where it is not as every tool does it. */
interface Odd {
  readonly stored?: boolean
  readonly encrypted?: boolean
  readonly zip64?: boolean
  readonly method?: number
  readonly crc?: number
  readonly attributes?: number
}

type Content = string | Buffer

/** A zip archive of these members, as other tools write it. */
export function zipped(
  members: Readonly<Record<string, Content | (Odd & { readonly of: Content })>>,
): Buffer {
  const parts: Buffer[] = []
  const index: Buffer[] = []
  let at = 0
  for (const [name, given] of Object.entries(members)) {
    const { of, ...odd } = typeof given === 'string' || Buffer.isBuffer(given) ? { of: given } : given
    const { local, central } = member(name, Buffer.from(of), odd, at)
    parts.push(local)
    index.push(central)
    at += local.length
  }
  const table = Buffer.concat(index)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(index.length, 8)
  end.writeUInt16LE(index.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, table, end])
}

function member(name: string, content: Buffer, odd: Odd, at: number) {
  const packed = odd.stored ? content : deflateRawSync(content)
  const bytes = Buffer.from(name)
  const method = odd.method ?? (odd.stored ? 0 : 8)
  const flags = 0x0800 | (odd.encrypted ? 1 : 0)
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(odd.zip64 ? 45 : 20, 0)
  shared.writeUInt16LE(flags, 2)
  shared.writeUInt16LE(method, 4)
  shared.writeUInt32LE(odd.crc ?? crc32(content), 10)
  shared.writeUInt32LE(odd.zip64 ? 0xffffffff : packed.length, 14)
  shared.writeUInt32LE(odd.zip64 ? 0xffffffff : content.length, 18)
  shared.writeUInt16LE(bytes.length, 22)
  const extra = Buffer.alloc(odd.zip64 ? 20 : 0)
  if (odd.zip64) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(16, 2)
    extra.writeBigUInt64LE(BigInt(content.length), 4)
    extra.writeBigUInt64LE(BigInt(packed.length), 12)
  }
  shared.writeUInt16LE(extra.length, 24)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, bytes, extra, packed])
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(odd.attributes ?? 0, 6)
  rest.writeUInt32LE(at, 10)
  const made = Buffer.from('PK\x01\x02\x14\x03', 'latin1')
  return { local, central: Buffer.concat([made, shared, rest, bytes, extra]) }
}

/** A cell of a workbook: a number with a format is shown by it, a formula has the value that it was saved with. */
export type SheetCell =
  | string
  | number
  | boolean
  | null
  | { readonly number: number; readonly format: string }
  | { readonly formula: string; readonly value: string | number | null }
  | { readonly error: string }

interface MadeSheet {
  readonly rows: readonly (readonly SheetCell[])[]
  readonly merged?: readonly string[]
  readonly hidden?: boolean
}

/** A workbook of these sheets, as Excel writes it. */
export function workbook(sheets: Readonly<Record<string, MadeSheet>>, is1904 = false): Buffer {
  const formats = new Map<string, number>()
  const strings: string[] = []
  const styleOf = (format: string) => {
    formats.set(format, formats.get(format) ?? formats.size)
    return (formats.get(format) ?? 0) + 1
  }
  const parts = Object.values(sheets).map((sheet) => sheetXml(sheet, styleOf, strings))
  const names = Object.entries(sheets).map(
    ([name, { hidden }], i) =>
      `<sheet name="${escaped(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  )
  const links = parts.map(
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="${OFFICE}/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const given = [...formats.keys()]
  return zipped({
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${names.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join('')}<Relationship Id="rId98" Type="${OFFICE}/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId99" Type="${OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${given.length}">${given.map((format, i) => `<numFmt numFmtId="${170 + i}" formatCode="${escaped(format)}"/>`).join('')}</numFmts><cellXfs count="${given.length + 1}"><xf numFmtId="0"/>${given.map((_, i) => `<xf numFmtId="${170 + i}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${MAIN}">${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(parts.map((part, i) => [`xl/worksheets/sheet${i + 1}.xml`, part])),
  })
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'

function sheetXml(
  { rows, merged = [] }: MadeSheet,
  styleOf: (format: string) => number,
  strings: string[],
): string {
  const cells = rows.map(
    (row, r) =>
      `<row r="${r + 1}">${row.map((cell, c) => cellXml(cell, `${letters(c)}${r + 1}`, styleOf, strings)).join('')}</row>`,
  )
  const areas = merged.map((ref) => `<mergeCell ref="${ref}"/>`)
  return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${cells.join('')}</sheetData>${areas.length > 0 ? `<mergeCells count="${areas.length}">${areas.join('')}</mergeCells>` : ''}</worksheet>`
}

function cellXml(
  cell: SheetCell,
  at: string,
  styleOf: (format: string) => number,
  strings: string[],
): string {
  if (cell === null) return `<c r="${at}" s="0"/>`
  if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${strings.push(cell) - 1}</v></c>`
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if ('number' in cell) return `<c r="${at}" s="${styleOf(cell.format)}"><v>${cell.number}</v></c>`
  if ('error' in cell) return `<c r="${at}" t="e"><v>${cell.error}</v></c>`
  const value = cell.value === null ? '' : `<v>${escaped(String(cell.value))}</v>`
  return `<c r="${at}"${typeof cell.value === 'string' ? ' t="str"' : ''}><f>${escaped(cell.formula)}</f>${value}</c>`
}

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The days since 1900 of an instant, as Excel counts them. */
export const serial = (iso: string) => Date.parse(`${iso}Z`) / 86_400_000 + 25_569
