import type { Day } from '../lib/days.ts'
import type { Line } from '../metrics/kpi-table.ts'
import type { Promos } from '../metrics/promos.ts'
import { type Finding, judge } from '../models/anomaly.ts'
import { discoveries } from '../models/discoveries.ts'

/** A KPI in one scope that lies outside what its past allows. */
export interface Suspect {
  readonly line: Line
  readonly finding: Finding
}

/**
 * Judges every line on the day by its own past, and believes what stands after correcting for how many were judged.
 * `held` names KPIs that cannot be judged because their feed did not come.
 */
export function assess(
  lines: readonly Line[],
  day: Day,
  { promos, held }: { readonly promos: Promos; readonly held: ReadonlySet<string> },
): Suspect[] {
  const judged = lines
    .filter((line) => !held.has(line.metric.name))
    .flatMap((line) => {
      const finding = judgeLine(line, day, promos)
      return finding ? [{ line, finding }] : []
    })
  const isBelieved = discoveries(judged.map(({ finding }) => finding))
  return judged.filter((_, i) => isBelieved[i])
}

function judgeLine({ metric, scope, points }: Line, day: Day, promos: Promos): Finding | null {
  const today = points.find((point) => point.day === day)
  if (!today || today.value === null) return null
  const history = points.filter((point) => point.day < day && point.value !== null)
  const calendar =
    scope !== 'all' && scope.dimension === 'category' ? promos.forCategory(scope.member) : promos.all
  const found = judge({ unit: metric.unit, history, today, calendar })
  return found.kind === 'finding' ? found : null
}
