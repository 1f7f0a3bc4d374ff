/** What the killed processes have to do: two jobs, a slot a minute. */
export const WATCHED = 'watched'
export const COUNTED = 'counted'

const FIRST = Date.parse('2026-11-24T00:00:00Z')

export function slots(count: number): { at: Date; day: string }[] {
  return Array.from({ length: count }, (_, i) => ({ at: new Date(FIRST + i * 60_000), day: '2026-11-24' }))
}
