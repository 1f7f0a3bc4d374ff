import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actions } from '../../commands/actions/actions.ts'
import { restock } from '../../commands/restock.ts'
import { ledger } from '../../commands/suggestions.ts'
import type { Asker } from '../../src/command.ts'
import type { Language } from '../../src/lib/language.ts'
import { isForm } from '../../src/messages/form.ts'
import type { Message } from '../../src/messages/message.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { audited } from '../../src/state/audit.ts'
import { suggestionById } from '../../src/state/suggestions/decisions.ts'
import { englishIn } from '../support/english.ts'
import type { Market } from '../support/market.ts'
import { openStockedMarket } from '../support/stocked-market.ts'

const ANN: Asker = { userId: 'U1', name: 'Ann', channelId: 'C1', roles: ['viewer', 'operator'] }
const YESTERDAY = '2026-11-23'

let market: Market
beforeAll(async () => {
  market = await openStockedMarket()
})
afterAll(() => market.remove())

async function said(text: string, language: Language = 'en'): Promise<Message> {
  const query = restock.parse(text)
  if ('because' in query) throw new Error(query.because)
  const { config } = market.ctx
  const answer = await restock.answer({ ...market.ctx, config: { ...config, language } }, query, ANN)
  if ('because' in answer) throw new Error(answer.because)
  return answer
}

async function order(text: string): Promise<string> {
  const query = ledger.parse(text)
  if ('because' in query) return `usage: ${query.because}`
  const answer = await ledger.answer(market.ctx, query, ANN)
  return 'because' in answer ? `usage: ${answer.because}` : answer.text
}

const buttonsOf = (message: Message) =>
  message.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []))

async function press(message: Message, label: string, asker = ANN, at = 0): Promise<Message> {
  const button = buttonsOf(message).filter((one) => one.label.startsWith(label))[at]
  const action = button && actions(market.ctx)[button.action]
  if (!action) throw new Error(`no button ${label}`)
  const answer = await action.run({ asker, name: asker.name ?? '', value: button.value })
  if (!answer || isForm(answer)) throw new Error('the button said nothing')
  return answer
}

describe('/restock', () => {
  it('orders whole packs for what runs out, says what cannot be judged, and attaches the proposal', async () => {
    const message = await said('')
    const text = toPlainText(message)
    expect(text).toContain('2 products to order for the whole shop')
    expect(text).toContain(
      '1 product cannot be judged: neither five deliveries nor a stated lead time are known',
    )
    expect(text).toMatch(/SKU-Toys Toy +\d+ +40 +– +2026-11-25/)
    expect(text).toMatch(/By merchant: .+ 1 product, €[\d,.]+; .+ 1 product, €[\d,.]+\./)
    const [file] = message.files ?? []
    expect(file?.name).toBe(`purchase-proposal-${YESTERDAY}.csv`)
    const rows = file?.content.trim().split('\r\n') ?? []
    expect(rows).toHaveLength(3)
    for (const row of rows.slice(1)) expect(Number(row.split(',')[4]) % 12).toBe(0)
  })

  it.each(['', 'toys', 'M-bazario budget=100000', 'SKU-Games'])(
    'is in Chinese for who reads Chinese: %j',
    async (typed) => {
      const text = toPlainText(await said(typed, 'zh'))
      expect(text).toMatch(/\p{Script=Han}{4}/u)
      expect(englishIn(text)).toEqual([])
    },
  )

  it('takes a product, a merchant or a category, and says the nearest when there is none', async () => {
    expect((await said('M-bazario')).text).toContain('1 product to order for M-bazario')
    expect((await said('toys')).text).toContain('2 products to order for toys')
    expect(toPlainText(await said('M-nordmarkt'))).not.toContain('cannot be judged')
    const query = restock.parse('Toyz')
    const answer = 'because' in query ? query : await restock.answer(market.ctx, query, ANN)
    expect(answer).toMatchObject({ kind: 'usage', didYouMean: 'Toys' })
  })

  it('keeps to a budget, and says how many orders it leaves', async () => {
    expect((await said('budget=100000')).text).toContain('Budget €100,000: all are within it')
    const all = await said('')
    const least = Math.min(
      ...(all.files?.[0]?.content.split('\r\n').slice(1, 3) ?? []).map((row) => Number(row.split(',')[6])),
    )
    expect((await said(`budget=${least}`)).text).toContain('1 order left for later')
    expect(restock.parse('budget=abc')).toMatchObject({ kind: 'usage' })
    expect(restock.parse('budget=')).toMatchObject({ kind: 'usage' })
    expect(restock.parse('worth=-1')).toMatchObject({ kind: 'usage' })
  })

  it('leaves out what saves less than is asked for, and says so', async () => {
    expect((await said('worth=1000000')).text).toContain(
      '2 orders would save €1,000,000 or less each in a week',
    )
    expect((await said('SKU-Toys worth=1000000')).text).toContain('2 orders')
  })
})

