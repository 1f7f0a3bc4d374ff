import { z } from 'zod'
import type { JudgedMerchant } from './judge-merchants.ts'

const kept = z.array(z.string()).catch([])

type Faulty = Pick<JudgedMerchant, 'sums' | 'faults'>

/**
 * Merchants with a fault that was not there before, or has become a breach; and all that holds now, to be kept. What is kept
 * again is told again when it is broken again.
 */
export function newFaults<M extends Faulty>(
  merchants: readonly M[],
  before: string | null,
): { readonly fresh: readonly M[]; readonly told: string } {
  const known = new Set(kept.parse(before === null ? [] : JSON.parse(before)))
  const keysOf = ({ sums, faults }: Faulty) =>
    faults.map(({ kpi, status }) => `${sums.id}\u0000${kpi}\u0000${status}`)
  const softer = (key: string) => key.replace(/warning$/u, 'breach')
  const fresh = merchants.filter((one) =>
    keysOf(one).some((key) => !known.has(key) && !known.has(softer(key))),
  )
  return { fresh, told: JSON.stringify(merchants.flatMap(keysOf)) }
}
