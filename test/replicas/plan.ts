import type { Source } from '../../src/sources/source.ts'

/** What the replicas share: a moment, the jobs, and a feed that has failed. */
export const AT = new Date('2026-11-24T09:00:00Z')
export const COUNTED = 'counted'
export const SLOW = 'slow'
export const WATCH_SLOTS = 3

export const FEED: Source = {
  name: 'bazario/orders',
  platform: 'bazario',
  table: 'orders',
  write: 'merge',
  zone: 'Europe/Berlin',
  currency: 'EUR',
  freshWithinMinutes: 24 * 60,
  async *pages() {},
}

/** The latest slots up to the moment, so many minutes apart. */
export function slots(count: number, minutes: number): { at: Date; day: string }[] {
  return Array.from({ length: count }, (_, i) => ({
    at: new Date(AT.getTime() - (count - 1 - i) * minutes * 60_000),
    day: '2026-11-24',
  }))
}
