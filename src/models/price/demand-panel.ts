import { sumOf } from '../../lib/sum.ts'
import { panelRegression } from '../../stats/regression/panel.ts'
import { type Effect, within } from '../../stats/regression/within.ts'
import { type Clustered, clustersOf, type Interval, widest } from './cluster-ways.ts'
import { type Demand, rowsAt, rowsWhere } from './demand.ts'

export interface Curve {
  /** relative change of units for a relative change of price */
  readonly value: number
  readonly se: number
  readonly low: number
  readonly high: number
  /** where a control is 0 and where it is 1, by its interaction with price */
  readonly at: readonly {
    readonly control: string
    readonly off: Interval
    readonly on: Interval
  }[]
  readonly family: 'least-squares' | 'poisson'
  readonly time: 'periods' | 'calendar' | 'none'
  /** of the error of `value` */
  readonly clusters: Clustered | null
  readonly rows: number
}

export interface NoCurve {
  readonly kind: 'no-curve'
  readonly because: 'too-few' | 'one-price' | 'no-sales' | 'not-told'
}

/** more zeros than this and the logarithm would leave out too much: Poisson pseudo maximum likelihood instead */
const FEW_ZEROS = 0.01
/** of what price moves within products and stores, so much must be left within periods too */
const MIN_LEFT = 0.2
const MIN_ROWS_A_PERIOD = 5

/**
 * Price elasticity as the coefficient of log price, with fixed effects of product, store and period (or trend and
 * season where periods have too few rows of their own, or all prices move together) and the controls as given:
 * least squares on log quantity, or Poisson pseudo maximum likelihood when more than 1 % of the rows sold nothing.
 * Intervals are 90 %, the widest of those clustered by store, product, period and both (`cluster-ways`). Controls of 0 and 1 are also tried as interactions with price.
 */
export function demandCurve(demand: Demand, { withSwitches = true } = {}): Curve | NoCurve {
  if (!demand.quantity.some((units) => units > 0)) return { kind: 'no-curve', because: 'no-sales' }
  const family = familyOf(demand.quantity)
  const sold = family === 'poisson' ? withoutUnsold(demand) : sellingOnly(demand)
  if (sold.quantity.length < 4) return { kind: 'no-curve', because: 'too-few' }
  const logPrice = sold.price.map(Math.log)
  const base = [sold.product, ...(sold.store ? [sold.store] : []), ...sold.kinds].filter(
    ({ levels }) => levels > 1,
  )
  const level: Effect = { group: new Int32Array(sold.quantity.length), levels: 1 }
  const timeless = base.length > 0 ? base : [level]
  const moves = left(logPrice, timeless)
  if (!(moves > 1e-6)) return { kind: 'no-curve', because: 'one-price' }
  const periods = periodsOf(sold, { logPrice, timeless, moves })
  const time = periods ? 'periods' : sold.calendar.length > 0 ? 'calendar' : 'none'
  const ways = clustersOf(sold)
  const effects = periods ? [...base, periods] : timeless
  const others = [...sold.controls.map(({ values }) => values), ...(time === 'calendar' ? sold.calendar : [])]
  const y = family === 'poisson' ? sold.quantity : sold.quantity.map(Math.log)
  const regress = (x: Float64Array[]) => panelRegression({ y, x, effects, family })
  const fitted = regress([logPrice, ...others])
  if (!fitted || typeof fitted.coefficients[0] !== 'number') return { kind: 'no-curve', because: 'not-told' }
  const at = sold.controls.flatMap((control) => {
    if (!withSwitches || !isSwitch(control.values)) return []
    const product = logPrice.map((log, row) => log * (control.values[row] ?? 0))
    const both = regress([logPrice, product, ...others])
    if (!both || typeof both.coefficients[0] !== 'number' || typeof both.coefficients[1] !== 'number')
      return []
    return [
      {
        control: control.name,
        off: widest(both, ways, 1),
        on: widest(both, ways, 2),
      },
    ]
  })
  return {
    ...widest(fitted, ways, 1),
    at,
    family,
    time,
    rows: sold.quantity.length,
  }
}

/** Log quantity on log price and nothing else: what is read off a scatter plot. Where some sold nothing, log(q + 1). */
export function naiveCurve({ quantity, price }: Demand): number | null {
  const plus = quantity.some((units) => units <= 0) ? 1 : 0
  const fit = panelRegression({
    y: quantity.map((units) => Math.log(units + plus)),
    x: [price.map(Math.log)],
    effects: [{ group: new Int32Array(price.length), levels: 1 }],
    family: 'least-squares',
  })
  return fit?.coefficients[0] ?? null
}

function familyOf(quantity: Float64Array): Curve['family'] {
  const zeros = sumOf(quantity, (units) => Number(units === 0))
  return zeros > FEW_ZEROS * quantity.length ? 'poisson' : 'least-squares'
}

function sellingOnly(demand: Demand): Demand {
  return rowsAt(
    demand,
    rowsWhere(demand, (row) => (demand.quantity[row] ?? 0) > 0),
  )
}

/** A product, store or period that never sold would need an effect of minus infinity: it tells nothing. */
function withoutUnsold(demand: Demand): Demand {
  let kept = demand
  for (;;) {
    const { quantity, product, store, period, kinds } = kept
    const sold = [product, store, period, ...kinds].flatMap((effect) =>
      effect ? [{ effect, units: unitsBy(effect, quantity) }] : [],
    )
    if (sold.every(({ units }) => units.every((total) => total > 0))) return kept
    kept = rowsAt(
      kept,
      rowsWhere(kept, (row) => sold.every(({ effect, units }) => (units[effect.group[row] ?? 0] ?? 0) > 0)),
    )
  }
}

function unitsBy({ group, levels }: Effect, quantity: Float64Array): Float64Array {
  const units = new Float64Array(levels)
  for (const [row, sold] of quantity.entries()) units[group[row] ?? 0] = (units[group[row] ?? 0] ?? 0) + sold
  return units
}

/** Mean square of what is left of a column within these groupings. */
function left(column: Float64Array, effects: readonly Effect[]): number {
  const rest = Float64Array.from(column)
  within(rest, effects)
  return sumOf(rest, (value) => value * value) / rest.length
}

function periodsOf(
  { period, quantity }: Demand,
  seen: { readonly logPrice: Float64Array; readonly timeless: readonly Effect[]; readonly moves: number },
): Effect | null {
  if (!period || period.levels < 2 || quantity.length < MIN_ROWS_A_PERIOD * period.levels) return null
  return left(seen.logPrice, [...seen.timeless, period]) >= MIN_LEFT * seen.moves ? period : null
}

function isSwitch(values: Float64Array): boolean {
  return values.every((value) => value === 0 || value === 1) && values.includes(0) && values.includes(1)
}
