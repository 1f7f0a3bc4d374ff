import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subscribe } from '../../../commands/subscribe.ts'
import { digest } from '../../../jobs/digest.ts'
import { weekly } from '../../../jobs/weekly.ts'
import { type Asker, inLanguageOf, isUsage } from '../../../src/command.ts'
import type { Due } from '../../../src/context.ts'
import { tellDigestRefused } from '../../../src/digests/tell-refused.ts'
import type { Language } from '../../../src/lib/language.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { ENGLISH_FAULTS } from '../../../src/report/words/faults.ts'
import { type StoredAlert, saveAlert, UNTOUCHED } from '../../../src/state/alerts.ts'
import { subscriptionOf } from '../../../src/state/messages/subscriptions.ts'
import { claimSlot } from '../../../src/state/slots/slots.ts'
import { saveSuggestions } from '../../../src/state/suggestions/suggestions.ts'
import { type Market, openMarket, TODAY } from '../../support/market.ts'
import { posted } from '../../support/outbox.ts'

const ANA: Asker = {
  userId: 'UANA',
  name: 'Ana',
  channelId: 'CSALES',
  roles: ['viewer', 'operator', 'manager'],
}
const BEN: Asker = { userId: 'UBEN', name: 'Ben', channelId: 'CSALES', roles: ['viewer'] }

