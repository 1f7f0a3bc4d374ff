import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { decide, undo } from '../../../src/ledger/decide.ts'
import { type Random, seeded } from '../../../src/lib/random.ts'
import { migrate, openState } from '../../../src/state/database/connect.ts'
import type { State } from '../../../src/state/database/state.ts'
import { saveSuggestions } from '../../../src/state/suggestions/suggestions.ts'
import { FAULTS, faultServer } from '../../sinks/fault-server.ts'
import { shopifyLike } from '../../sinks/platforms.ts'
import { schedulingContext } from '../../support/scheduling.ts'
import { fasterClock } from '../parts/faster-clock.ts'
import { begin } from '../parts/process.ts'
import { type Scenario, sized } from '../scenario.ts'

const CARRIER = fileURLToPath(new URL('../parts/carrier.ts', import.meta.url))
const ANN = { userId: 'UANN', name: 'Ann' }
const [BEFORE, AFTER] = [2000, 1900]

/** Prices that are approved and undone while the process that writes them into a shop is killed, and the shop fails. */
export const writeBacks: Scenario = {
  name: 'write-backs',
  about: 'prices approved and undone, written into a failing shop by processes that are killed',
  async run({ seed, size, dir, note }) {
    const { count, kills } = sized(size, {
      quick: { count: 12, kills: 2 },
      usual: { count: 120, kills: 60 },
      full: { count: 400, kills: 200 },
    })
    const random = seeded(seed)
    const shop = await failingShop(random, count)
    const url = `sqlite:${join(dir, 'state.sqlite')}`
    const state = await openState(url)
    await migrate(state)
    const file = join(dir, 'sinks.yaml')
    await writeFile(file, sinksFile(shop.url))
    const began = Date.now()
    const clock = fasterClock(began)
    const ledger = schedulingContext(state, clock)
    const carrier = () => begin(CARRIER, [url, file, String(began)])
    let [process, killed] = [carrier(), 0]
    /** does some of it, kills, begins anew, until all is done and so often killed */
    const underKills = async (all: readonly number[], times: number, act: (id: number) => Promise<void>) => {
      const todo = [...all]
      for (let left = times; left >= 0; left--) {
        await process.said('carrying')
        for (const id of todo.splice(0, Math.ceil(todo.length / (left + 1)))) await act(id)
        if (left === 0) break
        await pause(random.next() * 250)
        await process.kill()
        process = carrier()
        note(`${++killed} kills, ${shop.applied.length} prices set`)
      }
      await until(async () => (await open(state)) === 0)
    }
    try {
      const ids = await suggest(state, count, clock.now())
      await until(async () => (await state.read('setting').where('name', 'like', 'sink.since%')).length > 0)
      const undone: number[] = []
      const takeBack = async (id: number) => {
        undone.push(id)
        await undo(ledger, ANN, { id, at: await decidedAt(state, id) })
      }
      const first = Math.ceil(kills / 2)
      await underKills(ids, first, async (id) => {
        await decide(ledger, ANN, { id, status: 'approved', at: clock.now() })
        // some are taken back before they are carried out, or while they are
        if (random.next() < 0.1) await takeBack(id)
      })
      const late = ids.filter((id) => !undone.includes(id) && random.next() < 0.4)
      await underKills(late, kills - first, takeBack)
      const figures = { approved: count, undone: undone.length, kills: killed, set: shop.applied.length }
      return { figures: { ...figures, ...shop.failed }, faults: await judged(state, shop, { ids, undone }) }
    } finally {
      await process.kill()
      await state.close()
      shop.close()
    }
  },
}

type Shop = Awaited<ReturnType<typeof failingShop>>

