import { type Curvature, type LogisticData, weightedSquares } from './curvature.ts'

/**
 * Columns of two values, as a word or a flag makes them, by the rows of their rarer value; all others as they are. Of many
 * words a row holds few: sums over what it holds are a tenth of the work of sums over all columns, or less.
 */
export interface TwoValued {
  readonly rows: number
  /** places of the columns that are not of two values */
  readonly dense: readonly number[]
  /** their values, row after row */
  readonly values: Float64Array
  readonly flags: readonly { readonly place: number; readonly usual: number; readonly step: number }[]
  /** of each row, where its flags begin in `held`; one more than there are rows */
  readonly from: Uint32Array
  /** places among the flags that hold their rarer value there */
  readonly held: Uint16Array
  /** the same by flag: where its rows begin in `holders`, one more than there are flags */
  readonly begins: Uint32Array
  readonly holders: Uint32Array
}

/** below so large a share of flags among the columns there is nothing to gain */
const MIN_SHARE = 0.3

/** Null where most columns are of more values than two. */
export function twoValued({ columns, labels }: LogisticData): TwoValued | null {
  const found = columns.map((column, place) => flagOf(column, place))
  const flags = found.filter((one) => one !== null)
  if (flags.length < MIN_SHARE * columns.length || flags.length > 65_535) return null
  const counts = new Uint32Array(labels.length + 1)
  const each = (visit: (row: number, flag: number) => void) => {
    for (const [flag, { place, usual }] of flags.entries()) {
      const column = columns[place]
      for (let row = 0; column && row < column.length; row++) if (column[row] !== usual) visit(row, flag)
    }
  }
  each((row) => {
    counts[row + 1] = (counts[row + 1] ?? 0) + 1
  })
  for (let row = 1; row < counts.length; row++) counts[row] = (counts[row] ?? 0) + (counts[row - 1] ?? 0)
  const held = new Uint16Array(counts.at(-1) ?? 0)
  const holders = new Uint32Array(held.length)
  const begins = new Uint32Array(flags.length + 1)
  const next = counts.slice()
  let seen = 0
  each((row, flag) => {
    const at = next[row] ?? 0
    held[at] = flag
    next[row] = at + 1
    holders[seen++] = row
    begins[flag + 1] = seen
  })
  // a flag that no row holds begins where the one before it ends
  for (let flag = 1; flag < begins.length; flag++)
    begins[flag] = Math.max(begins[flag] ?? 0, begins[flag - 1] ?? 0)
  const dense = found.flatMap((flag, place) => (flag ? [] : [place]))
  const values = new Float64Array(labels.length * dense.length)
  for (const [j, place] of dense.entries()) {
    const column = columns[place]
    for (let row = 0; column && row < column.length; row++) values[row * dense.length + j] = column[row] ?? 0
  }
  return { rows: labels.length, dense, values, flags, from: counts, held, begins, holders }
}

function flagOf(column: Float64Array, place: number): TwoValued['flags'][number] | null {
  const [first = Number.NaN] = column
  let [other, others] = [first, 0]
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? Number.NaN
    if (value === first) continue
    if (others === 0) other = value
    else if (value !== other) return null
    others++
  }
  const isFirstUsual = 2 * others <= column.length
  const [usual, rare] = isFirstUsual ? [first, other] : [other, first]
  return Number.isFinite(rare - usual) ? { place, usual, step: rare - usual } : null
}

/**
 * The same sums as `curvature`, but for rounding: a column is its usual value everywhere, and a step more in some rows.
 * `isBent: false` leaves the information empty, where only the slope is wanted.
 */
