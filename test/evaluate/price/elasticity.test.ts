import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { elasticity } from '../../../src/evaluate/price/elasticity.ts'
import { Fault } from '../../../src/lib/errors.ts'
import { seeded } from '../../../src/lib/random.ts'
import { sharedData } from '../../support/shared-data.ts'

const run = (options: Record<string, string>) =>
  elasticity.run({ option: (name) => options[name] ?? null, progress: () => {} })

const juice = sharedData('orange-juice')

describe.skipIf(juice === null)('elasticity of orange juice', () => {
  const options = {
    csv: join(juice ?? '', 'oj.csv'),
    quantity: 'sales',
    price: 'price',
    product: 'brand',
  }

  // R: lm(log(sales) ~ log(price) + brand) and per brand lm(log(sales) ~ log(price) * feat)
  it('is -3.14 over three brands, where the plain slope says -1.60', async () => {
    const { model, metrics, baselines, rows } = await run(options)
    expect(rows).toBe(28_947)
    // no week is named: what the bot runs cannot judge it
    expect(model).toBe('panel regression, not used by the bot')
    expect(metrics.elasticity).toBeCloseTo(-3.1387, 3)
    expect(metrics.elasticityLow).toBeCloseTo(-3.1387 - 1.645 * 0.0249, 3)
    expect(metrics.naiveElasticity).toBeCloseTo(-1.6013, 3)
    expect(baselines.naive?.elasticity).toBe(metrics.naiveElasticity)
  })

  it('is -2.77, -1.99 and -2.04 by brand where it is not featured', async () => {
    const { metrics } = await run({ ...options, controls: 'feat' })
    expect(metrics['elasticity:dominicks:feat=0']).toBeCloseTo(-2.774, 3)
    expect(metrics['elasticity:minute.maid:feat=0']).toBeCloseTo(-1.991, 3)
    expect(metrics['elasticity:tropicana:feat=0']).toBeCloseTo(-2.038, 3)
    expect(metrics['elasticity:dominicks:feat=1']).toBeCloseTo(-2.774 - 0.4706, 3)
    expect(metrics.elasticity).toBeCloseTo(-2.5299, 3)
  })
})

