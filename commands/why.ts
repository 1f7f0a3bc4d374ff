import type { Command } from '../src/context.ts'
import { chartOf, placeOf } from '../src/digests/decide-daily.ts'
import type { Lake } from '../src/lake/contract/lake.ts'
import { addDays, type Day, dayOf } from '../src/lib/days.ts'
import { DIMENSIONS, type Metric, type Scope } from '../src/metrics/metric.ts'
import { asOf } from '../src/metrics/read/as-of.ts'
import { usualCells } from '../src/metrics/read/cells.ts'
import { type Promos, promos } from '../src/metrics/read/promos.ts'
import { scopeFor } from '../src/metrics/read/scope.ts'
import { series } from '../src/metrics/read/series.ts'
import { comparableDays } from '../src/metrics/read/usual.ts'
import { metricNamed } from '../src/metrics/registry.ts'
import { compare } from '../src/report/compare.ts'
import { salesMovement } from '../src/report/movement.ts'
import { sayWhy } from './why/answer.ts'
import { dayMeant, parseWhy, type WhyQuestion } from './why/question.ts'

/** what a baseline of twelve weeks needs before the day */
const LOOK_BACK_DAYS = 112
const CHART_DAYS = 28
/** GMV is explained by what it is made of */
const FACTORS = ['gmv', 'orders', 'sessions'] as const

export const why: Command<WhyQuestion> = {
  name: '/why',
  usage: '/why <kpi> [scope] [date]',
  about: 'Why a KPI moved: what it is made of, and where the change is located.',
  examples: ['/why conversion', '/why gmv category=Electronics yesterday', '/why gmv 2026-11-23'],
  roles: ['viewer', 'operator', 'manager'],
  parse: parseWhy,
  async answer({ lake, clock, config: { shop } }, { metric, scope: typed, day: asked }) {
    const today = dayOf(clock.now(), shop.zone)
    const known = await asOf(lake, today)
    if (!known) return { text: 'No data yet: collect or import some first.', blocks: [] }
    const scope = await scopeFor(lake, metric, typed)
    if (scope !== 'all' && 'kind' in scope) return scope
    const day = dayMeant(asked, { today, latest: known.day })
    if (day < known.first || day > known.day) {
      return { kind: 'usage', because: `There is whole data from ${known.first} to ${known.day} only.` }
    }
    const about = { metric, scope, day, promos: await promos(lake) }
    return sayWhy({ ...(await explained(lake, about)), metric, scope, day, asOf: known.day }, shop.currency)
  },
}

interface About {
  readonly metric: Metric
  readonly scope: Scope
  readonly day: Day
  readonly promos: Promos
}

async function explained(lake: Pick<Lake, 'query'>, { metric, scope, day, promos: calendar }: About) {
  const special =
    scope !== 'all' && scope.dimension === 'category' ? calendar.forCategory(scope.member) : calendar.all
  const range = { from: addDays(day, -LOOK_BACK_DAYS), to: addDays(day, 1) }
  const points = await series(lake, metric, scope, range)
  const withData = new Set(points.flatMap((point) => (point.value === null ? [] : [point.day])))
  const located = await locatedIn(lake, { metric, scope, points, day, special })
  return {
    compared: compare({ metric, points }, day, special),
    before: comparableDays(day, (one) => withData.has(one), special),
    special: special.get(day) ?? null,
    sales: metric.name === 'gmv' ? await salesOf(lake, { scope, day, special, range }) : null,
    located,
    told: placeOf(located),
    charted: chartOf(
      { metric, points },
      Array.from({ length: CHART_DAYS }, (_, i) => addDays(day, i - CHART_DAYS + 1)),
      special,
    ),
  }
}

/** The cells within the scope, by every other dimension that tells two members apart. */
async function locatedIn(
  lake: Pick<Lake, 'query'>,
  asked: Pick<About, 'metric' | 'scope' | 'day'> & {
    readonly points: Awaited<ReturnType<typeof series>>
    readonly special: ReadonlyMap<Day, string>
  },
) {
  const { metric, scope, day, special } = asked
  const own = scope === 'all' ? null : scope.dimension
  const wanted = DIMENSIONS.filter((name) => name !== 'merchant' || own === 'merchant')
  const found = await usualCells(lake, asked, { day, special, dimensions: wanted, least: 2 })
  if (!found) return null
  const cells =
    scope === 'all' ? found.cells : found.cells.filter(({ dims }) => dims[scope.dimension] === scope.member)
  const dimensions = found.dimensions.filter(
    (name) => name !== own && new Set(cells.map(({ dims }) => dims[name])).size > 1,
  )
  return dimensions.length === 0 ? null : { metric, before: found.before, cells, dimensions }
}

async function salesOf(
  lake: Pick<Lake, 'query'>,
  {
    scope,
    day,
    special,
    range,
  }: { scope: Scope; day: Day; special: ReadonlyMap<Day, string>; range: { from: Day; to: Day } },
) {
  const compared = []
  for (const metric of FACTORS.flatMap((name) => metricNamed(name) ?? [])) {
    if (scope !== 'all' && !metric.slices.includes(scope.dimension)) continue
    compared.push(compare({ metric, points: await series(lake, metric, scope, range) }, day, special))
  }
  return salesMovement(compared.flatMap((one) => one ?? []))
}
