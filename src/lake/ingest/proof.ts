/** How many values of a column may mean two things. */
interface Seen {
  readonly either: number
}

/**
 * The reading of each column: its own proof, else that of the file's other columns; null where nothing proves any. `shows`
 * gives the readings that some value of a column can only have; where it shows several, each value has to prove its `own`.
 */
export function proofOf<S extends Seen, R>(
  columns: ReadonlyMap<string, S>,
  shows: (seen: S) => readonly R[],
): ReadonlyMap<string, R | 'own' | null> {
  const ofFile = proven(new Set([...columns.values()].flatMap(shows)))
  const readingOf = (seen: S): R | 'own' | null => {
    const own = proven(new Set(shows(seen)))
    if (own !== null) return own
    if (seen.either === 0) return 'own'
    return ofFile === 'own' ? null : ofFile
  }
  return new Map([...columns].map(([column, seen]) => [column, readingOf(seen)]))
}

function proven<R>(shown: ReadonlySet<R>): R | 'own' | null {
  const [only = null] = shown
  return shown.size > 1 ? 'own' : only
}

/** Up to three values of those that may mean two things, in SQL. */
export function examplesOf(value: string, isEither: string): string {
  const among = (of: string) => `${of}(${value}) filter (where ${isEither})`
  return `list_sort(list_distinct([${['min', 'any_value', 'max'].map(among).join(', ')}]))`
}
