import type { Day } from '../../lib/days.ts'
import type { Locale } from '../words/locale.ts'

interface Coming {
  readonly name: string
  readonly firstDay: Day
  readonly lastDay: Day
  /** as `writeScope` writes it; '' is the whole shop */
  readonly scope: string
  /** none of that name lies in the data */
  readonly isNew: boolean
}

const SHOWN = 3

/** What lies ahead, and that nobody knows what it does here where none was seen before. */
export function sayComing(coming: readonly Coming[], locale: Locale): string {
  const { calendar, digest, paragraph, sentence } = locale.words
  const shown = coming.slice(0, SHOWN)
  const unseen = [...new Set(shown.flatMap(({ name, isNew }) => (isNew ? [calendar.dayName(name)] : [])))]
  const items = shown.map(({ name, firstDay, lastDay, scope }) =>
    calendar.aheadItem({
      ...{ name: calendar.dayName(name), first: firstDay, last: lastDay },
      of: scope === '' ? null : scope.replace(/\w+=/gu, ''),
    }),
  )
  const rest = coming.length - items.length
  return paragraph([
    sentence([...items, ...(rest > 0 ? [digest.andMore(rest)] : [])]),
    ...(unseen.length > 0 ? [calendar.aheadNew(unseen)] : []),
  ])
}
