import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCalendar } from '../../../commands/calendar/question.ts'
import { calendar } from '../../../commands/calendar.ts'
import { forecast } from '../../../commands/forecast.ts'
import { digest } from '../../../jobs/digest.ts'
import { type Asker, inLanguageOf, isUsage } from '../../../src/command.ts'
import { comingDays } from '../../../src/facts/calendar/coming.ts'
import { notableHolidays, shopPromos } from '../../../src/facts/calendar/shop-calendar.ts'
import type { Language } from '../../../src/lib/language.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { calendarOf } from '../../../src/metrics/read/promo-days.ts'
import { ENGLISH_FAULTS } from '../../../src/report/words/faults.ts'
import type { HttpClient } from '../../../src/sources/http/http.ts'
import { audited } from '../../../src/state/audit.ts'
import { shopDays } from '../../../src/state/shop-days.ts'
import { patient } from '../../sources/platform.ts'
import { type Market, openMarket, TODAY } from '../../support/market.ts'

const MANAGER: Asker = {
  ...{ userId: 'UANA', name: 'Ana', channelId: 'C1' },
  roles: ['viewer', 'operator', 'manager'],
}
const OPERATOR: Asker = { ...MANAGER, userId: 'UBEN', name: 'Ben', roles: ['viewer', 'operator'] }
const VIEWER: Asker = { ...MANAGER, userId: 'UCAT', name: 'Cat', roles: ['viewer'] }

