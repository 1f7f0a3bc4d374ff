import { expect, it } from 'vitest'
import { newFaults } from '../../../src/models/merchant/new-faults.ts'
import type { ServiceFault } from '../../../src/models/merchant/service-levels.ts'

const merchant = (
  id: string,
  ...of: readonly (readonly [ServiceFault['kpi'], ServiceFault['status']])[]
) => ({
  sums: { id } as Parameters<typeof newFaults>[0][number]['sums'],
  faults: of.map(([kpi, status]) => ({ kpi, status, share: 0.2, limit: 0.1, chance: 0.95 })),
})
const ids = (found: ReturnType<typeof newFaults>) => found.fresh.map(({ sums }) => sums.id)

it('a service level that is broken is told once, again when it gets worse, and again after it was kept', () => {
  const first = newFaults([merchant('A', ['refund_rate', 'warning']), merchant('B')], null)
  expect(ids(first)).toEqual(['A'])
  const same = newFaults([merchant('A', ['refund_rate', 'warning'])], first.told)
  expect(ids(same)).toEqual([])
  const worse = newFaults([merchant('A', ['refund_rate', 'breach'])], same.told)
  expect(ids(worse)).toEqual(['A'])
  const better = newFaults([merchant('A', ['refund_rate', 'warning'])], worse.told)
  expect(ids(better)).toEqual([])
  const kept = newFaults([merchant('A')], better.told)
  expect(ids(kept)).toEqual([])
  expect(ids(newFaults([merchant('A', ['refund_rate', 'warning'])], kept.told))).toEqual(['A'])
  expect(ids(newFaults([merchant('A', ['cancel_rate', 'warning'])], first.told))).toEqual(['A'])
})

it('what was kept cannot be read: it is told again', () => {
  expect(ids(newFaults([merchant('A', ['stock_out', 'breach'])], '{"a":1}'))).toEqual(['A'])
})
