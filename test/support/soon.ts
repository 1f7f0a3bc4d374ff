import { vi } from 'vitest'

/** Waits until a check holds. Long enough for a machine that is busy with other work: it ends as soon as the check holds. */
export const soon = <T>(check: () => T | Promise<T>, options: { timeout?: number; interval?: number } = {}) =>
  vi.waitFor(check, { timeout: 20_000, ...options })
