import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openState } from '../../../src/state/database/connect.ts'
import type { State } from '../../../src/state/database/state.ts'
import { openShop, rows, type Shop } from '../shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await land('1', '2026-11-20')
  await shop.lake.build()
})
afterEach(() => shop.remove())

const land = (id: string, day: string) =>
  shop.lake.ingest(rows('orders', [{ order_id: id, ordered_at: `${day} 10:00:00`, customer_id: 'ann' }]))
const orders = async () =>
  (await shop.lake.query<{ order_id: string }>('select order_id from mart_orders order by order_id')).map(
    ({ order_id }) => order_id,
  )

describe('the marts of yesterday stand, and the next build catches up', () => {
  it('when the disk takes no file', async () => {
    await land('2', '2026-11-21')
    const staging = join(shop.dir, 'lake', '.staging')
    await rm(staging, { recursive: true, force: true })
    await writeFile(staging, 'where a folder should be')
    await expect(shop.lake.build()).rejects.toThrow(/EEXIST|ENOTDIR/)
    expect(await orders()).toEqual(['1'])
    await rm(staging)
    expect((await shop.lake.build()).failed).toEqual([])
    expect(await orders()).toEqual(['1', '2'])
  })

  it('when another process holds the database', async () => {
    await land('2', '2026-11-21')
    const other: State = await openState(`sqlite:${join(shop.dir, 'state.sqlite')}`)
    let letGo = () => {}
    let holding: Promise<void> = Promise.resolve()
    await new Promise<void>((taken) => {
      holding = other.transaction(
        () =>
          new Promise((end) => {
            letGo = end
            taken()
          }),
      )
    })
    try {
      await expect(shop.lake.build()).rejects.toThrow(/SQLITE_BUSY|locked/)
      expect(await orders()).toEqual(['1'])
    } finally {
      letGo()
      await holding
      await other.close()
    }
    expect((await shop.lake.build()).failed).toEqual([])
    expect(await orders()).toEqual(['1', '2'])
  })
})
