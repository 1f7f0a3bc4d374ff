const QUOTES = /[“”„«»「」『』《》‘’]/gu
const PAUSES = /[。、，；;!！?？]+/gu

/**
 * What is typed in one form: full-width letters and signs as the common ones, every dash of a number as a minus, quotes
 * as `"`, no question mark. Case stays: a name is compared without it, and "US" is not "us".
 */
export function normalise(text: string): string {
  return text
    .replace(/[‘’]/gu, "'")
    .normalize('NFKC')
    .replace(QUOTES, '"')
    .replace(/[−–—](?=\s*\d)/gu, '-')
    .replace(PAUSES, ' ')
    .replace(/,(?!\d)/gu, ' ')
    .replace(/\b(?:no|nr)\.? of\b/giu, 'number of')
    .replace(/\.+(?=\s|$)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}
