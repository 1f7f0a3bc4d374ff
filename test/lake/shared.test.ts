import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Lake } from '../../src/lake/contract/lake.ts'
import { openLake } from '../../src/lake/open.ts'
import { stagingFolder } from '../../src/lake/store/files.ts'
import { openShop, order, rows, type Shop } from './shop.ts'

let shop: Shop
const others: Lake[] = []
beforeEach(async () => {
  shop = await openShop()
})
afterEach(async () => {
  for (const other of others.splice(0)) await other.close()
  await shop.remove()
})

/** As another replica opens it: the same folder and the same manifest, an engine and views of its own. */
async function another(dir = join(shop.dir, 'lake')): Promise<Lake> {
  const lake = await openLake({
    dir,
    zone: 'Europe/Berlin',
    currency: 'EUR',
    manifest: shop.manifest,
    memoryLimitMb: 256,
    threads: 1,
    shopperKey: 'a key of the shop',
    clock: { now: () => new Date('2026-11-24T09:00:00Z') },
  })
  others.push(lake)
  return lake
}

const land = (lake: Lake, id: string, day: string) =>
  lake.ingest(rows('orders', [order(id, `${day} 10:00:00`)]))
const orders = async (lake: Lake) =>
  (await lake.query<{ order_id: string }>('select order_id from mart_orders order by order_id')).map(
    ({ order_id }) => order_id,
  )

describe('a lake that several processes share', () => {
  it('is read by each as it was last published by any', async () => {
    const other = await another()
    await land(shop.lake, '1', '2026-11-20')
    await shop.lake.build()
    expect(await orders(other)).toEqual(['1'])
    await land(other, '2', '2026-11-20')
    expect(await orders(shop.lake)).toEqual(['1'])
    await other.build()
    expect(await orders(shop.lake)).toEqual(['1', '2'])
  })

  it('is read whole while another rebuilds the same day again and again', async () => {
    const other = await another()
    await land(shop.lake, '1', '2026-11-20')
    await shop.lake.build()
    let isOver = false
    const seen: number[] = []
    const reading = (async () => {
      while (!isOver) seen.push((await orders(other)).length)
    })()
    for (let n = 2; n <= 5; n++) {
      await land(shop.lake, String(n), '2026-11-20')
      await shop.lake.build()
    }
    isOver = true
    await reading
    expect(new Set(seen).size).toBeGreaterThan(1)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(await orders(other)).toEqual(['1', '2', '3', '4', '5'])
  })

  it('keeps the work of one when another is started', async () => {
    const staging = await stagingFolder(join(shop.dir, 'lake'), 'at work')
    const settled = join(shop.dir, 'lake', 'not-published-yet.parquet')
    await writeFile(settled, '')
    await another()
    expect((await stat(staging)).isDirectory()).toBe(true)
    expect((await stat(settled)).isFile()).toBe(true)
  })

  it('is rid of what the dead left behind', async () => {
    const root = join(shop.dir, 'lake', '.staging')
    await stagingFolder(join(shop.dir, 'lake'), 'at work')
    // no process has this number: Linux gives none beyond 2^22
    const dead = join(root, `killed@${hostname()}.4194305.00000000`)
    const far = join(root, 'silent@elsewhere.7.00000000')
    const near = join(root, 'busy@elsewhere.7.00000000')
    for (const path of [dead, far, near]) await writeFile(path, '')
    await utimes(far, 0, 0)
    await another()
    expect((await readdir(root)).map((name) => name.split('@')[0]).sort()).toEqual(['at work', 'busy'])
  })

  it('takes nothing from a process whose files are older than what stands', async () => {
    const other = await another()
    await land(shop.lake, '1', '2026-11-20')
    const publish = shop.manifest.publish
    // it has built and is about to publish when the other one overtakes it, with something new in it
    const slow = await openLake({
      dir: join(shop.dir, 'lake'),
      zone: 'Europe/Berlin',
      currency: 'EUR',
      manifest: {
        ...shop.manifest,
        async publish(change) {
          await land(other, '2', '2026-11-20')
          await other.writeMart('mart_kpi', [{ sql: KPI, replaces: 'all' }])
          await publish(change)
        },
      },
      memoryLimitMb: 256,
      threads: 1,
      shopperKey: 'a key of the shop',
    })
    others.push(slow)
    await expect(slow.build()).rejects.toThrow('another build has been published meanwhile')
    expect(await orders(other)).toEqual([])
    await other.build()
    expect(await orders(other)).toEqual(['1', '2'])
    expect(await slow.query('select count(*) as kpis from mart_kpi')).toEqual([{ kpis: 1 }])
  })
})

const KPI = `select 'gmv' as metric, date '2026-11-20' as day, 'all' as dimension, 'all' as member,
  cast(1 as double) as of, cast(1 as double) as over`

describe('a lake on another file system than the state', () => {
  const shared = '/dev/shm'
  const isThere = async () => (await stat(shared).catch(() => null))?.dev !== (await stat(tmpdir())).dev

  it('is built and read all the same', async ({ skip }) => {
    if (!(await isThere())) skip('/dev/shm is not there, or no other file system')
    const dir = join(shared, `floorwalker-lake-${process.pid}`)
    try {
      const lake = await another(dir)
      await land(lake, '1', '2026-11-20')
      await lake.build()
      expect(await orders(lake)).toEqual(['1'])
    } finally {
      await rm(dir, { recursive: true, force: true })
    }
  })
})
