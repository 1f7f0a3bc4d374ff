/** so many different cells are kept: a column that has more repeats too little to be worth it */
const MOST = 20_000

/** Reads a cell once, however often the column repeats it: days, weeks, stores. */
export function remember<T>(read: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>()
  return (cell) => {
    const before = known.get(cell)
    if (before !== undefined) return before
    const found = read(cell)
    if (known.size < MOST) known.set(cell, found)
    return found
  }
}
