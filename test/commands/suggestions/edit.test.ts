import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editForm } from '../../../commands/actions/edit-form.ts'
import { ledger } from '../../../commands/suggestions.ts'
import type { Asker } from '../../../src/command.ts'
import type { Context } from '../../../src/context.ts'
import { isForm } from '../../../src/messages/form.ts'
import { suggestionById } from '../../../src/state/suggestions/decisions.ts'
import { type SavedSuggestion, saveSuggestions } from '../../../src/state/suggestions/suggestions.ts'
import { ACTIONS } from '../../ledger/samples.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { schedulingContext } from '../../support/scheduling.ts'

const MANAGER: Asker = { userId: 'U1', name: 'Ann', channelId: 'C1', roles: ['manager'] }
const NOW = new Date('2026-11-24T09:00:00Z')
const ORDER = { ...ACTIONS.restock, order: 24, packSize: 6, moq: 12 }

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await freshDatabase('sqlite')
  ctx = schedulingContext(database.state, { now: () => NOW })
})
afterAll(() => database.remove())

let count = 0
async function suggested(kind: SavedSuggestion['kind'], action: unknown): Promise<number> {
  const saved: SavedSuggestion = {
    kind,
    subject: `SKU-${++count}`,
    action,
    gain: { cents: 9000, low: 2000, high: 15_000 },
    cost: { cents: 0, low: 0, high: 0 },
    risk: { ofLoss: 0.05, words: 'less demand than hoped.' },
    why: '',
    validUntil: new Date('2026-12-01T00:00:00Z'),
    modelVersion: 'test',
    inputsHash: `${count}`,
    status: 'open',
  }
  await ctx.state.transaction((trx) => saveSuggestions(trx, [saved], NOW))
  return count
}

/** What `/actions edit <no.> <value>` makes of it: the field it sets, or what it says is wrong. */
async function edited(kind: SavedSuggestion['kind'], action: unknown, value: string): Promise<unknown> {
  const id = await suggested(kind, action)
  const question = ledger.parse(`edit ${id} ${value}`)
  if (question.kind === 'usage') return question.because
  const answer = await ledger.answer(ctx, question, MANAGER)
  return 'because' in answer ? answer.because : (await suggestionById(ctx.state, id))?.edited
}

describe('a price typed in place of the one suggested', () => {
  const price = (value: string) =>
    edited('price', { ...ACTIONS.price, fromCents: 2100, toCents: 1900 }, value)

  it.each([
    ['63.00', 6300],
    ['7.00', 700],
    ['19.99', 1999],
    ['19,99', 1999],
    ['€19,99', 1999],
  ])('of %s, up to three times today and down to a third of it, is taken', async (typed, cents) => {
    expect(await price(typed)).toEqual({ toCents: cents })
  })

  it.each(['63.01', '6.99', '210', '2.10'])(
    'of %s is far from €21.00 and asked about: it may be for a dozen',
    async (typed) => {
      expect(await price(typed)).toMatch(/^€[\d.]+ is far from today's €21\.00: is that the price of one/)
    },
  )

  it.each(['0', '-5', 'cheap'])('of %s is no price', async (typed) => {
    expect(await price(typed)).toContain('is not a valid price.')
  })
})

describe('the pieces typed in place of those suggested', () => {
  it.each([
    ['12', { order: 12 }],
    ['30', { order: 30 }],
    ['6', "The supplier's minimum is 12."],
    ['20', 'It comes in packs of 6: 18 or 24 can be ordered.'],
    ['2.5', 'An order is a whole number of pieces.'],
    ['30,5', 'An order is a whole number of pieces.'],
    ['1.002', '“1.002” may be 1002 or 1.00: write which of the two.'],
    ['1,002', { order: 1002 }],
  ])('%s of packs of 6 and a minimum of 12', async (typed, said) => {
    expect(await edited('restock', ORDER, typed)).toEqual(said)
  })
})

describe('the price of a pair', () => {
  it.each([
    ['30.00', { pairCents: 3000 }],
    ['15.00', { pairCents: 1500 }],
    ['30.01', expect.stringContaining('Both cost €30.00 apart')],
    ['14.99', expect.stringContaining('Both cost €30.00 apart')],
  ])('of €30 apart may be %s', async (typed, said) => {
    expect(await edited('bundle', { ...ACTIONS.bundle, pairCents: 3000 }, typed)).toEqual(said)
  })
})

describe('the share of customers an arm is given to', () => {
  it.each([
    ['100', { rolloutPercent: 100 }],
    ['101', expect.stringContaining('at most')],
  ])('may be %s %%', async (typed, said) => {
    expect(await edited('experiment', { ...ACTIONS.experiment, rolloutPercent: 50 }, typed)).toEqual(said)
  })
})

describe('the window that asks for another value', () => {
  it('says what an approval would write into the shop, where a sink is set', async () => {
    const id = await suggested('restock', ORDER)
    const folder = mkdtempSync(join(tmpdir(), 'edit-form-'))
    const sinksFile = join(folder, 'sinks.yaml')
    writeFileSync(
      sinksFile,
      `sinks:\n  - { name: orders, kind: restock, to: { type: file, folder: "${folder}" } }\n`,
    )
    const hintOf = async (config: Context['config']) => {
      const form = await editForm({ ...ctx, config }, `${id}||`)
      const [field] = isForm(form) ? form.fields : []
      return field?.hint ?? ''
    }
    const before = await hintOf(ctx.config)
    const after = await hintOf({ ...ctx.config, sinksFile })
    rmSync(folder, { recursive: true })
    expect(before).toContain('12 or more')
    expect(after).toMatch(/^.*12 or more.* .*24/)
    expect(after.length).toBeGreaterThan(before.length + 5)
    expect(after.length).toBeLessThanOrEqual(200)
  })
})
