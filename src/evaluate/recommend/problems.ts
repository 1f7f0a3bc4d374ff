import type { Split } from '../../advice/recommend/recommend-choice.ts'
import {
  byTime,
  type Histories,
  hideEach,
  hideOne,
  idsByCount,
  leaveOneOut,
} from '../../advice/recommend/recommend-splits.ts'
import { seeded } from '../../lib/random.ts'
import { shuffled } from '../../models/learn/folds.ts'
import type { Interactions } from './interactions.ts'

/** What is to be learned and judged: options are chosen on `inner`, which is made of `outer`'s training part alone. */
export interface Problem {
  readonly items: number
  /** items taken at least once in the training part */
  readonly known: number
  readonly outer: (halfLife: number | null) => Split
  readonly inner: (halfLife: number | null) => Split
  /** seconds; empty where there is no time */
  readonly halfLives: readonly number[]
  readonly how: string
}

/** 80 of 100 baskets to learn from, one item hidden of each other one. */
export function basketProblem(named: readonly (readonly string[])[], seed: number): Problem {
  const codes = new Map<string, number>()
  for (const name of named.flat()) if (!codes.has(name)) codes.set(name, codes.size)
  const coded = named.map((basket) => basket.map((name) => codes.get(name) ?? 0))
  const order = shuffled(coded.length, seeded(seed)).slice(0, Math.floor(0.8 * coded.length))
  const train = Array.from(order, (i) => coded[i] ?? [])
  const ids = idsByCount(codes.size, train)
  const idsOf = (baskets: readonly (readonly number[])[]) =>
    baskets.map((basket) => basket.map((code) => ids[code] ?? 0))
  return {
    items: codes.size,
    known: new Set(train.flat()).size,
    outer: () => hideOne(idsOf(coded), codes.size, seeded(seed)),
    inner: () => hideEach(idsOf(train), codes.size, seeded(seed + 1)),
    halfLives: [],
    how: `80 % of the baskets at random (seed ${seed}) to learn from; of each other basket of three items or more one item is hidden and looked for.`,
  }
}

/** Users with fewer queries than this by time are too few to judge by. */
const MIN_QUERIES = 30

/** Learned from the first 80 % by time, asked for what came later and was new; or leave-one-out where there is no time. */
export function interactionProblem(read: Interactions, seed: number): Problem & { readonly note?: string } {
  const temporal = read.times && temporalProblem(read, read.times)
  if (temporal && temporal.outer(null).queries.length >= MIN_QUERIES) return temporal
  const problem = leaveOneOutProblem(read, seed)
  if (!read.times) return problem
  return { ...problem, note: 'Too few users come back later with something new to split by time.' }
}

function temporalProblem(read: Interactions, times: Float64Array): Problem {
  const order = Uint32Array.from(times.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0))
  const at = (share: number) => times[order[Math.floor(share * order.length)] ?? 0] ?? 0
  const [validFrom, testFrom, end] = [at(0.64), at(0.8), at(0.999)]
  const ids = idsOfRows(read, (row) => (times[row] ?? 0) < testFrom)
  const rowsIn = (from: number, to: number) =>
    historiesOf(read, ids.of, (row) => (times[row] ?? 0) >= from && (times[row] ?? 0) < to)
  const [first, second, last] = [
    rowsIn(Number.NEGATIVE_INFINITY, validFrom),
    rowsIn(validFrom, testFrom),
    rowsIn(testFrom, Number.POSITIVE_INFINITY),
  ]
  const earlier = rowsIn(Number.NEGATIVE_INFINITY, testFrom)
  const span = testFrom - at(0.001)
  return {
    items: read.itemNames.length,
    known: ids.known,
    outer: (halfLife) => byTime({ earlier, later: last }, read.itemNames.length, { now: testFrom, halfLife }),
    inner: (halfLife) =>
      byTime({ earlier: first, later: second }, read.itemNames.length, { now: validFrom, halfLife }),
    halfLives: span > 0 ? [span / 2, span / 6] : [],
    how: `Split by time: learned from before ${shown(testFrom)}, judged on what users took from then to ${shown(end)} that was new to them.`,
  }
}

function shown(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function leaveOneOutProblem(read: Interactions, seed: number): Problem {
  const all = idsOfRows(read, () => true)
  const histories = historiesOf(read, all.of, () => true)
  const outer = leaveOneOut(histories, read.itemNames.length, seeded(seed))
  const { starts, members } = outer.train
  const left: Histories = histories.map(
    (_, user) => new Map(Array.from(members.subarray(starts[user], starts[user + 1]), (item) => [item, 0])),
  )
  return {
    items: read.itemNames.length,
    known: new Set(members).size,
    outer: () => outer,
    inner: () => leaveOneOut(left, read.itemNames.length, seeded(seed + 1)),
    halfLives: [],
    how: `Leave-one-out: one item of each user with two or more is hidden at random (seed ${seed}) and looked for. Without --time the future may help to tell the past.`,
  }
}

function idsOfRows(
  { items, itemNames }: Interactions,
  isIn: (row: number) => boolean,
): { of: Uint32Array; known: number } {
  const rows = items.filter((_, row) => isIn(row))
  return { of: idsByCount(itemNames.length, [rows]), known: new Set(rows).size }
}

function historiesOf(
  { users, items, times }: Interactions,
  ids: Uint32Array,
  isIn: (row: number) => boolean,
): Map<number, number>[] {
  const histories: Map<number, number>[] = []
  for (let row = 0; row < users.length; row++) {
    const user = users[row] ?? 0
    while (histories.length <= user) histories.push(new Map())
    if (!isIn(row)) continue
    const item = ids[items[row] ?? 0] ?? 0
    const history = histories[user]
    const at = times?.[row] ?? 0
    history?.set(item, Math.max(at, history.get(item) ?? Number.NEGATIVE_INFINITY))
  }
  return histories
}
