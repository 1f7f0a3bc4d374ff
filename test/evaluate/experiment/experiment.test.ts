import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { experiment } from '../../../src/evaluate/experiment/experiment.ts'
import { Fault } from '../../../src/lib/errors.ts'
import { seeded } from '../../../src/lib/random.ts'
import { sharedData } from '../../support/shared-data.ts'

const run = (options: Record<string, string>) =>
  experiment.run({ option: (name) => options[name] ?? null, progress: () => {} })

const cats = sharedData('cookie-cats')

describe.skipIf(cats === null)('the experiment of cookie cats', () => {
  it('lost 0.82 points of day-7 retention, with arms that are hardly of equal size', async () => {
    const { metrics, rows, verdict, notes } = await run({
      csv: join(cats ?? '', 'cookie_cats.csv'),
      variant: 'version',
      metric: 'retention_7,retention_1,sum_gamerounds',
    })
    expect(rows).toBe(90_189)
    expect([metrics.nA, metrics.nB]).toEqual([44_700, 45_489])
    expect(metrics.rateA).toBeCloseTo(0.1902, 4)
    expect(metrics.rateB).toBeCloseTo(0.182, 4)
    expect(metrics.absolute).toBeCloseTo(-0.0082, 4)
    expect(metrics.pValue).toBeCloseTo(0.0016, 4)
    expect(metrics.srmPValue).toBeCloseTo(0.0086, 4)
    expect(metrics['pValue:retention_1']).toBeCloseTo(0.0744, 4)
    expect(metrics['holm:retention_1']).toBeCloseTo(2 * 0.0744, 3)
    expect(verdict).toMatch(/^roll back\. /)
    expect(notes?.[0]).toMatch(/^Sample-ratio warning: "gate_30" 44,700, "gate_40" 45,489 units/)
    expect(notes?.join('\n')).toMatch(/sum_gamerounds is winsorised .* the largest at 49,854\./)
  })
})

describe('an experiment of which only the counts are known', () => {
  it('is gbstats’ reference', async () => {
    const { metrics, verdict } = await run({ counts: '500/10000,566/10100' })
    expect(metrics.lift).toBeCloseTo(0.12079207920792, 10)
    expect(metrics.liftLow).toBeCloseTo(-0.01042732193169, 8)
    expect(metrics.liftHigh).toBeCloseTo(0.25201148034753, 8)
    expect(metrics.pValue).toBeCloseTo(0.0560083686016, 8)
    expect(metrics.pValueRelative).toBeCloseTo(0.07119540803897, 8)
    expect(metrics.probabilityBetter).toBeCloseTo(0.9644097926, 8)
    expect(metrics.expectedLoss).toBeCloseTo(0.0009453379539, 8)
    expect(metrics.srmPValue).toBeCloseTo(0.4805951793, 8)
    expect(verdict).toMatch(/^inconclusive\. /)
  })

  it('gets no verdict where the arms were not filled as planned', async () => {
    const { verdict, notes, metrics } = await run({ counts: '500/10000,700/10500' })
    expect(metrics.srmPValue).toBeCloseTo(0.000479146434587, 10)
    expect(verdict).toMatch(/^no verdict\. /)
    expect(notes?.[0]).toMatch(/^Sample-ratio mismatch/)
    expect((await run({ counts: '500/10000,700/10500', split: '100,105' })).verdict).toMatch(/^ship\. /)
  })

  it('is judged by Fisher’s exact test where conversions are few', async () => {
    const { metrics, notes } = await run({ counts: '1/20,7/20' })
    // R: twice fisher.test(matrix(c(7, 13, 1, 19), 2), alternative = "greater")$p.value
    expect(metrics.pValue).toBeCloseTo(0.0436, 3)
    expect(notes?.join(' ')).toContain('Fisher')
  })

  it('that nobody converted in has no lift, and no verdict but inconclusive', async () => {
    const { metrics, verdict } = await run({ counts: '0/100,0/100' })
    expect(metrics.pValue).toBe(1)
    expect(verdict).toMatch(/^inconclusive\. /)
    expect(verdict).not.toMatch(/NaN|Infinity/)
  })

  it('only ends before its planned size by the bound that may be looked at daily', async () => {
    const early = await run({ counts: '500/10000,570/10000', planned: '80000' })
    expect(early.metrics.pValue).toBeLessThan(0.05)
    expect(early.metrics.anytimePValue).toBeGreaterThan(0.05)
    expect(early.verdict).toMatch(/^keep running\. /)
    expect((await run({ counts: '500/10000,570/10000', planned: '20000' })).verdict).toMatch(/^ship\. /)
    expect((await run({ counts: '500/10000,350/10000', planned: '80000' })).verdict).toMatch(/^roll back\. /)
  })

  it.each(['500/10000', '500/10000,abc', '600/500,1/10', '5/1,1/10', '5/0,0/0'])(
    'is refused as %s',
    async (counts) => {
      await expect(run({ counts })).rejects.toThrow(Fault)
    },
  )
})

