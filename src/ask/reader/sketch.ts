import { BLOT } from '../masked.ts'

/** What stands in a sketch for what was read: a question without its names, days and sums. */
export const SIGNS = {
  kpi: 'K',
  segment: 'S',
  product: 'P',
  days: 'D',
  amount: 'M',
  audience: 'A',
  id: 'X',
  dimension: 'G',
} as const

export type Sign = (typeof SIGNS)[keyof typeof SIGNS]

/** A text of the question after one more thing was read in it: that is blotted out, everything stays at its place. */
export interface Stage {
  readonly text: string
  readonly sign: Sign
}

/**
 * The question as units: words, single Chinese signs, and a sign in place of each thing that was read; `spelt` stays as it
 * was written.
 */
export function sketch(original: string, stages: readonly Stage[], spelt?: Sign): string[] {
  const signs = signsAt(stages)
  let written = ''
  for (let at = 0; at < original.length; at += 1) {
    const sign = signs.get(at)
    if (sign === undefined || sign === spelt) written += original[at]?.toLowerCase()
    else if (signs.get(at - 1) !== sign) written += ` ${sign} `
  }
  return unitsOf(written)
}

/**
 * The sign of what was read at each place.
 *
 * @internal exported for the bench: what a phrasing teaches
 */
export function signsAt(stages: readonly Stage[]): ReadonlyMap<number, Sign> {
  const signs = new Map<number, Sign>()
  for (const { text, sign } of stages)
    for (let at = 0; at < text.length; at += 1) if (text[at] === BLOT && !signs.has(at)) signs.set(at, sign)
  return signs
}

/** An example is written with its signs in it. */
export function unitsOf(written: string): string[] {
  return written.match(/\p{Script=Han}|[\p{L}\p{N}'%]+/gu) ?? []
}
