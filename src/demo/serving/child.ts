import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seeded } from '../../lib/random.ts'
import { openMarket } from '../market/simulate.ts'
import { api, bucket } from './api.ts'
import { counter } from './counter.ts'
import { feeds } from './feed.ts'
import { front } from './front.ts'
import type { ShopClock, ShopOrder } from './shop-order.ts'
import { groundTruth } from './truth.ts'

/** The shop's own process: makes the world, serves it, and ends with its parent. */
const LOOK_MS = 2000
const RATE = { capacity: 12, perSecond: 12 }

process.once('message', (order: ShopOrder) => {
  const market = openMarket({ ...order, breaks: order.isLive })
  const world = market.world()
  const served = feeds(world, seeded(order.seed * 1000 + 7))
  mkdirSync(order.dir, { recursive: true })
  writeFileSync(join(order.dir, 'ground-truth.json'), JSON.stringify(groundTruth(world, served)))
  const grow = () => served.grow(market.world())
  const server = api({
    tables: served.tables,
    token: order.token,
    bucket: bucket(RATE),
    counter: counter(market, { onPriced: grow }),
    front: front(market, {
      isLive: order.isLive,
      onPassed(days) {
        grow()
        process.send?.({ kind: 'passed', days })
      },
    }),
  })
  process.on('message', ({ atMs, speed }: ShopClock) => {
    const began = Date.now()
    setInterval(() => {
      market.liveUntil((atMs + (Date.now() - began) * speed) / 1000)
      grow()
    }, LOOK_MS)
  })
  server.on('error', (error) => process.send?.({ kind: 'failed', because: error.message }))
  server.listen(order.port, '127.0.0.1', () => {
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : order.port
    process.send?.({ kind: 'ready', url: `http://127.0.0.1:${port}` })
  })
})
process.once('disconnect', () => process.exit(0))
