type TextRow = Record<string, string | null>

/** What an answer holds at a dotted path, or undefined where it does not lead. '' is the answer itself. */
function at(value: unknown, path: readonly string[]): unknown {
  let here = value
  for (const step of path) {
    if (!isHolder(here) || !Object.hasOwn(here, step)) return undefined
    here = here[step]
  }
  return here
}

function isHolder(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

export function steps(path: string): string[] {
  return path === '' ? [] : path.split('.')
}

export function arrayAt(value: unknown, path: string): readonly unknown[] | null {
  const found = at(value, steps(path))
  return Array.isArray(found) ? found : null
}

/**
 * A list of an answer as servers write it: null for nothing, on the way to it as well, and the object that PHP makes of a
 * list with gaps, or of none at all. Null where there is no list.
 */
export function listAt(value: unknown, path: string): readonly unknown[] | null {
  let here = value
  for (const step of steps(path)) {
    if (here === null) return []
    if (!isHolder(here) || !Object.hasOwn(here, step)) return null
    here = here[step]
  }
  if (here === null) return []
  if (Array.isArray(here)) return here
  return isHolder(here) && Object.keys(here).every((key) => /^\d+$/.test(key)) ? Object.values(here) : null
}

export function objectAt(value: unknown, path: string): Readonly<Record<string, unknown>> | null {
  const found = at(value, steps(path))
  return isHolder(found) ? found : null
}

export function textAt(value: unknown, path: string): string | null {
  return asText(at(value, steps(path)))
}

/** Money in text stays the text it is; lists and objects become JSON; nothing and '' are null. */
function asText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

type Columns = Readonly<Record<string, string | { readonly constant: string }>>

interface Layout {
  readonly platform: string
  readonly columns: Columns
  readonly each: string | null
}

/**
 * Reads elements of an answer into rows of text. What does not lead anywhere is null, for a field that went
 * missing is a matter of cleaning; an element that lacks its `each` array gives no rows.
 */
export function rowReader({ platform, columns, each }: Layout): (elements: readonly unknown[]) => TextRow[] {
  const fixed: TextRow = { platform }
  const taken: { column: string; key: string; path: readonly string[]; isOuter: boolean }[] = []
  for (const [column, from] of Object.entries(columns)) {
    if (typeof from !== 'string') {
      fixed[column] = from.constant
      continue
    }
    const isOuter = from.startsWith('../')
    const path = steps(isOuter ? from.slice(3) : from)
    // every column is there from the start: rows of one shape are made twelve times faster than growing ones
    fixed[column] = null
    taken.push({ column, key: path.length === 1 ? (path[0] ?? '') : '', path, isOuter })
  }
  // an object of more than sixteen columns added one by one has become a hash table, and so would be each copy:
  // the parser makes a record of it, and rows are made five times faster
  const blank: TextRow = JSON.parse(JSON.stringify(fixed))
  const readRow = (element: unknown, outer: unknown): TextRow => {
    const row: TextRow = { ...blank }
    for (const { column, key, path, isOuter } of taken) {
      const from = isOuter ? outer : element
      // most fields are text one step away: no walk for these, a page has a hundred thousand
      const near = key && isHolder(from) ? from[key] : undefined
      row[column] = typeof near === 'string' && near !== '' ? near : asText(at(from, path))
    }
    return row
  }
  if (each === null) return (elements) => elements.map((element) => readRow(element, element))
  return (elements) =>
    elements.flatMap((outer) => (arrayAt(outer, each) ?? []).map((element) => readRow(element, outer)))
}
