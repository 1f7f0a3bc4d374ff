import { DIMENSIONS, type Dimension } from '../../metrics/metric.ts'
import { CHINESE_PLACES } from '../lexicon/places.ts'
import { CHINESE_SEGMENTS, ENGLISH_SEGMENTS } from '../lexicon/segments.ts'
import { anywhere, blot, matchesIn, wholeWords } from '../masked.ts'
import type { KnownProduct, Vocabulary } from '../vocabulary.ts'
import { indexOf, keyOf, type Meant } from './known-names.ts'

export type Members = Partial<Readonly<Record<Dimension, string>>>

export interface Names {
  readonly text: string
  readonly members: Members
  /** two members of one dimension were named, or one that the shop does not have */
  readonly faults: readonly NameFault[]
  /** by the name that was typed: an id may be sold on two platforms */
  readonly products: readonly { readonly typed: string; readonly product: KnownProduct }[]
}

export type NameFault =
  | { readonly kind: 'two'; readonly dimension: Dimension; readonly members: readonly string[] }
  | { readonly kind: 'unknown'; readonly dimension: Dimension; readonly typed: string }

const LONGEST = 10
const TOKEN = /\p{Script=Han}|[^\s"()×,:：\p{Script=Han}\uE000]+/gu
const OPTION = new RegExp(`\\b(${DIMENSIONS.join('|')})\\s*[=:]\\s*(?:"([^"]+)"|(\\S+))`, 'giu')

/**
 * The shop's own names: `category="Home & Living"`, then of the words the longest runs that are a product's id or title
 * or a member of a dimension. Upper and lower case are one, `and` is `&`.
 */
export function readNames(text: string, vocabulary: Vocabulary): Names {
  const index = indexOf(vocabulary)
  const given = readOptions(text, index)
  const bare = bareNames(given.text, index)
  const other = otherNames(bare.text, index)
  const meant = [...given.meant, ...bare.meant, ...other.meant]
  const members = meant.flatMap((one) => (one.kind === 'member' ? [one] : []))
  const twice = DIMENSIONS.flatMap((dimension): NameFault[] => {
    const named = [
      ...new Set(members.filter((one) => one.dimension === dimension).map(({ member }) => member)),
    ]
    return named.length > 1 ? [{ kind: 'two', dimension, members: named }] : []
  })
  return {
    text: other.text,
    members: Object.fromEntries(members.map(({ dimension, member }) => [dimension, member])),
    faults: [...given.faults, ...twice],
    products: [...bare.products],
  }
}

function readOptions(text: string, index: ReadonlyMap<string, Meant>) {
  const meant: Meant[] = []
  const faults: NameFault[] = []
  let rest = text
  for (const match of matchesIn(text, OPTION)) {
    const [name = '', quoted, word = ''] = match.groups
    const dimension = DIMENSIONS.find((one) => one === name.toLowerCase())
    const found = quoted === undefined ? longestOption(text, match, index) : { typed: quoted, end: match.end }
    const member = index.get(keyOf(found?.typed ?? word))
    rest = blot(rest, { at: match.at, end: found?.end ?? match.end })
    if (member?.kind === 'member' && member.dimension === dimension) meant.push(member)
    else if (dimension) faults.push({ kind: 'unknown', dimension, typed: found?.typed ?? word })
  }
  return { text: rest, meant, faults }
}

/** Without quotes a value goes as far as a known name does: `category=Home & Living platform=bazario`. */
function longestOption(text: string, match: { at: number; end: number }, index: ReadonlyMap<string, Meant>) {
  const from = text.slice(match.at).search(/[=:]/u) + match.at + 1
  const words = [...text.slice(from).matchAll(/\S+/gu)].slice(0, LONGEST)
  for (let count = words.length; count > 0; count--) {
    const last = words[count - 1]
    const end = from + (last?.index ?? 0) + (last?.[0].length ?? 0)
    const typed = text.slice(from, end).trim()
    if (index.has(keyOf(typed))) return { typed, end }
  }
  return null
}

function bareNames(text: string, index: ReadonlyMap<string, Meant>) {
  const tokens = matchesIn(text, TOKEN)
  const meant: Meant[] = []
  const products: { typed: string; product: KnownProduct }[] = []
  let rest = text
  for (let i = 0; i < tokens.length; ) {
    const run = longestRun(tokens, i, { text, index })
    if (run) {
      rest = blot(rest, run)
      if (run.found.kind === 'product') products.push({ typed: run.typed, product: run.found.product })
      else meant.push(run.found)
    }
    i += run?.count ?? 1
  }
  return { text: rest, meant, products }
}

function longestRun(
  tokens: readonly { at: number; end: number }[],
  start: number,
  { text, index }: { readonly text: string; readonly index: ReadonlyMap<string, Meant> },
) {
  const at = tokens[start]?.at ?? 0
  for (let count = Math.min(LONGEST, tokens.length - start); count > 0; count--) {
    const whole = text.slice(at, tokens[start + count - 1]?.end)
    const typed = whole.replace(/'s$|[.,:;]+$/u, '')
    const found = index.get(keyOf(typed))
    if (found) return { at, end: at + whole.length, typed: typed.replaceAll('"', ''), found, count }
  }
  return null
}

const OTHERS = [
  ...[...CHINESE_SEGMENTS, ...CHINESE_PLACES].map(([said, ...names]) => ({ pattern: anywhere(said), names })),
  ...ENGLISH_SEGMENTS.map(([said, ...names]) => ({ pattern: wholeWords(said), names })),
]

/** What people call a shop's categories and channels in words that are not the shop's. */
function otherNames(text: string, index: ReadonlyMap<string, Meant>) {
  const meant: Meant[] = []
  let rest = text
  for (const { pattern, names } of OTHERS) {
    const found = names.flatMap((name) => index.get(name) ?? [])[0]
    if (!found) continue
    for (const match of matchesIn(rest, pattern)) {
      meant.push(found)
      rest = blot(rest, match)
    }
  }
  return { text: rest, meant }
}
