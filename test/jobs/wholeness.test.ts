import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, daysIn } from '../../src/lib/days.ts'
import { AS_EVER, DAY, type Fallen, openFallen } from './fallen-shop.ts'

const NEXT = addDays(DAY, 1)
const DOUBT = 'collapsed, or rows are missing'

let shop: Fallen
beforeEach(async () => {
  shop = await openFallen()
}, 120_000)
afterEach(() => shop.remove())

describe('a day on which nobody could pay', () => {
  it('is told as a fall by the watch, the digest, /kpi and /why, and never as a data incident', async () => {
    await shop.came([{ day: DAY, ...AS_EVER, orders: 2 }])
    const sources = await shop.sourcesRead(NEXT)
    const watched = await shop.says('watch', NEXT, sources)
    expect(watched).toContain('Conversion fell')
    expect(watched).toContain('Orders 2, expected 39')
    expect(watched).not.toContain('Data incident')
    expect(watched).not.toContain(DOUBT)
    const digest = await shop.says('digest', NEXT, sources)
    expect(digest).toContain('Fri 13 Nov 2026')
    expect(digest).toMatch(/Orders +2 +39 +−94\.9 % +▼ bad/)
    expect(await shop.ask('/kpi', 'orders 2026-11-13', NEXT)).toContain('Orders on Fri 13 Nov 2026: 2')
    expect(await shop.ask('/why', 'gmv 2026-11-13', NEXT)).toContain('−94.9 %')
  }, 120_000)
})

describe('a day on which everything collapsed', () => {
  const COLLAPSED = [{ day: DAY, sessions: 40, orders: 12 }]

  it.each(['sources', 'files'])(
    'is an alert and in the digest, in doubt: from %s',
    async (from) => {
      await shop.came(COLLAPSED)
      const sources = from === 'sources' ? await shop.sourcesRead(NEXT) : []
      const watched = await shop.says('watch', NEXT, sources)
      expect(watched).toContain('Sessions fell')
      expect(watched).toContain(`Sales ${DOUBT}`)
      expect(watched).not.toContain('Data incident')
      const digest = await shop.says('digest', NEXT, sources)
      expect(digest).toContain('Fri 13 Nov 2026')
      expect(digest).toContain(`13 Nov has 12 orders where about 39 are usual: orders ${DOUBT}`)
      expect(await shop.ask('/kpi', 'orders 2026-11-13', NEXT)).toContain('Orders on Fri 13 Nov 2026: 12')
    },
    120_000,
  )
})

describe('a day that ends at noon', () => {
  it('is a data incident, waits, and is complete when the rest comes', async () => {
    await shop.came([{ day: DAY, ...AS_EVER, until: 12 }])
    const sources = await shop.sourcesRead(NEXT)
    const watched = await shop.says('watch', NEXT, sources)
    expect(watched).toContain('Data incident')
    expect(watched).toContain('end at 12:00')
    const digest = await shop.says('digest', NEXT, sources)
    expect(digest).toContain('Thu 12 Nov 2026')
    expect(digest).toContain('13 Nov is left out for now.')
    await shop.came([{ day: DAY, ...AS_EVER }])
    expect(await shop.says('watch', NEXT, sources)).toContain('the data is complete again')
  }, 120_000)

  it('is not called complete when the shop goes on and the rest never comes', async () => {
    await shop.came([{ day: DAY, ...AS_EVER, until: 12 }])
    const sources = await shop.sourcesRead(NEXT)
    await shop.says('watch', NEXT, sources)
    await shop.came([{ day: NEXT, ...AS_EVER }])
    const watched = await shop.says('watch', addDays(NEXT, 1), await shop.sourcesRead(addDays(NEXT, 1)))
    expect(watched).toContain('no more rows came')
    expect(watched).not.toContain('complete again')
  }, 120_000)
})

it('a fall for good is followed from the first day on', async () => {
  // from a Friday to the Monday after it: a day of the week and a weekend
  const days = daysIn({ from: DAY, to: addDays(DAY, 3) })
  const sources = await shop.sourcesRead(addDays(DAY, 3))
  for (const day of days) {
    await shop.came([{ day, ...AS_EVER, orders: 16 }])
    const morning = addDays(day, 1)
    expect(await shop.says('watch', morning, sources)).not.toContain('Data incident')
    expect(await shop.ask('/kpi', 'orders', morning)).toMatch(
      new RegExp(`Orders on \\w+ ${Number(day.slice(8))} Nov 2026: 16`),
    )
  }
}, 300_000)

describe('a shop that is closed on Saturdays', () => {
  it('has no data incident on Sundays, and a digest that says so; its week has its sum', async () => {
    await shop.remove()
    shop = await openFallen([6])
    await shop.came([{ day: DAY, ...AS_EVER }])
    // with few weeks before it, and with many: those between are like them
    for (const sunday of ['2026-10-25', '2026-11-15']) {
      const sources = await shop.sourcesRead(sunday)
      expect(await shop.says('watch', sunday, sources)).not.toContain('Data incident')
      const digest = await shop.says('digest', sunday, sources)
      expect(digest).not.toContain('No new data')
      if (sunday > DAY) expect(digest).toContain('Closed on Saturday, as in the weeks before')
    }
    await shop.came([{ day: '2026-11-15', ...AS_EVER }])
    expect(await shop.says('digest', '2026-11-16', await shop.sourcesRead('2026-11-16'))).toContain(
      'Sun 15 Nov 2026',
    )
  }, 120_000)
})
