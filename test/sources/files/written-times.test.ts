import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../../lake/shop.ts'
import { broughtIn, linesMapping } from './brought-in.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ threads: 1 })
})
afterAll(() => shop.remove())

/** A file of one column of times. */
async function times(values: readonly string[], more = '') {
  const lines = values.map((value, i) => `${i + 1},"${value}"`)
  const mapping = linesMapping('t.csv', more, 'order_id: id, ordered_at: when')
  const { error, rows } = await broughtIn(shop, { 't.csv': `id,when\n${lines.join('\n')}\n` }, mapping)
  return { error, read: rows.map(({ ordered_at: at }) => at) }
}

/** What the lake makes of a text: its instant, or null. */
async function instants(values: readonly (string | null | undefined)[], zone = 'Europe/Berlin') {
  const list = values.map((value) => (value ? `'${value.replaceAll("'", "''")}'` : 'null')).join(', ')
  const found = await shop.lake.query<{ at: string | null }>(
    `select strftime(to_utc(t, '${zone}'), '%Y-%m-%dT%H:%M:%S') as "at" from (select unnest([${list}]) as t)`,
  )
  return found.map(({ at }) => at)
}

/** How people write 24 November 2017, half past ten in the morning in Berlin or as it says itself; null: refused. */
const SPELLINGS: readonly (readonly [string, string | null])[] = [
  ['2017-11-24 10:30:00', '09:30:00'],
  ['2017-11-24T10:30:00', '09:30:00'],
  ['2017-11-24 10:30', '09:30:00'],
  ['2017-11-24T10:30', '09:30:00'],
  ['2017-11-24T10:30:00.000', '09:30:00'],
  ['2017-11-24 10:30:00.123456', '09:30:00'],
  ['2017-11-24 10:30:00,123', '09:30:00'],
  ['2017-11-24T10:30:00Z', '10:30:00'],
  ['2017-11-24T10:30:00z', '10:30:00'],
  ['2017-11-24T10:30Z', '10:30:00'],
  ['2017-11-24 10:30Z', '10:30:00'],
  ['2017-11-24T10:30:00.000Z', '10:30:00'],
  ['2017-11-24 10:30:00 UTC', '10:30:00'],
  ['2017-11-24 10:30:00UTC', '10:30:00'],
  ['2017-11-24 10:30:00.000 UTC', '10:30:00'],
  ['2017-11-24 10:30 GMT', '10:30:00'],
  ['2017-11-24T10:30:00+02:00', '08:30:00'],
  ['2017-11-24T10:30+02:00', '08:30:00'],
  ['2017-11-24T10:30+0200', '08:30:00'],
  ['2017-11-24T10:30:00+02', '08:30:00'],
  ['2017-11-24 10:30:00 -0500', '15:30:00'],
  ['2017-11-24 10:30:00 -05:00', '15:30:00'],
  ['2017-11-24 10:30:00 +0530', '05:00:00'],
  ['2017-11-24 10:30 -0500', '15:30:00'],
  ['2017-11-24 10:30:00 GMT+1', '09:30:00'],
  ['2017-11-24 10:30:00 UTC+02:00', '08:30:00'],
  ['2017-11-24T10:30:00+01:00[Europe/Berlin]', '09:30:00'],
  ['2017-11-24 10:30:00 America/New_York', '15:30:00'],
  ['2017-11-24 10:30:00 EST', '15:30:00'],
  ['2017-11-24 10:30:00 PST', '18:30:00'],
  ['2017-11-24 10:30:00 PDT', '17:30:00'],
  ['2017-11-24 10:30:00 CET', '09:30:00'],
  ['2017-11-24 10:30:00 MESZ', '08:30:00'],
  ['2017-11-24 10:30:00 JST', '01:30:00'],
  ['2017-11-24 10:30:00 IST', null],
  ['2017-11-24 10:30:00 XYZ', null],
  ['2017-11-24 10:30:00 Mars/Crater', null],
  ['2017/11/24 10:30', '09:30:00'],
  ['2017/11/24 10:30:00', '09:30:00'],
  ['2017.11.24 10:30', '09:30:00'],
  ['2017. 11. 24. 10:30', '09:30:00'],
  ['2017年11月24日 10:30', '09:30:00'],
  ['20171124T103000', '09:30:00'],
  ['20171124T103000Z', '10:30:00'],
  ['20171124103000', '09:30:00'],
  ['201711241030', '09:30:00'],
  ['24.11.2017 10:30', '09:30:00'],
  ['24.11.2017, 10:30:00', '09:30:00'],
  ['24.11.2017 10.30', '09:30:00'],
  ['24.11.2017 10:30 Uhr', '09:30:00'],
  ['24.11.2017 um 10:30', '09:30:00'],
  ['Fr., 24.11.2017 10:30', '09:30:00'],
  ['24.11.17 10:30', '09:30:00'],
  ['24/11/2017 10:30', '09:30:00'],
  ['24/11/2017 10:30:00', '09:30:00'],
  ['24/11/2017, 10:30', '09:30:00'],
  ['24/11/2017 à 10h30', '09:30:00'],
  ['24-11-2017 10:30', '09:30:00'],
  ['24 11 2017 10:30', '09:30:00'],
  ['24/11/2017 10:30 UTC', '10:30:00'],
  ['24/11/2017 10:30:00 +0200', '08:30:00'],
  ['11/24/2017 10:30 AM', '09:30:00'],
  ['11/24/2017 10:30AM', '09:30:00'],
  ['11/24/2017 10:30:00 am', '09:30:00'],
  ['11/24/2017 10:30 a.m.', '09:30:00'],
  ['11/24/2017 10:30', '09:30:00'],
  ['11-24-2017 10:30', '09:30:00'],
  ['11/24/2017 10:30 AM EST', '15:30:00'],
  ['Nov 24, 2017 10:30 AM', '09:30:00'],
  ['Nov 24, 2017, 10:30:00 AM', '09:30:00'],
  ['Nov 24, 2017 10:30:00 AM PST', '18:30:00'],
  ['November 24, 2017 at 10:30 AM', '09:30:00'],
  ['Friday, November 24, 2017 10:30', '09:30:00'],
  ['24 Nov 2017 10:30', '09:30:00'],
  ['24-Nov-2017 10:30', '09:30:00'],
  ['24-NOV-17 10:30:00', '09:30:00'],
  ['24-NOV-17 10.30.00.000000 AM', '09:30:00'],
  ['24. November 2017 10:30', '09:30:00'],
  ['24 novembre 2017 10:30', '09:30:00'],
  ['24 de novembro de 2017 10:30', '09:30:00'],
  ['24th November 2017 10:30', '09:30:00'],
  ['24/Nov/2017:10:30:00 +0000', '10:30:00'],
  ['Fri, 24 Nov 2017 10:30:00 +0000', '10:30:00'],
  ['Fri, 24 Nov 2017 10:30:00 GMT', '10:30:00'],
  ['Fri, 24 Nov 2017 10:30:00 -0500', '15:30:00'],
  ['24 Nov 2017 10:30:00 EST', '15:30:00'],
  ['Fri Nov 24 2017 10:30:00 GMT+0100 (Central European Standard Time)', '09:30:00'],
  ['Fri Nov 24 10:30:00 2017', '09:30:00'],
  ['Fri Nov 24 10:30:00 UTC 2017', '10:30:00'],
  ['1511519400', '10:30:00'],
  ['1511519400.277', '10:30:00'],
  ['1511519400000', '10:30:00'],
  ['1511519400000000', '10:30:00'],
  ['1511519400000000000', '10:30:00'],
  ['43063.4375', '09:30:00'],
  ['43063,4375', '09:30:00'],
  ['2017-W47-5', null],
  ['2017-13-24 10:30', null],
  ['24.13.2017 10:30', null],
  ['32/11/2017 10:30', null],
  ['31/02/2017 10:30', null],
  ['yesterday', null],
  ['2017', null],
]

