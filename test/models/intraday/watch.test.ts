import { beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { type Grid, gridFrom } from '../../../src/models/intraday/grid.ts'
import { type IntradayModel, learn } from '../../../src/models/intraday/learn.ts'
import { PAGE, watch, watchFrom } from '../../../src/models/intraday/watch.ts'

const SLOTS = 96
const DAYS = 35

function gridOf(days: number): Grid {
  const length = days * SLOTS
  return gridFrom(SLOTS, {
    weekSlot: Int16Array.from({ length }, (_, at) => at % (7 * SLOTS)),
    day: Int32Array.from({ length }, (_, at) => Math.floor(at / SLOTS)),
    isNamed: new Uint8Array(length),
  })
}

/** events an interval: shut at night, quieter on Sundays */
function rate(at: number, anHour: number): number {
  const hour = (at % SLOTS) / 4
  const isSunday = Math.floor(at / SLOTS) % 7 === 6
  return hour < 7
    ? 0.01
    : (anHour / 4) * (0.6 + 0.4 * Math.sin(((hour - 7) / 17) * Math.PI)) * (isSunday ? 0.6 : 1)
}

const grid = gridOf(DAYS + 1)
const TODAY = DAYS * SLOTS
/** an interval of today */
const at = (hour: number) => TODAY + 4 * hour

function learned(anHour: number, seed: number) {
  const random = seeded(seed)
  const counts = Float64Array.from(grid.day, (_, i) => random.poisson(rate(i, anHour)))
  const model = learn(counts, grid, TODAY)
  if ('kind' in model) throw new Error('too short')
  return { counts, model }
}

function today(
  counts: Float64Array,
  model: IntradayModel,
  share: (at: number) => number,
  to = TODAY + SLOTS,
  seed = 5,
) {
  const random = seeded(seed)
  const changed = counts.slice()
  for (let i = TODAY; i < to; i++) {
    const keep = share(i)
    changed[i] = Array.from({ length: counts[i] ?? 0 }).filter(() => random.next() < keep).length
  }
  return watch({ counts: changed, grid, model }, { from: watchFrom(grid, TODAY), to, settings: PAGE }).filter(
    ({ noticed }) => noticed >= TODAY,
  )
}

describe('a fall within the day', () => {
  let busy: ReturnType<typeof learned>
  beforeAll(() => {
    busy = learned(60, 1)
  })

  it('is noticed within half an hour when nothing comes any more, and dated to when it began', () => {
    const [fall, ...others] = today(busy.counts, busy.model, (i) => (i >= at(12) ? 0 : 1), at(13))
    expect(others).toEqual([])
    expect(fall).toMatchObject({ side: 'down', isOver: false, since: { at: at(12) } })
    expect(fall?.noticed).toBeLessThanOrEqual(at(12) + 1)
    expect(fall?.count).toBe(0)
    expect(fall?.expected).toBeGreaterThan(45)
  })

  it.each([
    { share: 0.2, within: 4 },
    { share: 0.5, within: 8 },
  ])('to $share of what was expected takes at most $within intervals', ({ share, within }) => {
    const [fall] = today(busy.counts, busy.model, (i) => (i >= at(13) ? share : 1))
    expect(fall?.noticed).toBeGreaterThanOrEqual(at(13))
    expect(fall?.noticed).toBeLessThan(at(13) + within)
    expect(Math.abs((fall?.since.at ?? 0) - at(13))).toBeLessThanOrEqual(2)
    expect(fall?.since.from).toBeLessThanOrEqual(at(13) + 1)
  })

  it('is over when things are as expected again, and what it cost is what was missing', () => {
    const [fall, ...others] = today(busy.counts, busy.model, (i) => (i >= at(12) && i < at(14) ? 0 : 1))
    expect(others).toEqual([])
    expect(fall).toMatchObject({ isOver: true, end: at(14) - 1 })
    const due = Array.from({ length: 8 }, (_, i) => rate(at(12) + i, 60)).reduce((a, b) => a + b, 0)
    expect((fall?.expected ?? 0) - (fall?.count ?? 0)).toBeGreaterThan(0.8 * due)
    expect((fall?.expected ?? 0) - (fall?.count ?? 0)).toBeLessThan(1.2 * due)
  })

  it('of a fifth all day is noticed within hours', () => {
    const [large] = [learned(400, 3)]
    const [fall] = today(large.counts, large.model, (i) => (i >= at(10) ? 0.75 : 1))
    expect(fall?.noticed).toBeLessThan(at(16))
  })

  it('is none before anything is expected, nor of a day that is quiet by chance', () => {
    expect(today(busy.counts, busy.model, (i) => (i < at(7) ? 0 : 1))).toEqual([])
    const quiet = learned(3, 4)
    expect(today(quiet.counts, quiet.model, (i) => (i >= at(12) && i < at(12) + 2 ? 0 : 1))).toEqual([])
  })

  it('is not sought in what is not known: a source that stands still is no fall', () => {
    const counts = busy.counts.slice()
    counts.fill(Number.NaN, at(12))
    const found = watch(
      { counts, grid, model: busy.model },
      { from: watchFrom(grid, TODAY), to: TODAY + SLOTS, settings: PAGE },
    )
    expect(found.filter(({ noticed }) => noticed >= at(12))).toEqual([])
  })

  it('after a burst is none: what came in it does not raise what is expected', () => {
    const counts = busy.counts.slice()
    for (let i = at(10); i < at(12); i++) counts[i] = 3 * (counts[i] ?? 0)
    const found = watch(
      { counts, grid, model: busy.model },
      { from: watchFrom(grid, TODAY), to: TODAY + SLOTS, settings: PAGE },
    )
    expect(found.filter(({ noticed }) => noticed >= TODAY)).toEqual([])
  })

  it('is not looked for on a holiday before anything came, and is when the shop is open', () => {
    const named = { ...grid, isNamed: grid.isNamed.map((_, i) => (i >= TODAY ? 1 : 0)) }
    const shut = busy.counts.slice()
    shut.fill(0, TODAY)
    const open = busy.counts.slice()
    open.fill(0, at(15))
    const on = (counts: Float64Array) =>
      watch(
        { counts, grid: named, model: busy.model },
        { from: watchFrom(grid, TODAY), to: TODAY + SLOTS, settings: PAGE },
      )
    expect(on(shut)).toEqual([])
    expect(on(open)[0]?.noticed).toBeLessThanOrEqual(at(16))
  })

  it('raises at most a false alarm a fortnight over ninety ordinary days of ten series', () => {
    const random = seeded(9)
    const long = gridOf(DAYS + 9)
    let alarms = 0
    for (const anHour of [4, 8, 15, 20, 30, 40, 60, 100, 200, 400]) {
      const counts = Float64Array.from(long.day, (_, i) => random.poisson(rate(i, anHour)))
      const model = learn(counts, long, TODAY)
      if (!('kind' in model))
        alarms += watch(
          { counts, grid: long, model },
          { from: TODAY, to: counts.length, settings: PAGE },
        ).length
    }
    expect(alarms).toBeLessThanOrEqual(6)
  })

  it('needs a week of a past', () => {
    expect(learn(busy.counts, grid, 5 * SLOTS)).toEqual({ kind: 'too-short', need: 7, have: 5 })
  })
})
