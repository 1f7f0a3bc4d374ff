/** Added from the first to the last, as they stand; of nothing it is 0. `sum([1, 2, 6])` is `9`. */
export function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}

/** The same of a figure of each: `sumOf(lines, ({ cents }) => cents)`. */
export function sumOf<T>(items: Iterable<T>, figure: (item: T, index: number) => number): number {
  let total = 0
  let index = 0
  for (const item of items) total += figure(item, index++)
  return total
}
