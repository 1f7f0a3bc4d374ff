import { percentFrom } from './amount.ts'

/** `90%`, `90`, `92,5%` and `.9` are shares; null when it is none from 0 to 1. */
export function shareFrom(typed: string): number | null {
  const value = percentFrom(typed)
  if (value === null) return null
  // 99.9 / 100 is a hair above .999
  const share =
    /%\s*$/.test(typed.normalize('NFKC')) || value > 1 ? Number((value / 100).toPrecision(12)) : value
  return share >= 0 && share <= 1 ? share : null
}