describe('a time is read as it is written, and never shifted', () => {
  it('all of them in one column', async () => {
    const { error, read } = await times(SPELLINGS.map(([spelling]) => spelling))
    expect(error).toBeNull()
    const found = await instants(read)
    for (const [i, [spelling, at]] of SPELLINGS.entries())
      expect([spelling, found[i]]).toEqual([spelling, at && `2017-11-24T${at}`])
  })

  it('a day without a time is its midnight where the shop is', async () => {
    const days = ['24.11.2017', '24/11/2017', '20171124', 'Nov 24, 2017', '2017/11/24', '43063', '24-NOV-17']
    const { read } = await times(days)
    expect(await instants(read)).toEqual(days.map(() => '2017-11-23T23:00:00'))
  })

  it('morning and afternoon, noon and midnight', async () => {
    const halves = ['12:05 AM', '1:05 AM', '12:05 PM', '1:05 PM', '11:05 PM', '13:05 PM']
    const { read } = await times(halves.map((half) => `11/24/2017 ${half}`))
    const clocks = ['00:05', '01:05', '12:05', '13:05', '23:05', '13:05']
    expect(read).toEqual(clocks.map((clock) => `2017-11-24 ${clock}:00`))
  })

  it('what stands for no value is none', async () => {
    const { read } = await times([
      'NULL',
      'null',
      'N/A',
      '-',
      '\\N',
      'NaT',
      '0000-00-00 00:00:00',
      '24.11.2017',
    ])
    expect(read).toEqual([null, null, null, null, null, null, null, '2017-11-24 00:00:00'])
  })

  it('what the lake reads by itself stays as it is, byte for byte', async () => {
    const plain = ['2017-11-24 10:30:00', '2017-1-4 9:05', '2017-11-24', '2017-11-24T10:30:00.5+02:00']
    expect((await times(plain)).read).toEqual(plain)
    const beside = await times([...plain, '24.11.2017'])
    expect(beside.read.slice(0, -1)).toEqual(plain)
  })

  it.each([
    ['Asia/Kolkata', '2017-11-24 10:30:00 IST', '2017-11-24 10:30:00+05:30'],
    ['Asia/Shanghai', '2017-11-24 10:30:00 CST', '2017-11-24 10:30:00+08:00'],
    ['America/Chicago', '2017-11-24 10:30:00 CST', '2017-11-24 10:30:00-06:00'],
    ['Europe/London', '2017-07-24 10:30:00 BST', '2017-07-24 10:30:00+01:00'],
    ['Asia/Dhaka', '2017-07-24 10:30:00 BST', '2017-07-24 10:30:00 BST'],
    ['Australia/Sydney', '2017-07-24 10:30:00 EST', '2017-07-24 10:30:00+10:00'],
  ])('a word that means several zones is that of the source: %s', async (zone, spelling, text) => {
    expect((await times([spelling], `zone: ${zone}`)).read).toEqual([text])
  })
})

