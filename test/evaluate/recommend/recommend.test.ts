import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readInteractions } from '../../../src/evaluate/recommend/interactions.ts'
import { readBaskets } from '../../../src/evaluate/recommend/read-baskets.ts'
import { recommend } from '../../../src/evaluate/recommend/recommend.ts'
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

describe('a file of baskets', () => {
  it('is read with its blanks stripped, empty lines left out and items named twice counted once', async () => {
    const read = await readBaskets(await file('a.csv', ' milk , bread,\n\nmilk,milk,"rye, dark"\n'))
    expect(read.baskets).toEqual([
      ['milk', 'bread'],
      ['milk', 'rye, dark'],
    ])
    expect(read.rows).toBe(2)
    expect(read.notes).toEqual(['1 item named twice in a basket counted once.'])
  })

  it('may have a line of names and a column that counts the items', async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `2;milk;bread ${i % 3}`)
    const read = await readBaskets(await file('b.csv', ['Item(s);Item 1;Item 2', ...lines].join('\n')))
    expect(read.baskets[0]).toEqual(['milk', 'bread 0'])
    expect(read.notes).toHaveLength(2)
  })

  it('of too few baskets is refused with what is needed', async () => {
    const input = await file('few.csv', 'milk,bread,butter\nmilk,bread,jam\n')
    await expect(recommend.run(asked({ baskets: input }))).rejects.toThrow('10 are needed')
  })
})

describe('a file of interactions', () => {
  const rows = () => {
    const random = seeded(9)
    return Array.from({ length: 3000 }, () => {
      const [user, hour] = [random.below(150), random.below(24 * 60)]
      const item = 10 * (user % 5) + random.below(10)
      return [`u${user}`, `i${item}`, String(1_500_000_000 + 3600 * hour)]
    })
  }

  it('without a line of names is read by column numbers; a row that is cut off is counted', async () => {
    const path = await file(
      'c.csv',
      `${rows()
        .map((row) => row.join(','))
        .join('\n')}\nu1,i1`,
    )
    const read = await readInteractions(path, { user: '1', item: '2', time: '3' })
    expect(read.users).toHaveLength(3000)
    expect(read.notes).toEqual(['1 row left out: a user, an item or a time is missing or unreadable.'])
  })

  it('is split by time, and beats what sells most where users have a taste', async () => {
    const path = await file(
      'd.csv',
      `who,what,at\n${rows()
        .map((row) => row.join(','))
        .join('\n')}\n`,
    )
    const { metrics, baselines, notes } = await recommend.run(
      asked({ interactions: path, user: 'who', item: 'what', time: 'at' }),
    )
    expect(notes?.[0]).toContain('Split by time')
    expect(metrics.recall10).toBeGreaterThan(2 * (baselines.popularity?.recall10 ?? 1))
  })

  it('without times hides one item of each user', async () => {
    const path = await file(
      'e.csv',
      `who,what\n${rows()
        .map(([user, item]) => `${user},${item}`)
        .join('\n')}\n`,
    )
    const { metrics, notes } = await recommend.run(asked({ interactions: path, user: 'who', item: 'what' }))
    expect(notes?.[0]).toContain('Leave-one-out')
    expect(metrics.queries).toBe(150)
  })
})
