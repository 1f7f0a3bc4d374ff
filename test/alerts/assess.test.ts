import { describe, expect, it } from 'vitest'
import { assessEach, judgeSegment } from '../../src/alerts/assess.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { pointOf } from '../../src/metrics/metric.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import { firstTime } from '../../src/models/calendar/calendar.ts'

const LAST = '2026-11-23'
const NO_PROMOS = { all: new Map<Day, string>(), within: () => new Map<Day, string>() }

/** About €1,000 a day for twelve weeks, and on the last day less by a share; null when nothing is known of it. */
function gmvThatFell(share: number | null) {
  const metric = metricNamed('gmv')
  if (!metric) throw new Error('there is no GMV')
  const random = seeded(3)
  const points = Array.from({ length: 84 }, (_, i) => {
    const usual = 100_000 + 4_000 * random.normal()
    const today = { of: 100_000 * (1 - (share ?? 1)), over: share === null ? 0 : 1 }
    const { of, over } = i === 83 ? today : { of: usual, over: 1 }
    return pointOf(addDays(LAST, i - 83), of, over)
  })
  return judgeSegment({ metric, segment: {}, points, worthCents: null }, LAST, {
    promos: NO_PROMOS,
    whole: null,
  })
}

describe('a fall of GMV', () => {
  const falls = Array.from({ length: 40 }, (_, i) => gmvThatFell(0.01 * i))

  it('is believed from 4.5 standard deviations on: a few large orders move money further than counts', () => {
    const scores = (isAnomaly: boolean) =>
      falls.filter((one) => one?.isAnomaly === isAnomaly).map((one) => Math.abs(one?.score ?? 0))
    expect(Math.max(...scores(false))).toBeLessThan(4.5)
    expect(Math.max(...scores(false))).toBeGreaterThan(4)
    expect(Math.min(...scores(true))).toBeGreaterThanOrEqual(4.5)
  })

  it('is judged on the day asked for, and not on a day without a value', () => {
    expect(gmvThatFell(0.3)).toMatchObject({ kind: 'finding', actual: 70_000, direction: 'down' })
    expect(gmvThatFell(null)).toBeNull()
  })
})

describe('on a holiday that a shop has not seen before', () => {
  const AISLES = 8
  const FAILING = 2
  const DAYS = 120
  const promos = (() => {
    const all = new Map([[LAST, firstTime('Black Friday +1')]])
    return { all, within: () => all }
  })()

  /** Aisles of 200 to 600 sessions a day, of which 6 % buy, and the whole shop; `shop` is what the holiday does to buying. */
  function aislesOn(seed: number, { shop, getsThrough }: { shop: number; getsThrough: number }) {
    const random = seeded(seed)
    const metric = metricNamed('conversion')
    if (!metric) throw new Error('there is no conversion')
    const aisles = Array.from({ length: AISLES }, (_, at) => {
      const sessions = at === FAILING ? 300 : 200 + random.below(401)
      const own = Math.exp(0.07 * random.normal())
      return Array.from({ length: DAYS }, (_, day) => {
        const isLast = day === DAYS - 1
        const by = isLast ? shop * own * (at === FAILING ? getsThrough : 1) : 1
        const over = random.poisson(sessions * (isLast ? 1.4 : 1))
        return { of: Math.min(over, random.poisson(over * 0.06 * by)), over }
      })
    })
    const sum = (day: number, part: 'of' | 'over') =>
      aisles.reduce((total, days) => total + (days[day]?.[part] ?? 0), 0)
    const whole = Array.from({ length: DAYS }, (_, day) => ({ of: sum(day, 'of'), over: sum(day, 'over') }))
    return [whole, ...aisles].map((days, at) => ({
      metric,
      segment: at === 0 ? {} : { category: `aisle ${at - 1}` },
      points: days.map(({ of, over }, day) => pointOf(addDays(LAST, day - DAYS + 1), of, over)),
      worthCents: null,
    }))
  }

  async function told(asked: { shop: number; getsThrough: number }) {
    const seeds = [1, 2, 3, 4, 5, 6]
    const all = await Promise.all(
      seeds.map(async (seed) => {
        const found = await assessEach(aislesOn(seed, asked), LAST, promos)
        return found.flatMap(({ series, isAnomaly }) => (isAnomaly ? [series.segment.category ?? ''] : []))
      }),
    )
    const isFailing = (name: string) => name === `aisle ${FAILING}`
    return {
      failing: all.flat().filter(isFailing).length,
      others: all.flat().filter((one) => !isFailing(one)).length,
    }
  }

  it.each([0.6, 0.8, 1, 1.4, 1.8])(
    'an aisle that fails is told beside the others, which bring %d times as much as ever',
    async (shop) => {
      const failed = await told({ shop, getsThrough: 0.04 })
      expect(failed.others).toBe(0)
      // where fewer buy anyhow, chance leaves a few too many to tell
      expect(failed.failing).toBeGreaterThanOrEqual(shop < 1 ? 4 : 6)
      expect(await told({ shop, getsThrough: 1 })).toEqual({ failing: 0, others: 0 })
    },
  )
})

