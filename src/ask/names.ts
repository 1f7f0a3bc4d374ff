import { DIMENSIONS, type Dimension } from '../metrics/metric.ts'
import { takenBack } from './corrections.ts'
import { isEveryday } from './lexicon/everyday.ts'
import { CHINESE_PLACES } from './lexicon/places.ts'
import {
  CHINESE_AUDIENCES,
  CHINESE_SEGMENTS,
  ENGLISH_AUDIENCES,
  ENGLISH_SEGMENTS,
} from './lexicon/segments.ts'
import { simplified } from './lexicon/traditional.ts'
import { anywhere, BLOT, blot, CUE, matchesIn, strike, wholeWords } from './masked.ts'
import type { KnownProduct, Vocabulary } from './vocabulary.ts'

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

type Meant =
  | { readonly kind: 'product'; readonly product: KnownProduct }
  | { readonly kind: 'member'; readonly dimension: Dimension; readonly member: string }

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

function keyOf(name: string): string {
  return simplified(name)
    .toLowerCase()
    .replaceAll('"', '')
    .replace(/\s+and\s+/gu, ' & ')
    .replace(/\s+/gu, ' ')
    .trim()
}

const indexes = new WeakMap<
  Vocabulary['members'],
  { readonly products: Vocabulary['products']; readonly index: Map<string, Meant> }
>()

/** Of one shop's names: made once for a vocabulary, which is asked several times a question. */
function indexOf(vocabulary: Vocabulary): Map<string, Meant> {
  const { members, products } = vocabulary
  const known = indexes.get(members)
  if (known?.products === products) return known.index
  const index = makeIndex(vocabulary)
  indexes.set(members, { products, index })
  return index
}

function makeIndex({ members, products }: Vocabulary): Map<string, Meant> {
  const index = new Map<string, Meant>()
  for (const [name, product] of shortTitles(products)) index.set(name, { kind: 'product', product })
  for (const product of products)
    for (const name of [`${product.platform}/${product.id}`, product.id, product.title])
      if (name !== '') index.set(keyOf(name), { kind: 'product', product })
  // a member is known before a product: "Toys" is the category, whatever is sold under that title
  for (const { dimension, member, called } of [...members].reverse())
    for (const name of [called, member]) index.set(keyOf(name), { kind: 'member', dimension, member })
  index.delete('unknown')
  return index
}

const MOST_FOR_SHORT = 20_000

/** Parts of titles that one product alone has: `the Classic Kettle`, `kettle`. */
function shortTitles(products: Vocabulary['products']): Map<string, KnownProduct> {
  const owners = new Map<string, KnownProduct | null>()
  if (products.length > MOST_FOR_SHORT) return new Map()
  for (const product of products) {
    const words = keyOf(product.title)
      .replace(/\s+\d+$/u, '')
      .split(' ')
    const last = words.at(-1) ?? ''
    const short = new Set(words.length > 1 ? [words.join(' ')] : [])
    if (/^\p{L}{4,}$/u.test(last) && !isEveryday(last)) short.add(last)
    for (const name of short)
      for (const form of [name, `${name}s`])
        owners.set(form, owners.has(form) && owners.get(form)?.title !== product.title ? null : product)
  }
  return new Map([...owners].flatMap(([name, product]) => (product ? [[name, product] as const] : [])))
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

const COMPARED =
  /\b(?:vs?|versus|against|compar\w+|between|better than|worse than|respectively|each of)\b|分别|各自|谁(?:的|家)|对比|比较|相比|比一比|哪个/iu

/** `on bazario, leave nordmarkt out`: of two members of one dimension the other is asked for. */
export function withoutLeftOut(names: Names, original: string): Names {
  const [fault] = names.faults
  if (fault?.kind !== 'two') return names
  const isOut = (member: string) => {
    const name = member.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
    return new RegExp(
      `(?:leav(?:e|ing)|without|not|excluding|except|minus|drop|ignore)\\s+(?:out\\s+)?(?:the |on |from )?${name}|(?:不算|不含|不要|除了|不看|去掉|扣除|别算)\\s*${name}`,
      'iu',
    ).test(original)
  }
  const [first = '', second = ''] = fault.members
  const [at, next] = [original.indexOf(first), original.indexOf(second)]
  const between = at >= 0 && next > at ? takenBack(original.slice(at + first.length, next)) : null
  const isTakenBack = (member: string) =>
    member === (between === 'first' ? first : between === 'second' ? second : null)
  const kept = fault.members.filter((one) => !isOut(one) && !isTakenBack(one))
  const [only] = kept
  if (only === undefined || kept.length === fault.members.length || kept.length > 1) return names
  return {
    ...names,
    text: names.text.replace(LEAVES_OUT, (said) => CUE.repeat(said.length)),
    members: { ...names.members, [fault.dimension]: only },
    faults: names.faults.filter((one) => one !== fault),
  }
}

/** words that were heard with the name they leave out */
const LEAVES_OUT = new RegExp(
  `\\b(?:not|no|sorry|wait|i mean|make that)\\b(?: (?:the|on|from|in|for))?(?=[^\\p{L}]*${BLOT})|(?:不看|不是|不要|不算|算了|不对)(?=[^\\p{L}]*${BLOT})`,
  'giu',
)

/** Two members of one dimension that are compared are answered by that dimension: it shows both, and all others. */
export function compared(names: Names): Names & { readonly group: Dimension | null } {
  const [fault, ...more] = names.faults
  if (fault?.kind !== 'two' || more.length > 0 || !COMPARED.test(names.text)) return { ...names, group: null }
  const { [fault.dimension]: _, ...members } = names.members
  return { ...names, members, faults: [], group: fault.dimension }
}

const EVERYBODY = /\b(?:everyone|everybody|all customers)\b|所有(?:客户|顾客|用户)|全部客户/giu
const GROUP_CHINESE = '(?:的)?(?:那批|这批|那群|这群)?(?:客户群体?|客群|人群|群体|用户群|会员|群|人)?'
const GROUP = `(?:\\s(?:customers|buyers|shoppers|users|clients|segment|group|crowd|ones|people|folks)(?!\\p{L})|\\s?(?:的)?(?:客户|顾客|用户|买家|客群|人群|群体|会员)群?体?)?`

/** Of customers; where none is spoken of, `new` and `lost` are words like others. */
export function readAudience(text: string, { known }: { readonly known: readonly string[] }) {
  const everybody = strike(text, EVERYBODY)
  if (known.length > 0 && everybody.found.length > 0) return { text: everybody.text, found: 'all', whole: '' }
  const chinese = CHINESE_AUDIENCES.filter(([, audience]) => known.includes(audience))
  const named = [
    ...ENGLISH_AUDIENCES.filter(([, audience]) => known.includes(audience)).map(([said, audience]) => ({
      audience,
      pattern: wholeWords(`(?:${said})${GROUP}`),
    })),
    ...chinese.map(([said, audience]) => ({ audience, pattern: anywhere(`(?:${said})${GROUP_CHINESE}`) })),
    ...known.map((audience) => ({
      audience,
      pattern: anywhere(
        `(?<![\\p{Script=Latin}\\p{N}_-])${audience.replaceAll(' ', '[- ]')}(?![\\p{Script=Latin}\\p{N}_])${GROUP}`,
      ),
    })),
  ]
  for (const { audience, pattern } of named) {
    const { text: rest, found } = strike(text, pattern)
    if (found[0]) return { text: rest, found: audience, whole: found[0].said }
  }
  return { text, found: null, whole: '' }
}
