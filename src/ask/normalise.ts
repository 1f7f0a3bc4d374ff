const QUOTES = /[“”„«»「」『』《》‘’]/gu
const PAUSES = /[。、，；;!！?？]+/gu
/** Where one clause ends and another begins; white space like any other to who looks for words. */
export const PAUSE = '\u2029'

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
    .replace(PAUSES, PAUSE)
    .replace(/,(?!\d)/gu, PAUSE)
    .replace(/(?<=\b(?:what|why|how|where|who)) (?:on earth|in the world|the (?:hell|heck))\b/giu, '')
    .replace(/\b(?:no|nr)\.? of\b/giu, 'number of')
    .replace(/\.+(?=\s|$)/gu, ' ')
    .replace(/[^\S\u2029]+/gu, ' ')
    .replace(/ ?\u2029[ \u2029]*/gu, PAUSE)
    .trim()
}
