import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sources } from '../../commands/sources.ts'
import { build } from '../../jobs/build.ts'
import { digest } from '../../jobs/digest.ts'
import { watch } from '../../jobs/watch.ts'
import type { Asker } from '../../src/command.ts'
import type { Context, Job } from '../../src/context.ts'
import { addDays, instantOf } from '../../src/lib/days.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { runJob } from '../../src/scheduler.ts'
import { audited } from '../../src/state/audit.ts'
import { subscribe } from '../../src/state/messages/subscriptions.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { dayOf, deliver, deliverHistory, LAST } from '../lake/healthy-shop.ts'
import { openShop, type Shop } from '../lake/shop.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { schedulingContext } from '../support/scheduling.ts'

const ZONE = 'Europe/Berlin'
const NEXT = addDays(LAST, 1)
const MORNING = addDays(LAST, 2)
const MANAGER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer', 'operator', 'manager'] }

describe('a day whose prices came in cents', () => {
  let shop: Shop
  let database: TestDatabase
  let ctx: Context
  let minute = 400
  beforeAll(async () => {
    shop = await openShop()
    database = await freshDatabase('sqlite')
    const clock = { now: () => instantOf(MORNING, minute, ZONE) }
    ctx = { ...schedulingContext(database.state, clock), lake: shop.lake }
    await ctx.state.transaction(async (trx) => {
      await subscribe(trx, { kind: 'daily', channel: '#daily-digest', at: '07:30', zone: ZONE })
      const seen = { lastRowAt: clock.now(), lastSuccessAt: clock.now(), rows: 1, refused: 0, error: null }
      await saveSourceState(trx, { source: 'nordmarkt-order_lines', cursor: null, ...seen })
    })
    await deliverHistory(shop)
    await run(build)
    const day = dayOf(NEXT)
    const inCents = day.order_lines.map((row) => ({ ...row, unit_price: '950' }))
    await deliver(shop, { ...day, order_lines: inCents, payments: [] })
    await run(build)
  })
  afterAll(async () => {
    await shop.remove()
    await database.remove()
  })

  async function run(job: Job) {
    minute += 15
    const [summary] = await runJob(ctx, job, { at: instantOf(MORNING, minute, ZONE), day: MORNING })
    if (!summary) throw new Error('the job said nothing')
    return { text: summary.text, said: (summary.said ?? []).map(({ message }) => toPlainText(message)) }
  }
  const ask = async (text: string, asker = MANAGER) => {
    const query = sources.parse(text)
    if (query.kind === 'usage') return query.because
    const said = await sources.answer(ctx, query, asker)
    return 'kind' in said ? `${said.because} ${said.didYouMean ?? ''}` : toPlainText(said)
  }
  const SENTENCE = 'The typical price of the order lines is 95.000 times the list price'

  it('is not published, raises one incident that says what to do, and the digest says as of when it is', async () => {
    const alerts = (await run(watch)).said
    expect(alerts).toHaveLength(1)
    expect(alerts[0]).toContain(SENTENCE)
    expect(alerts[0]).toContain('/sources accept order_lines/price-scale')
    const [told] = (await run(digest)).said
    expect(told).toContain('Data as of Wed 28 Oct 2026')
    expect(told).toContain('Data that arrived since 28 Oct is not included')
    expect(await ask('')).toContain('Nothing new is published (order_lines/price-scale)')
  })

  it('is let through by a manager, who is named, and goes on being told', async () => {
    expect(await ask('accept order_lines/price-scale', { ...MANAGER, roles: ['viewer'] })).toContain(
      'Only a manager',
    )
    expect(await ask('accept order_lines/price')).toContain('accept order_lines/price-scale')
    expect(await ask('accept')).toContain('Name one rule')
    expect(await ask('accept order_lines/price-scale')).toContain('Accepted until')
    expect(await audited(ctx.state, { limit: 1 })).toMatchObject([{ who: 'U1', did: 'rule.accept' }])
    expect((await run(build)).text).toContain('Rebuilt')
    expect(await ask('')).toContain(SENTENCE)
    expect(await ask('')).toContain('Data quality warnings')
    expect(await ask('')).not.toContain('Holds everything back')
    const [told] = (await run(digest)).said
    expect(told).toContain('Data as of Thu 29 Oct 2026')
    expect(told).toContain('Data quality warnings')
    expect(told).toContain(SENTENCE)
  })

  it('is told no more once the source has sent it right', async () => {
    await deliver(shop, { order_lines: dayOf(NEXT).order_lines })
    await run(build)
    expect(await ask('')).not.toContain('Data quality warnings')
    expect((await run(watch)).said.join()).toContain('Resolved')
  })
})
