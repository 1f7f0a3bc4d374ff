import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uplift } from '../../../src/evaluate/campaign/uplift.ts'
import { seeded } from '../../../src/lib/random.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'evaluate-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

async function file(name: string, content: string): Promise<string> {
  const path = join(dir, name)
  await writeFile(path, content)
  return path
}

const asked = (options: Readonly<Record<string, string>>) => ({
  option: (name: string) => options[name] ?? null,
  progress: () => {},
})

describe('a file of a campaign', () => {
  /** contact works on half of the customers only; `basket` is known afterwards, `band` only bands of `spend_before` */
  function customers(arms: readonly string[]): string {
    const random = seeded(4)
    const lines = Array.from({ length: 4000 }, (_, i) => {
      const [arm, likes, spend] = [
        arms[random.below(arms.length)] ?? '',
        random.below(2),
        10 + random.below(290),
      ]
      const bought = random.next() < (arm !== 'none' && likes === 1 ? 0.4 : 0.15) ? 1 : 0
      return [
        i,
        arm,
        likes,
        `"1,${String(100 + spend).padStart(3, '0')}"`,
        `b${Math.floor((spend + 100) / 100)}`,
        bought,
        bought * spend,
      ]
    })
    return `row,arm,likes,spend_before,band,bought_it,basket\n${lines.map((line) => line.join(',')).join('\n')}\n`
  }
  const about = { treatment: 'arm', outcome: 'bought_it', seeds: '4' }

  it('finds whom contact persuades, and looks at nothing that came of it', async () => {
    const csv = await file('f.csv', customers(['none', 'mail']))
    const { metrics, baselines, notes } = await uplift.run(asked({ ...about, csv }))
    expect(metrics.qini).toBeGreaterThan(0.15)
    expect(Math.abs(baselines.random?.qini ?? 1)).toBeLessThan(0.1)
    expect(metrics.ateLow).toBeLessThan(0.125)
    expect(metrics.ateHigh).toBeGreaterThan(0.125)
    const told = notes?.join(' ')
    expect(told).toContain('basket (known from the outcome')
    expect(told).toContain('band (only bands of spend_before')
    expect(told).toContain('row (counts the rows)')
  })

  it('of several arms is judged in all and each by itself', async () => {
    const csv = await file('g.csv', customers(['none', 'mail', 'push mail']))
    const { metrics } = await uplift.run(asked({ ...about, csv, seeds: '2' }))
    expect(metrics.qiniMail).toBeGreaterThan(0.1)
    expect(metrics.qiniPushMail).toBeGreaterThan(0.1)
  })

  it.each([
    [['mail'], {}, 'one arm only'],
    [['none', 'mail'], { control: 'nome' }, '--control "nome" is no arm'],
    [['left', 'right'], {}, 'cannot be told which arm'],
    [['none', 'mail'], { outcome: 'spend' }, 'no column "spend"'],
  ] as const)('with arms %j and %j is refused', async (arms, options, because) => {
    const csv = await file('h.csv', customers(arms))
    await expect(uplift.run(asked({ ...about, ...options, csv }))).rejects.toThrow(because)
  })
})
