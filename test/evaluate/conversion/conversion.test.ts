import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conversion } from '../../../src/evaluate/conversion/conversion.ts'
import { splitByChance } from '../../../src/evaluate/conversion/split.ts'
import { seeded } from '../../../src/lib/random.ts'
import { sharedData } from '../../support/shared-data.ts'

const run = (options: Record<string, string>) =>
  conversion.run({ option: (name) => options[name] ?? null, progress: () => {} })

const shoppers = sharedData('online-shoppers')

describe.skipIf(shoppers === null)('conversion of online shoppers', () => {
  const options = { csv: join(shoppers ?? '', 'online_shoppers_intention.csv'), target: 'Revenue' }

  it('learns from February to October and is judged on November and December', async () => {
    const { model, metrics, baselines, notes } = await run({ ...options, time: 'Month' })
    expect(notes?.[0]).toContain('Feb to Oct, judged on Nov to Dec')
    expect(metrics.rowsTest).toBe(3771)
    expect(model).toContain('the bot’s own')
    expect(metrics.auc).toBeGreaterThan(0.815)
    expect(metrics.logLoss).toBeLessThan(0.43)
    expect(notes?.join(' ')).toMatch(/Fitted as every night: L2 penalty 300,/)
    // scikit-learn 1.7, standardised and one-hot, C = 1, without the month: AUC .823, log-loss .452
    expect(baselines.untuned?.auc).toBeGreaterThan(0.8)
    expect(baselines.untuned?.logLoss).toBeLessThan(0.452)
    expect(notes?.join(' ')).toMatch(/untuned: L2 penalty 1,/)
    expect(notes?.join(' ')).toContain('The bot refuses to learn from PageValues')
    // the base rate nearly doubled, and the scores hardly moved: only the test of the level sees it
    expect(metrics.psi).toBeLessThan(0.25)
    expect(metrics.calibrationInTheLargeZ).toBeGreaterThan(5)
    expect(baselines.withoutSuspects?.auc).toBeLessThan(0.75)
    expect(notes?.join(' ')).toContain('Possible leak: PageValues alone')
  }, 60_000)
})

