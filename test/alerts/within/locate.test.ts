import { describe, expect, it } from 'vitest'
import type { Fall } from '../../../src/alerts/within/falls.ts'
import { locateFalls } from '../../../src/alerts/within/locate.ts'

function fall(
  segment: Fall['segment'],
  count: number,
  expected: number,
  counted: Fall['counted'] = 'orders',
): Fall {
  const since = { at: 40, from: 40, to: 40 }
  return {
    segment,
    counted,
    episode: {
      ...{ side: 'down', noticed: 42, since, end: 42, isOver: false, surprise: 20, level: 1 },
      ...{ count, expected },
    },
  }
}
const places = (falls: readonly Fall[]) =>
  locateFalls(falls).map(({ segment, counted }) => [segment, counted])

describe('where a fall is', () => {
  it('is the whole shop when no place lacks more than its share', () => {
    const all = [fall({}, 0, 100), fall({ platform: 'a' }, 0, 60), fall({ category: 'Toys' }, 0, 30)]
    expect(places(all)).toEqual([[{}, 'orders']])
  })

  it('is the place in which nearly all of it lies, as narrow as it goes', () => {
    const all = [
      fall({}, 60, 100),
      fall({ platform: 'a' }, 12, 50),
      fall({ category: 'Toys' }, 20, 40),
      fall({ platform: 'a', category: 'Toys' }, 0, 34),
    ]
    expect(places(all)).toEqual([[{ platform: 'a', category: 'Toys' }, 'orders']])
  })

  it('is two places that have nothing in common, and one where one lies within the other', () => {
    expect(places([fall({ platform: 'a' }, 0, 20), fall({ platform: 'b' }, 0, 15)])).toEqual([
      [{ platform: 'a' }, 'orders'],
      [{ platform: 'b' }, 'orders'],
    ])
    expect(places([fall({ platform: 'a' }, 0, 20), fall({ platform: 'a', category: 'Toys' }, 0, 8)])).toEqual(
      [[{ platform: 'a' }, 'orders']],
    )
  })

  it('is told of orders where sessions fell with them', () => {
    expect(places([fall({}, 100, 400, 'sessions'), fall({}, 10, 40)])).toEqual([[{}, 'orders']])
    expect(places([fall({}, 100, 400, 'sessions')])).toEqual([[{}, 'sessions']])
    expect(places([])).toEqual([])
  })
})
