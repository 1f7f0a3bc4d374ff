import type { Random } from '../../lib/random.ts'

interface Customer {
  readonly id: number
  readonly isReturning: boolean
}

/** Who comes in: new faces, visitors of before, and buyers who come back. */
export interface Customers {
  arrive(platform: number, day: number): Customer
  bought(platform: number, id: number): void
}

/** known visitors from before the window, a platform */
const KNOWN = 6000
/** a returning buyer is one of the latest so many purchases */
const MEMORY = 5000
const BUYER_SHARE = 0.2
const VISITOR_SHARE = 0.17

export function customers(random: Random): Customers {
  let next = 1
  const visitors = [0, 1].map(() => Array.from({ length: KNOWN }, () => next++))
  const buyers: number[][] = [[], []]
  return {
    arrive(platform, day) {
      const draw = random.next()
      const seen = visitors[platform] ?? []
      const past = buyers[platform] ?? []
      const buyerShare = BUYER_SHARE * (1 - Math.exp(-day / 25))
      const from = draw < buyerShare ? past : draw < buyerShare + VISITOR_SHARE ? seen : []
      const span = Math.min(MEMORY, from.length)
      const known = from[from.length - 1 - random.below(Math.max(1, span))]
      if (known !== undefined) return { id: known, isReturning: true }
      const id = next++
      if (id % 4 === 0) seen.push(id)
      return { id, isReturning: false }
    },
    bought: (platform, id) => {
      buyers[platform]?.push(id)
    },
  }
}
