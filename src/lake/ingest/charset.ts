import { Fault } from '../../lib/errors.ts'

/** What the engine reads by itself; every other charset is written anew as UTF-8 first. */
const OF_ENGINE = ['utf-8', 'latin-1', 'utf-16']

/** How people call some of them, as the standard does. */
const CALLED: Readonly<Record<string, string>> = {
  'latin-1': 'iso-8859-1',
  'utf-16': 'utf-16le',
  cp1252: 'windows-1252',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
}

export const isOfEngine = (charset: string | undefined) => OF_ENGINE.includes(charset ?? 'utf-8')

export function isCharset(charset: string): boolean {
  try {
    return new TextDecoder(CALLED[charset] ?? charset) !== null
  } catch {
    return false
  }
}

export interface Decoder {
  decode(bytes?: Buffer, options?: { readonly stream?: boolean }): string
}

export function decoderOf(charset = 'utf-8', options: { readonly fatal?: boolean } = {}): Decoder {
  if (!isCharset(charset))
    throw new Fault(
      `${charset} is no charset.`,
      'Say utf-8, utf-16, latin-1, windows-1252 or another by its name.',
    )
  if (charset === 'latin-1') return { decode: (bytes) => bytes?.toString('latin1') ?? '' }
  if (WINDOWS.test(charset))
    return { decode: (bytes) => bytes?.toString('latin1').replace(/[\x80-\x9f]/g, windowsSign) ?? '' }
  return new TextDecoder(CALLED[charset] ?? charset, options)
}

const WINDOWS = /^(windows-|cp)1252$/i

/** What Windows-1252 has where ISO 8859-1 has none: Node's own decoder takes the one for the other. */
const WINDOWS_SIGNS =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178'

const windowsSign = (sign: string) => WINDOWS_SIGNS.charAt(sign.charCodeAt(0) - 0x80)

const BYTES_SEEN = 4096

/** The charset that a file shows by its first bytes: its mark, or the zeros of UTF-16 without one. */
export function charsetOf(first: Buffer | undefined): 'utf-8' | 'utf-16' | 'utf-16be' {
  if (!first) return 'utf-8'
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16'
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be'
  const seen = first.subarray(0, BYTES_SEEN & ~1)
  const zeros = [0, 0]
  for (const [i, byte] of seen.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (Math.max(even, odd) * 4 < seen.length) return 'utf-8'
  return odd > even ? 'utf-16' : 'utf-16be'
}

/** What bytes that are no UTF-8 most likely are: only advice, for a mapping says it. */
export function likelyCharset(bytes: Buffer): string {
  const high = [...bytes.entries()].filter(([, byte]) => byte >= 0x80)
  const paired = high.filter(([i]) => (bytes[i + 1] ?? 0) >= 0x80 || (bytes[i - 1] ?? 0) >= 0x80)
  if (high.length >= 4 && paired.length > high.length * 0.9) {
    const text = new TextDecoder('gb18030').decode(bytes)
    const common = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0
    if (!text.includes('\ufffd') && common * 2 > high.length * 0.6) return 'gb18030'
  }
  return high.some(([, byte]) => byte >= 0x80 && byte <= 0x9f) ? 'windows-1252' : 'latin-1'
}
