import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { charsetOf, type Decoder, decoderOf, likelyCharset } from '../../lake/ingest/charset.ts'
import { type CsvHead, columnNamed } from '../../lake/ingest/csv-head.ts'
import { Fault, messageOf } from '../../lib/errors.ts'
import { nearest, oneLine } from '../../lib/text.ts'

/** as much of a file as its header and a few rows may take */
const HEAD_LENGTH = 64 * 1024

/** What a text file is before the engine reads it: whole, in its charset, and how it begins. */
export interface TextFile {
  readonly charset: string
  readonly head: string
}

/**
 * Reads a text file once from end to end, through gzip where it is so named. A cut archive or a byte that is not of
 * the charset is found here, with its row, so that the file is refused as a whole and can be mended and come again.
 */
export async function inspect(
  path: string,
  stated: string | undefined,
  signal: AbortSignal,
): Promise<TextFile> {
  let charset = stated
  let decoder: Decoder | null = null
  let row = 1
  let head = ''
  const read = (chunk: Buffer | undefined) => {
    if (!decoder) {
      charset ??= charsetOf(chunk)
      decoder = decoderOf(charset, { fatal: true })
      mustBeText(path, chunk)
    }
    const text = decode(decoder, chunk, () => badByte(path, row, charset, chunk))
    if (head.length < HEAD_LENGTH) head += text
    row += count(text, '\n')
  }
  const check = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) read(chunk)
    read(undefined)
  }
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  try {
    await (path.endsWith('.gz')
      ? pipeline(file, createGunzip({ chunkSize: 256 * 1024 }), check, { signal })
      : pipeline(file, check, { signal }))
  } catch (error) {
    if (error instanceof Fault || signal.aborted) throw error
    throw new Fault(
      `${path}, row ${row}: cannot be read on (${oneLine(messageOf(error), 80)}).`,
      'Deliver the file anew.',
      {
        cause: error,
      },
    )
  }
  if (head.replace(/^\ufeff/, '').trim() === '')
    throw new Fault(`${path} is empty.`, 'Deliver it with its header and rows.')
  return { charset: charset ?? 'utf-8', head: head.slice(0, HEAD_LENGTH) }
}

/** Files that are no text at all, by how they begin. */
const NO_TEXT: readonly (readonly [begins: string, is: string, instead: string])[] = [
  ['PK\x03\x04', 'a zip archive or an Excel file', 'Call it .zip or .xlsx, or export CSV.'],
  ['\xd0\xcf\x11\xe0', 'an old Excel file (.xls)', 'Save it as .xlsx or CSV.'],
  ['\x1f\x8b', 'packed with gzip', 'Call it .gz.'],
  ['PAR1', 'a Parquet file', 'Call it .parquet, or say `format: parquet` in the mapping.'],
  ['%PDF', 'a PDF', 'Export CSV.'],
  ['SQLite format 3', 'a SQLite database', 'Export its tables as CSV.'],
]

function mustBeText(path: string, first: Buffer | undefined): void {
  const begins = first?.subarray(0, 16).toString('latin1') ?? ''
  const found = NO_TEXT.find(([sign]) => begins.startsWith(sign))
  if (found) throw new Fault(`${path} is ${found[1]}.`, found[2])
}

function decode(decoder: Decoder, chunk: Buffer | undefined, fault: () => Fault): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw fault()
  }
}

function badByte(path: string, rowsBefore: number, charset = 'utf-8', chunk?: Buffer): Fault {
  const upTo = decoderOf(charset).decode(chunk)
  // the first character may be the tail of one cut between two chunks: that is not the bad one
  const bad = upTo.indexOf('\ufffd', 3)
  const row = rowsBefore + count(upTo.slice(0, Math.max(0, bad)), '\n')
  return new Fault(
    `${path}, row ${row}: a byte that is not ${charset}.`,
    charset === 'utf-8' && chunk
      ? `Say \`charset: ${likelyCharset(chunk)}\` in the mapping, or deliver UTF-8.`
      : 'Correct `charset` in the mapping.',
  )
}

function count(text: string, sought: string): number {
  let found = 0
  for (let i = text.indexOf(sought); i >= 0; i = text.indexOf(sought, i + 1)) found++
  return found
}

/** A file that lacks columns which the mapping names. */
export class MissingColumns extends Fault {}

/** Every column the mapping names must be in the header, by its exact title. */
export function checkHeader(
  path: string,
  head: Pick<CsvHead, 'names' | 'titles'> & { readonly skip?: number },
  wanted: readonly string[],
): void {
  const missing = wanted.filter((title) => columnNamed(head, title) === null)
  if (missing.length === 0) return
  const told = missing.map((name) => {
    const near = nearest(name, head.names)
    return `“${oneLine(name, 60)}”${near ? ` (did you mean ${oneLine(near, 60)}?)` : ''}`
  })
  const row = head.skip === undefined ? '' : `, row ${head.skip + 1}`
  throw new MissingColumns(
    `${path}${row}: no column ${told.join(', ')}.`,
    `The file has: ${oneLine(head.names.join(', '), 300)}. Correct the mapping or the file.`,
  )
}