/** The market stands on Tuesday, 24 November 2026, three days before its first Black Friday. */
describe('/calendar', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  async function answer(text: string, asker = OPERATOR, language: Language = 'en'): Promise<string> {
    const query = parseCalendar(text, ENGLISH_FAULTS)
    if (isUsage(query)) return `usage: ${query.because}`
    const said = await calendar.answer(inLanguageOf(market.ctx, { language }), query, { ...asker, language })
    return isUsage(said) ? `usage: ${said.because}` : toPlainText(said)
  }
  async function digestOf(): Promise<string> {
    const due = { at: new Date(`${TODAY}T06:30:00Z`), day: TODAY, lane: '', isLate: false }
    const ran = await digest.run(market.ctx, { ...due, fenced: (work) => market.ctx.state.transaction(work) })
    const message = ran.said?.[0]?.message
    return message ? toPlainText(message) : ran.text
  }
  const namesOf = async (scope: Parameters<typeof calendarOf>[1]) =>
    calendarOf(await shopPromos(market.ctx), scope)

  it('lists the country’s days, and says which were never seen', async () => {
    const said = await answer('')
    expect(said).toMatch(
      /Fri 27 Nov 2026\s+Black Friday\s+holiday\s+the whole shop\s+country\s+never seen before/,
    )
    expect(said).toContain('Christmas Day')
    expect(said).not.toMatch(/[−+]1\b/)
    expect(await answer('january 2027')).toMatch(/New Year's Day/)
    expect(await answer('', VIEWER)).not.toContain('[Add a day]')
    expect(await answer('', OPERATOR, 'zh')).toContain('黑色星期五')
  })

  it('adds a promotion of a segment, which then names its days there and nowhere else', async () => {
    const said = await answer('add Toy week 2026-11-23..2026-11-29 category=Toys')
    expect(said).toContain('Added as No. 1: Toy week, promotion, 23 to 29 Nov 2026, Toys.')
    const toys = { dimension: 'category', member: 'Toys' } as const
    expect((await namesOf(toys)).get('2026-11-23')).toBe('Toy week')
    expect(
      (await namesOf({ ...toys, and: { dimension: 'platform', member: 'bazario' } })).get('2026-11-29'),
    ).toBe('Toy week')
    expect((await namesOf({ dimension: 'category', member: 'Games' })).get('2026-11-23')).toBeUndefined()
    expect((await namesOf('all')).get('2026-11-23')).toBeUndefined()
  })

  it.each([
    ['add Founders 27 November', 'Founders, promotion, Fri 27 Nov 2026, the whole shop'],
    ['add Black Friday', 'Black Friday, promotion, Fri 27 Nov 2026, the whole shop'],
    ['add Company day 2027-03-05 holiday', 'Company day, holiday, Fri 5 Mar 2027, the whole shop'],
    [
      'add Seller fair 2027-03-05 to 2027-03-06 merchant=M-bazario',
      'Seller fair, promotion, 5 to 6 Mar 2027, M-bazario',
    ],
    ['添加 年货节 2027-01-05..2027-01-12 促销 region=north', '年货节, promotion, 5 to 12 Jan 2027, north'],
  ])('reads %s', async (text, wanted) => {
    const said = await answer(text)
    expect(said).toContain(wanted)
    const id = /No\. (\d+)/.exec(said)?.[1] ?? ''
    expect(await answer(`remove ${id}`)).toContain('is removed')
  })

  it.each([
    ['add', 'Say what and when'],
    ['add Sale', 'Say when Sale is'],
    ['add Sale 2026-02-30', 'There is no such day'],
    ['add Sale 2026-12-05..2026-12-01', '2026-12-01 lies before 2026-12-05'],
    ['add Sale 2026-01-01..2026-12-01', 'at most'],
    ['add Sale 2026-12-01 category=Nothing', 'Nothing'],
    ['edit', 'Which one?'],
    ['edit 99 2026-12-01', 'There is no No. 99'],
    ['remove 99', 'There is no No. 99'],
    ['import', 'Say from where'],
    ['import promotions', 'Say from where'],
    ['import nonsense', 'There is no column of dates'],
    ['import BEGIN:VCALENDAR\nx', 'no iCalendar file'],
    ['tomorrow never', 'is no period'],
  ])('says what is wrong: %s', async (text, wanted) => {
    expect(await answer(text)).toMatch(new RegExp(`^usage: .*${wanted}`))
  })

  it('is changed and removed by its number, by whom it may be', async () => {
    expect(await answer('edit 1 2026-11-24..2026-11-30')).toContain(
      'No. 1 is now: Toy week, promotion, 24 to 30 Nov 2026, Toys.',
    )
    expect(await answer('edit 1 holiday')).toContain('No. 1 is now: Toy week, holiday')
    expect(await answer('edit 1 Week of toys everything')).toContain(
      'No. 1 is now: Week of toys, holiday, 24 to 30 Nov 2026, the whole shop',
    )
    expect(await answer('edit 1 2026-12-01', VIEWER)).toContain('Only operators and managers')
    const limited: Asker = { ...OPERATOR, sees: ['merchant=M-bazario'] }
    expect(await answer('remove 1', limited)).toContain('There is no No. 1')
    expect(await answer('', limited)).not.toContain('Week of toys')
    expect(await answer('add Theirs 2026-12-01', limited)).toContain('You may only change days of a segment')
    expect(await answer('remove 1')).toContain('No. 1 (Week of toys) is removed.')
    const acts = (await audited(market.ctx.state, { limit: 50 })).map(({ did }) => did)
    for (const act of ['calendar.add', 'calendar.edit', 'calendar.remove']) expect(acts).toContain(act)
  })

  it('imports what is pasted, and once more in its place', async () => {
    const text = (...rows: string[]) =>
      `import promotions BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Plan\n${rows.map((row, i) => `BEGIN:VEVENT\nUID:${i}\nSUMMARY:${row}\nDTSTART;VALUE=DATE:2026120${i + 1}\nEND:VEVENT`).join('\n')}\nEND:VCALENDAR`
    expect(await answer(text('One', 'Two'))).toContain(
      'Imported 2 entries from Plan. The next one: One, Tue 1 Dec 2026.',
    )
    expect(await answer(text('One'))).toContain('Imported 1 entry from Plan, in place of 2 from before.')
    expect((await shopDays(market.ctx.state)).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'One promotion',
    ])
    const csv = 'date,name,kind,category\n2026-12-02,Games night,promotion,Games\n2026-12-03,Nowhere,,Nothing'
    expect(await answer(`import ${csv}`)).toMatch(/Imported 1 entry\. .*1 row left out/)
    await market.ctx.state.transaction((trx) => trx('shop_day').del())
  })

  it('imports from an address for managers, and not from this machine’s own network', async () => {
    const body = 'date,name\n2026-12-06,St. Nicholas'
    const server = createServer((_, response) => response.end(body))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/days.csv`
    const asked = (http: HttpClient, asker: Asker) =>
      calendar.answer({ ...market.ctx, http }, { kind: 'import', as: null, from: `<${url}>` }, asker)
    try {
      const [open, closed] = [patient().http, patient({ allowPrivate: false }).http]
      expect(await asked(open, OPERATOR)).toMatchObject({ because: expect.stringContaining('Only managers') })
      expect(await asked(closed, MANAGER)).toMatchObject({
        because: expect.stringContaining('cannot be read'),
      })
      expect(await asked(open, MANAGER)).toMatchObject({
        text: expect.stringContaining(`Imported 1 entry from ${url}`),
      })
    } finally {
      server.close()
      await market.ctx.state.transaction((trx) => trx('shop_day').del())
    }
  })

  it('names the day in the digest, compares it with ordinary ones, and warns of what was never seen', async () => {
    const before = await digestOf()
    expect(before).toContain('Bad Monday')
    expect(before).toContain(
      'Ahead: Black Friday on Friday, 27 Nov; Cyber Monday on Monday, 30 Nov. Black Friday and Cyber Monday were never seen before in this data, so',
    )
    await answer('add Launch day 2026-11-23')
    await answer('add Advent 2026-11-29..2026-12-06')
    const after = await digestOf()
    expect(after).toContain('Launch day: GMV €600')
    expect(after).not.toContain('Bad Monday')
    expect(after).toContain('Advent from 29 Nov to 6 Dec;')
  })

  it('is in the forecast: new days are marked, and a holiday of one’s own counts as one', async () => {
    const query = forecast.parse('gmv 14')
    if (isUsage(query)) throw new Error(query.because)
    const said = await forecast.answer(market.ctx, query, OPERATOR)
    const text = isUsage(said) ? said.because : toPlainText(said)
    expect(text).toMatch(/Fri 27 Nov 2026 .*Black Friday \(never seen before\)/)
    expect(text).toMatch(/Sun 29 Nov 2026 .*Advent \(never seen before\)/)
    expect(text).toContain('Not seen in this shop before: Black Friday (27 Nov), Advent (29 Nov).')
    await answer('add Company day 2026-11-23 holiday')
    const holidays = await notableHolidays(market.ctx, '2026-11-23')
    expect(holidays.get('2026-11-23')).toBe('Company day for the first time')
    const coming = await comingDays(market.ctx, {
      known: { first: '2026-09-25', day: '2026-11-23' },
      ...{ from: TODAY, days: 14 },
    })
    expect(coming.filter(({ from }) => from === 'people').map(({ name }) => name)).toEqual(['Advent'])
  })
})
