import { createHash, timingSafeEqual } from 'node:crypto'

/** Compared as digests, so that neither length nor place of the first wrong letter can be timed. */
export function isSameSecret(shown: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(shown), digest(right))
}
