import type { Context } from '../../src/context.ts'
import { readPaces, type StandingTarget } from '../../src/facts/target/read-paces.ts'
import { readSuggestion } from '../../src/ledger/read.ts'
import type { DayRange } from '../../src/lib/days.ts'
import { gmv } from '../../src/metrics/gmv.ts'
import type { Point } from '../../src/metrics/metric.ts'
import { series } from '../../src/metrics/read/series.ts'
import type { AsOf } from '../../src/models/wholeness/whole-day.ts'
import { segmentOfAlert } from '../../src/report/say-alerts.ts'
import { openAlerts, type StoredAlert } from '../../src/state/alerts.ts'
import { currentSuggestions, type StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import { type Target, targetsFrom } from '../../src/state/targets.ts'
import { forecasting } from '../../src/threads/forecasts.ts'

/** What is open about a merchant, what it should come to, and how it sold day by day. */
export interface Alongside {
  readonly alerts: readonly StoredAlert[]
  readonly suggestions: readonly StoredSuggestion[]
  readonly targets: readonly StandingTarget[]
  readonly gmv: readonly Point[]
}

export async function readAlongside(
  { state, lake, clock }: Pick<Context, 'state' | 'lake' | 'clock'>,
  id: string,
  { known, range }: { readonly known: AsOf; readonly range: DayRange },
): Promise<Alongside> {
  const targets = (await targetsFrom(state, known.day)).filter((one) => isOf(one, id))
  const suggestions = await currentSuggestions(state, { at: clock.now() })
  return {
    alerts: (await openAlerts(state)).filter((alert) => segmentOfAlert(alert).merchant === id),
    suggestions: suggestions.filter((one) => readSuggestion(one)?.subjects.merchants.includes(id)),
    targets: await readPaces({ state, lake }, targets, { known, forecasting }),
    gmv: await series(lake, gmv, { dimension: 'merchant', member: id }, range),
  }
}

/** Ids may hold blanks, and merchant is the last of the dimensions. */
function isOf({ scope }: Target, id: string): boolean {
  return scope === `merchant=${id}` || scope.endsWith(` merchant=${id}`)
}
