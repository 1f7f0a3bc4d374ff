/** A room of the plan of the house, and what it may import. */
export interface Room {
  /** other rooms any file of it may import */
  readonly imports: readonly string[] | 'everything'
  /**
   * A room with folders names each of them here, and which of the others it may use. `.` is what lies in the room
   * itself; files of it that stand lower or higher than the rest get a name of their own.
   */
  readonly parts?: Readonly<Record<string, Part>>
}

type Uses = readonly string[] | 'all others'
export type Part = Uses | { readonly files: readonly string[]; readonly uses: Uses }

/** Several parts that use the same others. */
export function each(names: string, uses: readonly string[]): Record<string, Part> {
  return Object.fromEntries(names.split(' ').map((name) => [name, uses]))
}
