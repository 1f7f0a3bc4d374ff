import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extract } from 'tar'
import { describe, expect, it } from 'vitest'
import { restore } from '../../src/backup/restore.ts'
import { verify } from '../../src/backup/verify.ts'
import { migrate, openState } from '../../src/state/database/connect.ts'
import { migrationsOf, waitingMigrations } from '../../src/state/database/portable.ts'
import { configOf, take } from '../backup/kept-shop.ts'
import { shopIn } from '../lake/shop.ts'
import { kpisIn } from './kpis.ts'

const RELEASES = fileURLToPath(new URL('./releases', import.meta.url))
const kept = readdirSync(RELEASES)
  .filter((name) => name.endsWith('.tar.gz'))
  .map((name) => name.replace('.tar.gz', ''))

describe.each(kept)('the data folder of release %s', (release) => {
  const archive = join(RELEASES, `${release}.tar.gz`)
  const figures: unknown = JSON.parse(readFileSync(join(RELEASES, `${release}.json`), 'utf8'))

  it('starts with this release, says what was migrated, and keeps every KPI while days go on', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'upgraded-'))
    try {
      await extract({ file: archive, cwd: dir })
      const { migrations } = JSON.parse(readFileSync(join(dir, 'backup.json'), 'utf8'))
      const waiting = waitingMigrations(migrations)
      const said = (await verify(configOf(dir))).map((one) => one.said).join('\n')
      if (waiting.length > 0)
        expect(said).toContain(`The next start applies ${waiting.join(', ')}: back up first.`)
      const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
      expect(await migrate(state)).toEqual({ names: waiting, isNew: false })
      expect(waitingMigrations((await migrationsOf(state)) ?? [])).toEqual([])
      await state.close()
      expect(await kpisIn(dir)).toEqual(figures)
      const shop = await shopIn(dir)
      await take(shop.lake, ['2026-11-23'])
      await shop.close()
      const later = await kpisIn(dir)
      expect(later).toEqual(expect.arrayContaining([...gmvOf(figures)]))
      expect((await verify(configOf(dir))).filter(({ mark }) => mark === '✗')).toEqual([])
    } finally {
      await rm(dir, { recursive: true })
    }
  })

  it('is restored from its backup', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'upgraded-'))
    try {
      const { contents } = await restore(configOf(dir), archive, new Date('2026-11-25T09:00:00Z'))
      expect(contents.release).toBe(release)
      expect(await kpisIn(dir)).toEqual(figures)
    } finally {
      await rm(dir, { recursive: true })
    }
  })
})

const isGmv = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && 'metric' in row && row.metric === 'gmv'
const gmvOf = (rows: unknown): readonly unknown[] => (Array.isArray(rows) ? rows.filter(isGmv) : [])
