import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { FilePage } from '../contract/lake.ts'
import type { Session } from '../engine/duckdb.ts'
import { decoderOf } from './charset.ts'

/** A line that opens a quote and never closes it: where it begins in the file, how long it is, and its text. */
export interface UnclosedLine {
  /** bytes before it, unpacked */
  readonly at: number
  readonly bytes: number
  /** from 1 */
  readonly line: number
  readonly text: string
}

export const UNCLOSED = 'a quote that is not closed'

/**
 * Where the reader has just met lines whose open quote took the lines after it along, all of them one value. Such a
 * line is found only where the reader stands in no other's value: what is found is taken out, and the rest read again.
 */
export async function unclosedAt(session: Session): Promise<number[]> {
  const found = await session.query<{ at: number }>(
    `select distinct line_byte_position - 1 as "at" from reject_errors
     where (error_message like 'Value with unterminated quote%' or error_message like 'Maximum line size%')
       and contains(rtrim(csv_line, chr(10) || chr(13)), chr(10)) order by "at"`,
  )
  return found.map(({ at }) => at)
}

/** A place in the file as it is left, without some of its lines, in the file as it came. */
export function originOf(at: number, without: readonly UnclosedLine[]): number {
  let origin = at
  for (const line of without.toSorted((a, b) => a.at - b.at)) if (line.at <= origin) origin += line.bytes
  return origin
}

const NEWLINE = 10

/** Copies a file of text without the lines that begin at these places, and gives those lines. */
export async function withoutLines(
  path: string,
  starts: readonly number[],
  to: string,
): Promise<UnclosedLine[]> {
  const out: UnclosedLine[] = []
  const isStart = new Set(starts)
  async function* kept(chunks: AsyncIterable<Buffer>) {
    let position = 0
    let lines = 1
    let atLineStart = true
    let taken: { readonly at: number; readonly line: number; readonly parts: Buffer[] } | null = null
    for await (const chunk of chunks) {
      let from = 0
      while (from < chunk.length) {
        if (!taken && atLineStart && isStart.has(position + from))
          taken = { at: position + from, line: lines, parts: [] }
        const newline = chunk.indexOf(NEWLINE, from)
        const end = newline < 0 ? chunk.length : newline + 1
        if (taken) taken.parts.push(chunk.subarray(from, end))
        else yield chunk.subarray(from, end)
        atLineStart = newline >= 0
        if (newline >= 0) {
          lines += 1
          if (taken) out.push(asLine(taken))
          taken = null
        }
        from = end
      }
      position += chunk.length
    }
    if (taken) out.push(asLine(taken))
  }
  await copy(path, kept, to)
  return out
}

/** Copies a file of text as UTF-8 with every line ended alike: the reader takes no row of one that mixes its line ends. */
export async function plainCopy({ path, charset = 'utf-8' }: FilePage, to: string): Promise<void> {
  // what is no UTF-8 is to stay what it is, for the reader to refuse
  const decoder = decoderOf(charset === 'utf-8' ? 'latin-1' : charset)
  const encoding = charset === 'utf-8' ? 'latin1' : 'utf8'
  await copy(
    path,
    async function* (chunks) {
      let before = ''
      for await (const chunk of chunks) {
        const text = before + decoder.decode(chunk, { stream: true })
        before = text.endsWith('\r') ? '\r' : ''
        yield Buffer.from(text.slice(0, text.length - before.length).replace(/\r\n?/g, '\n'), encoding)
      }
      if (before) yield Buffer.from('\n')
    },
    to,
  )
}

async function copy(
  path: string,
  change: (chunks: AsyncIterable<Buffer>) => AsyncGenerator<Buffer, void, void>,
  to: string,
): Promise<void> {
  const source = createReadStream(path, { highWaterMark: 1 << 20 })
  const target = createWriteStream(to, { highWaterMark: 1 << 20 })
  if (path.endsWith('.gz')) await pipeline(source, createGunzip(), change, target)
  else await pipeline(source, change, target)
}

function asLine({
  at,
  line,
  parts,
}: {
  readonly at: number
  readonly line: number
  readonly parts: readonly Buffer[]
}): UnclosedLine {
  const bytes = Buffer.concat(parts)
  return { at, line, bytes: bytes.length, text: bytes.toString('utf8').replace(/\r?\n$/, '') }
}
