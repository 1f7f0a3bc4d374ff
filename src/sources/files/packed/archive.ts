import { closeSync, createWriteStream, openSync, readSync } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Fault, messageOf } from '../../../lib/errors.ts'
import { oneLine, showNumber } from '../../../lib/text.ts'

/** What an archive may hold: more is a mistake, or meant to fill a disk. */
export interface ArchiveLimits {
  readonly bytes: number
  readonly members: number
}

export const ARCHIVE_LIMITS: ArchiveLimits = { bytes: 4 * 1024 ** 3, members: 10_000 }

interface Member {
  readonly name: string
  readonly bytes: number
}

export interface Archive {
  readonly members: readonly Member[]
  /** writes a member to a file as it is unpacked; whole and as it was packed, or a fault */
  extract(name: string, to: string, signal: AbortSignal): Promise<void>
  /** reads a member piece by piece until it ends or `see` wants no more */
  scan(name: string, see: (text: string) => boolean): Promise<void>
  close(): void
}

/**
 * Opens a zip archive by its table of contents. Nothing is unpacked yet, and names that lead out of the archive's own
 * folder, passwords and more than `limits` are a fault of the whole archive.
 */
export async function openArchive(path: string, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<Archive> {
  mustBeZip(path)
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  try {
    const entries = await entriesOf(path, zip, limits)
    return {
      members: [...entries.values()].map((entry) => ({
        name: entry.fileName,
        bytes: entry.uncompressedSize,
      })),
      extract: (name, to, signal) => extract(path, zip, wanted(path, entries, name), { to, signal }),
      scan: (name, see) => scan(path, zip, wanted(path, entries, name), see),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error instanceof Fault ? error : unreadable(path, error)
  }
}

const SIGNS: readonly (readonly [begins: string, is: string, instead: string])[] = [
  [
    '\xd0\xcf\x11\xe0',
    'an old Excel file, or one with a password',
    'Save it as .xlsx without a password, or as CSV.',
  ],
  ['Rar!', 'a RAR archive', 'Pack it as .zip.'],
  ['7z\xbc\xaf', 'a 7z archive', 'Pack it as .zip.'],
  ['\x1f\x8b', 'packed with gzip', 'Call it .gz.'],
]

function mustBeZip(path: string): void {
  const first = Buffer.alloc(8)
  const file = openSync(path, 'r')
  try {
    readSync(file, first, 0, 8, 0)
  } finally {
    closeSync(file)
  }
  const found = SIGNS.find(([sign]) => first.toString('latin1').startsWith(sign))
  if (found) throw new Fault(`${path} is ${found[1]}.`, found[2])
}

async function entriesOf(
  path: string,
  zip: ZipFile,
  limits: ArchiveLimits,
): Promise<ReadonlyMap<string, Entry>> {
  const found = new Map<string, Entry>()
  let bytes = 0
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/') || isLink(entry)) continue
    if (entry.isEncrypted())
      throw new Fault(`${path} is locked with a password.`, 'Unpack it, or have it sent without one.')
    if (found.has(entry.fileName))
      throw new Fault(`${path} holds ${shown(entry.fileName)} twice.`, 'Pack it anew.')
    found.set(entry.fileName, entry)
    bytes += entry.uncompressedSize
    if (bytes > limits.bytes || found.size > limits.members) throw tooMuch(path, limits)
  }
  return found
}

/** A file that only points to another is none. */
const isLink = ({ externalFileAttributes }: Entry) =>
  ((externalFileAttributes >>> 16) & 0o170000) === 0o120000

const shown = (name: string) => oneLine(name, 80)

function tooMuch(path: string, { bytes, members }: ArchiveLimits): Fault {
  const limit = bytes >= 1e9 ? `${showNumber(bytes / 1024 ** 3)} GB` : `${showNumber(bytes / 1024 ** 2)} MB`
  return new Fault(
    `${path} holds more than ${limit} or ${showNumber(members)} files when it is unpacked.`,
    'Unpack it yourself, or have it sent in parts.',
  )
}

function wanted(path: string, entries: ReadonlyMap<string, Entry>, name: string): Entry {
  const entry = entries.get(name)
  if (entry) return entry
  throw new Fault(`${path} holds no ${shown(name)}.`, 'Correct `files` in the mapping.')
}

async function extract(
  path: string,
  zip: ZipFile,
  entry: Entry,
  { to, signal }: { readonly to: string; readonly signal: AbortSignal },
): Promise<void> {
  let sum = 0
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      sum = crc32(chunk, sum)
      done(null, chunk)
    },
  })
  try {
    await pipeline(await zip.openReadStreamPromise(entry), count, createWriteStream(to), { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw unreadable(`${path}/${shown(entry.fileName)}`, error)
  }
  if (sum !== entry.crc32)
    throw new Fault(
      `${path}/${shown(entry.fileName)} is damaged: its checksum is another.`,
      'Have it sent anew.',
    )
}

async function scan(path: string, zip: ZipFile, entry: Entry, see: (text: string) => boolean): Promise<void> {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) if (!see((chunk as Buffer).toString('utf8'))) break
  } catch (error) {
    throw unreadable(`${path}/${shown(entry.fileName)}`, error)
  }
}

/** What the library says, as somebody reads it who wants the file in. */
const SAID: readonly (readonly [sign: RegExp, is: string, instead: string])[] = [
  [
    /End of central directory|unexpected EOF|overflows file|signature/i,
    'is no zip archive, or was cut',
    'Have it sent anew.',
  ],
  [
    /relative path|absolute path|invalid characters/i,
    'names a file outside its own folder',
    'Have it packed without such names.',
  ],
  [/encrypt/i, 'is locked with a password', 'Unpack it, or have it sent without one.'],
  [/multi-disk/i, 'is one part of an archive of several', 'Have it packed into one file.'],
  [
    /unsupported compression/i,
    'is packed in a way that is not read',
    'Pack it with Deflate, as every tool does by itself, or unpack it.',
  ],
  [
    /too many bytes|not enough bytes|validat/i,
    'holds another number of bytes than it says',
    'Have it sent anew.',
  ],
]

function unreadable(what: string, error: unknown): Fault {
  const message = messageOf(error)
  const found = SAID.find(([sign]) => sign.test(message))
  const beside = /path: |fileName: /.exec(message) ? ` (${oneLine(message.replace(/^.*?: /, ''), 80)})` : ''
  return found
    ? new Fault(`${what} ${found[1]}${beside}.`, found[2], { cause: error })
    : new Fault(`${what} cannot be unpacked (${oneLine(message, 100)}).`, 'Have it sent anew.', {
        cause: error,
      })
}
