import { candidates, LOCATE, type Location } from '../../models/drivers/locate.ts'
import type { Window } from './incident-cells.ts'
import type { Element } from './incidents.ts'
import { type Judged, scoreOf } from './score.ts'

/** What was chosen; the options of the scan that are numbers. */
export interface Setting {
  readonly pseudoBase: number
  readonly penalty: number
  readonly coverage: number
}

export const GRID: readonly Setting[] = [50, 100, 200].flatMap((pseudoBase) =>
  [5, 10, 20].flatMap((penalty) => [1, 2, 3, 4].map((coverage) => ({ pseudoBase, penalty, coverage }))),
)
const FOLDS = 10
const LIST = 40

/** One incident by every setting of the grid: three answers each. */
export function byGrid({ cells, isSum }: Window, dimensions: readonly string[]): Element[][] {
  const wide = new Map(
    [...new Set(GRID.map(({ pseudoBase }) => pseudoBase))].map((pseudoBase) => [
      pseudoBase,
      candidates(cells, dimensions, { pseudoBase, isSum, penalty: 0, coverage: 2, limit: LIST }),
    ]),
  )
  return GRID.map((setting) => rerank(wide.get(setting.pseudoBase) ?? [], setting))
}

/** The score at another power of the share, from the score at 2. */
function rerank(found: readonly Location[], { penalty, coverage }: Setting): Element[] {
  return found
    .filter(({ where, ratio }) => ratio > penalty * (Object.keys(where).length - 1))
    .map(({ where, score, share }) => ({ where, score: score * Math.min(1, share) ** (coverage - 2) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ where }) => where)
}

export interface Incident {
  readonly group: string
  readonly causes: readonly Element[]
  /** by the grid */
  readonly lists: readonly (readonly Element[])[]
}

/**
 * Ten folds by customer: each fold is answered with the setting that does best on the others, so that no incident, nor
 * another one of the same customer, chose the setting it is judged by. Null with fewer than ten customers.
 */
export function outOfFold(incidents: readonly Incident[]) {
  const groups = [...new Set(incidents.map(({ group }) => group))].sort()
  if (groups.length < FOLDS) return null
  const foldOf = new Map(groups.map((group, i) => [group, i % FOLDS]))
  const judged: Judged[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = incidents.filter(({ group }) => foldOf.get(group) !== fold)
    const best = bestOn(others)
    for (const one of incidents) if (foldOf.get(one.group) === fold) judged.push(answered(one, best))
  }
  return { groups: groups.length, ...scoreOf(judged), chosen: GRID[bestOn(incidents)] ?? LOCATE }
}

/** By F1, then by the three first; of equals the middle of the grid comes first. */
function bestOn(incidents: readonly Incident[]): number {
  const order = GRID.map((_, i) => i).sort((a, b) => distance(a) - distance(b))
  let [best, most] = [0, -1]
  for (const i of order) {
    const { f1, top3 } = scoreOf(incidents.map((one) => answered(one, i)))
    const value = f1 + top3 / 100
    if (value > most + 1e-12) [best, most] = [i, value]
  }
  return best
}

function distance(i: number): number {
  const { pseudoBase, penalty, coverage } = GRID[i] ?? LOCATE
  return Math.abs(Math.log2(pseudoBase / 100)) + Math.abs(Math.log2(penalty / 10)) + Math.abs(coverage - 2.5)
}

function answered({ causes, lists }: Incident, setting: number): Judged {
  const ranked = lists[setting] ?? []
  return { causes, answer: { named: ranked.slice(0, 1), ranked } }
}

/** `case10_0926_1199512718563` and `20200602 185602 2227875499` end with the customer; any other name is its own. */
export function groupOf(name: string): string {
  return /(?:^|[\s_-])(\d{5,})$/.exec(name)?.[1] ?? name
}
