import type { Comparison } from '../report/compare.ts'
import { changeOf } from '../report/say-kpis.ts'
import type { Locale } from '../report/words/locale.ts'

const HEADLINE = ['gmv', 'conversion']

/** `GMV €25,900 (+4.1 %), Conversion 3.42 % (−0.42 pp)`: what a notification shows of a digest. */
export function sayHeadline(compared: readonly Comparison[], locale: Locale): string {
  const { digest, metrics } = locale.words
  const said = HEADLINE.flatMap((name) => compared.find(({ metric }) => metric.name === name) ?? []).map(
    (one) =>
      digest.figure(
        metrics.label(one.metric),
        locale.figure(one.metric.unit, one.today.value),
        changeOf(one, locale),
      ),
  )
  return said.join(', ') || digest.noSales
}

/** What the days were named for, and that the digest comes late. */
export function sayOrigin(
  dayNames: readonly string[],
  isLate: boolean,
  { words: { digest } }: Locale,
): string[] {
  return [...(dayNames.length > 0 ? [digest.namedDays(dayNames)] : []), ...(isLate ? [digest.late] : [])]
}
