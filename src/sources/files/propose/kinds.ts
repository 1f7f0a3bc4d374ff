import { isIdLike, type SeenColumn, type SeenFile } from './seen.ts'

/** How much a column looks like a kind of thing: 0, it cannot be one, to about 1. */

/** 1, 2, 3 within each order, and other small counts: no names of things. */
const isCount = (column: SeenColumn) =>
  column.wholes > 0.95 && column.numbers > 0.95 && column.distinct < 500 && (column.max ?? 0) < 1000
export const idLike = (column: SeenColumn) => (isIdLike(column) && !isCount(column) ? 0.5 : 0)
export const refersTo = (column: SeenColumn, file: SeenFile) => (file.refers.has(column.name) ? 0.4 : 0)
export const repeated = (column: SeenColumn, file: SeenFile) => column.distinct < file.rows
export const aTime = (column: SeenColumn) => (column.times > 0.9 ? 0.6 + 0.2 * column.clocks : 0)
export const some = (column: SeenColumn) => (column.distinct > 1 ? 1 : 0.3)
export const money = (column: SeenColumn) =>
  column.numbers > 0.9 && column.times < 0.5 && (column.min ?? 0) > -1e6
    ? 0.2 + 0.6 * Math.min(1, column.priced * 2)
    : 0
export const few = (column: SeenColumn, most: number) =>
  column.distinct <= most && column.distinct > 0 ? 0.4 : 0
export const text = (column: SeenColumn) => (column.numbers < 0.5 && column.times < 0.5 ? 1 : 0)
export const pieces = (column: SeenColumn) =>
  column.wholes > 0.95 &&
  column.numbers > 0.95 &&
  (column.max ?? 0) < 1e6 &&
  (column.mean ?? 0) < 1000 &&
  column.times < 0.5
    ? 0.4 + (column.distinct < 2000 ? 0.2 : 0)
    : 0

/** How many columns of the file a value of this one decides. */
export const decides = (column: SeenColumn, file: SeenFile, which: (other: SeenColumn) => boolean) =>
  file.columns.filter((other) => which(other) && file.determines.has(`${column.name}>${other.name}`)).length

/** Numbers the lines of each order: with the order's id it is a key. */
export const isLineNumber = (column: SeenColumn, file: SeenFile) =>
  (column.min ?? 0) === 1 &&
  file.columns.some((other) => repeated(other, file) && file.determines.has(`${other.name}+${column.name}`))

/** The most of its kind in the file, such as the price beside the freight. */
export const most = (
  column: SeenColumn,
  file: SeenFile,
  which: (other: SeenColumn) => boolean,
  of: (c: SeenColumn) => number,
) => file.columns.every((other) => !which(other) || of(other) <= of(column))

export const isMoney = (column: SeenColumn) => money(column) > 0.3
export const isName = (column: SeenColumn) => idLike(column) > 0 && column.times < 0.5

/** Another thing with more of its kind says which this is: a product says its seller. */
export const isDecided = (column: SeenColumn, file: SeenFile) =>
  file.columns.some(
    (other) =>
      isName(other) &&
      repeated(other, file) &&
      other.distinct > column.distinct &&
      file.determines.has(`${other.name}>${column.name}`) &&
      decides(other, file, (one) => one.clocks > 0.5) === 0,
  )

/** Orders of several lines each decide it: who bought, and never what. */
export const isOfTheOrder = (column: SeenColumn, file: SeenFile) =>
  file.columns.some(
    (order) =>
      order !== column &&
      isName(order) &&
      order.distinct * 2 < file.rows &&
      decides(order, file, (other) => other.clocks > 0.5) > 0 &&
      file.determines.has(`${order.name}>${column.name}`),
  )
