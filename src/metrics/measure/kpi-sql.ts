import type { Day } from '../../lib/days.ts'
import { columnOf, DIMENSIONS, type Dimension, type Metric } from '../metric.ts'

/** KPIs that read one mart by one day column share one scan. */
export interface Scan {
  readonly mart: string
  readonly day: string
  readonly maturesAfterDays: number
  readonly metrics: readonly Metric[]
}

export interface DayBounds {
  readonly first: Day
  readonly last: Day
}

export function scansOf(metrics: readonly Metric[]): Scan[] {
  const scans = new Map<string, Scan>()
  for (const metric of metrics) {
    const { mart, day, maturesAfterDays = 0 } = metric
    const key = `${mart} ${day} ${maturesAfterDays}`
    const known = scans.get(key)?.metrics ?? []
    scans.set(key, { mart, day, maturesAfterDays, metrics: [...known, metric] })
  }
  return [...scans.values()]
}

/** What a touched day's partition says is all there is to say of that day. */
export function isByPartition(scan: Pick<Scan, 'day' | 'maturesAfterDays'>): boolean {
  return scan.day === 'dt' && scan.maturesAfterDays === 0
}

/** Rows of `mart_kpi` (metric, day, dimension, member, of, over) for the days the data spans, or for some of them. */
export function kpiSql(scans: readonly Scan[], bounds: DayBounds, days: readonly Day[] | 'all'): string {
  const steps = scans.map((scan, i) => `parts_${i} as (\n${partsSql(scan, bounds, days)}\n)`)
  const rows = scans.flatMap((scan, i) => scan.metrics.map((metric) => rowsSql(metric, `parts_${i}`)))
  return `with ${steps.join(',\n')}\n${rows.join('\nunion all\n')}`
}

/** One row a day and slice: grouping sets read the mart once for all dimensions. */
function partsSql(scan: Scan, bounds: DayBounds, days: readonly Day[] | 'all'): string {
  const dimensions = DIMENSIONS.filter((name) =>
    scan.metrics.some((metric) => metric.dimensions.includes(name)),
  )
  const columns = dimensions.map(columnOf)
  const sets = ['(kpi_day)', ...columns.map((column) => `(kpi_day, ${column})`)]
  return `select kpi_day as day,
  ${memberCase(dimensions, (name) => `'${name}'`)} as dimension,
  ${memberCase(dimensions, columnOf)} as member,
  ${scan.metrics.map(aggregates).join(',\n  ')}
from (select *, ${datedSql(scan)} as kpi_day from ${scan.mart} as mart ${pruned(scan, days)}) as dated
where kpi_day >= ${shifted(bounds.first, scan.maturesAfterDays)} and kpi_day <= date '${bounds.last}'${only('kpi_day', days)}
group by grouping sets (${sets.join(', ')})`
}

function datedSql({ day, maturesAfterDays }: Scan): string {
  return maturesAfterDays === 0 ? day : `cast(${day} + interval ${maturesAfterDays} day as date)`
}

function shifted(day: Day, days: number): string {
  return days === 0 ? `date '${day}'` : `cast(date '${day}' + interval ${days} day as date)`
}

/** Said on the partition column itself, so that other days' files are not opened. */
function pruned(scan: Scan, days: readonly Day[] | 'all'): string {
  return isByPartition(scan) && days !== 'all' ? `where true${only('dt', days)}` : ''
}

function only(column: string, days: readonly Day[] | 'all'): string {
  if (days === 'all') return ''
  return ` and ${column} in (${days.map((day) => `date '${day}'`).join(', ')})`
}

function memberCase(dimensions: readonly Dimension[], then: (name: Dimension) => string): string {
  const cases = dimensions.map((name) => `when grouping(${columnOf(name)}) = 0 then ${then(name)}`)
  return cases.length === 0 ? "'all'" : `case ${cases.join(' ')} else 'all' end`
}

function aggregates({ name, value }: Metric): string {
  if (typeof value === 'string') return `cast(coalesce(${value}, 0) as double) as ${name}_of`
  return `cast(coalesce(${value.of}, 0) as double) as ${name}_of, cast(coalesce(${value.over}, 0) as double) as ${name}_over`
}

/** A ratio over nothing is no value, so it is no row; a sum of nothing on a day with data is zero. */
function rowsSql({ name, value, dimensions }: Metric, parts: string): string {
  const isSum = typeof value === 'string'
  const members = ['all', ...dimensions].map((dimension) => `'${dimension}'`).join(', ')
  return `select '${name}' as metric, day, dimension, member, ${name}_of as of, ${isSum ? 'cast(1 as double)' : `${name}_over`} as over
from ${parts} where dimension in (${members})${isSum ? '' : ` and ${name}_over <> 0`}`
}
