import { describe, expect, it } from 'vitest'
import {
  ACTS,
  type Act,
  type AlertState,
  type Life,
  STATES,
  stateOf,
  transition,
} from '../../../src/alerts/life/states.ts'
import { seeded } from '../../../src/lib/random.ts'

const UNDERS = ['open', 'acknowledged', 'assigned', 'resolved', 'reopened'] as const
const LIVES: readonly Life[] = [
  ...UNDERS.map((under) => ({ under, isSnoozed: false })),
  ...UNDERS.filter((under) => under !== 'resolved').map((under) => ({ under, isSnoozed: true })),
]

const after = (life: Life, act: Act): AlertState | string => {
  const next = transition(life, act)
  return next.kind === 'becomes' ? stateOf(next.life) : next.because
}

/** In the order of ACTS: acknowledge, unacknowledge, assign, snooze, unsnooze, resolve, reopen. */
const TABLE: Readonly<Record<Exclude<AlertState, 'snoozed'>, readonly string[]>> = {
  open: ['acknowledged', 'not-held', 'assigned', 'snoozed', 'not-snoozed', 'resolved', 'not-over'],
  acknowledged: ['held', 'open', 'assigned', 'snoozed', 'not-snoozed', 'resolved', 'not-over'],
  assigned: ['acknowledged', 'open', 'assigned', 'snoozed', 'not-snoozed', 'resolved', 'not-over'],
  reopened: ['acknowledged', 'not-held', 'assigned', 'snoozed', 'not-snoozed', 'resolved', 'not-over'],
  resolved: ['over', 'over', 'over', 'over', 'over', 'over', 'reopened'],
}

describe('the life of an alert', () => {
  it.each(UNDERS.flatMap((under) => ACTS.map((act, at) => [under, act, TABLE[under][at]] as const)))(
    '%s, %s: %s',
    (under, act, expected) => {
      expect(after({ under, isSnoozed: false }, act)).toBe(expected)
    },
  )

  it('under a snooze goes on as without one, and is quiet all the while', () => {
    for (const { under } of LIVES.filter(({ isSnoozed }) => isSnoozed))
      for (const act of ['acknowledge', 'unacknowledge', 'assign'] as const) {
        const awake = transition({ under, isSnoozed: false }, act)
        const asleep = transition({ under, isSnoozed: true }, act)
        expect(asleep.kind).toBe(awake.kind)
        if (awake.kind === 'becomes')
          expect(asleep).toEqual({ kind: 'becomes', life: { ...awake.life, isSnoozed: true } })
      }
  })

  it('ends a snooze where it began, and a new snooze takes the place of the old', () => {
    for (const life of LIVES.filter(({ under }) => under !== 'resolved')) {
      const asleep = transition(life, 'snooze')
      expect(asleep).toEqual({ kind: 'becomes', life: { under: life.under, isSnoozed: true } })
      if (asleep.kind === 'becomes')
        expect(transition(asleep.life, 'unsnooze')).toEqual({
          kind: 'becomes',
          life: { under: life.under, isSnoozed: false },
        })
    }
  })

  it('is held by whoever acted last, whatever 2,000 random acts came before', () => {
    const random = seeded(7)
    let life: Life = { under: 'open', isSnoozed: false }
    const seen = new Set<AlertState>()
    for (let step = 0; step < 2000; step++) {
      const act = ACTS[random.below(ACTS.length)] ?? 'snooze'
      const next = transition(life, act)
      seen.add(stateOf(life))
      if (next.kind === 'refused') {
        // refused is refused again: nothing was changed by it
        expect(transition(life, act)).toEqual(next)
        continue
      }
      expect(life.under === 'resolved').toBe(act === 'reopen')
      expect(next.life.under === 'resolved').toBe(act === 'resolve')
      expect(next.life.isSnoozed && next.life.under === 'resolved').toBe(false)
      if (act === 'acknowledge') expect(next.life.under).toBe('acknowledged')
      if (act === 'assign') expect(next.life.under).toBe('assigned')
      // nobody may acknowledge what somebody has acknowledged
      if (next.life.under === 'acknowledged')
        expect(transition(next.life, 'acknowledge').kind).toBe('refused')
      life = next.life
    }
    expect([...seen].toSorted()).toEqual([...STATES].toSorted())
  })
})
