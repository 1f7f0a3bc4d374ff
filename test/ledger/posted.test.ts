import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../commands/actions/actions.ts'
import { ledger } from '../../commands/suggestions.ts'
import type { Asker } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { suggested } from '../../src/digests/suggested.ts'
import { approval } from '../../src/ledger/say.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { suggestionById } from '../../src/state/suggestions/decisions.ts'
import { type SavedSuggestion, saveSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { posted } from '../support/outbox.ts'
import { schedulingContext } from '../support/scheduling.ts'
import { ACTIONS } from './samples.ts'

const ANN: Asker = { userId: 'U1', name: 'Ann', channelId: 'C1', roles: ['manager'] }
const MORNING = new Date('2026-11-24T09:00:00Z')

let database: TestDatabase
let ctx: Context
let now = MORNING
let ids: readonly number[] = []
beforeAll(async () => {
  database = await freshDatabase('sqlite')
  ctx = schedulingContext(database.state, { now: () => now })
})
afterAll(() => database.remove())

const order = (subject: string, costCents: number): SavedSuggestion => ({
  kind: 'restock',
  subject,
  action: { ...ACTIONS.restock, productId: subject },
  gain: { cents: 9000, low: 2000, high: 15_000 },
  cost: { cents: costCents, low: costCents, high: costCents },
  risk: { ofLoss: 0.05, words: 'less demand than hoped.' },
  why: '',
  validUntil: new Date('2026-12-01T00:00:00Z'),
  modelVersion: 'test',
  inputsHash: subject,
  status: 'open',
})

/** Two suggestions, of which a digest in #daily shows the first. */
beforeEach(async () => {
  now = MORNING
  await ctx.state.transaction(async (trx) => {
    await trx('suggestion').delete()
    await trx('outbox').delete()
    await saveSuggestions(trx, [order('SMALL', 20_000), order('LARGE', 281_300)], now)
  })
  ids = (await ctx.state.read('suggestion').orderBy('id').select('id')).map(({ id }) => Number(id))
  const first = await suggestionById(ctx.state, ids[0] ?? 0)
  const blocks = suggested(
    { suggestions: first ? [first] : [], rules: [] },
    { locale: shopLocale(ctx.config), confirmAbove: 500 },
  )
  await ctx.state.transaction((trx) =>
    ctx.deliver.say(trx, { key: 'digest', channel: '#daily', message: { text: 'Digest', blocks } }),
  )
})

async function typed(text: string): Promise<string> {
  const question = ledger.parse(text)
  const answer = 'because' in question ? question : await ledger.answer(ctx, question, ANN)
  return 'because' in answer ? answer.because : toPlainText(answer)
}
const inChannel = async (key: string) => (await posted(ctx.state)).find((one) => one.key === key)?.text

describe('what a digest shows of a suggestion', () => {
  it('are its buttons until somebody decides, from anywhere; then who did and when', async () => {
    expect(await inChannel('digest')).toContain('[Approve order of 24 SMALL]')
    await typed(`approve ${ids[0]}`)
    expect(await inChannel('digest')).toContain(`No. ${ids[0]}: approved by Ann, 24 Nov 10:00.`)
    expect(await inChannel('digest')).not.toContain('[Approve')
  })

  it('is what it was changed to, or why it was skipped', async () => {
    await typed(`edit ${ids[0]} 30`)
    expect(await inChannel('digest')).toContain('approved by Ann, changed to 30 pieces')
    await typed(`undo ${ids[0]}`)
    await typed(`skip ${ids[0]} supplier is on holiday`)
    expect(await inChannel('digest')).toContain('skipped by Ann: supplier is on holiday')
  })

  it('are the buttons again when it was undone', async () => {
    const before = await inChannel('digest')
    await typed(`approve ${ids[0]}`)
    expect(await typed(`undo ${ids[0]}`)).toContain('is open again: undone by Ann.')
    expect(await inChannel('digest')).toBe(before)
  })
})

describe('a decision that no message shows', () => {
  it('is said in the channel of the digest when much money hangs on it', async () => {
    await typed(`approve ${ids[1]} confirm`)
    const key = `decided:${ids[1]}`
    expect(await inChannel(key)).toMatch(/approved by Ann, 24 Nov 10:00\. Order 24 of LARGE/)
    await typed(`undo ${ids[1]}`)
    expect(await inChannel(key)).toMatch(/open\. Order 24 of LARGE/)
  })
})

describe('an approval that is typed', () => {
  it('asks again where much money hangs on it, as the button does, and is given by a word', async () => {
    const said = await typed(`approve ${ids[1]}`)
    expect(said).toContain(`No. ${ids[1]} is not approved yet. Order 24 of LARGE`)
    expect(said).toContain(`/actions approve ${ids[1]} confirm`)
    expect(said).toContain('[Approve order of 24 LARGE]')
    expect((await suggestionById(ctx.state, ids[1] ?? 0))?.status).toBe('open')
    expect(await typed(`approve ${ids[1]} confirm`)).toContain('is now approved by Ann')
    expect(await typed(`approve ${ids[1]}`)).toContain('is already approved by Ann')
  })

  it('is taken at once below it', async () => {
    expect(await typed(`approve ${ids[0]}`)).toContain('is now approved by Ann')
  })
})

describe('a decision taken back', () => {
  it('can be for ten minutes, by a button or by its number', async () => {
    expect(await typed(`approve ${ids[0]}`)).toContain(`[Undo No. ${ids[0]}]`)
    now = new Date(MORNING.getTime() + 10 * 60_000)
    const said = await actions(ctx)['suggestion.undo']?.run({ asker: ANN, name: 'Bob', value: `${ids[0]}||` })
    expect(said).toMatchObject({ text: expect.stringContaining('undone by Bob') })
    const undone = await suggestionById(ctx.state, ids[0] ?? 0)
    expect(undone).toMatchObject({ status: 'open', decided: null, reason: null, edited: null })
    expect(await typed(`undo ${ids[0]}`)).toContain('there is nothing to undo')
  })

  it('cannot be later', async () => {
    await typed(`approve ${ids[0]}`)
    now = new Date(MORNING.getTime() + 10 * 60_000 + 1)
    expect(await typed(`undo ${ids[0]}`)).toContain('more than 10 minutes ago')
    expect((await suggestionById(ctx.state, ids[0] ?? 0))?.status).toBe('approved')
  })
})

describe('an approval', () => {
  it.each([
    [281_300, /^Order 24 of LARGE.* It costs €2,813\. It can be undone for 10 minutes\.$/],
    [50_001, /It costs €500/],
    [50_000, undefined],
  ])('of %d cents asks again above €500', (cents, confirm) => {
    const asked = approval(order('LARGE', cents), {
      locale: shopLocale(ctx.config),
      confirmAbove: 500,
    }).confirm
    expect(asked ?? 'nothing').toMatch(confirm ?? /^nothing$/)
  })
})
