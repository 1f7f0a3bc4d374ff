import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../src/lib/days.ts'
import { endOfFiles } from '../../../src/models/wholeness/ended.ts'

const FIRST: Day = '2026-06-01'

function ended(counts: readonly number[]): number {
  const rows = new Map(
    counts.flatMap((count, at): [Day, number][] => (count > 0 ? [[addDays(FIRST, at), count]] : [])),
  )
  const last = addDays(FIRST, counts.length - 1)
  const day = endOfFiles(rows, last)
  return counts.findIndex((_, at) => addDays(FIRST, at) === day)
}

const days = (count: number, rows: number) => Array.from({ length: count }, () => rows)

describe('the end of files', () => {
  it('is the last day with more than next to nothing, where they trail off for a week or longer', () => {
    expect(ended([...days(40, 30), ...days(10, 1)])).toBe(39)
    expect(ended([...days(40, 30), 12, 5, 2, ...days(30, 0), 1])).toBe(42)
    expect(ended([...days(200, 3000), ...days(7, 100)])).toBe(199)
  })

  it('is their last day otherwise: a fall of a few days, or one that leaves a shop with something, is news', () => {
    expect(ended([...days(40, 30), 1])).toBe(40)
    expect(ended([...days(40, 30), ...days(5, 0), 1])).toBe(45)
    expect(ended([...days(40, 30), ...days(30, 3)])).toBe(69)
    expect(ended(days(40, 1))).toBe(39)
    expect(ended([1])).toBe(0)
  })
})
