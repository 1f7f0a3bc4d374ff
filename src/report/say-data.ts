import type { Day } from '../lib/days.ts'
import { sumOf } from '../lib/sum.ts'
import type { Locale } from './words/locale.ts'

interface Account {
  readonly rowsIn: number
  readonly quarantined: number
}

/** `Data as of Mon 23 Nov 2026` */
export function dataAsOf(day: Day, locale: Locale): string {
  return locale.words.data.asOf(day)
}

/** `Data as of Mon 23 Nov 2026; 12 of 3,450 rows rejected.` */
export function sayFreshness(
  asOf: { readonly day: Day } | null,
  accounts: readonly Account[],
  locale: Locale,
): string {
  const { data, sentence } = locale.words
  if (!asOf) return data.none
  const rejected = data.rejected(
    sumOf(accounts, (one) => one.quarantined),
    sumOf(accounts, (one) => one.rowsIn),
  )
  return sentence([data.asOf(asOf.day), rejected])
}
