import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledger } from '../../commands/suggestions.ts'
import { carryOutJob } from '../../jobs/carry-out.ts'
import type { Asker } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import type { Once } from '../../src/sources/http/http.ts'
import { audited } from '../../src/state/audit.ts'
import { latestSuggestions } from '../../src/state/suggestions/decisions.ts'
import { saveSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { acceptedToCarryOut, writeBacksOf } from '../../src/state/suggestions/write-backs.ts'
import { ACTIONS } from '../ledger/samples.ts'
import { freshDatabase } from '../support/databases.ts'
import { schedulingContext } from '../support/scheduling.ts'

const ANN: Asker = { userId: 'UANN', name: 'Ann', channelId: 'C1', roles: ['operator'] }
const BOB: Asker = { userId: 'UBOB', name: 'Bob', channelId: 'C1', roles: ['operator'] }

let shop: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  shop = await openShop()
}, 120_000)
afterAll(() => shop.remove())

/** A ledger, a folder for orders, and a shop of prices that answers as it is told. */
async function openShop() {
  const database = await freshDatabase('sqlite')
  const folder = mkdtempSync(join(tmpdir(), 'carry-'))
  const clock = { at: new Date('2026-11-24T08:00:00Z'), now: () => clock.at }
  const prices = new Map([['SKU-1', 2000]])
  const answers: Once[] = []
  const base = schedulingContext(database.state, clock)
  const http: Context['http'] = {
    ...base.http,
    getJson: async ({ url }) => ({
      status: 200,
      headers: {},
      body: { price: ((prices.get(url.split('/').at(-1) ?? '') ?? 0) / 100).toFixed(2) },
    }),
    async sendOnce({ url, body }) {
      const answer = answers.shift() ?? { kind: 'answered', status: 200, text: '{}' }
      const isDone = answer.kind === 'lost' || answer.status < 300
      if (isDone) prices.set(url.split('/').at(-1) ?? '', Math.round(100 * Number(Object(body).price)))
      return answer
    },
  }
  const ctx: Context = { ...base, http, config: { ...base.config, sinksFile: join(folder, 'sinks.yaml') } }
  const settings = (dryRun: boolean) =>
    writeFileSync(
      join(folder, 'sinks.yaml'),
      `sinks:
  - name: prices
    kind: price
    to:
      type: rest
      url: https://shop.example/products/{{product_id}}
      method: PUT
      body: { price: "{{after}}" }
      read: { url: "https://shop.example/products/{{product_id}}", value: price }
    limits: { max_change: 20%, four_eyes_above: 300 }
    dry_run: ${dryRun}
  - name: orders
    kind: restock
    to: { type: file, folder: ${join(folder, 'orders')} }
    dry_run: ${dryRun}
`,
    )
  settings(false)
  return {
    ...{ ctx, clock, prices, answers, folder, settings },
    async minute() {
      clock.at = new Date(clock.at.getTime() + 60_000)
      await carryOutJob.run(ctx, {
        ...{ lane: '', day: '2026-11-24', at: clock.at, isLate: false },
        fenced: (work) => database.state.transaction(work),
      })
    },
    async suggest(kind: 'price' | 'restock', gainCents = 1000): Promise<number> {
      const subject = `nordmarkt/SKU-1-${Math.round(clock.at.getTime() / 1000)}`
      const money = { cents: gainCents, low: gainCents, high: gainCents }
      await database.state.transaction((trx) =>
        saveSuggestions(
          trx,
          [
            {
              ...{ kind, subject, action: ACTIONS[kind], gain: money, cost: money, why: '' },
              ...{ risk: { ofLoss: 0.1, words: '' }, validUntil: new Date('2026-12-24') },
              ...{ modelVersion: null, inputsHash: subject, status: 'open' as const },
            },
          ],
          clock.at,
        ),
      )
      return (await latestSuggestions(database.state, { kind, subjects: [subject] })).get(subject)?.id ?? 0
    },
    async says(text: string, asker = ANN): Promise<string> {
      const question = ledger.parse(text)
      if ('because' in question) throw new Error(question.because)
      const answer = await ledger.answer(ctx, question, asker)
      return 'because' in answer ? answer.because : toPlainText(answer)
    },
    posted: async () =>
      (await database.state.read('outbox').where('key', 'like', 'write-back:%').select('content')).map(
        ({ content }) => String(content),
      ),
    async remove() {
      await database.remove()
      rmSync(folder, { recursive: true })
    },
  }
}

