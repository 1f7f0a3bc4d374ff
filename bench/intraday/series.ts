import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { secondsOf } from '../../src/evaluate/files/read-times.ts'
import { readTable, textsOf } from '../../src/lake/ingest/read-table.ts'
import type { Random } from '../../src/lib/random.ts'

/** Real instants of one shop or site, in seconds, sorted. */
export interface Events {
  readonly name: string
  /** whose holidays are known; null where days were laid over each other */
  readonly country: string | null
  readonly at: Float64Array
}

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url))
const WEEK_S = 7 * 86_400

export const hasData = existsSync(DATA)

/** Invoices of the UK wholesaler by the minute: of a year, and five stretches of ten weeks laid over each other. */
export async function onlineRetail(): Promise<Events[]> {
  const path = `${DATA}online-retail/online_retail_2010-12_2011-12.csv.gz`
  const table = await readTable(path)
  const [ids, times] = [textsOf(table, 'InvoiceNo'), secondsOf(textsOf(table, 'InvoiceDate'))]
  const first = new Map<string, number>()
  for (const [row, id] of ids.entries())
    if (id !== null && !id.startsWith('C') && !first.has(id)) first.set(id, times[row] ?? 0)
  // by the minute only: within it they are spread evenly
  const at = [...first.values()].map((time, i) => time + ((i * 37) % 60))
  return [sorted('online-retail', at, 'GB'), folded('online-retail x5', at, 10)]
}

/** Orders of the Brazilian marketplace by the second, 2017 and 2018: stretches of eight weeks laid over each other. */
export async function olist(): Promise<Events[]> {
  const table = await readTable(`${DATA}olist/olist_orders_dataset.csv`)
  const times = [...secondsOf(textsOf(table, 'order_purchase_timestamp'))].filter(
    (time) => time > Date.UTC(2017, 0, 2) / 1000 && time < Date.UTC(2018, 7, 20) / 1000,
  )
  return [folded('olist x10', times, 8)]
}

/** Views and carts of Taobao's customers by the second, nine days, laid out in their own time (UTC+8). */
export function taobao(): Events[] {
  const lines = readFileSync(`${DATA}taobao/user_behavior.csv`, 'utf8').split('\n')
  const of = (kind: string) =>
    lines.flatMap((line) => {
      const [, , , type, time] = line.split(',')
      const at = Number(time) + 8 * 3600
      return type === kind && at >= Date.UTC(2017, 10, 25) / 1000 && at < Date.UTC(2017, 11, 4) / 1000
        ? [at]
        : []
    })
  return [sorted('taobao views', of('pv'))]
}

/** Passengers of New York's taxis by half an hour, thinned to so many an hour: the shape and its surprises are real. */
export function taxis(random: Random, anHour: readonly number[]): Events[] {
  const lines = readFileSync(`${DATA}nab/data/realKnownCause/nyc_taxi.csv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const rows = lines.map((line) => line.split(','))
  const total = rows.reduce((sum, [, value]) => sum + Number(value), 0)
  return anHour.map((rate) => {
    const share = (rate * rows.length) / 2 / total
    const at = rows.flatMap(([time = '', value]) => {
      const start = Date.parse(`${time.replace(' ', 'T')}Z`) / 1000
      return Array.from({ length: random.poisson(Number(value) * share) }, () => start + 1800 * random.next())
    })
    return sorted(`taxis ${rate}/h`, at, 'US')
  })
}

function sorted(name: string, at: readonly number[], country: string | null = null): Events {
  return { name, country, at: Float64Array.from(at).sort() }
}

/** Whole weeks laid over each other, from a Monday on: busier, with the days and hours that there were. */
function folded(name: string, at: readonly number[], weeks: number): Events {
  const first = Math.min(...at)
  // 1970 began on a Thursday
  const monday = Math.floor((first - 4 * 86_400) / WEEK_S) * WEEK_S + 4 * 86_400
  return sorted(
    name,
    at.map((time) => monday + ((time - monday) % (weeks * WEEK_S))),
  )
}
