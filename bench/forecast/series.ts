import { join } from 'node:path'
import { readSeries } from '../../src/evaluate/forecast/series-file.ts'
import { numbersOf, readTable, textsOf } from '../../src/lake/ingest/read-table.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import { type Random, seeded } from '../../src/lib/random.ts'
import { sum } from '../../src/lib/sum.ts'
import type { SeriesDay } from '../../src/models/forecast/forecast.ts'

export interface BenchSeries {
  readonly name: string
  readonly days: readonly SeriesDay[]
  /** what the shop knows of its own campaigns; nothing of the real sets */
  readonly campaigns: ReadonlyMap<Day, string>
}

const NONE = new Map<Day, string>()

/** Daily series of five real shops and services, from the folder of real data. */
export async function realSeries(folder: string): Promise<BenchSeries[]> {
  const asked = { series: [], date: null, value: null, gaps: 'missing' as const }
  const taxi = await readSeries(join(folder, 'nab/data/realKnownCause/nyc_taxi.csv'), asked)
  const taxiDays = new Map<Day, number>()
  for (const { values, first } of taxi.series)
    for (const [i, value] of values.entries()) add(taxiDays, stepDay(first + i, taxi.step.period), value)
  const m5 = await readTable(join(folder, 'm5-subset/sales_with_price.csv'))
  const [ids, dates, sales] = [textsOf(m5, 'unique_id'), textsOf(m5, 'ds'), numbersOf(m5, 'y')]
  const states = new Map(['CA', 'TX', 'WI'].map((state) => [state, new Map<Day, number>()]))
  for (let row = 0; row < m5.rows; row++) {
    const state = states.get((ids[row] ?? '').split('_').at(-2) ?? '')
    if (state) add(state, (dates[row] ?? '').slice(0, 10), sales[row] ?? Number.NaN)
  }
  return [
    ...(await olist(join(folder, 'olist'))),
    ...(await retail(join(folder, 'online-retail/online_retail_2010-12_2011-12.csv.gz'))),
    series('taxi rides of New York', taxiDays),
    ...[...states].map(([state, days]) => series(`one food in the stores of ${state}`, days)),
  ]
}

async function olist(folder: string): Promise<BenchSeries[]> {
  const orders = await readTable(join(folder, 'olist_orders_dataset.csv'))
  const [ids, at] = [textsOf(orders, 'order_id'), textsOf(orders, 'order_purchase_timestamp')]
  const items = await readTable(join(folder, 'olist_order_items_dataset.csv'))
  const [ofOrder, price] = [textsOf(items, 'order_id'), numbersOf(items, 'price')]
  const dayOf = new Map<string, Day>()
  const [count, gmv] = [new Map<Day, number>(), new Map<Day, number>()]
  for (let row = 0; row < orders.rows; row++) {
    const day = (at[row] ?? '').slice(0, 10)
    // before and after, the sample has single orders a month
    if (day < '2017-01-05' || day > '2018-08-22') continue
    dayOf.set(ids[row] ?? '', day)
    add(count, day, 1)
  }
  for (let row = 0; row < items.rows; row++) {
    const day = dayOf.get(ofOrder[row] ?? '')
    if (day !== undefined) add(gmv, day, price[row] ?? 0)
  }
  return [series('Olist orders', count), series('Olist GMV', gmv)]
}

async function retail(path: string): Promise<BenchSeries[]> {
  const table = await readTable(path)
  const [invoices, at] = [textsOf(table, 'InvoiceNo'), textsOf(table, 'InvoiceDate')]
  const [quantity, price] = [numbersOf(table, 'Quantity'), numbersOf(table, 'UnitPrice')]
  const revenue = new Map<Day, number>()
  const seen = new Map<Day, Set<string>>()
  for (let row = 0; row < table.rows; row++) {
    const [units, each, day] = [quantity[row] ?? 0, price[row] ?? 0, (at[row] ?? '').slice(0, 10)]
    // the last day was not over when the file was made
    if (!(units > 0) || !(each > 0) || day >= '2011-12-09') continue
    add(revenue, day, units * each)
    seen.set(day, (seen.get(day) ?? new Set()).add(invoices[row] ?? ''))
  }
  const orders = new Map([...seen].map(([day, ids]) => [day, ids.size]))
  return [series('Online Retail revenue', revenue), series('Online Retail orders', orders)]
}

function stepDay(step: number, period: number): Day {
  return addDays('1970-01-01', Math.floor(step / period))
}

function add(to: Map<Day, number>, day: Day, value: number): void {
  if (!Number.isNaN(value)) to.set(day, (to.get(day) ?? 0) + value)
}

function series(name: string, values: ReadonlyMap<Day, number>): BenchSeries {
  const days = [...values].map(([day, value]) => ({ day, value })).sort((a, b) => (a.day < b.day ? -1 : 1))
  return { name, days, campaigns: NONE }
}

/**
 * Shops drawn by rules the model does not share: the level drifts in Student-t jumps, the week is a random shape, a
 * year of one sine, campaigns of random size, over-dispersed counts, and for a third of them days without data.
 */
export function drawnSeries(count: number, seed: number): BenchSeries[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, k) => drawn(k, random))
}

function drawn(k: number, random: Random): BenchSeries {
  const length = [180, 365, 540, 730][random.below(4)] ?? 365
  const base = 10 ** (1 + 3 * random.next())
  const week = Array.from({ length: 7 }, () => Math.exp(0.18 * random.normal()))
  const [growth, year, phase] = [0.3 * random.normal(), 0.3 * random.next(), random.next()]
  const noise = 0.1 + 0.2 * random.next()
  const hasGaps = random.next() < 0.3
  const campaigns = new Map<Day, string>()
  const lift = new Map<Day, number>()
  const first = '2024-01-01'
  for (let c = 0; c < length / 45; c++) {
    const [from, days, size] = [random.below(length), 1 + random.below(4), 0.2 + 0.6 * random.next()]
    for (let i = 0; i < days; i++) {
      const day = addDays(first, from + i)
      lift.set(day, (lift.get(day) ?? 0) + size)
      campaigns.set(day, 'campaign')
    }
  }
  let drift = 0
  const days = Array.from({ length }, (_, t) => {
    const day = addDays(first, t)
    const chi = sum(Array.from({ length: 4 }, () => random.normal() ** 2))
    drift += (0.012 * random.normal()) / Math.sqrt(chi / 4)
    const wave = year * Math.sin(2 * Math.PI * (t / 365.25 + phase))
    const log = drift + (growth * t) / length + wave + (lift.get(day) ?? 0)
    const mean = base * (week[t % 7] ?? 1) * Math.exp(log + noise * random.normal())
    const value = random.poisson(mean)
    return { day, value: hasGaps && random.next() < 0.02 ? null : value }
  })
  return { name: `drawn shop ${k + 1}`, days, campaigns }
}