describe('day and month are told apart by the whole column, or asked about', () => {
  it.each([
    ['day first', ['03/04/2017', '24/11/2017'], ['2017-04-03', '2017-11-24']],
    ['month first', ['03/04/2017', '11/24/2017'], ['2017-03-04', '2017-11-24']],
    ['day first with dashes', ['03-04-2017 10:00', '24-11-2017 10:00'], ['2017-04-03', '2017-11-24']],
    ['dots are day first', ['03.04.2017', '05.06.2017'], ['2017-04-03', '2017-06-05']],
    ['twice the same is no question', ['03/03/2017', '11/11/2017'], ['2017-03-03', '2017-11-11']],
  ])('%s', async (_, values, days) => {
    const { error, read } = await times(values)
    expect(error).toBeNull()
    expect(read.map((at) => at?.slice(0, 10))).toEqual(days)
  })

  it('a column that shows neither is asked about, with three of its values', async () => {
    const { error } = await times(['03/04/2017 10:00', '05/06/2017 10:00', '07/08/2017', '03/03/2017'])
    expect(error).toContain('“when” may have the day or the month first (')
    expect(error).toMatch(/03\/04\/2017 10:00.*07\/08\/2017/)
    expect(error).toContain('Say `time: d/m/y` or `time: m/d/y` in the mapping.')
    expect((await times(['03-04-17', '05-06-17'])).error).toContain('day or the month first')
  })

  it.each([
    ['time: dd/mm/yyyy', '2017-04-03'],
    ['time: d/m/Y', '2017-04-03'],
    ['time: m/d/Y h:mm AM', '2017-03-04'],
    ['time: "%m/%d/%Y %H:%M"', '2017-03-04'],
  ])('a mapping says it: %s', async (more, day) => {
    const { error, read } = await times(['03/04/2017 10:00'], more)
    expect([error, read]).toEqual([null, [`${day} 10:00:00`]])
  })

  it('another column of the file shows it too', async () => {
    const columns = 'order_id: id, ordered_at: when, updated_at: later'
    const file = 'id,when,later\n1,03/04/2017,24/12/2017\n2,05/04/2017,25/12/2017\n'
    const { rows } = await broughtIn(shop, { 't.csv': file }, linesMapping('t.csv', '', columns))
    expect(rows.map((row) => row.ordered_at)).toEqual(['2017-04-03 00:00:00', '2017-04-05 00:00:00'])
  })

  it('a column that shows both: what can be one thing only is read, the rest is refused', async () => {
    const { error, read } = await times(['24/11/2017', '11/24/2017', '03/04/2017'])
    expect(error).toBeNull()
    expect(await instants(read, 'UTC')).toEqual(['2017-11-24T00:00:00', '2017-11-24T00:00:00', null])
  })

  it.each([
    ['time: epoch ms', '1511519400', '1970-01-18'],
    ['time: excel', '43063.5', '2017-11-24'],
    ['time: s', '951519400', '2000-02-25'],
  ])('a bare number counts what the mapping says: %s', async (more, value, day) => {
    expect((await times([value], more)).read[0]?.slice(0, 10)).toBe(day)
  })
})
