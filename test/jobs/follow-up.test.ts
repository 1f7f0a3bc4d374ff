import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { followUpJob } from '../../jobs/follow-up.ts'
import type { Context } from '../../src/context.ts'
import { suggested } from '../../src/digests/suggested.ts'
import { decide, undo } from '../../src/ledger/decide.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { suggestionById } from '../../src/state/suggestions/decisions.ts'
import { saveOutcome } from '../../src/state/suggestions/outcomes.ts'
import { currentSuggestions, saveSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { ACTIONS } from '../ledger/samples.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { allPosted } from '../support/outbox.ts'
import { schedulingContext } from '../support/scheduling.ts'

const MORNING = new Date('2026-11-24T09:00:00Z')
const later = (hours: number) => new Date(MORNING.getTime() + hours * 3_600_000)
const ANN = { userId: 'U0ANNA', name: 'Ann' }

let database: TestDatabase
let ctx: Context
let now = MORNING
beforeEach(async () => {
  now = MORNING
  database = await freshDatabase('sqlite')
  ctx = schedulingContext(database.state, { now: () => now })
  await ctx.state.transaction((trx) =>
    saveSuggestions(
      trx,
      [0, 1, 2].map((i) => ({
        kind: 'restock',
        subject: `SKU-${i}`,
        action: { ...ACTIONS.restock, productId: `SKU-${i}` },
        gain: { cents: 9000 - i, low: 2000, high: 15_000 },
        cost: { cents: 4500, low: 4500, high: 4500 },
        risk: { ofLoss: 0.05, words: 'less demand than hoped.' },
        why: '',
        validUntil: later(96 - 48 * i),
        modelVersion: 'test',
        inputsHash: `${i}`,
        status: 'open' as const,
      })),
      MORNING,
    ),
  )
})
afterEach(() => database.remove())

const run = (at: Date) =>
  followUpJob.run(ctx, {
    ...{ at, day: at.toISOString().slice(0, 10), lane: '', isLate: false },
    fenced: (work) => ctx.state.transaction(work),
  })
const reminders = async () => (await allPosted(ctx.state)).filter(({ key }) => key.startsWith('reminder:'))

describe('a suggestion that was approved and is not carried out', () => {
  beforeEach(() => decide(ctx, ANN, { id: 1, status: 'approved', at: MORNING }))

  it('is reminded of once, to who approved it, when it is due and by day', async () => {
    expect((await suggestionById(ctx.state, 1))?.dueAt).toEqual(later(48))
    await run(later(47))
    // ten in the evening
    await run(later(60))
    expect(await reminders()).toEqual([])
    await run(later(72))
    await Promise.all([run(later(73)), run(later(74))])
    const [one, ...more] = await reminders()
    expect(more).toEqual([])
    expect(one).toMatchObject({ channel: 'U0ANNA', revision: 1 })
    expect(one?.text).toContain(
      'Ann, you approved No. 1 on 24 Nov 10:00: Order 24 of SKU-0 Lamp (4 left, gone about 30 Nov). It was due by 26 Nov 10:00',
    )
  })

  it.each([
    [{ kind: 'running', seenOn: '2026-11-25', until: '2026-12-02' }, 0],
    [{ kind: 'not-seen' }, 1],
  ] as const)('is not reminded of once the data show it: %j', async (outcome, count) => {
    const kept = {
      rule: 'restock',
      isFinal: false,
      modelVersion: 'test',
      inputsHash: '',
      measuredAt: MORNING,
    }
    await ctx.state.transaction((trx) => saveOutcome(trx, { ...kept, suggestionId: 1, outcome }))
    await run(later(72))
    expect(await reminders()).toHaveLength(count)
  })

  it('is due no more when it is taken back, and anew when it is approved again', async () => {
    await undo(ctx, ANN, { id: 1, at: later(0.1) })
    expect((await suggestionById(ctx.state, 1))?.dueAt).toBeNull()
    await run(later(72))
    expect(await reminders()).toEqual([])
  })
})

describe('a suggestion nobody decided', () => {
  it('says where it was posted that it has expired, and its buttons go', async () => {
    const locale = shopLocale(ctx.config)
    const open = await currentSuggestions(ctx.state, {})
    const blocks = suggested({ suggestions: open, rules: [] }, { locale, confirmAbove: 1000 })
    await ctx.state.transaction((trx) =>
      ctx.deliver.say(trx, { key: 'digest', channel: '#daily', message: { text: 'Today', blocks } }),
    )
    await run(later(1))
    const posted = async () => (await allPosted(ctx.state)).find(({ key }) => key === 'digest')
    const before = await posted()
    expect(before).toMatchObject({ revision: 2 })
    expect(before?.text).toContain('No. 3: expired.')
    await run(later(49))
    const after = await posted()
    expect(after?.text).toContain('No. 2: expired.')
    expect(after?.text).toContain('[Approve order of 24 SKU-0]')
    await run(later(50))
    expect(await posted()).toEqual(after)
  })
})
