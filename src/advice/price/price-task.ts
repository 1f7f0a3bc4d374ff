import { sumOf } from '../../lib/sum.ts'
import { ALL_OF_IT, neighboursIn, type Shelf } from '../recommend/neighbours.ts'
import { ranked, type Suggestion, type Trust } from '../suggestions/suggestion.ts'
import { type Diversion, learnDiversion } from './diversion.ts'
import {
  type Elasticity,
  elasticityOf,
  learnElasticities,
  ownElasticity,
  type PriceModel,
  type PriceWeek,
} from './elasticity.ts'
import { advisePrice, type PriceAction, type PriceAdvice } from './price.ts'
import type { PriceFacts } from './price-facts.ts'
import type { PriceLimits } from './price-limits.ts'

/** Products by column, and their weeks one after the other: what a thread is handed. Unknown numbers are NaN. */
export interface PriceTable {
  readonly asOf: string
  readonly currency: string
  readonly ids: readonly string[]
  readonly categories: readonly string[]
  readonly numbers: Readonly<Record<PriceNumber, Float64Array>>
  /** the weeks of product i are from starts[i] to starts[i + 1] */
  readonly starts: Int32Array
  readonly weeks: Readonly<Record<WeekNumber, Float64Array>>
}

export const PRICE_NUMBERS = [
  'price',
  'cost',
  'low',
  'high',
  'competitor',
  'leastAdvertised',
  'sinceChange',
  'stock',
  'lead',
  'units',
  'days',
] as const
type PriceNumber = (typeof PRICE_NUMBERS)[number]
export const WEEK_NUMBERS = ['week', 'units', 'logPrice', 'isPromo', 'exposure'] as const
type WeekNumber = (typeof WEEK_NUMBERS)[number]

export interface PriceTask {
  readonly table: PriceTable
  /** what the shop's products say together; null: learn it from these */
  readonly model: PriceModel | null
  readonly limits: Partial<PriceLimits>
  /** so many of the best changes are handed back */
  readonly most: number
  /** by what came of earlier ones */
  readonly trust?: Trust
  /** whose sales a lower price may draw from; left out: the products of the table */
  readonly shelf?: Shelf
}

export interface PriceAnswer {
  readonly model: PriceModel
  /** the best first */
  readonly changes: readonly {
    readonly index: number
    readonly facts: PriceFacts
    readonly suggestion: Suggestion<PriceAction>
  }[]
  /** how many there are, handed back or not */
  readonly changeCount: number
  readonly keeps: Readonly<Partial<Record<Extract<PriceAdvice, { kind: 'keep' }>['because'], number>>>
  /** products without a price */
  readonly unpriced: number
}

/** Price advice for many products, in one go and without waiting: seconds for ten thousand, so for a thread. */
export function priceTask({ table, model: given, limits, most, trust, shelf }: PriceTask): PriceAnswer {
  const learnt = given
    ? null
    : learnElasticities({
        count: table.ids.length,
        at: (i) => ({
          id: table.ids[i] ?? '',
          category: table.categories[i] ?? '',
          weeks: weeksOf(table, i),
        }),
      })
  const model = given ?? (learnt && { ...learnt.model, diversion: diversionIn(table, learnt) })
  if (!model) throw new RangeError('neither a model nor what to learn it from')
  const near = neighboursFor(model, shelf ?? table)
  const changes: PriceAnswer['changes'][number][] = []
  const keeps: Partial<Record<Extract<PriceAdvice, { kind: 'keep' }>['because'], number>> = {}
  let unpriced = 0
  for (const index of table.ids.keys()) {
    const facts = factsOf(table, index, { model, near, own: learnt?.own[index] })
    if (!facts) {
      unpriced++
      continue
    }
    const advice = advisePrice(facts, limits)
    if (advice.kind === 'keep') keeps[advice.because] = (keeps[advice.because] ?? 0) + 1
    else changes.push({ index, facts, suggestion: advice.suggestion })
  }
  const of = new Map(changes.map((change) => [change.suggestion, change]))
  const best = ranked([...of.keys()], trust).slice(0, most)
  return {
    model,
    changes: best.flatMap((suggestion) => of.get(suggestion) ?? []),
    changeCount: changes.length,
    keeps,
    unpriced,
  }
}

