import { DIMENSIONS, type Dimension } from '../metrics/metric.ts'
import type { Vocabulary } from './vocabulary.ts'
import { quoted, writeMembers } from './write.ts'

/** A name that may be meant: how it is written in a command, and how people know it. */
export interface Completion {
  readonly kind: Kind
  readonly fill: string
  readonly label: string
}

export type Kind = 'kpi' | 'segment' | 'product' | 'merchant' | 'category' | 'audience'

/** What can be completed: the shop's names, and those of the KPIs in every language. */
export interface Names extends Vocabulary {
  readonly kpis: readonly { readonly name: string; readonly called: readonly string[] }[]
}

/** The names of these kinds that begin with what is typed, then those with a word that does, then those that hold it. */
export function completionsOf(
  typed: string,
  kinds: readonly Kind[],
  names: Names,
  most: number,
): Completion[] {
  const wanted = typed.normalize('NFKC').trim().toLowerCase()
  const ranked = kinds
    .flatMap((kind) => namesOf(kind, names))
    .flatMap(({ searched, ...one }) => {
      const rank = Math.min(...searched.map((name) => rankOf(name.toLowerCase(), wanted)))
      return rank < NONE ? [{ one, rank }] : []
    })
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one }) => one)
}

const NONE = 3

function rankOf(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0
  if (wanted.length > 0 && name.split(/[\s/×&_-]+/u).some((word) => word.startsWith(wanted))) return 1
  return name.includes(wanted) ? 2 : NONE
}

type Searched = Completion & { readonly searched: readonly string[] }

function namesOf(kind: Kind, { kpis, members, products, audiences }: Names): Searched[] {
  switch (kind) {
    case 'kpi':
      return kpis.map(({ name, called }) => ({
        ...{ kind, fill: name, label: called.join(' · ') },
        searched: [name, ...called],
      }))
    case 'segment':
      return membersIn(DIMENSIONS, members).map((one) => ({
        ...{ kind, fill: writeMembers({ [one.dimension]: one.member }), label: labelOf(one) },
        searched: [one.called, one.member, `${one.dimension}=${one.member}`],
      }))
    case 'merchant':
    case 'category':
      return membersIn([kind], members).map((one) => ({
        ...{ kind, fill: quoted(one.member), label: labelOf(one) },
        searched: [one.called, one.member],
      }))
    case 'product':
      return products.map(({ platform, id, title }) => ({
        ...{ kind, fill: `${platform}/${id}`, label: title === '' ? id : title },
        searched: [id, title, `${platform}/${id}`],
      }))
    case 'audience':
      return audiences.map((audience) => ({ kind, fill: audience, label: audience, searched: [audience] }))
  }
}

function membersIn(dimensions: readonly Dimension[], members: Names['members']) {
  return members.filter(({ dimension, member }) => dimensions.includes(dimension) && member !== 'unknown')
}

function labelOf({ dimension, member, called }: Names['members'][number]): string {
  return called === member ? `${called} (${dimension})` : `${called} (${dimension} ${member})`
}

/** What may follow each command, in order of what is typed first. */
const FOLLOWS: Readonly<Record<string, { readonly first: readonly Kind[]; readonly next: readonly Kind[] }>> =
  {
    '/kpi': { first: ['kpi'], next: ['segment'] },
    '/why': { first: ['kpi'], next: ['segment'] },
    '/forecast': { first: ['kpi'], next: ['segment'] },
    '/explore': { first: ['kpi'], next: [] },
    '/merchant': { first: ['merchant'], next: [] },
    '/price': { first: ['product', 'merchant', 'category'], next: [] },
    '/restock': { first: ['product', 'merchant', 'category'], next: [] },
    '/recommend': { first: ['audience', 'product', 'merchant'], next: [] },
  }

const MOST_WORDS = 4

/**
 * A command line that goes on with a name: the longest run of last words that a name begins with is completed. Empty
 * where nothing is being named.
 */
export function completeLine(
  line: string,
  names: Names,
  most = 8,
): (Completion & { readonly line: string })[] {
  const [, command = '', rest = ''] = /^(\/\w+)\s+(.*)$/su.exec(line) ?? []
  const follows = FOLLOWS[command.toLowerCase()]
  if (!follows) return []
  const starts = [...rest.matchAll(/(?<=^|\s)\S/gu)].map(({ index }) => index)
  const tails = /\s$/u.test(rest) || rest === '' ? [rest.length] : starts.slice(-MOST_WORDS)
  for (const at of tails) {
    const before = rest.slice(0, at)
    const tail = rest.slice(at)
    const isNext = before.trim() !== ''
    // after a name only what has begun is completed: a space is not yet another name
    if (isNext && tail === '') continue
    const found = completionsOf(tail, isNext ? follows.next : follows.first, names, most)
    const fresh = found.filter(({ fill }) => fill.toLowerCase() !== tail.toLowerCase())
    if (fresh.length > 0) return fresh.map((one) => ({ ...one, line: `${command} ${before}${one.fill}` }))
  }
  return []
}
