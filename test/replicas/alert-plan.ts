import { MONDAY } from '../alerts/watched-state.ts'

/** names a slot and a point of it at which whoever runs it is killed */
export const KILL = 'test.kill'

export const FILE = `
route:
  group_wait: 10m
  repeat_interval: 1h
  ask_after: 1h
  unacknowledge_after: 30m
  escalate: [{ after: 15m, mention: ["oncall:shop"] }]
  escalate_repeat: 0
schedules:
  shop:
    layers: [{ users: [U00ANN, U00BEN], start: 2026-11-16, at: "09:00", days: 7 }]
`

/** The steps of an alert's life, and where in each of them a replica is killed. */
export const LIFE = (
  [
    [0, 'watching', 'written'],
    [10, 'oncall', 'claimed'], // posted
    [25, 'oncall', 'written'], // escalated; acknowledged at 30
    [90, 'oncall', 'committed'], // asked, and a change of shift
    [120, 'oncall', 'written'], // given back
    [135, 'oncall', 'committed'], // escalated anew
    [195, 'oncall', 'written'], // reminded
    [210, 'watching', 'committed'], // over
  ] as const
).map(([minute, job, point]) => ({ at: new Date(MONDAY.getTime() + minute * 60_000), job, point }))
