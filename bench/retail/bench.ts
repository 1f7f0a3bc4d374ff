import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type EventRule, threeSigma, weekdayMad } from '../../src/evaluate/anomaly/event-rules.ts'
import { eventScore } from '../../src/evaluate/anomaly/event-score.ts'
import { type JudgedDay, watchSeries } from '../../src/evaluate/anomaly/watch-series.ts'
import type { WatchedSeries } from '../../src/evaluate/anomaly/watched-file.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { type Planted, type RetailSet, retailSets, withIncidents } from './sets.ts'

/**
 * False alarms on days of shops as they came, and how many of three days at 45 or at 180 % are found in the same days, half
 * of them soon after a holiday or a sale. What went wrong in the real sets is not labelled: a strike, a blizzard or an
 * article that was out of stock count as false. Simulated stores have other seeds than those the model was looked at with.
 */
const BAR = 1
const SEEDS = [31, 32, 33]
const HISTORY_DAYS = 182

const folder = fileURLToPath(new URL('../../../shared/data', import.meta.url))
if (!existsSync(folder)) {
  console.log('The real series are not beside this checkout: nothing measured.')
  process.exit(1)
}

type Watch = (set: RetailSet) => Promise<JudgedDay[][]>

const ours: Watch = (set) => watchSeries({ ...set, campaigns: new Map() }, () => {})
const by =
  (rule: EventRule): Watch =>
  ({ series }) =>
    Promise.resolve(series.map((one) => ruled(one, rule)))

interface Tally {
  alarms: number
  years: number
  found: number
  planted: number
  foundAfter: number
  plantedAfter: number
}

const none = (): Tally => ({ alarms: 0, years: 0, found: 0, planted: 0, foundAfter: 0, plantedAfter: 0 })
const sets = await retailSets(folder)
const methods: readonly (readonly [string, Watch])[] = [
  ['Floorwalker', ours],
  ['weekday median + MAD', by(weekdayMad)],
  ['28 days, 3 sigma', by(threeSigma)],
]
console.log('false alarms a series and year on the days as they came; found of what was put into them')
const reals = new Map<string, number>()
for (const [name, watch] of methods) {
  const [real, simulated] = [none(), none()]
  for (const set of sets) {
    const own = await tallyOf(set, watch)
    if (watch === ours) console.log(line(`  ${set.name}`, own))
    const sum = set.isReal ? real : simulated
    for (const key of Object.keys(own) as (keyof Tally)[]) sum[key] += own[key]
  }
  reals.set(name, real.alarms / real.years)
  console.log(line(`${name}, real`, real))
  console.log(line(`${name}, simulated`, simulated))
}
const own = reals.get('Floorwalker') ?? Number.NaN
console.log(`bar: at most ${BAR} a series and year on the real ones: ${own <= BAR ? 'met' : 'missed'}`)
process.exitCode = own <= BAR ? 0 : 1

async function tallyOf(set: RetailSet, watch: Watch): Promise<Tally> {
  const plain = await watch(set)
  const tally = none()
  tally.alarms = scored(plain, () => []).falseAlarms
  tally.years = sumOf(plain, ({ length }) => length) / 365
  for (const seed of SEEDS) {
    const { series, planted } = await withIncidents(set, seed)
    const judged = await watch({ ...set, series })
    const found = (is: (one: Planted) => boolean) => scored(judged, (i) => planted[i]?.filter(is) ?? [])
    const [all, after] = [found(() => true), found(({ isAfterHoliday }) => isAfterHoliday)]
    tally.found += all.found
    tally.planted += all.incidents
    tally.foundAfter += after.found
    tally.plantedAfter += after.incidents
  }
  return tally
}

function scored(judged: readonly JudgedDay[][], incidentsOf: (at: number) => readonly Planted[]) {
  return eventScore(
    judged.map((days, i) => ({
      judgedDays: days.length,
      incidents: incidentsOf(i),
      alarms: days.flatMap(({ day, isOut }) => (isOut ? [day] : [])),
    })),
  )
}

function ruled({ days }: WatchedSeries, rule: EventRule): JudgedDay[] {
  return days.flatMap((today, i) => {
    const isOut = rule(days.slice(Math.max(0, i - HISTORY_DAYS), i), today)
    return isOut === null ? [] : [{ day: today.day, isOut }]
  })
}

function line(name: string, { alarms, years, found, planted, foundAfter, plantedAfter }: Tally): string {
  return `${name.padEnd(33)} ${(alarms / years).toFixed(2).padStart(6)} (${alarms} in ${years.toFixed(1)} years)  found ${found} of ${planted}, soon after a holiday ${foundAfter} of ${plantedAfter}`
}