/** As strict as Shopify is; four writes in ten fail before or after they are done. */
async function failingShop(random: Random, count: number) {
  const like = shopifyLike()
  for (let n = 0; n < count; n++)
    like.shop.variants.set(String(1000 + n), {
      product: '1',
      item: String(n),
      price: '20.00',
      compareAt: null,
      incoming: 0,
    })
  const applied: string[] = []
  const failed: Record<string, number> = {}
  const server = await faultServer({
    isWrite(heard) {
      const isWrite = like.isWrite(heard)
      const fault = (random.next() < 0.4 && FAULTS[1 + random.below(FAULTS.length - 1)]) || 'none'
      if (isWrite) server.faults.push(fault)
      if (isWrite && fault !== 'none') failed[fault] = (failed[fault] ?? 0) + 1
      return isWrite
    },
    answer(heard) {
      const before = like.shop.applied
      const reply = like.answer(heard)
      if (like.shop.applied > before)
        applied.push(JSON.stringify(heard.body).match(/ProductVariant\/(\d+)/)?.[1] ?? '')
      return reply
    },
  })
  const price = (n: number) => Math.round(Number(like.shop.variants.get(String(1000 + n))?.price) * 100)
  return { url: server.url, close: server.close, applied, failed, price }
}

function sinksFile(url: string): string {
  return `sinks:
  - name: prices
    kind: price
    to: { type: shopify, url: "${url}", token: TOKEN }
    limits: { max_a_day: 100000 }
    dry_run: false
`
}

async function suggest(state: State, count: number, at: Date): Promise<number[]> {
  const money = { cents: 100, low: 50, high: 150 }
  const action = {
    title: 'A',
    days: 30,
    confidence: 0.9,
    platform: 'p',
    merchantId: '',
    fromCents: BEFORE,
    toCents: AFTER,
  }
  await state.transaction((trx) =>
    saveSuggestions(
      trx,
      Array.from({ length: count }, (_, n) => ({
        ...{ kind: 'price', subject: `p/${1000 + n}`, action: { ...action, productId: String(1000 + n) } },
        ...{ gain: money, cost: { cents: 0, low: 0, high: 0 }, why: '', risk: { ofLoss: 0.1, words: '' } },
        ...{ validUntil: new Date(at.getTime() + 30 * 86_400_000), modelVersion: null },
        ...{ inputsHash: String(n), status: 'open' as const },
      })),
      at,
    ),
  )
  const rows: { id: number }[] = await state.read('suggestion').orderBy('id').select('id')
  return rows.map(({ id }) => Number(id))
}

async function decidedAt(state: State, id: number): Promise<Date> {
  const row: { decided_at: string | null } | undefined = await state
    .read('suggestion')
    .where({ id })
    .first('decided_at')
  return new Date(row?.decided_at ?? 0)
}

/** What is not settled: a change under way, or one that is not handed on yet. */
async function open(state: State): Promise<number> {
  const underWay = await state.read('write_back').whereIn('stage', ['waiting', 'sent'])
  const missing = await state
    .read('suggestion')
    .where({ status: 'approved' })
    .whereNotIn('id', state.read('write_back').select('suggestion'))
  const toUndo = await state
    .read('write_back as w')
    .where({ stage: 'done', is_undo: false })
    .whereIn('suggestion', state.read('suggestion').where({ status: 'open' }).select('id'))
    .whereNotExists(
      state.read('write_back as u').whereRaw("u.change_key = w.change_key || ':undo'").select('u.id'),
    )
  return underWay.length + missing.length + toUndo.length
}

async function until(isTrue: () => Promise<boolean>, withinMs = 120_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error('the changes are not settled in time')
    await pause(50)
  }
}

/** Each price as the ledger has it in the end, and set as often as the ledger says: once to it, and once back. */
async function judged(
  state: State,
  shop: Shop,
  { ids, undone }: { ids: number[]; undone: number[] },
): Promise<string[]> {
  const faults: string[] = []
  for (const [n, id] of ids.entries()) {
    const rows: { stage: string; is_undo: number }[] = await state
      .read('write_back')
      .where({ suggestion: id })
      .orderBy('id')
    const isUndone = undone.includes(id)
    const times = shop.applied.filter((one) => one === String(1000 + n)).length
    const done = rows.filter(({ stage }) => stage === 'done').length
    if (shop.price(n) !== (isUndone ? BEFORE : AFTER)) faults.push(`No. ${id} has the price ${shop.price(n)}`)
    if (times !== done) faults.push(`No. ${id} was set ${times} times, the ledger says ${done}`)
    if (!isUndone && times !== 1) faults.push(`No. ${id} was set ${times} times`)
    if (rows.some(({ stage }) => stage === 'conflict')) faults.push(`No. ${id} ended in a conflict`)
  }
  return faults
}
