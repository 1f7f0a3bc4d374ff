import { setTimeout as pause } from 'node:timers/promises'
import type { HttpOptions } from './http-options.ts'

/** How platforms are asked unless a source says otherwise: a large page is waited for, a busy platform left alone. */
export const HTTP_DEFAULTS: HttpOptions = {
  userAgent: 'Floorwalker',
  timeoutMs: 30_000,
  maxBytes: 64 * 1024 * 1024,
  retries: 5,
  sleep: (ms, signal) => pause(ms, undefined, { signal }),
  now: () => new Date(),
  chance: Math.random,
}
