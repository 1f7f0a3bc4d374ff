import { plural } from '../../lib/text.ts'
import { rowsAt } from '../../models/price/demand.ts'
import { type Curve, demandCurve, type NoCurve, naiveCurve } from '../../models/price/demand-panel.ts'
import { Z90 } from '../../stats/distributions/z.ts'
import { type Measured, pauleMandel, shrink } from '../../stats/regression/paule-mandel.ts'
import type { Score } from '../evaluation.ts'
import type { DemandTable } from './demand-table.ts'
import { figuresOf, SHOWN } from './figures.ts'

export type PanelScore = Pick<Score, 'metrics' | 'baselines'> & { readonly notes: readonly string[] }

const WITHOUT: Readonly<Record<NoCurve['because'], string>> = {
  'too-few': 'fewer than four rows sold something',
  'one-price': 'the price never moved within a product and store',
  'no-sales': 'nothing was sold',
  'not-told': 'the price moves only together with the controls and fixed effects, or there are too few rows',
}
const TAU_FLOOR = 0.05
/** an estimate vaguer than this says nothing on its own */
const VAGUE = 8

interface OfProduct {
  readonly name: string
  readonly curve: Curve | NoCurve
  readonly naive: number | null
  readonly known: Measured | null
  readonly truth: number | null
}

/** The file as one panel; or why it says nothing. */
export function judgePanel(
  read: DemandTable,
  progress: (done: number, total: number, step: string) => void,
): PanelScore | string {
  const { demand } = read
  progress(0, read.products.length, 'pooled')
  const pooled = demandCurve(demand)
  if ('kind' in pooled) return WITHOUT[pooled.because]
  const bare = demandCurve({ ...demand, controls: [], kinds: [], period: null, calendar: [] })
  const naive = naiveCurve(demand)
  const products = ofProducts(read, progress)
  return {
    metrics: {
      elasticity: pooled.value,
      elasticityLow: pooled.low,
      elasticityHigh: pooled.high,
      elasticitySe: pooled.se,
      ...(naive !== null && { naiveElasticity: naive }),
      ...switches('elasticity', pooled),
      products: products.length,
      productsMeasured: products.filter(({ curve }) => !('kind' in curve)).length,
      rowsUsed: pooled.rows,
      ...figuresOf(products, ({ known }) => known?.value ?? null),
      ...ofEach(products),
    },
    baselines: {
      naive: { ...(naive !== null && { elasticity: naive }), ...figuresOf(products, ({ naive }) => naive) },
      ...(!('kind' in bare) && {
        withoutControls: { elasticity: bare.value, elasticityLow: bare.low, elasticityHigh: bare.high },
      }),
      ownOnly: figuresOf(products, ({ curve }) => ('kind' in curve ? null : curve.value)),
    },
    notes: notesOf(pooled, products),
  }
}

function ofProducts(
  { demand, products, truth }: DemandTable,
  progress: (done: number, total: number, step: string) => void,
): OfProduct[] {
  const rowsOf = products.map((): number[] => [])
  for (const [row, product] of demand.product.group.entries()) rowsOf[product]?.push(row)
  const own = products.map((name, i) => {
    if (i % 100 === 0) progress(i, products.length, 'products')
    const mine = rowsAt(demand, Int32Array.from(rowsOf[i] ?? []))
    return {
      name,
      curve: demandCurve(mine, { withSwitches: products.length <= SHOWN }),
      naive: naiveCurve(mine),
      truth: truth?.[i] ?? null,
    }
  })
  progress(products.length, products.length, 'products')
  const measured = own.map(({ curve }) => ('kind' in curve || curve.se > VAGUE ? null : measuredOf(curve)))
  const group = pauleMandel(
    measured.flatMap((one) => (one ? [one] : [])),
    TAU_FLOOR,
  )
  return own.map((one, i) => ({ ...one, known: knownOf(measured[i] ?? null, group) }))
}

const measuredOf = ({ value, se }: Curve): Measured => ({ value, se: Math.max(se, 1e-6) })

/** Drawn towards what all products say together; without a word of its own, what they say. */
function knownOf(own: Measured | null, group: ReturnType<typeof pauleMandel>): Measured | null {
  if (!group) return own
  return own ? shrink(own, group) : { value: group.mean, se: Math.hypot(group.tau, group.meanSe) }
}

function switches(prefix: string, { at }: Curve): Record<string, number> {
  return Object.fromEntries(
    at.flatMap(({ control, off, on }) => [
      [`${prefix}:${control}=0`, off.value],
      [`${prefix}:${control}=1`, on.value],
    ]),
  )
}

function ofEach(products: readonly OfProduct[]): Record<string, number> {
  if (products.length < 2 || products.length > SHOWN) return {}
  return Object.assign(
    {},
    ...products.flatMap(({ name, known, curve }) => [
      known ? { [`elasticity:${name}`]: known.value } : {},
      'kind' in curve ? {} : switches(`elasticity:${name}`, curve),
    ]),
  )
}

function notesOf(pooled: Curve, products: readonly OfProduct[]): string[] {
  const method =
    pooled.family === 'poisson'
      ? 'Poisson pseudo maximum likelihood, because more than 1 % of the rows sold nothing'
      : 'least squares on log quantity'
  const time = {
    periods: ', a level for every period',
    calendar: ', trend and season',
    none: '',
  }[pooled.time]
  const errors = pooled.clusters
    ? `clustered by ${pooled.clusters.by} (${pooled.clusters.count}), the widest of the ways tried`
    : 'robust'
  const silent = products.flatMap(({ name, curve }) =>
    'kind' in curve ? [{ name, because: curve.because }] : [],
  )
  return [
    `Pooled: ${method}, with fixed effects of product and store${time}; 90 % interval, errors ${errors}.`,
    'An association: what set the prices is not known. Only a price test tells an effect.',
    ...(products.length > 1
      ? [
          `By product, drawn towards all products (own estimate in brackets):\n${products.slice(0, SHOWN).map(lineOf).join('\n')}${products.length > SHOWN ? `\nand ${plural(products.length - SHOWN, 'more product')}` : ''}`,
        ]
      : []),
    ...(silent.length > 0
      ? [
          `${plural(silent.length, 'product')} without an estimate of its own: ${[...new Set(silent.map(({ because }) => WITHOUT[because]))].join('; ')}.`,
        ]
      : []),
  ]
}

function lineOf({ name, known, curve }: OfProduct): string {
  const shown = (value: number) => value.toFixed(2)
  if (!known) return `  ${name}: not known`
  const { value, se } = known
  const interval = `${shown(value)} [${shown(value - Z90 * se)}, ${shown(value + Z90 * se)}]`
  if ('kind' in curve) return `  ${name}: ${interval} (none: ${WITHOUT[curve.because]})`
  const parts = curve.at.map(
    ({ control, off, on }) => `; at ${control}=0 ${shown(off.value)}, at 1 ${shown(on.value)}`,
  )
  return `  ${name}: ${interval} (${shown(curve.value)})${parts.join('')}`
}
