import { expect, it } from 'vitest'
import { shareFrom } from '../../src/lib/share.ts'

it.each([
  ['90%', 0.9],
  ['99.9 %', 0.999],
  ['99.9', 0.999],
  ['.5', 0.5],
  ['0,85', 0.85],
  ['0%', 0],
  ['1', 1],
  ['0.5%', 0.005],
  ['', null],
  ['120%', null],
  ['-3%', null],
  ['sure', null],
])('a share is a percentage or a part of one: %j is %j', (typed, share) => {
  expect(shareFrom(typed)).toBe(share)
})
