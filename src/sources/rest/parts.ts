import { explain } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'
import { Refusal } from '../http/faults.ts'

/** A part of an element that the platform does not give: the element's id, and why. */
export interface Missing {
  readonly id: string
  readonly because: string
  /** the platform answered: it is this element that is bad, not the way to it */
  readonly isAnswered: boolean
}

type Part<T> = { readonly found: T } | { readonly missing: Missing }

/** Of several that the way to them was cut for, it is the platform that cannot be reached, not the elements that are bad. */
const MAX_CUT = 3
/** What holds for the whole of the API: a wrong key, and too many requests. */
const OF_ALL: readonly number[] = [401, 429]
/** A bad element stays bad: it is asked for again at a later run. */
export const PART_RETRIES = 1

/** Asks for a part of each element. One that fails is missing, and keeps no other. */
export async function partsOf<E, T>(
  elements: readonly E[],
  idOf: (element: E) => string,
  partOf: (element: E) => Promise<T>,
  signal: AbortSignal,
): Promise<Part<T>[]> {
  const errors: unknown[] = []
  const parts = await Promise.all(
    elements.map(async (element): Promise<Part<T>> => {
      try {
        return { found: await partOf(element) }
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof Refusal && OF_ALL.includes(error.status)) throw error
        const isAnswered = error instanceof Refusal
        if (!isAnswered) errors.push(error)
        const because = isAnswered ? `answered ${error.status}` : oneLine(explain(error), 160)
        return { missing: { id: idOf(element), because, isAnswered } }
      }
    }),
  )
  if (errors.length >= MAX_CUT) throw errors[0]
  return parts
}

export function missingOf(parts: readonly (object | { readonly missing: Missing })[]): Missing[] {
  return parts.flatMap((part) => ('missing' in part ? [part.missing] : []))
}