describe('elasticity of any file', () => {
  let dir = ''
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'elasticity-'))
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const file = (name: string, lines: readonly string[]) => {
    const path = join(dir, name)
    writeFileSync(path, `${lines.join('\n')}\n`)
    return path
  }

  /** Poisson units of 4 products in 12 stores over 30 weeks; promotions cut the price and lift demand by themselves */
  function shop(): {
    week: number
    store: number
    product: number
    units: number
    price: number
    promo: number
  }[] {
    const random = seeded(3)
    const rows: ReturnType<typeof shop> = []
    for (let product = 0; product < 4; product++)
      for (let store = 0; store < 12; store++) {
        let usual = 10 * Math.exp(0.1 * random.normal() + 0.3 * product)
        for (let week = 0; week < 30; week++) {
          if (week % 10 === 9) usual *= Math.exp(0.1 * random.normal())
          const promo = Number(random.next() < 0.2)
          const price = usual * (1 - 0.2 * promo * random.next())
          const level = 1 + 0.5 * product + 0.05 * store + 0.2 * Math.sin(week)
          const units = random.poisson(Math.exp(level - 2 * Math.log(price / 10) + 0.7 * promo))
          rows.push({ week, store, product, units, price, promo })
        }
      }
    return rows
  }

  it('finds the truth with promotions controlled, and not without', async () => {
    const path = file('shop.csv', [
      'sku,shop,week,units,price,promo,truth',
      ...shop()
        .reverse()
        .map((r) => `P${r.product},S${r.store},${r.week},${r.units},${r.price},${r.promo},-2`),
    ])
    const options = {
      csv: path,
      quantity: 'units',
      price: 'price',
      product: 'sku',
      store: 'shop',
      time: 'week',
    }
    const { model, metrics, baselines, notes } = await run({ ...options, controls: 'promo', truth: 'truth' })
    const { panel = {}, naive, ownOnly } = baselines
    expect(panel.elasticityLow).toBeLessThan(-2)
    expect(panel.elasticityHigh).toBeGreaterThan(-2)
    expect(panel.elasticityHigh).toBeLessThan(-1.5)
    expect(baselines.panelWithoutControls?.elasticityHigh).toBeLessThan(-2.2)
    expect(panel.rmse).toBeLessThan(naive?.rmse ?? 0)
    expect(panel).toMatchObject({ products: 4, wrongSigns: 0, rowsUsed: 1440 })
    expect(notes?.join()).toMatch(/panel: another model, not used by the bot.*clustered by store \(12\)/)
    expect(model).toContain('the bot’s own price model')
    expect(metrics.elasticityLow).toBeLessThan(-2)
    expect(metrics.elasticityHigh).toBeGreaterThan(-2)
    // the last 26 of 30 weeks, as the job reads them
    expect(metrics).toMatchObject({ products: 4, wrongSigns: 0, rowsUsed: 1248 })
    // scikit-learn's PoissonRegressor, one a product and store, on these weeks: RMSE 1.68, 8 % of the signs wrong
    expect(metrics.rmse).toBeLessThan(0.2 * 1.68)
    expect(metrics.rmse).toBeLessThan(naive?.rmse ?? 0)
    expect(metrics.rmse).toBeLessThan(0.2 * (ownOnly?.rmse ?? 0))
    expect(metrics.coverage90).toBeGreaterThanOrEqual(0.87)
  })

  it('reads dressed-up numbers, days in any order, yes and no, and tells every row it leaves out', async () => {
    const day = (week: number) =>
      `${String(1 + (week % 28)).padStart(2, '0')}/0${1 + Math.floor(week / 28)}/2026`
    const lines = shop().map(
      (r) =>
        `P${r.product};${day(r.week)};"${(r.units * 1000).toLocaleString('en-US')}";"$${r.price.toFixed(2)}";${r.promo ? 'yes' : 'no'}`,
    )
    const path = file('dressed.csv', [
      'sku;date;Qty sold;Price (USD);Promo?',
      ...lines,
      'P0;01/01/2026;;$3.00;no',
      'P0;01/01/2026;-4;$3.00;no',
      'P0;01/01/2026;4;$0.00;no',
    ])
    const { metrics, notes } = await run({
      csv: path,
      quantity: 'Qty sold',
      price: 'Price (USD)',
      product: 'sku',
      time: 'date',
      controls: 'Promo?',
    })
    expect(metrics.rowsUsed).toBe(1440)
    expect(metrics.elasticity).toBeCloseTo(-2, 0)
    expect(notes?.join('\n')).toMatch(
      /1 row left out: a value is missing[\s\S]*1 row left out: a quantity below[\s\S]*1 row left out: a price/,
    )
  })

  it('takes columns called log as logarithms, and says so', async () => {
    const sold = shop().filter(({ units }) => units > 0)
    const path = file('logs.csv', [
      'sku,logmove,log_price,units,price',
      ...sold.map((r) => `P${r.product},${Math.log(r.units)},${Math.log(r.price)},${r.units},${r.price}`),
    ])
    const logs = await run({ csv: path, quantity: 'logmove', price: 'log_price', product: 'sku' })
    const plain = await run({ csv: path, quantity: 'units', price: 'price', product: 'sku' })
    expect(logs.metrics.elasticity).toBeCloseTo(plain.metrics.elasticity ?? 0, 6)
    expect(logs.notes?.[0]).toContain('logmove is taken as the natural logarithm')
  })

  it.each([
    ['a price that never moved', shop().map((r) => `P0,${r.units},5`), 'the price never moved'],
    ['nothing sold', shop().map((r) => `P0,0,${r.price}`), 'nothing was sold'],
    ['too few rows', ['P0,3,5', 'P0,4,6'], 'fewer than four'],
    ['prices as logarithms of another name', shop().map((r) => `P0,${r.units},-1`), 'log_'],
    ['words for quantities', ['P0,3,5', 'P0,many,6'], 'row 2 holds "many"'],
  ])('says what is wrong with %s', async (name, lines, told) => {
    const path = file(`${name}.csv`, ['sku,units,price', ...lines])
    const failed = run({ csv: path, quantity: 'units', price: 'price', product: 'sku' })
    await expect(failed).rejects.toThrow(Fault)
    await failed.catch((fault: Fault) => expect(`${fault.message} ${fault.remedy}`).toContain(told))
  })
})