export function curvatureOfFlags(
  { columns, labels }: LogisticData,
  weights: Float64Array,
  known: TwoValued,
  { isBent = true } = {},
): Curvature {
  const { rows, dense, values, flags, from, held } = known
  const [numbers, count] = [dense.length, flags.length]
  const ofDense = Float64Array.from(dense, (place) => weights[place + 1] ?? 0)
  const steps = Float64Array.from(flags, ({ place, step }) => step * (weights[place + 1] ?? 0))
  const base = flags.reduce(
    (sum, { place, usual }) => sum + usual * (weights[place + 1] ?? 0),
    weights[0] ?? 0,
  )
  // sums over [1, numbers, flags], each flag as 1 in the rows that hold it
  const size = 1 + numbers + count
  const slopes = new Float64Array(size)
  const bends = new Float64Array(isBent ? size * size : 0)
  const bend = new Float64Array(rows)
  const row = new Float64Array(1 + numbers)
  let loss = 0
  for (let at = 0; at < rows; at++) {
    const [first, end] = [from[at] ?? 0, from[at + 1] ?? 0]
    let logit = base
    row[0] = 1
    for (let j = 0; j < numbers; j++) {
      const value = values[at * numbers + j] ?? 0
      row[j + 1] = value
      logit += value * (ofDense[j] ?? 0)
    }
    for (let k = first; k < end; k++) logit += steps[held[k] ?? 0] ?? 0
    const small = Math.exp(-Math.abs(logit))
    const y = labels[at] ?? 0
    loss += Math.max(0, logit) - y * logit + Math.log1p(small)
    const p = logit >= 0 ? 1 / (1 + small) : small / (1 + small)
    const residual = y - p
    for (let j = 0; j <= numbers; j++) slopes[j] = (slopes[j] ?? 0) + residual * (row[j] ?? 0)
    for (let k = first; k < end; k++) {
      const flag = 1 + numbers + (held[k] ?? 0)
      slopes[flag] = (slopes[flag] ?? 0) + residual
    }
    bend[at] = small / ((1 + small) * (1 + small))
  }
  if (isBent) {
    const numeric = dense.map((place) => columns[place] ?? bend)
    const squares = weightedSquares(numeric, bend)
    for (let i = 0; i <= numbers; i++)
      bends.set(squares.subarray(i * (numbers + 1), (i + 1) * (numbers + 1)), i * size)
    addFlags(bends, bend, known)
  }
  return standardised({ loss, slopes, bends }, { dense, flags, width: columns.length + 1, isBent })
}

/**
 * A flag at a time, over the rows that hold it: its one line stays in the nearest cache, where row by row all lines would
 * be written to. Flags lie in the order of their places, so what is filled is the lower half.
 */
function addFlags(
  bends: Float64Array,
  bend: Float64Array,
  { dense, values, flags, from, held, begins, holders }: TwoValued,
): void {
  const numbers = dense.length
  const size = 1 + numbers + flags.length
  // of each row the end of what it holds up to the flag of now
  const ends = from.slice(0, -1)
  for (let flag = 0; flag < flags.length; flag++) {
    const first = (1 + numbers + flag) * size
    const line = bends.subarray(first, first + 1 + numbers)
    const beside = bends.subarray(first + 1 + numbers, first + size)
    for (let at = begins[flag] ?? 0; at < (begins[flag + 1] ?? 0); at++) {
      const row = holders[at] ?? 0
      const weight = bend[row] ?? 0
      line[0] = (line[0] ?? 0) + weight
      for (let j = 0; j < numbers; j++)
        line[j + 1] = (line[j + 1] ?? 0) + weight * (values[row * numbers + j] ?? 0)
      const end = (ends[row] ?? 0) + 1
      ends[row] = end
      for (let k = from[row] ?? 0; k < end; k++) {
        const other = held[k] ?? 0
        beside[other] = (beside[other] ?? 0) + weight
      }
    }
  }
}

/** Back to the columns as they are, in their own order: x = usual + step * flag. */
function standardised(
  {
    loss,
    slopes,
    bends,
  }: { readonly loss: number; readonly slopes: Float64Array; readonly bends: Float64Array },
  {
    dense,
    flags,
    width,
    isBent,
  }: Pick<TwoValued, 'dense' | 'flags'> & { readonly width: number; readonly isBent: boolean },
): Curvature {
  const own = [
    { place: 0, usual: 1, step: 0 },
    ...dense.map((place) => ({ place: place + 1, usual: 0, step: 1 })),
    ...flags.map(({ place, usual, step }) => ({ place: place + 1, usual, step })),
  ]
  const size = own.length
  const gradient = new Float64Array(width)
  const information = new Float64Array(isBent ? width * width : 0)
  for (const [i, a] of own.entries()) {
    gradient[a.place] = a.usual * (slopes[0] ?? 0) + a.step * (slopes[i] ?? 0)
    if (!isBent) continue
    for (let j = 0; j <= i; j++) {
      const b = own[j]
      if (!b) continue
      const value =
        a.usual * b.usual * (bends[0] ?? 0) +
        a.usual * b.step * (bends[j * size] ?? 0) +
        a.step * b.usual * (bends[i * size] ?? 0) +
        a.step * b.step * (bends[i * size + j] ?? 0)
      const [high, low] = a.place > b.place ? [a.place, b.place] : [b.place, a.place]
      information[high * width + low] = value
    }
  }
  return { loss, gradient, information }
}
