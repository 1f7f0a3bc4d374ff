import { oneLine, plural } from '../lib/text.ts'
import type { Message } from '../messages/message.ts'
import { hint } from '../messages/words.ts'

/** How far the first collection is. */
export interface Collecting {
  /** names of the sources that are listed, of those read to their end, and of those that fail */
  readonly sources: readonly string[]
  readonly done: readonly string[]
  readonly failing: readonly { readonly source: string; readonly error: string }[]
  /** since when it runs; null where it does not */
  readonly since: Date | null
  readonly now: Date
}

/** What every question is answered with before there is a day of data. */
export function noData(collecting: Collecting): Message {
  return hint(sayCollecting('No data yet.', collecting))
}

/** What every question about products is answered with before there is one. */
export function noProducts(collecting: Collecting): Message {
  return hint(sayCollecting('No product is known yet.', collecting))
}

/** `No data yet. Data is being collected: 7 of 11 sources, about 2 minutes.` */
function sayCollecting(lacking: string, collecting: Collecting): string {
  const { sources, done, failing } = collecting
  if (sources.length === 0)
    return `${lacking} No source is set up: run “floorwalker source add” for a shop or a database, or “floorwalker import” for files.`
  const [first] = failing
  if (first)
    return `${lacking} ${plural(failing.length, 'source')} of ${sources.length} failed: ${oneLine(first.source, 60)} (${oneLine(first.error, 160)}). /sources lists them all.`
  if (done.length < sources.length)
    return `${lacking} Data is being collected: ${done.length} of ${plural(sources.length, 'source')}${sayLeft(collecting)}. Ask again then; /sources shows each.`
  return `${lacking} All ${plural(sources.length, 'source')} were read; the tables are built within 15 minutes. If it stays so, /sources shows what each has delivered.`
}

const MINUTE = 60_000

/** As long again for each source as for those before it; nothing where none is done. */
function sayLeft({ sources, done, since, now }: Collecting): string {
  if (since === null || done.length === 0) return ''
  const perSource = (now.getTime() - since.getTime()) / done.length
  const minutes = Math.ceil((perSource * (sources.length - done.length)) / MINUTE)
  return minutes > 0 && minutes <= 120 ? `, about ${plural(minutes, 'minute')}` : ''
}