describe('conversion of any file', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'conversion-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function file(name: string, head: string, line: (row: number) => string, rows = 1500): string {
    const path = join(folder, name)
    writeFileSync(path, [head, ...Array.from({ length: rows }, (_, row) => line(row))].join('\n'))
    return path
  }

  it('judges boosted trees where the bot would pick them, and names the logistic model beside them', async () => {
    const random = seeded(8)
    // what views mean turns with the channel: no sum of columns says so
    const csv = file(
      'bent.csv',
      'views,channel,bought',
      () => {
        const [views, channel] = [random.below(9), ['app', 'web', 'shop'][random.below(3)]]
        const turn = channel === 'web' ? -1 : 1
        const logit = -0.8 + turn * 0.7 * (views - 4)
        return `${views},${channel},${random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0}`
      },
      2400,
    )
    const { model, metrics, baselines, notes } = await run({ csv, target: 'bought' })
    expect(model).toContain('boosted trees')
    expect(metrics.logLoss).toBe(baselines.trees?.logLoss)
    expect(metrics.logLoss).toBeLessThan((baselines.logistic?.logLoss ?? 0) - 0.05)
    expect(notes?.join(' ')).toMatch(
      /Picked: boosted trees, better than the logistic model by more than chance/,
    )
    const plain = await run({ csv: visits('plain.csv'), target: 'bought' })
    expect(plain.model).not.toContain('boosted trees')
    expect(plain.metrics.logLoss).toBe(plain.baselines.logistic?.logLoss)
    expect(plain.notes?.join(' ')).toContain('Picked: the logistic model.')
  }, 60_000)

  /** Every other column is noise; `views` and `channel` matter. */
  function visits(name: string, { time = (row: number) => `${row}`, yes = 'yes', no = 'no' } = {}): string {
    const random = seeded(5)
    return file(name, 'when,visit id,views,channel,price,same,bought', (row) => {
      const [views, isApp] = [random.poisson(4), random.next() < 0.5]
      const logit = -2.5 + 0.4 * views + (isApp ? 0.8 : 0)
      const cell = random.next() < 1 / (1 + Math.exp(-logit)) ? yes : no
      const price = row % 11 === 0 ? '' : `"1,${100 + random.below(900)}.50"`
      return `${time(row)},v-${row},${views},${isApp ? 'app' : 'web'},${price},1,${cell}`
    })
  }

  it('splits by chance where there is no time, alike for the same seed', async () => {
    const csv = visits('chance.csv')
    const [first, again, other] = await Promise.all(
      ['1', '1', '2'].map((seed) => run({ csv, target: 'bought', exclude: 'when', seed })),
    )
    expect(first?.metrics).toEqual(again?.metrics)
    expect(first?.metrics.auc).not.toBe(other?.metrics.auc)
    expect(first?.metrics).toMatchObject({ rowsTrain: 1050, rowsTest: 450 })
    expect(first?.metrics.auc).toBeGreaterThan(0.65)
    expect(Math.abs(first?.metrics.calibrationInTheLargeZ ?? 9)).toBeLessThan(3)
    expect(first?.notes?.join(' ')).toContain('Not looked at: visit id')
    expect(first?.notes?.join(' ')).toContain('Not looked at: same (the same in every row)')
    expect(first?.notes?.join(' ')).toContain('price 9 %')
  })

  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  it.each([
    ['month names', (row: number) => MONTHS[row % 12] ?? '', 'Jan to Aug, judged on Sep to Dec'],
    [
      'ISO days',
      (row: number) => `2026-0${1 + (row % 9)}-10`,
      '2026-01-10 to 2026-06-10, judged on 2026-07-10 to 2026-09-10',
    ],
    [
      'days with the day first',
      (row: number) => `13/0${1 + (row % 9)}/2026`,
      '2026-06-13, judged on 2026-07-13',
    ],
    [
      'weeks',
      (row: number) => `2026-W${10 + (row % 10)}`,
      '2026-W10 to 2026-W16, judged on 2026-W17 to 2026-W19',
    ],
    ['quarters', (row: number) => `Q${1 + (row % 4)} 2026`, 'Q1 2026 to Q3 2026, judged on Q4 2026'],
    ['numbers', (row: number) => `${row % 10}`, '0 to 6, judged on 7 to 9'],
  ])('puts %s in order of time, whole', async (name, time, said) => {
    const { notes } = await run({ csv: visits(`${name}.csv`, { time }), target: 'bought', time: 'when' })
    expect(notes?.[0]).toContain(said)
  })

  it('is judged from where it is told', async () => {
    const csv = visits('from.csv', { time: (row) => MONTHS[row % 12] ?? '' })
    const { notes } = await run({ csv, target: 'bought', time: 'when', 'test-from': 'november' })
    expect(notes?.[0]).toContain('Jan to Oct, judged on Nov to Dec')
  })

  it.each([
    ['TRUE', 'FALSE'],
    ['1', '0'],
    ['Buyer', 'Browser'],
    ['Y', 'N'],
    ['2', '1'],
  ])('takes %s for the outcome and %s for none', async (yes, no) => {
    const { metrics } = await run({ csv: visits(`${yes}.csv`, { yes, no }), target: 'bought' })
    expect(metrics.auc).toBeGreaterThan(0.65)
    expect(metrics.baseRate).toBeCloseTo(0.42, 1)
  })

  it('names a column that gives the outcome away', async () => {
    const random = seeded(6)
    const csv = file('leak.csv', 'views,paid_amount,bought', () => {
      const isBought = random.next() < 0.3
      return `${random.poisson(3)},${isBought ? 20 + random.below(80) : 0},${isBought ? 1 : 0}`
    })
    const { notes, baselines } = await run({ csv, target: 'bought' })
    expect(notes?.join(' ')).toContain('paid_amount alone ranks the rows almost perfectly')
    expect(baselines.withoutSuspects?.auc).toBeLessThan(0.6)
  })

  it('accuses no honest column that says most, but tells how much it says', async () => {
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed)
      const csv = file(`honest-${seed}.csv`, 'pages,monthly_payment,bought', () => {
        const pages = random.normal()
        return `${pages.toFixed(3)},${random.below(900)},${random.next() < 1 / (1 + Math.exp(1.5 - 1.2 * pages)) ? 1 : 0}`
      })
      const { notes } = await run({ csv, target: 'bought' })
      expect(notes?.join(' ')).not.toContain('leak')
      expect(notes?.join(' ')).toMatch(/Most of what the model knows comes from pages \(AUC 0\.7\d+ alone\)/)
    }
  })

  it.each([
    ['views', {}, /Column "views" holds \d+ different values/],
    ['same', {}, /holds one value only/],
    ['nothing', {}, /has no column "nothing"/],
    ['bought', { time: 'channel' }, /cannot be put in order of time: "(app|web)"/],
    ['bought', { exclude: 'chanel' }, /no column "chanel" to exclude/],
    ['bought', { time: 'same' }, /All rows are of one time/],
  ])('says what is wrong with %s %o', async (target, more, said) => {
    await expect(run({ csv: visits('wrong.csv'), target, ...more })).rejects.toThrow(said)
  })

  it('judges a file with few buyers, and says how little that is worth', async () => {
    const random = seeded(7)
    const csv = file(
      'few.csv',
      'x,bought',
      (row) => `${random.poisson(3) + (row % 9 === 0 ? 4 : 0)},${row % 9 === 0 ? 1 : 0}`,
      200,
    )
    const { metrics, notes } = await run({ csv, target: 'bought' })
    expect(metrics.auc).toBeGreaterThan(0.8)
    expect(notes?.join(' ')).toContain('Only 16 rows with the outcome to learn from')
  })

  it('says how many more are needed', async () => {
    const csv = file('fewer.csv', 'x,bought', (row) => `${row % 7},${row % 20 === 0 ? 1 : 0}`, 200)
    await expect(run({ csv, target: 'bought' })).rejects.toThrow('10 are needed')
  })

  it('reads numbers with a decimal comma', async () => {
    const random = seeded(8)
    const csv = file('comma.csv', 'Preis;Umsatz;gekauft', () => {
      const price = random.normal()
      const isBought = random.next() < 1 / (1 + Math.exp(-2 * price))
      const shown = (100 + 20 * price).toFixed(2).replace('.', ',')
      return `${shown};1.${100 + random.below(900)},50;${isBought ? 'ja' : 'nein'}`
    })
    const { metrics, notes } = await run({ csv, target: 'gekauft' })
    expect(metrics.auc).toBeGreaterThan(0.8)
    expect(notes?.join(' ')).not.toContain('Not looked at')
  })

  it('counts other days back from the time it is split by', async () => {
    const random = seeded(9)
    const csv = file('since.csv', 'when,first_seen,bought', (row) => {
      const [day, ago] = [1 + row / 5, random.below(200)]
      const iso = (days: number) => new Date(Date.UTC(2026, 0, days)).toISOString().slice(0, 10)
      return `${iso(day)},${iso(day - ago)},${random.next() < (ago < 50 ? 0.6 : 0.2) ? 1 : 0}`
    })
    const { metrics, notes } = await run({ csv, target: 'bought', time: 'when' })
    expect(metrics.auc).toBeGreaterThan(0.62)
    expect(notes?.join(' ')).toContain('days since first_seen')
  })

  it('deals out very many rows, both outcomes alike', () => {
    const labels = Float64Array.from({ length: 300_000 }, (_, row) => (row % 50 === 0 ? 1 : 0))
    const { train, test } = splitByChance(labels, Uint32Array.from(labels.keys()), 1)
    expect([train.length, test.length]).toEqual([210_000, 90_000])
    expect(test.filter((row) => labels[row] === 1)).toHaveLength(1800)
  })
})
