import type { Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { nearest } from '../../src/lib/text.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { latestAlerts } from '../../src/state/alerts.ts'

/** an alert is looked for among so many of the latest */
const KNOWN = 1_000

interface Sought {
  /** `12`, `#12`, or an id or how it begins */
  readonly typed: string
  /** what was typed, with another alert in it */
  readonly lineOf: (id: string) => string
  readonly locale: Locale
}

/** The id of the one alert of the number, or of the one whose id begins as typed. */
export async function idOf(state: Context['state'], sought: Sought): Promise<string | Usage> {
  const { typed, lineOf, locale } = sought
  const known = await latestAlerts(state, KNOWN)
  const numbered = known.find(({ number }) => String(number) === typed.replace(/^#/, ''))
  if (numbered) return numbered.id
  const ids = known.map(({ id }) => id)
  const found = ids.filter((id) => id.startsWith(typed))
  const [only, other] = found
  if (only !== undefined && (other === undefined || ids.includes(typed)))
    return ids.includes(typed) ? typed : only
  if (only === undefined) return unknownAlert(sought, ids)
  return {
    kind: 'usage',
    because: locale.words.alerts.log.ambiguous(found.length, typed),
    didYouMean: lineOf(only),
  }
}

function unknownAlert({ typed, lineOf, locale }: Sought, ids: readonly string[]): Usage {
  const near = /^#?\d+$/.test(typed) ? null : nearest(typed, ids)
  return {
    kind: 'usage',
    because: locale.words.alerts.log.unknown(typed),
    ...(near !== null && { didYouMean: lineOf(near) }),
  }
}
