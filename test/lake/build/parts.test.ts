import { expect, it } from 'vitest'
import { dayParts } from '../../../src/lake/build/parts.ts'

const DAYS = ['2026-11-03', '2026-11-01', '2026-11-02', '2026-11-04']
const ROWS = new Map([
  ['2026-11-01', 40],
  ['2026-11-02', 60],
  ['2026-11-03', 500],
])

it('parts hold no more days and no more rows than they may, but for a day that is larger alone', () => {
  expect(dayParts(DAYS, ROWS, { days: 10, rows: 100 })).toEqual([
    ['2026-11-01', '2026-11-02'],
    ['2026-11-03'],
    ['2026-11-04'],
  ])
  expect(dayParts(DAYS, new Map(), { days: 3, rows: 100 }).map((part) => part.length)).toEqual([3, 1])
  expect(dayParts([], ROWS, { days: 3, rows: 100 })).toEqual([])
})
