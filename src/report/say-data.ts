import type { Day } from '../lib/days.ts'
import type { Message } from '../messages/message.ts'
import { longDay, showRejected } from './show.ts'

const NO_DATA = 'No data yet: collect or import some first.'

/** What every question is answered with before there is a day of data. */
export function noData(): Message {
  return { text: NO_DATA, blocks: [] }
}

/** What every question about products is answered with before there is one. */
export function noProducts(): Message {
  return { text: 'No product has been seen yet: nothing has been collected.', blocks: [] }
}

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
