import type { Day } from '../../src/lib/days.ts'
import type { Block } from '../../src/messages/message.ts'
import type { Scope } from '../../src/metrics/metric.ts'
import type { ModelCard } from '../../src/models/conversion/model-card.ts'
import type { OddsRatio } from '../../src/models/conversion/odds.ts'
import type { PriceEffect } from '../../src/models/conversion/what-if.ts'
import { DASH } from '../../src/report/words/format.ts'
import type { Locale } from '../../src/report/words/locale.ts'

/** The conversion model in use, as far as people are told of it. */
export interface Drivers {
  readonly odds: readonly OddsRatio[]
  readonly price: PriceEffect | null
  readonly sessions: number
  readonly card: ModelCard
  readonly version: string
  /** half-open */
  readonly dataFrom: Day
  readonly dataTo: Day
}

const MAX_DRIVERS = 8
const MAX_ODDS = 20

/** What goes with buying, of the conversion model in use. */
export function driverTable(
  { drivers: known, scope }: { readonly drivers: Drivers | null; readonly scope: Scope },
  locale: Locale,
): Block {
  const { forecast } = locale.words
  if (!known) return { kind: 'text', spans: forecast.noDrivers }
  const { session, odds, interval, per } = forecast.driverColumns
  return {
    kind: 'table',
    caption: forecast.drivers(scope === 'all'),
    columns: [
      { label: session },
      { label: odds, align: 'right' },
      { label: interval, align: 'right' },
      { label: per },
    ],
    rows: known.odds
      .slice(0, MAX_DRIVERS)
      .map((one) => [
        forecast.term(one.name),
        ...sayOdds(one, locale),
        one.per === 'yes' ? forecast.yes : forecast.oneMore,
      ]),
  }
}

/** Nobody buys what is out of stock: such odds have no end, and their digits say nothing. */
function sayOdds({ ratio, low, high }: OddsRatio, { words: { forecast }, number }: Locale): [string, string] {
  if (ratio > MAX_ODDS) return [forecast.over(MAX_ODDS), DASH]
  if (ratio < 1 / MAX_ODDS) return [forecast.under(MAX_ODDS), DASH]
  return [`× ${number(ratio, 2)}`, forecast.interval(number(low, 2), number(high, 2))]
}
