/** A fault a person can mend: what happened, and what to do. Shown as it stands, without a stack. */
export class Fault extends Error {
  readonly remedy: string

  constructor(what: string, remedy: string, options?: ErrorOptions) {
    super(what, options)
    this.name = 'Fault'
    this.remedy = remedy
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** One line for a person: the fault with its remedy, or the bare message of a surprise. */
export function explain(error: unknown): string {
  return error instanceof Fault ? `${error.message} ${error.remedy}` : messageOf(error)
}
