import type { StandingTarget } from '../../src/facts/target/read-paces.ts'
import type { Day } from '../../src/lib/days.ts'
import type { Message } from '../../src/messages/message.ts'
import { words as said, textBlock } from '../../src/messages/words.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { sayMetric } from '../../src/report/say-segment.ts'
import { sayTarget } from '../../src/report/say-target.ts'
import type { Locale } from '../../src/report/words/locale.ts'

/** One paragraph a target, and all of them side by side where there are several. */
export function sayTargets(standing: readonly StandingTarget[], asOf: Day, locale: Locale): Message {
  const { target, sentence } = locale.words
  if (standing.length === 0) return said(target.none)
  const lines = standing.map((one) => sayTarget(one, locale))
  const source = { kind: 'context' as const, spans: `${target.method} ${sentence([dataAsOf(asOf, locale)])}` }
  const [only] = standing
  const title =
    standing.length === 1 && only ? target.title(sayMetric(only.metric, only.scope, locale)) : target.titles
  return {
    text: lines.join(' '),
    blocks: [
      { kind: 'header', text: title },
      ...(standing.length === 1 ? lines.map(textBlock) : [{ kind: 'list' as const, items: lines }]),
      source,
    ],
  }
}
