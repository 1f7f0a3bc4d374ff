import type { Comparison } from '../report/compare.ts'
import { changeOf } from '../report/say-kpis.ts'
import { showFigure } from '../report/show.ts'

const HEADLINE = ['gmv', 'conversion']

/** `GMV €25,900 (+4.1 %), Conversion 3.42 % (−0.42 pt)`: what a notification shows of a digest. */
export function sayHeadline(compared: readonly Comparison[], currency: string): string {
  const said = HEADLINE.flatMap((name) => compared.find(({ metric }) => metric.name === name) ?? []).map(
    (one) =>
      `${one.metric.label} ${showFigure(one.metric.unit, one.today.value, currency)} (${changeOf(one)})`,
  )
  return said.join(', ') || 'no sales yet'
}

/** What the days were named for, and that the digest comes late. */
export function sayOrigin(dayNames: readonly string[], isLate: boolean): string[] {
  return [
    ...(dayNames.length > 0 ? [`${dayNames.join(', ')}: compared with ordinary days.`] : []),
    ...(isLate ? ['Late: the bot could not post this at its time.'] : []),
  ]
}
