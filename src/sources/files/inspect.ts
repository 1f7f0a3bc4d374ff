import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Fault, messageOf } from '../../lib/errors.ts'
import { nearest, oneLine } from '../../lib/text.ts'

type Charset = 'utf-8' | 'latin-1' | 'utf-16'
type Decoder = InstanceType<typeof TextDecoder>

const DECODERS: Readonly<Record<Charset, string>> = {
  'utf-8': 'utf-8',
  'latin-1': 'latin1',
  'utf-16': 'utf-16le',
}
const DELIMITERS = [',', ';', '\t', '|']

/** What a text file is before the engine reads it: whole, in its charset, and its first line. */
export interface TextFile {
  readonly charset: Charset
  readonly firstLine: string
}

/**
 * Reads a text file once from end to end, through gzip where it is so named. A cut archive or a byte that is not of
 * the charset is found here, with its row, so that the file is refused as a whole and can be mended and come again.
 */
export async function inspect(
  path: string,
  stated: Charset | undefined,
  signal: AbortSignal,
): Promise<TextFile> {
  let charset = stated
  let decoder: Decoder | null = null
  let row = 1
  let head = ''
  const read = (chunk: Buffer | undefined) => {
    if (!decoder) {
      charset ??= chunk?.[0] === 0xff && chunk[1] === 0xfe ? 'utf-16' : 'utf-8'
      decoder = new TextDecoder(DECODERS[charset], { fatal: true })
    }
    const text = decode(decoder, chunk, () => badByte(path, row, charset, chunk))
    if (!head.includes('\n')) head += text
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
  if (head.trim() === '') throw new Fault(`${path} is empty.`, 'Deliver it with its header and rows.')
  return { charset: charset ?? 'utf-8', firstLine: /^[^\r\n]*/.exec(head)?.[0] ?? '' }
}

function decode(decoder: Decoder, chunk: Buffer | undefined, fault: () => Fault): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw fault()
  }
}

function badByte(path: string, rowsBefore: number, charset: Charset = 'utf-8', chunk?: Buffer): Fault {
  const upTo = new TextDecoder(DECODERS[charset]).decode(chunk)
  // the first character may be the tail of one cut between two chunks: that is not the bad one
  const bad = upTo.indexOf('\ufffd', 3)
  const row = rowsBefore + count(upTo.slice(0, Math.max(0, bad)), '\n')
  return new Fault(
    `${path}, row ${row}: a byte that is not ${charset}.`,
    charset === 'utf-8'
      ? 'Say `charset: latin-1` in the mapping, or deliver UTF-8.'
      : 'Correct `charset` in the mapping.',
  )
}

function count(text: string, sought: string): number {
  let found = 0
  for (let i = text.indexOf(sought); i >= 0; i = text.indexOf(sought, i + 1)) found++
  return found
}

/** The delimiter that splits the header into the most names. */
export function delimiterOf(firstLine: string): string {
  const splits = DELIMITERS.map((delimiter) => ({
    delimiter,
    names: headerNames(firstLine, delimiter).length,
  }))
  return splits.reduce((best, next) => (next.names > best.names ? next : best)).delimiter
}

export function headerNames(firstLine: string, delimiter: string): string[] {
  return firstLine.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
}

/** Every column the mapping names must be in the header, by its exact name. */
export function checkHeader(path: string, header: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.filter((name) => !header.includes(name))
  if (missing.length === 0) return
  const told = missing.map((name) => {
    const near = nearest(name, header)
    return `“${oneLine(name, 60)}”${near ? ` (did you mean ${oneLine(near, 60)}?)` : ''}`
  })
  throw new Fault(
    `${path}, row 1: no column ${told.join(', ')}.`,
    `The file has: ${oneLine(header.join(', '), 300)}. Correct the mapping or the file.`,
  )
}
