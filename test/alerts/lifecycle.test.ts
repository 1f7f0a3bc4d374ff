import { describe, expect, it } from 'vitest'
import type { Incident } from '../../src/alerts/incident.ts'
import { followUp } from '../../src/alerts/lifecycle.ts'
import { alertEvents } from '../../src/state/alert-events.ts'
import { openAlerts } from '../../src/state/alerts.ts'
import { COLLAPSE } from './incidents.ts'
import { later, MONDAY, voice, watchedState } from './watched-state.ts'

const here = watchedState()
const { watched, onlyAlert, posted, message, thread } = here

describe('an alert', () => {
  it('is one message, edited in place as it changes and when it is over', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(1))
    await watched([], later(2))
    const rows = await posted()
    expect(rows.map(({ key, revision }) => [key, revision])).toEqual([
      [`alert:${id}`, 3],
      [expect.stringMatching(`^alert:${id}@`), 1],
    ])
    expect(rows[0]?.text).toContain('Resolved on 23 Nov 09:30: back inside its range.')
    expect((await alertEvents(here.state, id)).map(({ kind }) => kind)).toEqual(['open', 'update', 'resolve'])
    expect(await openAlerts(here.state)).toEqual([])
  })

  it('is opened once when the same slot runs twice', async () => {
    await watched([COLLAPSE])
    const again = await watched([COLLAPSE])
    expect(again.decisions.map(({ act }) => act)).toEqual(['keep'])
    expect((await posted()).map(({ revision }) => revision)).toEqual([1])
  })

  it('that comes back within a day is open again, and later a new message', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await watched([], later(1))
    await watched([COLLAPSE], later(25))
    expect(await onlyAlert()).toMatchObject({ id, number: 1, status: 'reopened', resolvedAt: null })
    await watched([], later(26))
    await watched([COLLAPSE], later(51))
    expect(await onlyAlert()).toMatchObject({ number: 2, status: 'open' })
    expect((await posted()).filter(({ parentKey }) => parentKey === null)).toHaveLength(2)
  })

  it('never ends before it began, though a slot of the morning is run by hand in the evening', async () => {
    await watched([COLLAPSE], later(12))
    await watched([], MONDAY)
    expect((await posted())[0]?.text).toContain('Resolved on 23 Nov 19:30')
  })

  it('that spreads keeps its message and takes the new place', async () => {
    await watched([COLLAPSE])
    await watched([{ ...COLLAPSE, segment: { platform: 'bazario' } }], later(1))
    expect((await onlyAlert()).key).toBe('sales down platform=bazario')
    expect(await posted()).toHaveLength(1)
  })

  it('leaves nothing behind when the transaction fails', async () => {
    const broken = { ...voice, deliver: { say: () => Promise.reject(new Error('disk full')) } }
    const min = { change: 0.05, stakeCents: 0 }
    const run = here.state.transaction((trx) =>
      followUp(trx, { found: [COLLAPSE], notEvaluated: new Set(), min, at: MONDAY }, broken),
    )
    await expect(run).rejects.toThrow('disk full')
    expect(await openAlerts(here.state)).toEqual([])
  })
})

describe('somebody is notified', () => {
  const DAY_CENTS = 4_000_000
  const watchedWith = (found: readonly Incident[], at = MONDAY) => watched(found, at, DAY_CENTS)

  it('when it becomes more severe or twice the money is at stake, and once', async () => {
    await watchedWith([{ ...COLLAPSE, stakeCents: 50_000 }])
    expect((await onlyAlert()).severity).toBe('warning')
    await watchedWith([{ ...COLLAPSE, stakeCents: 60_000 }], later(1))
    expect(await thread()).toEqual([])
    await watchedWith([{ ...COLLAPSE, stakeCents: 110_000 }], later(2))
    expect((await thread()).at(-1)?.[1]).toContain('It got worse. 0.70 %, expected 6 %.')
    await watchedWith([{ ...COLLAPSE, stakeCents: 210_000 }], later(3))
    expect((await onlyAlert()).severity).toBe('critical')
    await watchedWith([{ ...COLLAPSE, stakeCents: 100_000 }], later(4))
    await watchedWith([{ ...COLLAPSE, stakeCents: 211_000 }], later(5))
    expect((await thread()).map(([isLoud]) => isLoud)).toEqual([true, true])
    expect((await message())?.text).toContain('Alert 1, critical.')
  })

  it('when it is back within a day, below the same message', async () => {
    await watchedWith([COLLAPSE])
    await watchedWith([], later(1))
    await watchedWith([COLLAPSE], later(2))
    expect(await thread()).toEqual([
      [false, expect.stringContaining('Resolved: back inside its range.')],
      [true, expect.stringContaining('Reopened: it is back. 0.70 %')],
    ])
  })
})
