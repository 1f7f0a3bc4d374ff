import { oneLine } from '../lib/text.ts'
import type { Message } from '../messages/message.ts'
import { hint } from '../messages/words.ts'
import type { Locale } from './words/locale.ts'

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
export function noData(collecting: Collecting, locale: Locale): Message {
  const { missing, paragraph } = locale.words
  return hint(paragraph([missing.noData, sayCollecting(collecting, locale)]))
}

/** What every question about products is answered with before there is one. */
export function noProducts(collecting: Collecting, locale: Locale): Message {
  const { missing, paragraph } = locale.words
  return hint(paragraph([missing.noProducts, sayCollecting(collecting, locale)]))
}

/** `Data is being collected: 7 of 11 sources, about 2 minutes.` */
function sayCollecting(collecting: Collecting, { words: { missing } }: Locale): string {
  const { sources, done, failing } = collecting
  if (sources.length === 0) return missing.noSource
  const [first] = failing
  if (first)
    return missing.failing(
      failing.length,
      sources.length,
      oneLine(first.source, 60),
      oneLine(first.error, 160),
    )
  if (done.length < sources.length)
    return missing.collecting(done.length, sources.length, minutesLeft(collecting))
  return missing.building(sources.length)
}

const MINUTE = 60_000

/** As long again for each source as for those before it; nothing where none is done. */
function minutesLeft({ sources, done, since, now }: Collecting): number | null {
  if (since === null || done.length === 0) return null
  const perSource = (now.getTime() - since.getTime()) / done.length
  const minutes = Math.ceil((perSource * (sources.length - done.length)) / MINUTE)
  return minutes > 0 && minutes <= 120 ? minutes : null
}
