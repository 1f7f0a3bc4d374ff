/** What waits for minutes waits for moments: the same clock in every process, 300 times as fast. */
export function fasterClock(began: number): { now(): Date } {
  return { now: () => new Date(began + 300 * (Date.now() - began)) }
}