describe('an approved suggestion', () => {
  it('is handed on once a decision: a decision anew is another change', async () => {
    const own = await openShop()
    await own.minute()
    const waiting = async () =>
      (await acceptedToCarryOut(own.ctx.state, { kind: 'restock', since: new Date(0) })).map(({ id }) => id)
    const id = await own.suggest('restock')
    await own.says(`approve ${id} confirm`)
    expect(await waiting()).toEqual([id])
    await own.minute()
    expect(await waiting()).toEqual([])
    expect(await own.says(`undo ${id}`)).toContain('is open again')
    await own.minute()
    await own.says(`approve ${id} confirm`)
    expect(await waiting()).toEqual([id])
    await own.minute()
    expect(await waiting()).toEqual([])
    expect(await writeBacksOf(own.ctx.state, id)).toHaveLength(3)
    await own.remove()
  })

  it('from before the sink was switched on stays on paper', async () => {
    const id = await shop.suggest('price')
    await shop.says(`approve ${id} confirm`)
    await shop.minute()
    await shop.minute()
    expect(shop.prices.get('SKU-1')).toBe(2000)
    expect(await shop.says(`${id}`)).not.toContain('In the shop')
  })

  it('shows before it is approved what would be written, and where nothing would be', async () => {
    const id = await shop.suggest('price')
    expect(await shop.says(`${id}`)).toMatch(/In the shop:? +€20.00 → €18.00 once approved/)
    shop.prices.set('SKU-1', 2100)
    expect(await shop.says(`${id}`)).toContain('it is €21.00 now, and the suggestion was made at €20.00')
    shop.prices.set('SKU-1', 2000)
  })

  it('is carried out once, said, recorded, and taken back when it is undone', async () => {
    const id = await shop.suggest('price')
    await shop.says(`approve ${id} confirm`)
    await shop.minute()
    expect(shop.prices.get('SKU-1')).toBe(1800)
    expect(await shop.says(`${id}`)).toMatch(/In the shop:? +done in the shop/)
    expect((await shop.posted()).join()).toContain(`No. ${id} (Price `)
    shop.prices.set('SKU-1', 1799)
    await shop.minute()
    expect(shop.prices.get('SKU-1')).toBe(1799)
    shop.prices.set('SKU-1', 1800)
    expect(await shop.says(`undo ${id}`)).toContain('is open again')
    await shop.minute()
    expect(shop.prices.get('SKU-1')).toBe(2000)
    expect(await shop.says(`${id}`)).toContain('taking back: done in the shop')
    const acts = (await audited(shop.ctx.state, { limit: 10 })).map(({ did }) => did)
    expect(acts.filter((did) => did === 'write-back.done')).toHaveLength(2)
  })

  it('whose answer was lost is not believed until it is read back', async () => {
    const id = await shop.suggest('price')
    await shop.says(`approve ${id} confirm`)
    shop.answers.push({ kind: 'lost', because: 'cut' })
    await shop.minute()
    expect(await shop.says(`${id}`)).toContain('sent, not confirmed yet')
    await shop.minute()
    await shop.minute()
    expect(await shop.says(`${id}`)).toContain('done in the shop')
    expect(shop.prices.get('SKU-1')).toBe(1800)
    shop.prices.set('SKU-1', 2000)
  })

  it('stops where somebody changed the price since, and is not undone over another price', async () => {
    const id = await shop.suggest('price')
    await shop.says(`approve ${id} confirm`)
    shop.prices.set('SKU-1', 2100)
    await shop.minute()
    expect(shop.prices.get('SKU-1')).toBe(2100)
    expect((await shop.posted()).join()).toContain('In the shop it is €21.00 now')
    shop.prices.set('SKU-1', 2000)
  })

  it('is approved beside others by their numbers, once all of them are confirmed, twenty at most', async () => {
    const own = await openShop()
    const first = await own.suggest('price')
    const second = await own.suggest('restock')
    own.clock.at = new Date(own.clock.at.getTime() + 1000)
    const third = await own.suggest('price')
    const asked = await own.says(`approve ${first}, ${second} 9999`)
    expect(asked).toContain('Nothing is approved yet. Of 3 these 2 suggestions would be approved')
    expect(asked).toContain(`/actions approve ${first} ${second} confirm`)
    expect(await own.says(`${first}`)).toContain(', open.')
    await own.says(`approve ${second} confirm`)
    const done = await own.says(`approve ${first} ${second} ${third} confirm`)
    expect(done).toContain('2 of 3 approved.')
    expect(done).toContain('is already approved by Ann. Nothing was changed.')
    await expect(own.says(`approve ${[...Array(21).keys()].map((i) => i + 1)}`)).rejects.toThrow(
      'At most 20 suggestions',
    )
    await own.remove()
  })

  it('that is worth much waits for a second person, whom the first cannot be', async () => {
    const id = await shop.suggest('price', 40_000)
    await shop.says(`approve ${id} confirm`)
    await shop.minute()
    expect((await shop.posted()).join()).toContain(
      `a second person has to approve it, by /actions approve ${id}`,
    )
    expect(await shop.says(`approve ${id} confirm`)).toContain('Nothing was changed')
    await shop.minute()
    expect(shop.prices.get('SKU-1')).toBe(2000)
    expect(await shop.says(`approve ${id}`, BOB)).toContain('approved by a second person')
    await shop.minute()
    expect(shop.prices.get('SKU-1')).toBe(1800)
    shop.prices.set('SKU-1', 2000)
  })

  it('is an order for its merchant, as it was edited', async () => {
    const id = await shop.suggest('restock')
    await shop.says(`edit ${id} 36`)
    await shop.minute()
    expect(readdirSync(join(shop.folder, 'orders', 'M-1'))).toEqual([`order-${id}-SKU-1.csv`])
  })

  it('is only said where dry_run is on', async () => {
    shop.settings(true)
    const id = await shop.suggest('price')
    expect(await shop.says(`${id}`)).toContain('once approved (dry run: nothing is written)')
    await shop.says(`approve ${id} confirm`)
    await shop.minute()
    expect(shop.prices.get('SKU-1')).toBe(2000)
    expect((await shop.posted()).join()).toContain('would be written (€20.00 → €18.00)')
    expect(existsSync(join(shop.folder, 'sinks.yaml'))).toBe(true)
    expect(await shop.says(`${id}`)).toContain('dry run: nothing was written')
  })
})
