import { describe, expect, it } from 'vitest'
import { localeOf } from '../../../src/report/words/locale.ts'
import { openAlerts } from '../../../src/state/alerts.ts'
import { audited } from '../../../src/state/audit.ts'
import { COLLAPSE } from '../incidents.ts'
import { blocksOf, later, press, voice, watchedState } from '../watched-state.ts'

const here = watchedState()
const { watched, onlyAlert, posted, message, thread, act, acknowledge, snooze } = here

describe('people', () => {
  it('acknowledge: the message says who, and the audit knows', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    expect(await acknowledge(press(id))).toEqual({
      isDone: true,
      text: 'Alert 1, Conversion fell in bazario × Electronics on Mon 23 Nov 2026: you have it.',
    })
    const row = await message()
    expect(row?.revision).toBe(2)
    expect(row?.text).toContain('Acknowledged by Mara.')
    expect(blocksOf(row)).not.toContain('alert.ack"')
    expect(await thread()).toEqual([[false, '23 Nov 08:30 (Europe/Berlin): Mara acknowledged it.']])
    expect(await audited(here.state, { limit: 5 })).toMatchObject([{ who: 'U1', did: 'alert.acked' }])
  })

  it('acknowledge twice answers whoever is second, and edits nothing', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    const both = await Promise.all([acknowledge(press(id)), acknowledge({ ...press(id), name: 'Ben' })])
    expect(both.map(({ isDone }) => isDone).toSorted()).toEqual([false, true])
    expect(both.find(({ isDone }) => !isDone)?.text).toMatch(/: (Mara|Ben) has acknowledged it already\.$/)
    expect((await message())?.revision).toBe(2)
    expect(await thread()).toHaveLength(1)
  })

  it('an acknowledged alert goes on being edited, with the name', async () => {
    await watched([COLLAPSE])
    await acknowledge(press((await onlyAlert()).id))
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(2))
    expect((await message())?.text).toContain('Acknowledged by Mara.')
    expect((await onlyAlert()).status).toBe('acked')
  })

  it('take an acknowledgement back: nobody has it, and it can be acknowledged again', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    expect((await act(press(id), { act: 'unacknowledge' })).text).toContain('nobody has acknowledged it')
    await acknowledge(press(id))
    expect((await act(press(id), { act: 'unacknowledge' })).isDone).toBe(true)
    expect((await message())?.text).toContain('Unacknowledged.')
    expect((await onlyAlert()).ackedBy).toBeNull()
    expect((await acknowledge({ ...press(id), name: 'Ben' })).isDone).toBe(true)
  })

  it('assign: whoever it is given to is mentioned in the thread, by id only', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    const to = { kind: 'user', id: 'U024BE7LH', name: 'Ben' } as const
    expect((await act(press(id), { act: 'assign', to })).text).toContain('assigned to Ben.')
    expect((await message())?.text).toContain('Assigned to Ben.')
    expect(await thread()).toEqual([[false, '23 Nov 08:30 (Europe/Berlin): Mara assigned it to @Ben.']])
    expect(JSON.stringify(await posted())).toContain('"mention":{"kind":"user","id":"U024BE7LH"}')
    const group = { kind: 'group', id: null, name: 'shop-ops' } as const
    await act(press(id), { act: 'assign', to: group })
    expect((await onlyAlert()).assignee).toEqual(group)
    await acknowledge({ ...press(id), name: 'Ben' })
    expect((await message())?.text).toContain('Assigned to shop-ops. Acknowledged by Ben.')
  })

  it('snooze: quiet until its end, then the thread and the channel are told that it is still open', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await snooze(press(id, 0), 4)
    expect((await message())?.text).toContain('Snoozed by Mara until 23 Nov 11:30 (Europe/Berlin).')
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(3))
    expect((await message())?.revision).toBe(2)
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(4.5))
    const row = await message()
    expect(row?.revision).toBe(3)
    expect(blocksOf(row)).not.toContain('Snoozed')
    expect((await thread()).at(-1)).toEqual([
      true,
      '23 Nov 12:00 (Europe/Berlin): The snooze is over, and it is still open. 0.70 %, expected 6 %.',
    ])
    await watched([{ ...COLLAPSE, stakeCents: 200_000 }], later(5))
    expect(await thread()).toHaveLength(2)
    expect(await audited(here.state, { limit: 5 })).toMatchObject([{ did: 'alert.snoozed' }])
  })

  it('are answered in their language, and the channel keeps its own', async () => {
    await watched([COLLAPSE])
    const mine = { ...press((await onlyAlert()).id, 0), locale: localeOf('zh', voice.locale) }
    expect((await snooze(mine, 4)).text).toBe(
      '告警 1（2026年11月23日周一bazario × Electronics的转化率下降）：已静默至11月23日 11:30（Europe/Berlin）。在此之前不再更新，除非告警提前恢复。',
    )
    expect((await message())?.text).toContain('Snoozed by Mara until 23 Nov 11:30 (Europe/Berlin).')
    await acknowledge(mine)
    expect((await acknowledge(mine)).text).toContain('Mara 已经确认过了。')
  })

  it('end a snooze by a button of its own, and are told the hour and its zone', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    expect((await snooze(press(id, 0), 4)).text).toContain('snoozed until 23 Nov 11:30 (Europe/Berlin).')
    expect(blocksOf(await message())).toContain('alert.unsnooze')
    expect((await act(press(id), { act: 'unsnooze' })).isDone).toBe(true)
    expect((await onlyAlert()).snoozedUntil).toBeNull()
    expect(blocksOf(await message())).not.toContain('Snoozed')
    expect((await act(press(id), { act: 'unsnooze' })).text).toContain('it is not snoozed.')
  })

  it('resolve with a note: it stays resolved while nothing is new, and a later day opens it again', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await act(press(id), { act: 'resolve', note: 'the terminal was down' })
    expect((await message())?.text).toContain(
      '23 Nov 08:30 (Europe/Berlin): Mara resolved it: the terminal was down',
    )
    await watched([COLLAPSE], later(2))
    await watched([{ ...COLLAPSE, stakeCents: 180_000 }], later(3))
    expect(await openAlerts(here.state)).toEqual([])
    await watched([{ ...COLLAPSE, day: '2026-11-24' }], later(26))
    expect(await onlyAlert()).toMatchObject({
      id,
      number: 1,
      status: 'reopened',
      resolvedBy: null,
      note: null,
    })
    expect((await thread()).at(-1)?.[0]).toBe(true)
    expect((await thread()).at(-1)?.[1]).toContain('Reopened: a later day shows it again. 0.70 %')
    expect((await posted()).filter(({ parentKey }) => parentKey === null)).toHaveLength(1)
  })

  it('reopen: only a person resolves it then', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await watched([], later(1))
    expect((await act(press(id), { act: 'reopen' })).isDone).toBe(true)
    expect((await thread()).at(-1)).toEqual([true, '23 Nov 08:30 (Europe/Berlin): Mara reopened it.'])
    await watched([], later(2))
    expect((await onlyAlert()).status).toBe('reopened')
    await act(press(id), { act: 'resolve', note: null })
    expect(await openAlerts(here.state)).toEqual([])
  })

  it('cannot reopen an alert while another about the same is open', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await watched([], later(1))
    await watched([COLLAPSE], later(40))
    expect((await act(press(id), { act: 'reopen' })).text).toContain('another alert about the same is open')
  })

  it.each(['expected', 'noise'] as const)(
    'say that it is %s: resolved, it is left alone for a week',
    async (feedback) => {
      await watched([COLLAPSE])
      const { id } = await onlyAlert()
      await act(press(id), { act: 'feedback', feedback })
      expect((await message())?.text).toContain(`Feedback: ${feedback}.`)
      expect(await thread()).toEqual([
        [false, `23 Nov 08:30 (Europe/Berlin): Mara gave feedback: ${feedback}.`],
      ])
      await act(press(id), { act: 'resolve', note: null })
      await watched([{ ...COLLAPSE, day: '2026-11-25' }], later(50))
      expect(await openAlerts(here.state)).toEqual([])
      await watched([{ ...COLLAPSE, day: '2026-12-01' }], later(8 * 24))
      expect((await onlyAlert()).id).not.toBe(id)
    },
  )

  it('can do nothing to what is over or unknown, but reopen it', async () => {
    await watched([COLLAPSE])
    const { id } = await onlyAlert()
    await watched([], later(1))
    expect((await acknowledge(press(id))).text).toContain('it is resolved already')
    expect((await snooze(press('nothing'), 1)).text).toContain('no longer exists')
    expect((await message())?.revision).toBe(2)
  })
})
