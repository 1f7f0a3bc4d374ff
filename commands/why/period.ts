import type { Lake } from '../../src/lake/contract/lake.ts'
import { type DayRange, daysIn } from '../../src/lib/days.ts'
import { DIMENSIONS, type Dimension, type Metric, membersOf, type Scope } from '../../src/metrics/metric.ts'
import { periodCells } from '../../src/metrics/read/cells.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import type { Comparison } from '../../src/report/compare.ts'
import { type LocatedChange, locateChange, type MetricCells } from '../../src/report/locate-change.ts'
import { type SalesMovement, salesMovement } from '../../src/report/movement.ts'
import { type AskedPeriod, type Figure, type PeriodFigures, readFigures } from '../kpi/period.ts'

/** GMV is explained by what it is made of. */
export const FACTORS = ['gmv', 'orders', 'sessions'] as const

/** A period against another: in one figure, by factors, and by segments. All parts sum to the change. */
export interface PeriodChange {
  readonly against: Figure
  readonly sales: SalesMovement | null
  readonly cells: MetricCells | null
  readonly located: LocatedChange | null
  /** campaigns and holidays on either side, which may be the whole reason */
  readonly marked: { readonly own: readonly string[]; readonly compared: readonly string[] }
}

export interface ExplainedPeriod {
  readonly figures: PeriodFigures
  /** null where the data does not go back so far */
  readonly before: PeriodChange | null
  readonly yearBefore: PeriodChange | null
}

type Asked = AskedPeriod & { readonly calendar: ReadonlyMap<string, string> }

/** Why a period differs from the one before it and from the same a year earlier; null without data in it. */
export async function explainPeriod(
  lake: Pick<Lake, 'query'>,
  asked: Asked,
): Promise<ExplainedPeriod | null> {
  const figures = await readFigures(lake, asked)
  if (!figures) return null
  const factors = asked.metric.name === 'gmv' ? await readFactors(lake, asked) : null
  const change = async (which: 'before' | 'yearBefore'): Promise<PeriodChange | null> => {
    const against = figures[which]
    if (!against) return null
    const cells = await cellsBetween(lake, asked, figures, against)
    return {
      against,
      sales: factors && salesMovement(factors.flatMap((one) => compared(one, which) ?? [])),
      cells,
      located: locateChange(cells),
      marked: {
        own: namesIn(figures.range, asked.calendar),
        compared: namesIn(against.range, asked.calendar),
      },
    }
  }
  return { figures, before: await change('before'), yearBefore: await change('yearBefore') }
}

interface Factor {
  readonly metric: Metric
  readonly figures: PeriodFigures
}

async function readFactors(lake: Pick<Lake, 'query'>, asked: Asked): Promise<Factor[]> {
  const read: Factor[] = []
  for (const metric of FACTORS.flatMap((name) => metricNamed(name) ?? [])) {
    if (!isMeasuredIn(metric, asked.scope)) continue
    const figures = await readFigures(lake, { ...asked, metric })
    if (figures) read.push({ metric, figures })
  }
  return read
}

function isMeasuredIn(metric: Metric, scope: Scope): boolean {
  return membersOf(scope).every(({ dimension }) => metric.dimensions.includes(dimension))
}

function compared({ metric, figures }: Factor, which: 'before' | 'yearBefore'): Comparison | null {
  const against = figures[which]
  return against && { metric, today: figures.value, usual: against.value, expected: null, mark: null }
}

/** The cells within the scope, by every other dimension that tells two members apart. */
async function cellsBetween(
  lake: Pick<Lake, 'query'>,
  { metric, scope }: Asked,
  { range, days }: PeriodFigures,
  against: Figure,
): Promise<MetricCells | null> {
  if (metric.day !== 'dt') return null
  const own = membersOf(scope)
  const isOwn = (name: Dimension) => own.some(({ dimension }) => dimension === name)
  const wanted = DIMENSIONS.filter(
    (name) => metric.dimensions.includes(name) && (name !== 'merchant' || isOwn('merchant')),
  )
  if (wanted.length === 0) return null
  const all = await periodCells(lake, metric, {
    range,
    before: against.range,
    dimensions: wanted,
    days: { after: days, before: against.days },
  })
  const cells = all.filter(({ dims }) => own.every(({ dimension, member }) => dims[dimension] === member))
  const dimensions = wanted.filter(
    (name) => !isOwn(name) && new Set(cells.map(({ dims }) => dims[name])).size > 1,
  )
  return dimensions.length === 0 ? null : { metric, before: daysIn(against.range), cells, dimensions }
}

function namesIn(range: DayRange, calendar: ReadonlyMap<string, string>): string[] {
  return [...new Set(daysIn(range).flatMap((day) => calendar.get(day) ?? []))]
}
