import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/lib/days.ts'
import type { Flow } from '../../../src/models/wholeness/flow.ts'
import { type SourceOfFlow, wholeDay } from '../../../src/models/wholeness/whole-day.ts'
import { flow, LAST, sessions } from './flows.ts'

const BEFORE = addDays(LAST, 1)
const END = new Date(`${BEFORE}T00:00:00Z`)
const ahead = (hours: number) => new Date(END.getTime() + hours * 3_600_000)

function seen(flows: readonly Flow[], sources: readonly SourceOfFlow[] = [], before = BEFORE) {
  const days = flows.flatMap(({ rows }) => [...rows.keys()]).filter((day) => day < before)
  return wholeDay({
    ...{ flows, sources, before, first: days.toSorted()[0] ?? '', lastSeen: days.toSorted().at(-1) ?? '' },
    endOf: (day) => new Date(`${addDays(day, 1)}T00:00:00Z`),
  })
}
const source = (table: SourceOfFlow['table'], lastReadAt: Date | null = ahead(7)): SourceOfFlow => ({
  ...{ name: `nordmarkt/${table}`, platform: 'nordmarkt', table, lastReadAt },
})
const BOTH = [source('orders'), source('sessions')]
const asEver = sessions({ last: [600] })

describe('a day that has come to its end is whole', () => {
  it.each([95, 80, 50, 30])('though %i per cent of its orders have gone: sessions as ever', (lost) => {
    const orders = flow({ last: [Math.round(40 * (1 - lost / 100))] })
    expect(seen([orders, asEver], BOTH)).toMatchObject({ day: LAST, missing: [], doubtful: null })
  })

  it.each([95, 80, 60])(
    'though %i per cent of everything has gone, in files or from sources; that is in doubt',
    (lost) => {
      const left = 1 - lost / 100
      const flows = [
        flow({ last: [Math.round(40 * left)] }),
        sessions({ last: [Math.floor(600 * left) - 1] }),
      ]
      for (const sources of [[], BOTH])
        expect(seen(flows, sources)).toMatchObject({
          day: LAST,
          missing: [],
          doubtful: { table: 'orders', found: Math.round(40 * left), usual: 40 },
        })
    },
  )

  it('with two orders of 39 in its first hours, as a payment failure leaves them', () => {
    const orders = flow({ last: [2], until: 11 })
    expect(seen([orders, asEver], BOTH).day).toBe(LAST)
  })

  it.each([16, 4, 1])('on every day of a shop that sells %i a day from now on', (low) => {
    for (const days of [1, 2, 5, 20, 60])
      expect(seen([flow({ last: Array.from({ length: days }, () => low) }), asEver], BOTH).day).toBe(LAST)
  })

  it('without any order, where it has come to sell one a day', () => {
    expect(seen([flow({ last: [1, 1, 1, 1, 1, null] }), asEver], BOTH).day).toBe(LAST)
  })

  it('in a slow autumn from 60 to 12', () => {
    const falling = Array.from({ length: 150 }, (_, i) => Math.round(60 - (48 * i) / 149))
    expect(seen([flow({ days: 150, last: falling }), asEver], BOTH).day).toBe(LAST)
  })

  it('when its hours are not told: all lie at midnight', () => {
    const orders = flow({ last: [12] })
    const atMidnight = new Map([...orders.rows].map(([day, rows]) => [day, [rows]]))
    expect(seen([{ ...orders, hours: atMidnight }], [source('orders')]).day).toBe(LAST)
  })
})

