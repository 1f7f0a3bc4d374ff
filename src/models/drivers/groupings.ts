import type { Cell } from './drivers.ts'

/** Cells as numbers: what came, what their base would have brought, and which place of a grouping each lies in. */
export interface Leaves {
  readonly count: number
  readonly actual: Float64Array
  readonly expected: Float64Array
  /** of each dimension: the names of its members, and the member of each leaf */
  readonly dimensions: readonly { readonly name: string; readonly members: readonly string[] }[]
  readonly codes: readonly Int32Array[]
}

/** All places of one set of dimensions. */
export interface Grouping {
  /** the dimensions, by position */
  readonly mask: readonly number[]
  /** the place of each leaf */
  readonly placeOf: Int32Array
  /** a leaf of each place */
  readonly first: Int32Array
}

/**
 * Expected events of a cell: its base after x its rate before, which leans on the overall rate by `pseudoBase`
 * visits, because a cell seen rarely tells little. Of a sum (`isSum`) it is the value before. `unit` is what one event
 * is worth: 1 for counts, about the average order for money.
 */
export function leavesOf(
  cells: readonly Cell[],
  names: readonly string[],
  {
    pseudoBase,
    isSum,
    unit,
  }: { readonly pseudoBase: number; readonly isSum: boolean; readonly unit: number },
): Leaves {
  let [of, over] = [0, 0]
  for (const { before } of cells) {
    of += before.of
    over += before.over
  }
  const overall = over > 0 ? of / over : 0
  const expected = ({ before, after }: Cell) =>
    isSum ? before.of : (after.over * (before.of + pseudoBase * overall)) / (before.over + pseudoBase)
  const coded = names.map((name) => codesOf(cells, name))
  return {
    count: cells.length,
    actual: Float64Array.from(cells, (cell) => cell.after.of / unit),
    expected: Float64Array.from(cells, (cell) => expected(cell) / unit),
    dimensions: coded.map(({ members }, i) => ({ name: names[i] ?? '', members })),
    codes: coded.map(({ codes }) => codes),
  }
}

function codesOf(cells: readonly Cell[], name: string): { members: string[]; codes: Int32Array } {
  const known = new Map<string, number>()
  const codes = Int32Array.from(cells, ({ dims }) => {
    const member = dims[name] ?? 'unknown'
    const code = known.get(member) ?? known.size
    known.set(member, code)
    return code
  })
  return { members: [...known.keys()], codes }
}

/** Every set of 1 to `depth` dimensions, smaller sets first; each built from the set without its last dimension. */
export function groupings(leaves: Leaves, depth: number): Grouping[] {
  const whole = { mask: [], placeOf: new Int32Array(leaves.count), first: Int32Array.of(0) }
  const found: Grouping[] = []
  let last: Grouping[] = [whole]
  for (let level = 1; level <= Math.min(depth, leaves.codes.length); level++) {
    last = last.flatMap((coarse) =>
      leaves.codes.flatMap((codes, d) =>
        d > (coarse.mask.at(-1) ?? -1)
          ? [refine(coarse, d, { codes, members: leaves.dimensions[d]?.members.length ?? 0 })]
          : [],
      ),
    )
    found.push(...last)
  }
  return found
}

function refine(
  coarse: Grouping,
  dimension: number,
  { codes, members }: { readonly codes: Int32Array; readonly members: number },
): Grouping {
  const known = placesBy(coarse.first.length * members, codes.length)
  const first: number[] = []
  const placeOf = new Int32Array(codes.length)
  for (let leaf = 0; leaf < codes.length; leaf++) {
    const key = (coarse.placeOf[leaf] ?? 0) * members + (codes[leaf] ?? 0)
    let place = known.get(key)
    if (place === undefined || place < 0) {
      place = first.length
      known.set(key, place)
      first.push(leaf)
    }
    placeOf[leaf] = place
  }
  return { mask: [...coarse.mask, dimension], placeOf, first: Int32Array.from(first) }
}

/** Dense while it fits in memory a few times that of the cells: an array is five times as fast as a map. */
function placesBy(keys: number, leaves: number): PlaceByKey {
  if (keys > Math.max(4096, 32 * leaves)) return new Map<number, number>()
  const dense = new Int32Array(keys).fill(-1)
  return {
    get: (key) => dense[key],
    set(key, place) {
      dense[key] = place
    },
  }
}

interface PlaceByKey {
  get(key: number): number | undefined
  set(key: number, place: number): unknown
}

/** Sums of a value over the places of a grouping. */
export function sumsOf({ placeOf, first }: Grouping, values: Float64Array): Float64Array {
  const sums = new Float64Array(first.length)
  for (let leaf = 0; leaf < placeOf.length; leaf++) {
    const place = placeOf[leaf] ?? 0
    sums[place] = (sums[place] ?? 0) + (values[leaf] ?? 0)
  }
  return sums
}

/** `{ platform: 'bazario', category: 'Games' }` of one place. */
export function whereOf(leaves: Leaves, { mask, first }: Grouping, place: number): Record<string, string> {
  const leaf = first[place] ?? 0
  return Object.fromEntries(
    mask.flatMap((d) => {
      const dimension = leaves.dimensions[d]
      return dimension ? [[dimension.name, dimension.members[leaves.codes[d]?.[leaf] ?? 0] ?? 'unknown']] : []
    }),
  )
}
