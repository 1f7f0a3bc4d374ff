import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backUp } from '../../src/backup/backup.ts'
import { filesBelow } from '../../src/backup/contents.ts'
import { restore } from '../../src/backup/restore.ts'
import { verify } from '../../src/backup/verify.ts'
import { openState } from '../../src/state/database/connect.ts'
import { typedHere } from '../cli/terminal.ts'
import { shopIn } from '../lake/shop.ts'
import { keptShop } from './kept-once.ts'
import { configOf, emptyFolder, figures, figuresIn, removed, take } from './kept-shop.ts'

const NOW = new Date('2026-11-24T09:00:00Z')
const OF = { release: '0.1.0', now: NOW }
const made: string[] = []
const folder = async () => {
  const dir = await emptyFolder()
  made.push(dir)
  return dir
}
afterAll(() => removed(...made))

/** What a process that ended had replaced lies there for an hour. */
const faultsOf = async (dir: string) =>
  (await verify(configOf(dir))).filter(
    ({ mark, said }) => mark !== '✓' && !said.includes('that no table names'),
  )

/** Rows that were ingested and wait for a build are no part of it. */
const built = ({ raw_orders: _, ...rest }: Readonly<Record<string, unknown>>) => rest

describe('a backup', () => {
  let dir = ''
  let file = ''
  beforeAll(async () => {
    dir = await keptShop()
    made.push(dir)
    await mkdir(join(dir, 'events'))
    await writeFile(join(dir, 'events', '1.jsonl'), '{"name":"view"}\n')
    file = join(await folder(), 'shop.tar')
    await backUp(configOf(dir), file, OF)
  })

  it('restored on an empty machine holds every figure, and verify finds both well', async () => {
    const there = await folder()
    await restore(configOf(there), file, NOW)
    expect(await figuresIn(there)).toEqual(await figuresIn(dir))
    expect(await readFile(join(there, 'events', '1.jsonl'), 'utf8')).toBe('{"name":"view"}\n')
    expect(await faultsOf(dir)).toEqual([])
    expect(await faultsOf(there)).toEqual([])
  })

  it('is nobody else’s to read, and leaves nothing behind', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(dir, 'lake', '.staging'))).toEqual([])
  })

  it('is of one instant while the bot builds', async () => {
    const shop = await shopIn(await keptShop())
    made.push(shop.dir)
    const stages = new Map([[await shop.manifest.builds(), await figures(shop)]])
    const building = (async () => {
      for (const day of ['2026-11-23']) {
        await take(shop.lake, [day])
        stages.set(await shop.manifest.builds(), await figures(shop))
      }
    })()
    const files: string[] = []
    let isBuilding = true
    const ended = building.finally(() => {
      isBuilding = false
    })
    while (isBuilding && files.length < 2) {
      files.push(join(await folder(), 'shop.tar'))
      await backUp(configOf(shop.dir), files.at(-1) ?? '', OF)
    }
    await ended
    await shop.close()
    for (const one of files) {
      const there = await folder()
      await restore(configOf(there), one, NOW)
      const restored = await shopIn(there)
      // between a build and its KPIs there is a publish of which no stage was written down
      const stage = stages.get(await restored.manifest.builds())
      if (stage) expect(built(await figures(restored))).toEqual(built(stage))
      await restored.close()
      if (stage) expect(await faultsOf(there)).toEqual([])
    }
    expect(files.length).toBeGreaterThan(1)
  })

  it.each([
    [
      'cut in half',
      async (path: string) => truncate(path, Math.floor((await stat(path)).size / 2)),
      /cannot be read .*Truncated/,
    ],
    [
      'with a byte that fell over',
      async (path: string) => {
        const bytes = await readFile(path)
        const at = bytes.lastIndexOf('PAR1') - 40
        bytes[at] = (bytes[at] ?? 0) ^ 0xff
        await writeFile(path, bytes)
      },
      /is damaged: lake\/.* is not what was packed/,
    ],
    [
      'of something else',
      async (path: string) => writeFile(path, 'a,b\n1,2\n'),
      /is no backup|cannot be read/,
    ],
  ])('%s is refused, and nothing is restored', async (_, spoil, said) => {
    const bad = join(await folder(), 'bad.tar')
    await writeFile(bad, await readFile(file))
    await spoil(bad)
    const there = await folder()
    await expect(restore(configOf(there), bad, NOW)).rejects.toThrow(said)
    expect(await filesBelow(there)).toEqual([])
  })

  it('goes into no folder that holds something', async () => {
    await expect(restore(configOf(dir), file, NOW)).rejects.toThrow('is not empty: it holds events')
  })

  it('from a newer release is refused with the reason', async () => {
    const newer = await keptShop()
    made.push(newer)
    const state = await openState(`sqlite:${join(newer, 'state.sqlite')}`)
    await state
      .write('knex_migrations')
      .insert({ name: '9999-later', batch: 9, migration_time: NOW.toISOString() })
    await state.close()
    const later = join(await folder(), 'later.tar')
    await backUp(configOf(newer), later, { ...OF, release: '9.0.0' })
    const there = await folder()
    await expect(restore(configOf(there), later, NOW)).rejects.toThrow(
      'made by the newer release 9.0.0: 9999-later',
    )
    expect(await readdir(there)).toEqual([])
    expect(await faultsOf(newer)).toMatchObject([
      { about: 'State', said: expect.stringContaining('9999-later') },
    ])
  })

  it('is made, checked and restored from a terminal', async () => {
    const to = join(await folder(), 'typed.tar')
    const there = await folder()
    const env = { SHOP_ZONE: 'Europe/Berlin', SHOPPER_KEY: 'a key of sixteen or more' }
    const typed = await typedHere(['backup', to], { ...env, DATA_DIR: dir })
    expect(typed).toMatchObject({ code: 0, err: '' })
    expect(typed.out).toMatch(/^Backed up sqlite:.*state\.sqlite and \d+ files of /)
    const put = await typedHere(['restore', to], { DATA_DIR: there, SHOP_ZONE: 'Asia/Tokyo' })
    expect(put.code).toBe(0)
    expect(put.out).toContain(
      'The figures are of Europe/Berlin, not Asia/Tokyo. Set SHOP_ZONE=Europe/Berlin.',
    )
    expect(put.out).toContain('SHOPPER_KEY was set')
    expect((await typedHere(['backup'], env)).code).toBe(1)
    expect((await typedHere(['restore', to], { DATA_DIR: there })).err).toContain('is not empty')
  })
})
