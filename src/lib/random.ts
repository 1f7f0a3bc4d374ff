/** A seeded source of randomness: the same seed gives the same stream on every machine. */
export interface Random {
  /** uniform in [0, 1) */
  next(): number
  /** standard normal (Box-Muller) */
  normal(): number
  /** Poisson with the given mean */
  poisson(mean: number): number
  /** an integer in [0, below) */
  below(below: number): number
}

/** mulberry32 (Tommy Ettinger): 32 bits of state, passes gjrand; enough for simulation, not for secrets. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const poisson = (mean: number): number => {
    if (mean <= 0) return 0
    if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = next(); product > limit; product *= next()) count++
    return count
  }
  return { next, normal, poisson, below: (below) => Math.floor(next() * below) }
}
