import { isWithin } from '../lib/text.ts'
import { ENGLISH_KPIS } from './lexicon/kpis.ts'
import { TYPED_WORDS } from './lexicon/typed-words.ts'
import type { Known } from './vocabulary.ts'

/** The words that the KPIs' patterns are written with: those that end where they end, no stems. */
const PATTERN_WORDS = Object.values(ENGLISH_KPIS).flatMap((source) =>
  [...source.matchAll(/(?<![a-z\\?])[a-z]{5,}(?![a-z?]|\()/gu)].map(([word]) => word),
)

/** What is a word of the patterns is no slip of another. */
const KNOWN_WORDS = new Set(
  Object.values(ENGLISH_KPIS).flatMap((source) => source.match(/[a-z]{4,}/gu) ?? []),
)

/**
 * The text with words led back that are one letter off (two in a long word) and begin alike: `yesteday`, `conversoin`.
 * Null when there is none. What has a digit is an id and never becomes another.
 */
export function corrected(text: string, unread: readonly string[], { members }: Known): string | null {
  const names = members
    .flatMap(({ called, member }) => [called, member])
    .filter((name) => /^\p{L}{4,}$/u.test(name))
  const known = [...TYPED_WORDS, ...names, ...PATTERN_WORDS]
  let result = text
  for (const word of unread) {
    if (!/^\p{Script=Latin}{4,}$/u.test(word) || KNOWN_WORDS.has(word.toLowerCase())) continue
    const meant = known.find((one) => isSlip(word.toLowerCase(), one.toLowerCase()))
    if (meant !== undefined) result = result.replace(word, meant)
  }
  return result === text ? null : result
}

function isSlip(typed: string, meant: string): boolean {
  const isAlike = typed[0] === meant[0] && Math.abs(typed.length - meant.length) <= 1
  return isAlike && (isWithin(typed, meant, typed.length >= 8 ? 2 : 1) || isSwapped(typed, meant))
}

/** Two neighbours changed places: `reveneu`. */
function isSwapped(typed: string, meant: string): boolean {
  if (typed.length !== meant.length) return false
  const at = [...typed].findIndex((letter, i) => letter !== meant[i])
  return typed.slice(0, at) + typed[at + 1] + typed[at] + typed.slice(at + 2) === meant
}
