import type { Day } from '../lib/days.ts'
import { longDay, showRejected } from './show.ts'

const NO_DATA = 'No data yet: collect or import some first.'

/** `Data as of Mon 23 Nov 2026` */
export function dataAsOf(day: Day): string {
  return `Data as of ${longDay(day)}`
}

/** `Data as of Mon 23 Nov 2026; 12 of 3,450 rows refused.` */
export function sayFreshness(
  asOf: { readonly day: Day } | null,
  accounts: Parameters<typeof showRejected>[0],
): string {
  return asOf ? `${dataAsOf(asOf.day)}; ${showRejected(accounts)}.` : NO_DATA
}