describe('a day whose rows are not all there waits', () => {
  it.each([8, 10, 13, 17])('when its orders end at %i o’clock', (until) => {
    const found = seen([flow({ last: [40], until }), asEver], BOTH)
    expect(found).toMatchObject({ day: addDays(LAST, -1), lastSeen: LAST })
    expect(found.missing).toMatchObject([
      { day: LAST, table: 'orders', platform: null, hasSource: true, shortfall: { kind: 'stopped' } },
    ])
  })

  it('of three hours in a shop that is two weeks old', () => {
    expect(seen([sessions({ usual: 1_800, days: 14, last: [1_800], until: 7 })]).day).toBe(addDays(LAST, -1))
  })

  it('when none of a table came, for as long as that goes on', () => {
    for (const days of [1, 3, 8]) {
      const orders = flow({ last: Array.from({ length: days }, () => null) })
      expect(seen([orders, asEver], BOTH).day).toBe(addDays(LAST, -days))
    }
  })

  it('when its orders came without their lines', () => {
    const matched = new Map(
      Array.from({ length: 14 }, (_, i) => [addDays(LAST, -i), { orders: 40, known: i === 0 ? 20 : 40 }]),
    )
    const lines = flow({ table: 'order_lines', last: [40], matched })
    expect(seen([lines], BOTH).missing).toMatchObject([
      { table: 'order_lines', shortfall: { kind: 'unmatched', found: 20, usual: 40 } },
    ])
  })

  it('when its source was last read before it had ended, however many came', () => {
    const behind = [source('orders', ahead(-2)), source('sessions')]
    expect(seen([flow({ last: [39] }), asEver], behind).missing).toMatchObject([
      { shortfall: { kind: 'not-read', source: 'nordmarkt/orders' } },
    ])
    expect(seen([flow({ last: [39], after: 3 }), asEver], behind).day).toBe(LAST)
  })

  it('when one of two platforms is missing, and not for one that is small or has left', () => {
    const other = (last: readonly (number | null)[], usual = 40) => flow({ platform: 'bazario', usual, last })
    expect(seen([flow({ last: [40] }), other([null])])).toMatchObject({
      day: addDays(LAST, -1),
      missing: [{ platform: 'bazario' }],
    })
    expect(seen([flow({ last: [40] }), other([null], 4)]).day).toBe(LAST)
    expect(seen([flow({ last: [40] }), other([null, null, null, null])]).day).toBe(LAST)
  })

  it('once, when later rows have come', () => {
    const matched = new Map(
      Array.from({ length: 14 }, (_, i) => [addDays(LAST, -i), { orders: 40, known: i === 0 ? 20 : 40 }]),
    )
    const lines = flow({ table: 'order_lines', last: [40], after: 40, matched })
    expect(seen([lines]).day).toBe(addDays(LAST, -1))
    expect(seen([lines], [], addDays(LAST, 2)).day).toBe(BEFORE)
  })
})

describe('a day on which the shop is closed', () => {
  const CLOSED = flow({ closed: [6, 7], last: [40] })
  const on = (before: string) => seen([CLOSED], [source('orders')], before)

  it('is not waited for, every week', () => {
    for (let week = 0; week < 4; week++) {
      const [sunday, monday] = [addDays('2026-11-22', -7 * week), addDays('2026-11-23', -7 * week)]
      const friday = addDays(monday, -3)
      expect(on(sunday)).toMatchObject({
        day: friday,
        until: addDays(friday, 1),
        nothingFrom: null,
        closedOn: [6, 7],
      })
      expect(on(monday)).toMatchObject({ day: friday, until: addDays(friday, 2), nothingFrom: null })
    }
  })

  it('is no excuse for the day after it', () => {
    const gone = flow({ closed: [6, 7], last: [null] })
    expect(seen([gone], [source('orders')])).toMatchObject({
      day: '2026-11-20',
      until: '2026-11-22',
      nothingFrom: ahead(3),
    })
  })
})

describe('on the first day, while sources are read for the first time', () => {
  it('a day that ends in the middle waits, and no source is late with it', () => {
    const reading = [source('orders', null), source('sessions', null)]
    const found = seen([flow({ last: [40], until: 11 }), asEver], reading)
    expect(found.missing).toMatchObject([{ hasSource: false, shortfall: { kind: 'stopped' } }])
    expect(seen([flow({ last: [null] })], reading)).toMatchObject({ nothingFrom: null })
    expect(seen([flow({ last: [null] })], [source('orders')])).toMatchObject({ nothingFrom: ahead(3) })
  })
})

describe('rows that usually arrive late', () => {
  it('are late after half as much again and an hour', () => {
    const late = { ...flow({ last: [null] }), usuallyLateHours: 8 }
    expect(seen([late, asEver], BOTH).missing).toMatchObject([{ lateFrom: ahead(13) }])
  })
})
