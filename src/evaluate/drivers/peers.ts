import { sum } from '../../lib/sum.ts'
import type { Cell } from '../../models/drivers/drivers.ts'
import type { Window } from './incident-cells.ts'
import type { Element } from './incidents.ts'

interface Member {
  readonly where: Element
  readonly actual: number
  readonly expected: number
}

/** Adtributor's thresholds as published: an element must explain a tenth, a set two thirds. */
const MIN_EACH = 0.1
const MIN_ALL = 0.67

/**
 * Adtributor (Bhagwan et al., NSDI 2014) with one explanation (k = 1): in each dimension the most surprising members
 * (Jensen-Shannon divergence of the shares expected and seen) until two thirds of the gap is explained; the dimension of
 * the greatest surprise is named. Of a rate: expected = base x the rate before.
 */
export function adtributor(window: Window): Element[] {
  const sets = dimensionsOf(window.cells).flatMap((name) => explanationIn(membersOf(window, name)) ?? [])
  const [best] = sets.sort((a, b) => b.surprise - a.surprise)
  return best?.elements ?? []
}

function explanationIn(members: readonly Member[]): { elements: Element[]; surprise: number } | null {
  const actual = sum(members.map((one) => one.actual))
  const expected = sum(members.map((one) => one.expected))
  if (actual <= 0 || expected <= 0 || actual === expected) return null
  const told = members
    .map((one) => ({
      where: one.where,
      surprise: surpriseOf(one.expected / expected, one.actual / actual),
      power: (one.actual - one.expected) / (actual - expected),
    }))
    .filter(({ power }) => power > MIN_EACH)
    .sort((a, b) => b.surprise - a.surprise)
  const elements: Element[] = []
  let [explained, surprise] = [0, 0]
  for (const one of told) {
    elements.push(one.where)
    explained += one.power
    surprise += one.surprise
    if (explained > MIN_ALL) return { elements, surprise }
  }
  return null
}

function surpriseOf(p: number, q: number): number {
  const term = (share: number) => (share > 0 ? share * Math.log((2 * share) / (p + q)) : 0)
  return 0.5 * (term(p) + term(q))
}

/** Single members by how much of the gap they hold, the largest first: what a table sorted by change shows. */
export function byDeviation(window: Window): Element[] {
  const members = dimensionsOf(window.cells).flatMap((name) => membersOf(window, name))
  const gap =
    sum(window.cells.map((cell) => cell.after.of)) - sum(membersOf(window, null).map((one) => one.expected))
  const excess = ({ actual, expected }: Member) => (actual - expected) * Math.sign(gap)
  return members.sort((a, b) => excess(b) - excess(a)).map(({ where }) => where)
}

function dimensionsOf(cells: readonly Cell[]): string[] {
  return Object.keys(cells[0]?.dims ?? {})
}

/** Of one dimension; of none, the whole as its only member. */
function membersOf({ cells, isSum }: Window, name: string | null): Member[] {
  const found = new Map<string, { of: number; over: number; actual: number; base: number }>()
  for (const { dims, before, after } of cells) {
    const member = name === null ? '' : (dims[name] ?? 'unknown')
    const one = found.get(member) ?? { of: 0, over: 0, actual: 0, base: 0 }
    one.of += before.of
    one.over += before.over
    one.actual += after.of
    one.base += after.over
    found.set(member, one)
  }
  const all = [...found.values()]
  const overall = sum(all.map(({ of }) => of)) / Math.max(1, sum(all.map(({ over }) => over)))
  return [...found].map(([member, { of, over, actual, base }]) => ({
    where: name === null ? {} : { [name]: member },
    actual,
    expected: isSum ? of : base * (over > 0 ? of / over : overall),
  }))
}
