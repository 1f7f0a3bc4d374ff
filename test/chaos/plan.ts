/** What the killed processes have to do: two jobs, a slot a minute. */
export const SLOTS = 120
export const WATCHED = 'watched'
export const COUNTED = 'counted'

export const FIRST = new Date('2026-11-24T00:00:00Z')
export const NOW = new Date(FIRST.getTime() + (SLOTS - 1) * 60_000)
export const ALL = Array.from({ length: SLOTS }, (_, i) => ({
  at: new Date(FIRST.getTime() + i * 60_000),
  day: '2026-11-24',
}))
