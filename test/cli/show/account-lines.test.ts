import { expect, it } from 'vitest'
import { accountLines } from '../../../src/cli/show/account-lines.ts'

const orders = {
  table: 'orders',
  rowsIn: 1200,
  clean: 1190,
  merged: 7,
  quarantined: 3,
  reasons: [{ reason: 'no order id', rows: 3 }],
} as const

it('shows where every row went, and why some were held back', () => {
  expect(accountLines([orders])).toEqual([
    'orders  1,200 in = 1,190 clean +     7 merged +     3 quarantined',
    '            3 no order id',
  ])
})

it('says so when a row is unaccounted for, and leaves out tables that got nothing', () => {
  const refunds = {
    ...orders,
    table: 'refunds',
    rowsIn: 0,
    clean: 0,
    merged: 0,
    quarantined: 0,
    reasons: [],
  } as const
  const lines = accountLines([{ ...orders, merged: 6 }, refunds])
  expect(lines[0]).toContain('(off by 1 row)')
  expect(lines).toHaveLength(2)
})
