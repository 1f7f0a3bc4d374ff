import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { advisedRule, shopOver } from '../../../src/advice/restock/advised-rule.ts'
import { replay } from '../../../src/advice/restock/replay.ts'
import { restock } from '../../../src/evaluate/restock/restock.ts'
import { addDays } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restock-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function score(name: string, lines: readonly string[], options: Record<string, string> = {}) {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  const given: Record<string, string> = { demand: path, ...options }
  return restock.run({ option: (option) => given[option] ?? null, progress: () => {} })
}

const ITEMS = ['A', 'B', 'C']
const PERIODS = 150
const wanted = ITEMS.map((_, i) => {
  const random = seeded(i + 1)
  return Array.from({ length: PERIODS }, () => random.poisson([6, 0.4, 2][i] ?? 1))
})
const dayOf = (t: number) => addDays('2026-01-01', t)
const periods = Array.from({ length: PERIODS }, (_, t) => t)
const of = (i: number, t: number) => wanted[i]?.[t] ?? 0
const shapes = {
  long: [
    'sku,date,quantity',
    ...periods.flatMap((t) => ITEMS.map((id, i) => `${id},${dayOf(t)},${of(i, t)}`)).toReversed(),
  ],
  periodRows: ['date,A,B,C', ...periods.map((t) => [dayOf(t), ...ITEMS.map((_, i) => of(i, t))].join(','))],
  itemRows: [
    ['sku', ...periods.map(dayOf)].join(','),
    ...ITEMS.map((id, i) => [id, ...periods.map((t) => of(i, t))].join(',')),
  ],
}

it('the three shapes of one demand give one score', async () => {
  const { metrics, baselines } = await score('long.csv', shapes.long)
  for (const shape of ['periodRows', 'itemRows'] as const)
    expect(await score(`${shape}.csv`, shapes[shape])).toMatchObject({ metrics, baselines })
  expect(metrics).toMatchObject({ items: 3 })
  // beside the rules of the textbooks, those that take demand as it was
  expect(Object.keys(baselines)).toEqual(
    expect.arrayContaining(['croston', 'teunterSyntetosBabai', 'willemainBootstrap', 'conformalQuantile']),
  )
  for (const name of ['fillRate', 'cycleService']) {
    expect(metrics[name]).toBeGreaterThan(0.8)
    expect(metrics[name]).toBeLessThanOrEqual(1)
  }
  expect(Object.keys(baselines)).toContain('normalReviewAndLeadTime')
})

it('a gap ends an item, and what is left out is told', async () => {
  const rows = shapes.periodRows.map((line, i) => (i > 20 ? line.replace(/,\d+$/, ',NA') : line))
  const { metrics, notes } = await score('gap.csv', rows)
  expect(metrics.items).toBe(2)
  expect(notes?.join(' ')).toContain('1 item left out: fewer than 24 days are known.')
})

it('too little is refused with what is needed', async () => {
  await expect(score('short.csv', shapes.periodRows.slice(0, 15))).rejects.toThrow(/No item has 24 days/)
})

it('a rule sees only the past: other days to come change nothing before them', () => {
  const setting = {
    service: 0.95,
    review: 7,
    lead: { mean: 9, variance: 9 },
    costs: { order: 5, holding: 0.01 },
    mostCover: 60,
    window: 120,
    periodsAMonth: 30,
  }
  const run = (demand: readonly number[]) => {
    const seen: number[] = []
    const shop = shopOver(
      [{ demand, from: 0 }],
      { ...setting, window: 60 },
      { blockPeriods: 14, lead: { mean: 9, sd: 3 } },
    )
    const rule = advisedRule(setting, shop)
    const spy = {
      name: 'spy',
      levels: (past: Parameters<typeof rule.levels>[0]) => {
        const levels = rule.levels(past)
        if (past.sales.length <= 100) seen.push(levels.point, levels.upTo)
        return levels
      },
    }
    replay(demand, spy, { warmUp: 60, review: 7, lead: { mean: 9, sd: 3 }, seed: 1 })
    return seen
  }
  const demand = wanted[0] ?? []
  expect(run(demand.map((units, t) => (t >= 100 ? 50 : units)))).toEqual(run(demand))
  expect(run(demand).length).toBeGreaterThan(8)
})
