import { type Role, saidFor, TABLES } from './roles.ts'
import { isKey, isNameLike, type SeenColumn, type SeenFile } from './seen.ts'

/** What one file is taken for. */
export interface Assigned {
  readonly file: string
  readonly table: string
  /** raw column -> the file's column */
  readonly columns: ReadonlyMap<string, string>
  /** columns of which another fits nearly as well */
  readonly unsure: readonly {
    readonly column: string
    readonly title: string
    readonly others: readonly string[]
  }[]
  readonly score: number
}

const NAMED = 1.2
/** below this nothing is proposed for a column */
const ENOUGH = 0.45
const CLOSE = 0.15
const SURE = 9

interface Candidate {
  readonly role: Role
  readonly column: SeenColumn
  readonly score: number
}

/** The columns of a table in this file: the surest first, each column of the file once. */
function assign(
  file: SeenFile,
  table: string,
  forced: ReadonlyMap<string, string> = new Map(),
): Assigned | null {
  const known = TABLES[table]
  if (!known) return null
  const candidates = known.roles
    .flatMap((role) =>
      file.columns.map((column) => {
        const fits = column.filled === 0 ? 0 : role.fits(column, file)
        const isForced = forced.get(role.column) === column.name
        return { role, column, score: isForced ? SURE : scoreOf(role, column, fits) }
      }),
    )
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score)
  const taken = new Map<string, Candidate>()
  const used = new Set<string>()
  for (const candidate of candidates) {
    if (taken.has(candidate.role.column) || used.has(candidate.column.name)) continue
    taken.set(candidate.role.column, candidate)
    used.add(candidate.column.name)
  }
  if (known.needs.some((column) => !taken.has(column))) return null
  const chosen = [...taken.values()]
  return {
    file: file.file,
    table,
    columns: new Map(chosen.map(({ role, column }) => [role.column, column.name])),
    unsure: known.needs.flatMap((column) => {
      const mine = taken.get(column)
      if (!mine) return []
      const others = candidates.filter(
        (one) =>
          one.role.column === column &&
          one !== mine &&
          one.score > mine.score - CLOSE &&
          !used.has(one.column.name),
      )
      return others.length > 0
        ? [{ column, title: mine.column.name, others: others.map((one) => one.column.name) }]
        : []
    }),
    score:
      chosen.reduce((sum, { score }) => sum + score, 0) / Math.sqrt(known.roles.length) +
      keyBonus(file, taken, known.key),
  }
}

function scoreOf(role: Role, column: SeenColumn, fits: number): number {
  const said = saidFor(role, column.name)
  if (fits > 0) return fits + NAMED * said
  return role.isId && said === 1 && column.filled > 0 && isNameLike(column) ? NAMED : 0
}

/** A file whose rows are the table's rows has the table's key as its own. */
function keyBonus(file: SeenFile, taken: ReadonlyMap<string, Candidate>, key: readonly string[]): number {
  const [only] = key
  const column = only === undefined ? undefined : taken.get(only)?.column
  if (!column || key.length > 1) return 0
  return isKey(column, file) ? 0.6 : -0.6
}

/**
 * Each file as the table that it is most like. A file whose key stands in the lines of orders is what the lines take it
 * for: sellers and products look alike by themselves.
 */
export function assignAll(files: readonly SeenFile[]): readonly Assigned[] {
  const first = files.map((file) => best(file, Object.keys(TABLES)))
  const lines = files.flatMap((file, i) =>
    first[i]?.table === 'order_lines' ? [{ file, is: first[i] }] : [],
  )
  const keyed = files.map((file, i) => {
    for (const { file: from, is } of lines)
      for (const [title, key] of from.refers) {
        const role = is && [...is.columns].find(([, column]) => column === title)?.[0]
        const table = role && TABLE_OF[role]
        if (!table || !role || !key.startsWith(`${file.file}/`)) continue
        const asKey = assign(file, table, new Map([[role, key.slice(file.file.length + 1)]]))
        if (asKey) return asKey
      }
    return first[i] ?? null
  })
  return files.flatMap((file, i) => {
    const mine = keyed[i]
    return mine ? [withoutTheOrders(linked(file, mine, keyed), keyed)] : []
  })
}

/** What an order says of itself is not asked of its lines: a time of a line is often that of something else. */
function withoutTheOrders(mine: Assigned, all: readonly (Assigned | null)[]): Assigned {
  if (mine.table !== 'order_lines' || !all.some((one) => one?.table === 'orders')) return mine
  const columns = new Map(mine.columns)
  for (const column of ['ordered_at', 'customer_id', 'region']) columns.delete(column)
  return { ...mine, columns }
}

const TABLE_OF: Readonly<Record<string, string>> = {
  order_id: 'orders',
  product_id: 'products',
  merchant_id: 'merchants',
  customer_id: 'customers',
}

function best(file: SeenFile, tables: readonly string[]): Assigned | null {
  const found = tables.flatMap((table) => {
    const assigned = assign(file, table)
    return assigned ? [assigned] : []
  })
  const lines = found.find(isToldAsLines)
  return lines ?? found.sort((a, b) => b.score - a.score)[0] ?? null
}

/** Where titles say product and pieces a row is a line, also where each order has only one. */
function isToldAsLines({ table, columns }: Assigned): boolean {
  const roles = TABLES[table]?.roles ?? []
  return (
    table === 'order_lines' &&
    roles
      .filter(({ column }) => column === 'product_id' || column === 'quantity')
      .every((role) => saidFor(role, columns.get(role.column) ?? '') === 1)
  )
}

const KEYS: Readonly<Record<string, string>> = {
  orders: 'order_id',
  products: 'product_id',
  merchants: 'merchant_id',
  customers: 'customer_id',
}

/** Columns that hold the keys of other files are named by what those files are. */
function linked(file: SeenFile, mine: Assigned, all: readonly (Assigned | null)[]): Assigned {
  const roles = new Set(TABLES[mine.table]?.roles.map(({ column }) => column))
  const columns = new Map(mine.columns)
  for (const [title, key] of file.refers) {
    const other = all.find(
      (one) => one && [...one.columns.values()].some((column) => `${one.file}/${column}` === key),
    )
    const role = other ? KEYS[other.table] : undefined
    if (!other || !role || !roles.has(role) || `${other.file}/${other.columns.get(role)}` !== key) continue
    if (columns.get(role) === title) continue
    const now = [...columns].find(([, column]) => column === title)?.[0]
    const before = columns.get(role)
    columns.set(role, title)
    if (now && now !== role) {
      columns.delete(now)
      if (before !== undefined) columns.set(now, before)
    }
  }
  return { ...mine, columns }
}