describe('soon after a named day', () => {
  /** Ten regions of 200 orders that all move by `shop` on the last day, and the first by `own` besides. */
  async function told({ shop, own, daysAgo }: { shop: number; own: number; daysAgo: number }) {
    const metric = metricNamed('orders')
    if (!metric) throw new Error('there are no orders')
    const random = seeded(5)
    const parts = Array.from({ length: 10 }, (_, at) =>
      Array.from({ length: 84 }, (_, day) =>
        random.poisson(200 * (day === 83 ? shop * (at === 0 ? own : 1) : 1)),
      ),
    )
    const whole = Array.from({ length: 84 }, (_, day) =>
      parts.reduce((sum, part) => sum + (part[day] ?? 0), 0),
    )
    const segments = [whole, ...parts].map((days, at) => ({
      metric,
      segment: at === 0 ? {} : { region: `region ${at}` },
      points: days.map((of, day) => pointOf(addDays(LAST, day - 83), of, 1)),
      worthCents: null,
    }))
    const all = new Map([[addDays(LAST, -daysAgo), 'Great sale']])
    const found = await assessEach(segments, LAST, { all, within: () => all })
    return found.flatMap(({ series, isAnomaly }) => (isAnomaly ? [series.segment.region ?? 'whole'] : []))
  }

  it('the whole tells what all of it does, a part what it does besides', async () => {
    expect(await told({ shop: 0.55, own: 1, daysAgo: 2 })).toEqual(['whole'])
    expect(await told({ shop: 0.55, own: 0.35, daysAgo: 2 })).toEqual(['whole', 'region 1'])
    expect(await told({ shop: 1, own: 0.5, daysAgo: 2 })).toEqual(['region 1'])
    expect((await told({ shop: 0.55, own: 1, daysAgo: 9 })).length).toBeGreaterThan(8)
  })
})

describe('good news', () => {
  it('must be surer than bad news to interrupt anybody', async () => {
    const metric = metricNamed('orders')
    if (!metric) throw new Error('there are no orders')
    const random = seeded(11)
    const past = Array.from({ length: 83 }, () => random.poisson(150))
    const segment = (name: string, last: number) => ({
      metric,
      segment: { category: name },
      points: [...past, last].map((of, at) => pointOf(addDays(LAST, at - 83), of, 1)),
      worthCents: null,
    })
    const ordinary = Array.from({ length: 120 }, (_, at) => segment(`aisle ${at}`, 150))
    const scoresTold = async (sign: number) => {
      const scores: number[] = []
      for (let by = 0.2; by < 0.7; by += 0.02) {
        const one = segment('one', Math.round(150 * Math.exp(sign * by)))
        const found = await assessEach([...ordinary, one], LAST, NO_PROMOS)
        for (const { finding, isAnomaly } of found)
          if (isAnomaly && finding) scores.push(Math.abs(finding.score))
      }
      return Math.min(...scores)
    }
    expect(await scoresTold(-1)).toBeLessThan(3.8)
    expect(await scoresTold(1)).toBeGreaterThan(3.9)
  })
})