/** The market sold for €600 yesterday: €450 on nordmarkt, whose merchant is M-nordmarkt, €150 on bazario. */
describe('/subscribe', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
    await market.ctx.state.transaction(async (trx) => {
      await saveAlert(trx, alert(1, { platform: 'bazario', category: 'Games' }))
      await saveAlert(trx, alert(2, { merchant: 'M-nordmarkt', category: 'Toys' }))
      await saveAlert(trx, alert(3, {}))
      await saveSuggestions(trx, ['nordmarkt', 'bazario'].map(priceOf))
    })
  })
  afterAll(() => market.remove())

  async function answer(text: string, asker = BEN, language: Language = 'en'): Promise<string> {
    const query = subscribe.parse(text, ENGLISH_FAULTS)
    if (isUsage(query)) return `usage: ${query.because}`
    const said = await subscribe.answer(inLanguageOf(market.ctx, { language }), query, { ...asker, language })
    return isUsage(said) ? `usage: ${said.because}` : toPlainText(said)
  }
  const dueIn = (lane: string, more: Partial<Due> = {}): Due => ({
    ...{ at: new Date(`${TODAY}T06:30:00Z`), day: TODAY, lane, isLate: false },
    fenced: (work) => market.ctx.state.transaction(work),
    ...more,
  })
  async function digestOf(lane: string, more: Partial<Due> = {}): Promise<string> {
    const { said, text } = await digest.run(market.ctx, dueIn(lane, more))
    return said?.[0] ? JSON.stringify(said[0].message) : text
  }

  it('is kept, said back with the next time, and listed with its buttons', async () => {
    const said = await answer('daily me 08:00 weekdays compact in Chinese')
    expect(said).toContain(
      'Saved as digest 1: Daily digest to @Ben, on weekdays at 08:00 (Europe/Berlin), compact, in Chinese.',
    )
    expect(said).toContain('The next one comes 24 Nov 08:00 (Europe/Berlin).')
    expect(await answer('')).toContain('[Change] [Send now] [Pause] [History] [Delete]')
    expect(await answer('', BEN, 'zh')).toContain(
      '日报发到 @Ben，工作日 08:00（Europe/Berlin），简版，中文。',
    )
    expect((await digest.run(market.ctx, dueIn('subscription:1'))).said?.[0]?.channel).toBe('UBEN')
    const message = await digestOf('subscription:1')
    expect(message).toContain('成交总额')
    expect(message).not.toContain('"chart"')
    expect(message).not.toContain('"actions"')
  })

  it('is changed, paused, resumed, copied, handed over and deleted', async () => {
    expect(await answer('change 1 09:30 every day full in English')).toContain('every day at 09:30')
    expect(await answer('change 1 Asia/Tokyo')).toContain('every day at 09:30 (Asia/Tokyo)')
    expect(await answer('pause 1')).toContain('Digest 1 is paused.')
    const lanes = typeof digest.schedule === 'function' ? await digest.schedule(market.ctx) : []
    expect(lanes.map(({ lane }) => lane)).toEqual(['#daily-digest'])
    expect(await answer('')).toContain('; paused.')
    expect(await answer('resume 1')).toContain('Digest 1 is now:')
    expect(await answer('copy 1 here 07:00')).toContain('Daily digest to CSALES, every day at 07:00')
    const { id } = { id: 2 }
    expect(await answer(`hand ${id} <@UANA|Ana>`)).toContain('looked after by @Ana')
    expect(await answer(`change ${id} 06:00`)).toContain('somebody else’s')
    expect(await answer(`delete ${id}`, ANA)).toContain(`Digest ${id} is deleted.`)
    expect(await answer(`send ${id}`)).toContain(`no digest ${id}`)
  })

  it.each([
    ['daily #board 08:00', 'Only operators and managers'],
    ['daily <@UANA|Ana>', 'Only managers send a digest to somebody else'],
    ['daily me category=Gamez', 'Gamez'],
    ['daily me 08:00 Europe/Berln', 'no time zone'],
  ])('of a viewer, %s is refused with the reason', async (typed, because) => {
    expect(await answer(typed)).toMatch(new RegExp(`^usage: .*${because}`))
  })

  it('of a segment holds its own rows alone: figures, alerts and suggestions', async () => {
    const said = await answer('daily me 08:00 merchant=M-nordmarkt', ANA)
    const [, id] = /digest (\d+)/.exec(said) ?? []
    const message = await digestOf(`subscription:${id}`)
    expect(message).toContain('Market · M-nordmarkt')
    expect(message).toContain('€450')
    expect(/.{0,60}(?:bazario|€600|€1,?500).{0,40}/.exec(message)?.[0] ?? 'nothing of others').toBe(
      'nothing of others',
    )
    expect(message).toMatch(/1 open alert|One open alert/)
    expect(message).toContain('€20 a day')
    expect(message).not.toContain('€10 a day')
    expect(message).not.toContain('€30 a day')
    expect(message).toContain('nordmarkt-game')
    const { said: week } = await weekly.run(market.ctx, dueIn('#daily-digest'))
    expect(JSON.stringify(week)).toContain('€')
    const weeklyId = /digest (\d+)/.exec(await answer('weekly me merchant=M-nordmarkt', ANA))?.[1]
    const ofWeek = JSON.stringify((await weekly.run(market.ctx, dueIn(`subscription:${weeklyId}`))).said)
    expect(ofWeek).toContain('€3,150')
    expect(ofWeek).not.toMatch(/bazario|€6,300|€6,000/)
  })

  it('whose segment is gone is skipped with the reason', async () => {
    await answer('daily me 10:00 category=Toys', ANA)
    const { state } = market.ctx
    await state.write('subscription').where({ segment: 'category=Toys' }).update({ segment: 'category=Old' })
    const row = await state.read('subscription').where({ segment: 'category=Old' }).first('id')
    expect(await digestOf(`subscription:${row.id}`)).toBe('Its segment is not in the data.')
  })

  it('on Monday covers the days since Friday, and is left out on a holiday and without new data', async () => {
    await answer('daily me 05:00 weekdays no holidays skip if nothing new', ANA)
    const row = await market.ctx.state.read('subscription').where({ at: '05:00' }).first('id')
    const lane = `subscription:${row.id}`
    const monday = { day: '2026-11-23', at: new Date('2026-11-23T04:00:00Z') }
    const message = await digestOf(lane, monday)
    expect(message).toContain('The days since the last digest')
    expect(message).toMatch(/Friday[^"]*€900/)
    expect(message).toMatch(/Saturday[^"]*€900/)
    const again = { day: '2026-11-23', at: new Date('2026-11-23T05:00:00Z') }
    expect(await digestOf(lane, again)).toBe('There is no new data since the last digest.')
    const newYear = { day: '2027-01-01', at: new Date('2027-01-01T04:00:00Z') }
    expect(await digestOf(lane, newYear)).toContain('public holiday')
  })

  it('is sent now by the scheduler, and its history says what came of every run', async () => {
    const { state, clock } = market.ctx
    expect(await answer('history 1')).toContain('has not been due yet')
    expect(await answer('send 1')).toContain('within a minute')
    const claim = await claimSlot(state, {
      ...{ job: 'digest', owner: 'test', leaseMs: 60_000, maxAttempts: 3, dueBy: clock.now() },
    })
    expect(claim?.lane).toBe('subscription:1')
    expect(await answer('history 1')).toContain('Tue 24 Nov 2026 15:45: being written')
    await digest.run(market.ctx, dueIn('subscription:1', { at: claim?.at ?? new Date(0) }))
    await state.write('job_slot').update({ state: 'done' })
    expect(await answer('history 1')).toContain('Tue 24 Nov 2026 15:45: on its way')
    const key = `subscribed:1:${TODAY}`
    await state.write('outbox').where({ key }).update({ error: 'not_in_channel', attempts: 4 })
    expect(await answer('history 1')).toContain('waiting: the bot is not in the channel, 4 tries')
    const stands = {
      ts: '1.2',
      channel_id: 'D1',
      posted_revision: state.write.raw('revision'),
      error: null,
      attempts: 0,
    }
    await state.write('outbox').where({ key }).update(stands)
    expect(await answer('history 1')).toMatch(/15:45: sent.* \(open/)
    expect(await answer('history', BEN, 'zh')).toContain('15:45：已发送')
  })

  it('that Slack refuses is told once to its owner and an administrator, and stopped after three', async () => {
    const { state } = market.ctx
    await answer('daily #closed 04:00', ANA)
    const row = await state.read('subscription').where({ at: '04:00' }).first('id')
    await state.write('subscription').where({ id: row.id }).update({ since: null })
    const told = async () =>
      (await posted(state))
        .filter(({ key }) => /^(digest-refused|trouble:subscription):/.test(key))
        .map(({ channel, text }) => `${channel} ${text}`)
    for (const day of ['2026-11-21', '2026-11-22', '2026-11-23']) {
      await digestOf(`subscription:${row.id}`, { day })
      expect(await tellDigestRefused(market.ctx, `subscribed:${row.id}:${day}`, 'not_in_channel')).toBe(true)
      if (day < '2026-11-23') expect(await told()).toHaveLength(2)
    }
    const said = await told()
    expect(said.map((one) => one.split(' ')[0])).toEqual(['UANA', '#kpi-alerts', '#kpi-alerts', 'UANA'])
    expect(said[0]).toContain(
      `Digest ${row.id} (daily digest) could not be posted to #closed: the bot is not in the channel. Invite the bot: /invite @Floorwalker in #closed.`,
    )
    expect(said[2]).toContain(`Digest ${row.id} is stopped`)
    expect(said[3]).toContain(
      `After 3 in a row it is stopped. When that is put right: /subscribe resume ${row.id}.`,
    )
    expect(await subscriptionOf(state, row.id)).toMatchObject({ disabledBecause: 'not_in_channel' })
    expect(await answer('', ANA)).toContain('stopped by itself: the bot is not in the channel')
    expect(await answer(`resume ${row.id}`, ANA)).toContain('is now')
    expect(await tellDigestRefused(market.ctx, 'digest:#daily-digest:2026-11-23', 'not_in_channel')).toBe(
      false,
    )
  })
})

function alert(number: number, location: Readonly<Record<string, string>>): StoredAlert {
  const at = new Date('2026-11-24T05:00:00Z')
  return {
    ...UNTOUCHED,
    ...{ number, id: `a${number}`, key: `alert ${number}`, kpi: 'conversion', dayOpened: '2026-11-23' },
    ...{ status: 'open', snoozedUntil: null, ackedBy: null, value: 0, low: 0.1, high: 0.4, expected: 0.25 },
    ...{ stakeCents: 1000 * number, location, finding: null, messageKey: null, openedAt: at, updatedAt: at },
    resolvedAt: null,
  }
}

function priceOf(platform: string) {
  return {
    kind: 'price',
    subject: `${platform}-game`,
    action: {
      ...{ platform, productId: 'SKU-Games', merchantId: `M-${platform}`, title: `Game of ${platform}` },
      ...{ days: 30, fromCents: 2000, toCents: 1800 },
    },
    gain: { cents: 9000, low: 2000, high: 15_000 },
    cost: { cents: 0, low: 0, high: 0 },
    risk: { ofLoss: 0.001, words: 'None.' },
    why: 'prices',
    inputsHash: platform,
    modelVersion: 'test',
    validUntil: new Date('2026-12-30T00:00:00Z'),
    status: 'open' as const,
  }
}
