import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { experiment } from '../../../src/evaluate/experiment/experiment.ts'
import { Fault } from '../../../src/lib/errors.ts'

const run = (options: Record<string, string>) =>
  experiment.run({ option: (name) => options[name] ?? null, progress: () => {} })

describe('an experiment of which only n, mean and variance are known', () => {
  let dir = ''
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'summary-'))
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const file = (name: string, lines: readonly string[]) => {
    const path = join(dir, name)
    writeFileSync(path, `${lines.join('\n')}\n`)
    return path
  }

  it.each([
    ['variance', '0.0475,0.0529'],
    ['sd', `${Math.sqrt(0.0475)},${Math.sqrt(0.0529)}`],
    ['se', `${Math.sqrt(0.0475 / 10_000)},${Math.sqrt(0.0529 / 10_100)}`],
  ])('with %s says what the people would', async (kind, spreads) => {
    const [a, b] = spreads.split(',')
    const summary = file(`${kind}.csv`, [
      `variant,n,mean,${kind}`,
      `treatment,10100,0.0560396,${b}`,
      `control,10000,0.05,${a}`,
    ])
    const { metrics } = await run({ summary })
    expect([metrics.nA, metrics.nB]).toEqual([10_000, 10_100])
    expect(metrics.absolute).toBeCloseTo(0.00604, 5)
    expect(metrics.pValue).toBeCloseTo(0.056, 3)
  })

  it('and checkpoints, both arms beside each other, is judged by the last and tells when the bound was clear', async () => {
    const summary = file('looks.csv', [
      'experiment_id,variant_id,metric_id,time_since_start,count_c,count_t,mean_c,mean_t,variance_c,variance_t',
      'e1,1,m1,0.5,1000,1010,1.0,1.05,4,4',
      'e1,1,m1,1.0,5000,5020,1.0,1.20,4,4',
      'e1,1,m1,1.5,9000,9040,1.0,1.19,4,4',
      'e2,1,m1,0.5,1000,1000,1.0,1.0,4,4',
    ])
    await expect(run({ summary })).rejects.toThrow('holds 2 experiments')
    const { metrics, verdict, notes } = await run({ summary, experiment: 'e1' })
    expect([metrics.nA, metrics.nB]).toEqual([9000, 9040])
    expect(metrics.absolute).toBeCloseTo(0.19, 10)
    expect(verdict).toMatch(/^ship\. /)
    expect(notes?.join(' ')).toContain('3 checkpoints, 0.5 to 1.5')
    expect(notes?.join(' ')).toContain('is clear from 1 on')
  })

  it('a period is added up', async () => {
    const summary = file('periods.csv', [
      'arm,week,n,mean,variance',
      ...[400, 300, 500].flatMap((n, i) => [`a,${i},${n},2,1`, `b,${i},${n},2.1,1`]),
    ])
    const { metrics, notes } = await run({ summary })
    expect(metrics.nA).toBe(1200)
    expect(metrics.absolute).toBeCloseTo(0.1, 10)
    expect(notes?.join(' ')).toContain('added up')
  })

  it('is refused without a spread', async () => {
    await expect(run({ summary: file('bare.csv', ['variant,n,mean', 'a,5,1', 'b,5,2']) })).rejects.toThrow(
      Fault,
    )
  })
})