describe('an experiment of any file', () => {
  let dir = ''
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'experiment-'))
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const file = (name: string, lines: readonly string[]) => {
    const path = join(dir, name)
    writeFileSync(path, `${lines.join('\n')}\n`)
    return path
  }

  it('may be a file of counts, rows of one arm added up, the control known by its name', async () => {
    const counts = file('counts.csv', [
      'Variant,Users,Conversions',
      'treatment,"6,000",300',
      'control,10000,500',
      'treatment,4100,266',
    ])
    const { metrics } = await run({ counts })
    expect([metrics.nA, metrics.nB]).toEqual([10_000, 10_100])
    expect(metrics.absolute).toBeCloseTo(0.0060396039604, 10)
  })

  it('compares people where people were randomised, not their rows', async () => {
    const random = seeded(3)
    const lines = ['group,person,bought']
    for (let person = 0; person < 600; person++) {
      // each person's rows are alike: 20 rows tell hardly more than one
      const isBuyer = random.next() < 0.3
      for (let row = 0; row < 20; row++)
        lines.push(
          `${person % 2 === 0 ? 'control' : 'new'},p${person},${isBuyer && random.next() < 0.9 ? 'TRUE' : 'FALSE'}`,
        )
    }
    const csv = file('rows.csv', lines)
    const people = await run({ csv, variant: 'group', metric: 'bought/rows', unit: 'person' })
    const rows = await run({ csv, variant: 'group', metric: 'bought' })
    expect([people.metrics.nA, people.metrics.nB]).toEqual([300, 300])
    expect(people.metrics.absolute).toBeCloseTo(rows.metrics.absolute ?? Number.NaN, 10)
    const width = ({ metrics }: typeof rows) => (metrics.absoluteHigh ?? 0) - (metrics.absoluteLow ?? 0)
    expect(width(people) / width(rows)).toBeGreaterThan(3.5)
  })

  it('leaves out people seen in two arms and rows without an arm, and says so', async () => {
    const csv = file('crossed.csv', [
      'arm,user_id,spend',
      ...Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'b' : 'a'},u${i},${10 + (i % 7)}`),
      'a,u1,5',
      ',u99,5',
    ])
    const { metrics, notes } = await run({ csv, variant: 'arm', metric: 'spend', unit: 'user_id' })
    expect([metrics.nA, metrics.nB]).toEqual([20, 19])
    expect(notes?.join('\n')).toContain('1 unit left out that was seen in several arms')
    expect(notes?.join('\n')).toContain('1 row left out: no value in "arm".')
    const plain = await run({ csv, variant: 'arm', metric: 'spend' })
    expect(plain.notes?.join('\n')).toContain('--unit user_id')
  })

  it('narrows its interval by what was known before', async () => {
    const random = seeded(5)
    const csv = file('past.csv', [
      'variant,spend,spend_before',
      ...Array.from({ length: 2000 }, (_, i) => {
        const before = 50 + 20 * random.normal()
        return `${i % 2 ? 'treatment' : 'control'},${(before + 10 * random.normal() + (i % 2)).toFixed(2)},${i % 50 ? before.toFixed(2) : ''}`
      }),
    ])
    const { metrics, baselines, notes } = await run({
      csv,
      variant: 'variant',
      metric: 'spend',
      pre: 'spend_before',
    })
    const plain = baselines['without CUPED']
    const [with_, without] = [metrics, plain ?? {}].map(
      (figures) => (figures.liftHigh ?? Number.NaN) - (figures.liftLow ?? Number.NaN),
    )
    expect((with_ ?? 1) / (without ?? 1)).toBeLessThan(0.6)
    expect(metrics.liftLow).toBeGreaterThan(-0.02)
    expect(notes?.join('\n')).toContain('40 units without a past')
  })

  it('judges several arms at a shared chance, and forbids what hurts a guardrail', async () => {
    const arm = (name: string, users: number, bought: number, refunded: number) =>
      Array.from({ length: users }, (_, i) => `${name},${i < bought ? 1 : 0},${i < refunded ? 'yes' : 'no'}`)
    const csv = file('arms.csv', [
      'variant,bought,refunded',
      ...arm('control', 4000, 400, 40),
      ...arm('blue', 4000, 500, 42),
      ...arm('red', 4000, 500, 90),
    ])
    const { verdict, metrics } = await run({
      csv,
      variant: 'variant',
      metric: 'bought',
      guardrail: 'refunded',
      down: 'refunded',
    })
    expect(verdict).toMatch(/blue: ship\. .*\nred: roll back\. Refunded got worse/)
    expect(metrics['lift:red']).toBeCloseTo(0.25, 10)
  })

  it('reads decimal commas and columns with a comma in their name', async () => {
    const decimals = file('decimals.csv', [
      'id;variant;net',
      ...Array.from({ length: 40 }, (_, i) => `${i};${i % 2 ? 'B;1.234,75' : 'A;12,50'}`),
    ])
    const { metrics } = await run({ csv: decimals, variant: 'variant', metric: 'net' })
    expect([metrics.meanA, metrics.meanB]).toEqual([12.5, 1234.75])
    const named = file('named.csv', [
      'variant,"Sum, net"',
      ...Array.from({ length: 40 }, (_, i) => (i % 2 ? 'B,"1,234"' : 'A,"1,000"')),
    ])
    expect((await run({ csv: named, variant: 'variant', metric: 'Sum, net' })).metrics.meanB).toBe(1234)
  })

  it('of a mean below 0 is better where it rises, though a lift has no direction there', async () => {
    const random = seeded(8)
    const csv = file('loss.csv', [
      'variant,profit',
      ...Array.from(
        { length: 400 },
        (_, i) => `${i % 2 ? 'b' : 'a'},${(random.normal() - (i % 2 ? 1 : 2)).toFixed(3)}`,
      ),
    ])
    const { metrics, verdict } = await run({ csv, variant: 'variant', metric: 'profit' })
    expect(verdict).toMatch(/^ship\. /)
    expect(metrics.probabilityBetter).toBeGreaterThan(0.99)
  })

  it('with one arm, no spread or unreadable columns is refused or said to be so', async () => {
    const one = file('one.csv', ['variant,bought', 'a,1', 'a,0'])
    await expect(run({ csv: one, variant: 'variant', metric: 'bought' })).rejects.toThrow(/one arm only/)
    const flat = file('flat.csv', ['variant,bought', 'a,1', 'a,1', 'b,1', 'b,1'])
    expect((await run({ csv: flat, variant: 'variant', metric: 'bought' })).verdict).toMatch(/^inconclusive/)
    const words = file('words.csv', ['variant,bought', 'a,much', 'a,little', 'b,much', 'b,none of it'])
    await expect(run({ csv: words, variant: 'variant', metric: 'bought' })).rejects.toThrow(/no number/)
    await expect(run({ csv: flat, variant: 'variant', metric: 'sold' })).rejects.toThrow(
      /There is no column "sold"/,
    )
    await expect(run({ csv: flat, variant: 'variant', metric: 'bought', control: 'c' })).rejects.toThrow(
      /no arm/,
    )
    await expect(run({ csv: flat, variant: 'variant' })).rejects.toThrow(/--metric is missing/)
    await expect(run({ counts: '1/10,2/10', csv: flat })).rejects.toThrow(/takes no --csv/)
  })
})
