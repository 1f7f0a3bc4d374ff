import { expect, it } from 'vitest'
import { remember } from '../../../src/evaluate/files/remember.ts'

it('a cell is read once, whatever it is read as, and as it would be each time', () => {
  let read = 0
  const once = remember((cell) => {
    read++
    return Number(cell)
  })
  expect(['7', 'x', '7', 'x', '7'].map(once)).toEqual([7, Number.NaN, 7, Number.NaN, 7])
  expect(read).toBe(2)
})
