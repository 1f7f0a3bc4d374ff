import { describe, expect, it } from 'vitest'
import { isPoor, proposeLimit } from '../../../src/alerts/rules/propose.ts'
import type { Preview, Rule } from '../../../src/models/anomaly/rule-preview.ts'

const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05']
const rated = (useful: readonly boolean[]) =>
  useful.map((isUseful, at) => ({ day: days[at] ?? '', isUseful }))
const fired = (values: readonly number[]): Preview['fired'] =>
  values.map((value, at) => ({ day: days[at] ?? '', value, finding: null, stakeCents: null }))
const [noise, useful] = [false, true]

describe('another limit', () => {
  it.each([
    [[noise, noise, noise], false],
    [[noise, noise, noise, noise], true],
    [[noise, noise, useful, useful], false],
    [[noise, noise, noise, useful, useful], true],
    [[useful, useful, useful, useful], false],
  ])('is looked for where most of four or more were noise: %o', (said, is) =>
    expect(isPoor(rated(said))).toBe(is),
  )

  const below: Rule = { kind: 'below', value: 0.05 }
  const above: Rule = { kind: 'above', value: 100 }
  it.each<[Rule, number[], boolean[], Rule | null]>([
    // halfway between the farthest noise and the nearest that was useful
    [below, [0.048, 0.046, 0.044, 0.02], [noise, noise, noise, useful], { kind: 'below', value: 0.032 }],
    [above, [110, 120, 130, 400], [noise, noise, noise, useful], { kind: 'above', value: 270 }],
    // only what lies before the nearest that was useful can be left out
    [above, [110, 120, 130, 400, 500], [noise, useful, noise, noise, noise], { kind: 'above', value: 115 }],
    // nothing was useful: a tenth farther than all of it, which is never below nothing
    [above, [110, 120, 130, 150], [noise, noise, noise, noise], { kind: 'above', value: 170 }],
    [below, [0.04, 0.03, 0.02, 0.01], [noise, noise, noise, noise], { kind: 'below', value: 0.009 }],
    // no limit tells them apart
    [above, [110, 120, 130, 400], [useful, noise, noise, noise], null],
    // days that the rule speaks of no more, such as after rows were corrected
    [above, [], [noise, noise, noise, noise], null],
  ])('of %o on %o is between noise and use', (limit, values, said, wanted) => {
    const found = proposeLimit(limit, fired(values), rated(said))
    if (wanted?.kind !== 'below' && wanted?.kind !== 'above') return expect(found).toBe(wanted)
    expect(found).toMatchObject({ kind: wanted.kind })
    expect(found && 'value' in found ? found.value : null).toBeCloseTo(wanted.value, 3)
  })
})
