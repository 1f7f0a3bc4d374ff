import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { PRICE_DAYS } from '../../src/advice/price/elasticity.ts'
import { PRICE_NUMBERS, priceTask } from '../../src/advice/price/price-task.ts'
import { assess } from '../../src/alerts/assess.ts'
import { anomaly } from '../../src/evaluate/anomaly/anomaly.ts'
import { watchSeries } from '../../src/evaluate/anomaly/watch-series.ts'
import { conversion } from '../../src/evaluate/conversion/conversion.ts'
import type { Evaluation } from '../../src/evaluate/evaluation.ts'
import { elasticity } from '../../src/evaluate/price/elasticity.ts'
import { addDays } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import { conversionFeatures } from '../../src/models/conversion/conversion-features.ts'
import { trainTask } from '../../src/models/conversion/train.ts'

const dir = mkdtempSync(join(tmpdir(), 'as-the-bot-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function file(name: string, lines: readonly string[]): string {
  const path = join(dir, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
const run = ({ run }: Evaluation, options: Record<string, string>) =>
  run({ option: (name) => options[name] ?? null, progress: () => {} })

describe('evaluate judges what the bot runs', () => {
  it('prices: learns what the nightly task learns of the same weeks', async () => {
    const random = seeded(4)
    const first = 2900
    const sold = Array.from({ length: 12 }, (_, product) =>
      Array.from({ length: PRICE_DAYS / 7 + 6 }, (_, i) => {
        const price = (10 + product) * (i % 5 === 0 ? 0.9 : 1) * (i > 16 ? 1.1 : 1)
        const units = random.poisson(40 * (price / (10 + product)) ** -2.2)
        return { product, week: first + i, price, units, isPromo: i % 5 === 0, sessions: 1000 + 50 * (i % 4) }
      }),
    )
    const csv = file('weeks.csv', [
      'sku,aisle,week,units,price,promo,sessions',
      ...sold
        .flat()
        .map(
          (r) =>
            `P${r.product},A${r.product % 3},${r.week},${r.units},${r.price},${Number(r.isPromo)},${r.sessions}`,
        ),
    ])
    const found = await run(elasticity, {
      ...{ csv, quantity: 'units', price: 'price', product: 'sku', category: 'aisle' },
      ...{ time: 'week', controls: 'promo', traffic: 'sessions' },
    })
    const kept = sold.map((weeks) => weeks.slice(-PRICE_DAYS / 7))
    const column = (of: (row: (typeof sold)[number][number]) => number) => Float64Array.from(kept.flat(), of)
    const answer = priceTask({
      table: {
        asOf: '2026-11-24',
        currency: 'EUR',
        ids: kept.map((_, i) => `P${i}`),
        categories: kept.map((_, i) => `A${i % 3}`),
        numbers: Object.fromEntries(
          PRICE_NUMBERS.map((name) => [name, new Float64Array(kept.length).fill(Number.NaN)]),
        ) as Parameters<typeof priceTask>[0]['table']['numbers'],
        starts: Int32Array.from({ length: kept.length + 1 }, (_, i) => (i * PRICE_DAYS) / 7),
        weeks: {
          week: column(({ week }) => week),
          units: column(({ units }) => units),
          logPrice: column(({ price }) => Math.log(100 * price)),
          isPromo: column(({ isPromo }) => Number(isPromo)),
          exposure: column(({ sessions }) => sessions),
        },
      },
      model: null,
      limits: {},
      most: 1,
    })
    expect(found.metrics.elasticity).toBeCloseTo(answer.model.shop.mean, 10)
    expect(found.metrics.elasticitySe).toBeCloseTo(answer.model.shop.meanSe, 10)
  })

  it('conversion: scores as the nightly training scores the same later sessions', async () => {
    const random = seeded(5)
    const names = conversionFeatures.map(({ column }) => column)
    const rows = Array.from({ length: 3000 }, (_, row) => {
      const values = conversionFeatures.map(({ kind }) =>
        kind === 'category'
          ? `m${random.below(3)}`
          : kind === 'flag'
            ? random.below(2)
            : kind === 'share'
              ? random.next()
              : random.poisson(30) / 2,
      )
      const chance = 1 / (1 + Math.exp(1.5 - 1.2 * Number(values[3]) - 0.05 * (Number(values.at(-2)) - 15)))
      return { row, values, isPurchase: random.next() < chance }
    })
    const csv = file('sessions.csv', [
      ['row', ...names, 'bought'].join(','),
      ...rows.map(({ row, values, isPurchase }) => [row, ...values, Number(isPurchase)].join(',')),
    ])
    const found = await run(conversion, { csv, target: 'bought', time: 'row', 'test-from': '2000' })
    const part = (from: number, to: number) => {
      const some = rows.slice(from, to)
      const numbers: Record<string, Float64Array> = {}
      const texts: Record<string, { codes: Uint16Array; members: string[] }> = {}
      for (const [at, { column, kind }] of conversionFeatures.entries())
        if (kind === 'category')
          texts[column] = {
            codes: Uint16Array.from(some, ({ values }) => Number(`${values[at]}`.slice(1))),
            members: ['m0', 'm1', 'm2'],
          }
        else numbers[column] = Float64Array.from(some, ({ values }) => Number(values[at]))
      return {
        rows: some.length,
        days: Float64Array.from(some, ({ row }) => row),
        numbers,
        texts,
        labels: Uint8Array.from(some, (one) => Number(one.isPurchase)),
      }
    }
    const trained = trainTask({
      past: part(0, 2000),
      keptOfNegatives: 1,
      products: true,
      holdout: part(2000, 3000),
      champion: null,
      trees: null,
      challenged: false,
      seed: 1,
    })
    if (trained.kind === 'not-trained') throw new Error(trained.because)
    // the file does not say that a share is no count: 0 to 1 by its logarithm is all that differs
    expect(Math.abs((found.metrics.auc ?? 0) - trained.metrics.auc)).toBeLessThan(0.002)
    expect(Math.abs((found.metrics.logLoss ?? 0) - trained.metrics.logLoss)).toBeLessThan(0.001)
    expect(trained.model.l2).toBeGreaterThan(1)
    expect(found.notes?.join(' ')).toContain(`L2 penalty ${trained.model.l2}, no squares or products`)
  }, 60_000)

  it('anomalies: alarms on the days and series that the watch would', async () => {
    const random = seeded(6)
    const days = Array.from({ length: 90 }, (_, at) => addDays('2026-03-02', at))
    const series = Array.from({ length: 20 }, (_, nth) => ({
      name: `m${nth}`,
      // more scatter than counts have by themselves, so that some days lie near their limits
      days: days.map((day) => ({ day, of: random.poisson(300 * Math.exp(0.12 * random.normal())), over: 1 })),
    }))
    const fallen = series[3]?.days.at(-1)
    if (fallen) fallen.of = Math.round(0.4 * fallen.of)
    const orders = metricNamed('orders')
    if (!orders) throw new Error('no orders')
    const named = new Map([[days[70] ?? '', 'Spring Sale']])
    const found = await watchSeries({ series, unit: orders.unit, campaigns: named, country: null }, () => {})
    let alarms = 0
    for (const day of days.slice(60)) {
      const segments = series.map((one) => ({
        metric: orders,
        segment: { merchant: one.name },
        points: one.days.flatMap((at) => (at.day <= day ? [{ ...at, value: at.of }] : [])),
        worthCents: null,
      }))
      const asked = { promos: { all: named, within: () => named }, notEvaluated: new Set<string>() }
      const told = (await assess(segments, day, asked)).map((one) => one.series.segment.merchant)
      const ours = series
        .filter((_, i) => found[i]?.some((at) => at.day === day && at.isOut))
        .map(({ name }) => name)
      expect(ours).toEqual(told)
      alarms += told.length
    }
    expect(alarms).toBeGreaterThan(0)
    expect(found[3]?.at(-1)).toEqual({ day: days.at(-1), isOut: true })
  })

  it('names what it does not run: a stream by minutes', async () => {
    const nab = mkdtempSync(join(dir, 'nab-'))
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString().slice(0, 19)
    writeFileSync(
      join(nab, 'load.csv'),
      [
        'timestamp,value',
        ...Array.from({ length: 300 }, (_, i) => `${at(5 * i)},${i === 250 ? 90 : i % 7}`),
      ].join('\n'),
    )
    writeFileSync(join(nab, 'combined_windows.json'), JSON.stringify({ 'load.csv': [[at(1200), at(1300)]] }))
    const found = await run(anomaly, { nab })
    expect(found.model).toMatch(/^streaming scorer, not used by the bot/)
    expect(found.metrics.recall).toBe(1)
  })
})