/** What changes over within a category, by the elasticities just learned. */
function diversionIn(
  table: PriceTable,
  { model, own }: ReturnType<typeof learnElasticities>,
): Diversion | null {
  const at = (i: number) => ({
    id: table.ids[i] ?? '',
    category: table.categories[i] ?? '',
    weeks: weeksOf(table, i),
  })
  return learnDiversion(
    { count: table.ids.length, at },
    (i) => elasticityOf(at(i), own[i] ?? null, model).value,
  )
}

/** Whose units go over, and what theirs leave: of the whole category where that was learned, else of what costs alike. */
export function neighboursFor({ diversion }: PriceModel, shelf: Shelf): ReturnType<typeof neighboursIn> {
  return diversion ? neighboursIn(shelf, ALL_OF_IT) : neighboursIn(shelf)
}

/** Null without a price. `own` is told where it is known already. */
export function factsOf(
  table: PriceTable,
  index: number,
  by: {
    readonly model: PriceModel
    readonly near: ReturnType<typeof neighboursIn>
    readonly own?: ReturnType<typeof ownElasticity> | undefined
  },
): PriceFacts | null {
  const { model, near, own } = by
  const at = (name: PriceNumber) => table.numbers[name][index] ?? Number.NaN
  const known = (name: PriceNumber) => (Number.isNaN(at(name)) ? null : at(name))
  const priceCents = known('price')
  if (!priceCents || priceCents <= 0) return null
  const category = table.categories[index] ?? ''
  const [units, days] = [known('units') ?? 0, known('days') ?? 0]
  const weeks = weeksOf(table, index)
  const mine = own === undefined ? ownElasticity(weeks, model.noise) : own
  const elasticity = elasticityOf({ category, weeks }, mine, model)
  const level = levelAt(priceCents, weeks, elasticity)
  return {
    productId: table.ids[index] ?? '',
    asOf: table.asOf,
    currency: table.currency,
    priceCents,
    costCents: known('cost'),
    lowestSeenCents: Math.min(priceCents, known('low') ?? priceCents),
    highestSeenCents: Math.max(priceCents, known('high') ?? priceCents),
    competitorCents: known('competitor'),
    leastAdvertisedCents: known('leastAdvertised'),
    daysSinceChange: known('sinceChange'),
    stock: known('stock'),
    leadDays: known('lead'),
    units: units * level.factor,
    days,
    levelDoubt: Math.hypot(Math.sqrt(model.noise.drift), level.doubt, 1 / Math.sqrt(Math.max(1, units))),
    elasticity,
    diversion: model.diversion ?? null,
    neighbours: near({ category, priceCents, costCents: known('cost'), perDay: days > 0 ? units / days : 0 }),
  }
}

/** sales of so many weeks are what a product sells now: as many as `units` are counted over */
const LEVEL_WEEKS = 13

/** What it sold at the prices of its ordinary weeks, as it would have at the price now; and how unsure that makes it. */
function levelAt(
  priceCents: number,
  weeks: readonly PriceWeek[],
  { value, se }: Elasticity,
): { readonly factor: number; readonly doubt: number } {
  const last = weeks.reduce((latest, { week }) => Math.max(latest, week), Number.NEGATIVE_INFINITY)
  const recent = weeks.filter(({ week, isPromo }) => !isPromo && week > last - LEVEL_WEEKS)
  const [total, now] = [sumOf(recent, ({ exposure }) => exposure), Math.log(priceCents)]
  if (!(total > 0)) return { factor: 1, doubt: 0 }
  const wanted = sumOf(recent, (week) => week.exposure * Math.exp(value * (week.logPrice - now)))
  const away = sumOf(recent, (week) => week.exposure * (week.logPrice - now)) / total
  return wanted > 0 ? { factor: total / wanted, doubt: Math.abs(away) * se } : { factor: 1, doubt: 0 }
}

function weeksOf({ starts, weeks }: PriceTable, index: number): PriceWeek[] {
  const [from, to] = [starts[index] ?? 0, starts[index + 1] ?? 0]
  const rows: PriceWeek[] = []
  for (let row = from; row < to; row++)
    rows.push({
      week: weeks.week[row] ?? 0,
      units: weeks.units[row] ?? 0,
      logPrice: weeks.logPrice[row] ?? 0,
      isPromo: weeks.isPromo[row] === 1,
      exposure: weeks.exposure[row] ?? 0,
    })
  return rows
}
