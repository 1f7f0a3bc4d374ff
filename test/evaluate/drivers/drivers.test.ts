import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drivers } from '../../../src/evaluate/drivers/drivers.ts'
import type { Score } from '../../../src/evaluate/evaluation.ts'
import { seeded } from '../../../src/lib/random.ts'
import { sharedData } from '../../support/shared-data.ts'

const START = 1_600_000_000
let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'incidents-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

function evaluate(folder: string): Promise<Score> {
  return drivers.run({ option: (name) => (name === 'incidents' ? folder : null), progress: () => {} })
}

/** Ten minutes of a shop of 3 x 4 cells; in the last one the cause is six times as bad. */
function incidentRows(seed: number, cause: Record<string, string>): string[][] {
  const random = seeded(seed)
  return Array.from({ length: 10 }, (_, minute) =>
    ['web', 'app', 'till'].flatMap((shop) =>
      ['1', '2', '3', '04'].map((lane) => {
        const isBad = minute === 9 && (cause.shop ?? shop) === shop && (cause.lane ?? lane) === lane
        const count = 200 + random.below(100)
        return [
          String(START + 60 * minute),
          shop,
          lane,
          String(random.poisson(count * (isBad ? 0.3 : 0.05))),
          String(count),
        ]
      }),
    ),
  ).flat()
}

const csv = (header: string, rows: readonly (readonly string[])[]) =>
  [header, ...rows.map((row) => row.join(','))].join('\n')

describe('labelled incidents of any folder', () => {
  it('are located whatever the columns are called and in whichever order, and missing files are told', async () => {
    const lane = incidentRows(1, { lane: '04' })
    await writeFile(join(dir, 'a 1.csv'), csv('min,shop,lane,value,cnt', lane))
    const both = incidentRows(2, { shop: 'app', lane: '2' })
    const turned = both.map(([minute = '', shop = '', one = '', value = '', count = '']) => [
      value,
      `"${count}"`,
      one,
      shop,
      new Date(Number(minute) * 1000).toISOString(),
    ])
    await writeFile(
      join(dir, 'b.csv'),
      csv('Bad,Total,lane,shop,Time', [...turned, ['', '5', '1', 'web', turned[0]?.[4] ?? '']]),
    )
    const labels = [
      `- data: a 1\n  timestamp: ${START + 540}\n  cause: {'lane': 4}`,
      `- data: b\n  timestamp: ${START + 540}\n  cause: [{'shop': app, 'lane': '2'}]`,
      `- data: gone\n  timestamp: ${START}\n  cause: {'shop': web}`,
    ]
    await writeFile(join(dir, 'labels.yaml'), labels.join('\n'))
    const score = await evaluate(dir)
    expect(score.metrics).toMatchObject({ f1: 1, precision: 1, recall: 1, top1: 1, top3: 1, incidents: 2 })
    expect(Object.keys(score.baselines)).toEqual(['adtributor', 'deviation', 'plainScan'])
    expect(score.notes?.join('\n')).toMatch(/1 row left out/)
    expect(score.notes?.join('\n')).toMatch(/1 incident not judged. gone: There is no file/)
  })

  it('are refused with what is missing', async () => {
    await expect(evaluate(join(dir, 'nowhere'))).rejects.toThrow(/cannot be read/)
    const empty = await mkdtemp(join(tmpdir(), 'incidents-'))
    await expect(evaluate(empty)).rejects.toThrow(/holds no labels.yaml/)
    await writeFile(join(empty, 'labels.yaml'), '- file: x')
    await expect(evaluate(empty)).rejects.toThrow(/is not a list of data, timestamp, cause/)
    await writeFile(join(empty, 'labels.yaml'), '- {data: x, timestamp: 1, cause: {a: 1}}')
    await writeFile(join(empty, 'x.csv'), 'min,a,value\n1,1,1')
    await expect(evaluate(empty)).rejects.toThrow(/has no column cnt/)
    await rm(empty, { recursive: true })
  })
})

describe('the real incidents', () => {
  const folder = sharedData('incidents')
  it.skipIf(folder === null)(
    'are located, every fourth of them, better than by the plain scan (bench/drivers takes all)',
    { timeout: 60_000 },
    async () => {
      const quarter = await mkdtemp(join(tmpdir(), 'incidents-'))
      const labels = (await readFile(join(folder ?? '', 'labels.yaml'), 'utf8')).split(/^(?=- data)/m)
      const chosen = labels.filter((_, i) => i % 4 === 1)
      await writeFile(join(quarter, 'labels.yaml'), chosen.join(''))
      for (const label of chosen) {
        const name = `${/^- data: (.*)$/m.exec(label)?.[1]?.trim()}.csv`
        await symlink(join(folder ?? '', name), join(quarter, name))
      }
      const { metrics, baselines } = await evaluate(quarter)
      expect(metrics.incidents).toBe(chosen.length)
      expect(metrics.f1).toBeGreaterThanOrEqual(0.6)
      expect(metrics.top3).toBeGreaterThanOrEqual(0.9)
      expect(metrics.f1).toBeGreaterThanOrEqual(baselines.plainScan?.f1 ?? 1)
      await rm(quarter, { recursive: true })
    },
  )
})
