import { type Matcher, matcherFrom } from '../../../src/alerts/routing/matchers.ts'
import { isUsage, type Usage } from '../../../src/command.ts'
import { oneLine } from '../../../src/lib/text.ts'
import type { FaultWords } from '../../../src/report/words/faults.ts'

export type SilenceQuestion =
  | { readonly kind: 'silences' }
  | {
      readonly kind: 'silence'
      readonly matchers: readonly Matcher[]
      /** until when, and after that why: they are told apart where the clock is known */
      readonly rest: string
    }
  | {
      readonly kind: 'change-silence'
      readonly number: number
      /** null: as before */
      readonly matchers: readonly Matcher[] | null
      /** null: it ends now */
      readonly rest: string | null
    }

const MOST = 400
const UNTIL = /(?:^|\s)(until|till|for)\s+/i
const ONE = /[\w-]+\s*(?:!~|!=|=~|=)\s*(?:"[^"]*"|“[^”]*”|\S+)/g

/** `kpi=orders platform=bazario until tomorrow 09:00 stock-taking`, `3 until 18:00`, `3 end` */
export function parseSilence(typed: string, said: FaultWords): SilenceQuestion | Usage {
  const [, number, after = ''] = /^(\d{1,6})(?:\s+(.*))?$/.exec(typed.trim()) ?? []
  if (typed.trim() === '') return { kind: 'silences' }
  if (number !== undefined && /^(end|ends?\s+now|expire)$/i.test(after.trim()))
    return { kind: 'change-silence', number: Number(number), matchers: null, rest: null }
  const text = number === undefined ? typed.trim() : after
  const until = UNTIL.exec(text)
  if (!until) return { kind: 'usage', because: said.alerts.silenceUntil, didYouMean: EXAMPLE }
  const rest = oneLine(text.slice(until.index + until[0].length), MOST)
  const matchers = matchersOf(text.slice(0, until.index), said)
  if (isUsage(matchers)) return matchers
  if (number !== undefined)
    return {
      kind: 'change-silence',
      number: Number(number),
      matchers: matchers.length > 0 ? matchers : null,
      rest,
    }
  if (matchers.length === 0) return { kind: 'usage', because: said.alerts.silenceWhat, didYouMean: EXAMPLE }
  return { kind: 'silence', matchers, rest }
}

const EXAMPLE = 'silence kpi=orders until tomorrow 09:00 stock-taking'

/** All that is typed is a matcher: a word that is none would silence more than was meant. */
function matchersOf(text: string, said: FaultWords): Matcher[] | Usage {
  const found: Matcher[] = []
  for (const one of text.match(ONE) ?? []) {
    const matcher = matcherFrom(one.replace(/[“”]/g, '"'))
    if (!matcher) return { kind: 'usage', because: said.alerts.noMatcher(oneLine(one, 60)) }
    found.push(matcher)
  }
  const left = text
    .replace(ONE, ' ')
    .replace(/[,，\s]+/g, ' ')
    .trim()
  return left === '' ? found : { kind: 'usage', because: said.alerts.noMatcher(oneLine(left, 60)) }
}
