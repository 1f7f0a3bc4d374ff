import { distance } from 'fastest-levenshtein'

const UNPRINTABLE = /[\p{Cc}\p{Cf}]/gu

/** One safe line: control and formatting characters become spaces, runs of space collapse, long text is cut. */
export function oneLine(text: string, limit = 200): string {
  const line = text.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim()
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`
}

/** A name without the quotes around it: straight, curly, low, single or angled. */
export function unquoted(text: string): string {
  const name = /^["“”„‟'‘’‚«»「『](.+)["“”„‟'‘’‚«»」』]$/u.exec(text.trim())?.[1]
  return (name ?? text).trim()
}

/** What a chat escapes in what is typed, as it was typed. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** The known word nearest to what was typed, or null when nothing is near. */
export function nearest(
  typed: string,
  known: Iterable<string>,
  // of three letters two others are another word: foo is no aov
  within = typed.length <= 3 ? 1 : Math.max(2, Math.floor(typed.length / 3)),
): string | null {
  const wanted = typed.toLowerCase()
  let best: string | null = null
  let least = within + 1
  for (const word of known) {
    const steps = distance(wanted, word.toLowerCase())
    if (steps < least) {
      least = steps
      best = word
    }
  }
  return best
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${showNumber(count)} ${count === 1 ? one : many}`
}

export function showNumber(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** `showPercent(0.0342)` is `3.42 %`. */
export function showPercent(share: number, digits = 2): string {
  return `${showNumber(share * 100, digits)} %`
}

/** How many decimals of a percentage show two digits of a small share: 3 of `0.000345`, which is `0.035 %`. */
export function percentDigits(share: number, least = 1): number {
  const percent = Math.abs(share) * 100
  return percent > 0 && percent < 1 ? Math.max(least, 1 - Math.floor(Math.log10(percent))) : least
}

/** A change with its sign and a true minus: `+4.1 %`, `−12 %`. */
export function showChange(share: number, digits = 1): string {
  const sign = share > 0 ? '+' : share < 0 ? '−' : '±'
  return `${sign}${showNumber(Math.abs(share) * 100, digits)} %`
}

/** Whether one word becomes the other by so many letters put in, left out or changed. */
export function isWithin(a: string, b: string, letters: number): boolean {
  return distance(a, b) <= letters
}
