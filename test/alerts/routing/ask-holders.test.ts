import { describe, expect, it } from 'vitest'
import { followUp } from '../../../src/alerts/lifecycle.ts'
import { askHolders } from '../../../src/alerts/oncall/ask-holders.ts'
import { escalate } from '../../../src/alerts/oncall/escalate.ts'
import { parseRouting } from '../../../src/alerts/routing/file.ts'
import { alertById, openAlerts } from '../../../src/state/alerts.ts'
import { COLLAPSE } from '../incidents.ts'
import { later, MONDAY, press, voice, watchedState } from '../watched-state.ts'

const here = watchedState()

function routed(text: string) {
  const read = parseRouting(text, 'Europe/Berlin')
  if ('faults' in read) throw new Error(read.faults.map(({ said }) => said).join('; '))
  return { ...voice, routing: read }
}
const BOTH =
  'route: { ask_after: 2h, unacknowledge_after: 30m, escalate: [{ after: 15m, mention: [S0LEADERS] }] }'

/** Acknowledged by Mara an hour after it was opened. */
async function acknowledged(text: string) {
  const asked = { found: [COLLAPSE], notEvaluated: new Set<string>(), min: { change: 0.05, stakeCents: 0 } }
  await here.state.transaction((trx) => followUp(trx, { ...asked, at: MONDAY }, routed(text)))
  const [alert] = await openAlerts(here.state)
  if (!alert) throw new Error('no alert is open')
  await here.acknowledge(press(alert.id, 1))
  const tick = (hours: number) => here.state.transaction((trx) => askHolders(trx, later(hours), routed(text)))
  return { id: alert.id, tick, now: async () => (await alertById(here.state, alert.id))?.status }
}

describe('whoever has acknowledged an alert', () => {
  it('is asked after a while, once, with a button, and keeps it by an answer', async () => {
    const { id, tick, now } = await acknowledged(BOTH)
    expect(await tick(2.9)).toBe(0)
    expect(await tick(3)).toBe(1)
    expect(await tick(3.2)).toBe(0)
    const line = (await here.posted()).at(-1)
    expect(line?.text).toContain('Mara, are you still on it? If nobody answers by 23 Nov 11:00')
    expect(JSON.stringify(line?.content)).toContain('"mention":{"kind":"user","id":"U1"}')
    expect((await here.acknowledge(press(id, 3.3))).text).toContain('noted: you still have it.')
    expect(await tick(3.6)).toBe(0)
    expect([await tick(5.3), await now()]).toEqual([1, 'acked'])
  })

  it('has it no more where no answer comes: the channel is told, and the escalation begins anew', async () => {
    const { tick, now } = await acknowledged(BOTH)
    await tick(3)
    expect([await tick(3.5), await now()]).toEqual([1, 'open'])
    expect((await here.thread()).at(-1)).toEqual([
      true,
      expect.stringContaining('No answer: the acknowledgement is taken back'),
    ])
    const call = (hours: number) => here.state.transaction((trx) => escalate(trx, later(hours), routed(BOTH)))
    expect([await call(3.7), await call(3.75)]).toEqual([0, 1])
    expect(await tick(9)).toBe(0)
  })

  it('is asked again and again where nothing is taken back', async () => {
    const { tick, now } = await acknowledged('route: { ask_after: 2h }')
    expect([await tick(3), await tick(4), await tick(5), await now()]).toEqual([1, 0, 1, 'acked'])
    expect((await here.posted()).at(-1)?.text).not.toContain('If nobody answers')
  })

  it('is not asked while it is snoozed, nor without such a setting', async () => {
    const { id, tick } = await acknowledged(BOTH)
    await here.snooze(press(id, 2), 4)
    expect(await tick(3)).toBe(0)
    const other = await here.state.transaction((trx) => askHolders(trx, later(30), routed('route: {}')))
    expect(other).toBe(0)
  })
})