describe('a suggestion', () => {
  const firstId = (message: Message) => Number(buttonsOf(message)[0]?.value.split('|')[0])

  it('is skipped with a reason: the buttons ask for it, and the answer shows it in their place', async () => {
    const before = await said('M-bazario')
    const id = firstId(before)
    const asking = await press(before, 'Skip')
    expect(buttonsOf(asking).map(({ label }) => label)).toContain('Not now')
    expect((await suggestionById(market.ctx.state, id))?.status).toBe('open')
    const after = await press(asking, 'Not now')
    expect(after.text).toContain(`No. ${id} (restock of bazario/SKU-Toys) is now skipped by Ann: Not now.`)
    expect(buttonsOf(after)).toMatchObject([{ label: `Undo No. ${id}`, action: 'suggestion.undo' }])
    expect(after.files?.[0]?.content).not.toContain('SKU-Toys')
    expect(await suggestionById(market.ctx.state, id)).toMatchObject({
      status: 'skipped',
      reason: 'Not now',
      decided: { by: 'U1', name: 'Ann', at: market.ctx.clock.now() },
    })
    expect((await audited(market.ctx.state, { limit: 1 }))[0]).toMatchObject({
      who: 'U1',
      did: 'suggestion.skipped',
      what: { id, kind: 'restock', subject: 'bazario/SKU-Toys', reason: 'Not now' },
    })
  })

  it('is not asked again for as long as it held', async () => {
    expect(buttonsOf(await said('M-bazario'))).toEqual([])
    expect(toPlainText(await said('M-bazario'))).toContain('skipped by Ann: Not now')
  })

  it('is edited by its number, in whole packs, and the proposal has it as edited', async () => {
    const message = await said('M-nordmarkt')
    const id = firstId(message)
    const edit = buttonsOf(message).find(({ label }) => label.startsWith('Edit'))
    const click = { asker: ANN, name: 'Ann', value: edit?.value ?? '' }
    const action = actions(market.ctx)['suggestion.edit']
    expect(await action?.run(click)).toMatchObject({
      kind: 'form',
      language: 'en',
      title: `Edit suggestion No. ${id}`,
      fields: [{ name: 'value', kind: 'number', initial: expect.stringMatching(/^\d+$/) }],
      otherwise: { text: expect.stringContaining(`/actions edit ${id}`) },
    })
    expect(await action?.check?.({ ...click, fields: { value: '25' } })).toEqual({
      value: 'It comes in packs of 12: 24 or 36 can be ordered.',
    })
    expect(await order(`edit ${id} 25`)).toBe('usage: It comes in packs of 12: 24 or 36 can be ordered.')
    expect(await order(`edit ${id} 12`)).toBe("usage: The supplier's minimum is 24.")
    expect(await order(`edit ${id} many`)).toBe('usage: “many” is not a valid quantity.')
    expect(await order(`edit ${id} 480`)).toContain('is now approved by Ann, changed to 480 pieces.')
    expect((await said('M-nordmarkt')).files?.[0]?.content).toContain(',480,40,1920.00,EUR,')
  })

  it('is decided once: a second click changes nothing and says who was first', async () => {
    const message = await said('M-nordmarkt')
    expect(buttonsOf(message)).toEqual([])
    const [skipped] = await market.ctx.state.read('suggestion').where({ status: 'skipped' })
    const id = Number(skipped?.id)
    const bob: Asker = { ...ANN, userId: 'U2', name: 'Bob' }
    const action = actions(market.ctx)['suggestion.approve']
    const late = await action?.run({ asker: bob, name: 'Bob', value: `${id}||/restock` })
    expect(late).toMatchObject({
      text: expect.stringContaining('is already skipped by Ann: Not now. Nothing was changed.'),
    })
    expect(await suggestionById(market.ctx.state, id)).toMatchObject({ decided: { by: 'U1' } })
  })

  it('that was skipped is approved by its number all the same, and skipped no more after', async () => {
    const [skipped] = await market.ctx.state.read('suggestion').where({ status: 'skipped' })
    const id = Number(skipped?.id)
    expect(await order(`approve ${id} confirm`)).toContain('is now approved by Ann')
    expect(await order(`skip ${id} too late`)).toContain('is already approved by Ann. Nothing was changed.')
  })

  it('of two clicks at once is approved by one', async () => {
    const { state } = market.ctx
    await state.transaction((trx) => trx('suggestion').delete())
    const message = await said('M-bazario')
    const bob: Asker = { ...ANN, userId: 'U2', name: 'Bob' }
    const approvals = async () =>
      (await audited(state, { limit: 50 })).filter(({ did }) => did === 'suggestion.approved').length
    const before = await approvals()
    const both = await Promise.all([press(message, 'Approve'), press(message, 'Approve', bob)])
    expect(both.filter(({ text }) => text.includes('is now approved by'))).toHaveLength(1)
    expect(both.filter(({ text }) => text.includes('Nothing was changed'))).toHaveLength(1)
    expect(await approvals()).toBe(before + 1)
  })

  it('past its last day is refused politely, and open no more', async () => {
    const { state } = market.ctx
    await state.transaction((trx) => trx('suggestion').delete())
    const message = await said('M-bazario')
    const id = firstId(message)
    const later = { ...market.ctx, clock: { now: () => new Date('2026-12-24T10:00:00Z') } }
    const action = actions(later)['suggestion.approve']
    const answer = await action?.run({ asker: ANN, name: 'Ann', value: `${id}||/restock M-bazario` })
    expect(answer).toMatchObject({ text: expect.stringContaining('has expired: ask again') })
    expect((await suggestionById(state, id))?.status).toBe('expired')
  })

  it('that is not known, and words that name none, are told so', async () => {
    expect(await order('approve 987654')).toBe('This suggestion is not known.')
    expect(await order('approve x')).toContain('usage: Name the suggestion by its number')
    expect(await order('skip 3')).toBe('usage: Say why it is skipped.')
    expect(await order('aprove 3')).toBe('usage: “aprove” is not a decision.')
  })

  it('is decided by operators and managers only', () => {
    for (const name of ['suggestion.approve', 'suggestion.skip', 'suggestion.because', 'suggestion.edit'])
      expect(actions(market.ctx)[name]?.roles).toEqual(['operator', 'manager'])
    expect(actions(market.ctx)['suggestion.accept']?.roles).toEqual(['operator', 'manager'])
  })
})

describe('a product that is due and whose cost nobody tells', () => {
  it('is listed with its pieces and stands in the proposal without a price, not in the ledger', async () => {
    const { lake, state } = market.ctx
    const game = { platform: 'bazario', product_id: 'SKU-Games', title: 'Game', category: 'Games' }
    await lake.ingest({
      source: 'lead-time',
      table: 'products',
      id: 'lead-time',
      zone: 'Europe/Berlin',
      currency: 'EUR',
      page: { kind: 'rows', rows: [{ ...game, merchant_id: 'M-bazario', lead_time_days: '6' }] },
    })
    await lake.build()
    const message = await said('Games')
    expect(message.text).toMatch(
      /1 product should be ordered too, but the cost is not known, so the cost of waiting cannot be calculated: \d+ of SKU-Games Game\./,
    )
    expect(message.files?.[0]?.content).toMatch(/bazario,[^,]*,SKU-Games,Game,\d+,\d+,,EUR,/)
    expect(await state.read('suggestion').where({ subject: 'bazario/SKU-Games' })).toEqual([])
  })
})
