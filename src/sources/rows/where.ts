import { z } from 'zod'

const word = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const words = z.union([word.transform((one) => [one]), z.array(word).min(1)])

/**
 * Which rows of a platform are taken: each of its own fields and what it must be, or must not be. The others never
 * land. `''` is a field that is empty or not there.
 */
export const where = z.record(
  z.string(),
  z.union([
    words.transform((is) => ({ is, isNot: false })),
    z.strictObject({ not: words }).transform(({ not }) => ({ is: not, isNot: true })),
  ]),
)

export type Where = z.output<typeof where>

/** Whether a row is taken, by the values of its fields. */
export function isTaken(conditions: Where, fieldOf: (field: string) => string | null): boolean {
  return Object.entries(conditions).every(
    ([field, { is, isNot }]) => is.includes(fieldOf(field)?.trim() ?? '') !== isNot,
  )
}
