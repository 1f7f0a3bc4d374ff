import { performance } from 'node:perf_hooks'
import type { HttpOptions } from './http-options.ts'

type Pace = (host: string, gapMs: number, signal?: AbortSignal) => Promise<void>

/**
 * Spaces the requests to a host evenly: each takes the next free moment, also when several ask at once. Real time,
 * whatever day the bot is told it is.
 */
export function pacer({ sleep }: Pick<HttpOptions, 'sleep'>): Pace {
  const free = new Map<string, number>()
  return async (host, gapMs, signal) => {
    if (gapMs <= 0) return
    const at = performance.now()
    const mine = Math.max(at, free.get(host) ?? at)
    free.set(host, mine + gapMs)
    if (mine > at) await sleep(mine - at, signal)
  }
}
