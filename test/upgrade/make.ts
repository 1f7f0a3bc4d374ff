import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { backUp } from '../../src/backup/backup.ts'
import { openState } from '../../src/state/database/connect.ts'
import { enqueue } from '../../src/state/messages/outbox.ts'
import { configOf, fillShop } from '../backup/kept-shop.ts'
import { kpisIn } from './kpis.ts'

/**
 * The data folder of a small made-up shop as this release leaves it, and its KPIs: made when a release is, and kept, so
 * that every later one is tried on it (`npm run release-data`).
 */
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const dir = await mkdtemp(join(tmpdir(), 'release-'))
const now = new Date('2026-11-24T09:00:00Z')
await fillShop(dir)
const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
await state.transaction((trx) =>
  enqueue(trx, { key: 'digest:2026-11-22', channel: '#daily-digest', content: '{}' }, now),
)
await state.close()
const tar = join(dir, 'made.tar')
await backUp(configOf(dir), tar, { release: version, now })
const to = (name: string) => fileURLToPath(new URL(`./releases/${version}.${name}`, import.meta.url))
writeFileSync(to('tar.gz'), gzipSync(readFileSync(tar), { level: 9 }))
writeFileSync(to('json'), `${JSON.stringify(await kpisIn(dir))}\n`)
await rm(dir, { recursive: true })
