import { slotsToRun } from '../../../src/lib/catch-up.ts'
import { addDays, type Day, dayOf, instantOf } from '../../../src/lib/days.ts'
import { type Random, seeded } from '../../../src/lib/random.ts'
import { minuteOfDay, type Schedule, type Slot, slotsDue } from '../../../src/lib/schedule.ts'
import { sumOf } from '../../../src/lib/sum.ts'
import { type Scenario, sized } from '../scenario.ts'

const ZONES = [
  ...['Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'America/Santiago', 'America/St_Johns'],
  ...['Australia/Lord_Howe', 'Australia/Adelaide', 'Pacific/Auckland', 'Africa/Casablanca', 'Asia/Jerusalem'],
]
const FIRST = '2025-01-01'
const LAST = '2030-12-31'
const HOUR_MS = 3_600_000
const WEEK_MS = 7 * 24 * HOUR_MS
const SCHEDULES: readonly Daily[] = [
  ...['00:00', '01:30', '02:30', '03:00', '07:30', '23:59'].map((at) => ({ at })),
  { at: '08:00', weekdays: [1] },
  { at: '02:30', weekdays: [7] },
]

type Daily = Extract<Schedule, { readonly at: string }>
interface Days {
  readonly from: Day
  readonly to: Day
}

/** Six years of ten zones by a machine's clock that goes wrong, and a machine that sleeps: what is due, and what is run. */
export const clocks: Scenario = {
  name: 'clocks',
  about:
    'clock changes in ten zones, an hour off, a leap to next week, a laptop that slept: once a local day, once a week',
  async run({ seed, size, note }) {
    const random = seeded(seed)
    const everyMs = sized(size, { quick: 20, usual: 10, full: 60 }) * 60_000
    const faults: string[] = []
    let runs = 0
    let looks = 0
    let days = 0
    let sleeps = 0
    for (const zone of ZONES) {
      note(zone)
      const changes = changesOf(zone)
      const periods = sized<readonly Days[]>(size, {
        quick: changes.slice(0, 2).map(around),
        usual: changes.map(around),
        full: [{ from: FIRST, to: LAST }],
      })
      for (const period of periods) {
        const seen = looksOf(zone, period, { random, everyMs })
        looks += seen.times.length
        sleeps += seen.sleeps
        days += daysOf(period)
        for (const schedule of SCHEDULES) {
          const ran = runsOf(schedule, zone, seen.times)
          runs += sumOf([...ran.values()], (count) => count)
          faults.push(...judged({ schedule, zone, times: seen.times, ran }))
        }
      }
    }
    return {
      figures: { zones: ZONES.length, 'local days': days, schedules: SCHEDULES.length, looks, sleeps, runs },
      faults,
    }
  },
}

const daysOf = ({ from, to }: Days) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1

const around = (day: Day): Days => ({ from: addDays(day, -4), to: addDays(day, 5) })

/** The days on which the zone's clocks are changed. */
function changesOf(zone: string): Day[] {
  const found: Day[] = []
  for (let day = FIRST; day < LAST; day = addDays(day, 1)) {
    const length = instantOf(addDays(day, 1), 0, zone).getTime() - instantOf(day, 0, zone).getTime()
    if (length !== 24 * HOUR_MS) found.push(day)
  }
  return found
}

/** When the scheduler looks, by the machine's clock as it goes then. */
function looksOf(
  zone: string,
  { from, to }: Days,
  { random, everyMs }: { readonly random: Random; readonly everyMs: number },
) {
  const times: Date[] = []
  const end = instantOf(addDays(to, 1), 0, zone).getTime()
  let sleeps = 0
  let wrongBy = 0
  let wrongFor = 0
  for (let at = instantOf(from, 0, zone).getTime(); at < end; at += everyMs) {
    const drawn = random.next()
    if (wrongFor-- <= 0) wrongBy = 0
    if (drawn < 0.004) {
      wrongBy = [HOUR_MS, -HOUR_MS, WEEK_MS][random.below(3)] ?? 0
      wrongFor = 1 + random.below(12)
    } else if (drawn < 0.014) {
      at += (1 + random.below(40)) * HOUR_MS
      sleeps++
    }
    times.push(new Date(at + wrongBy))
  }
  return { times, sleeps }
}

const keyOf = ({ at, day }: Slot) => `${day} ${at.toISOString()}`

/** How often each slot was begun; one that is written down is not written down again, as the state sees to. */
function runsOf(schedule: Schedule, zone: string, times: readonly Date[]): Map<string, number> {
  const ran = new Map<string, number>()
  const written: Date[] = []
  for (const now of times) {
    const last = written.findLast((at) => at <= now) ?? null
    for (const slot of slotsToRun({ schedule, catchUp: 'latest', zone, last, now })) {
      if (ran.has(keyOf(slot))) continue
      ran.set(keyOf(slot), 1)
      written.push(slot.at)
      written.sort((a, b) => a.getTime() - b.getTime())
    }
  }
  return ran
}

/** A slot that was looked for in its time was run; no local day, and no week, has two. */
function judged(given: {
  readonly schedule: Daily
  readonly zone: string
  readonly times: readonly Date[]
  readonly ran: ReadonlyMap<string, number>
}): string[] {
  const { schedule, zone, times, ran } = given
  const faults: string[] = []
  const name = `${zone} ${schedule.at}${schedule.weekdays ? ' weekly' : ''}`
  const days = [...ran.keys()].map((key) => key.slice(0, 10))
  const doubled = days.filter((day, i) => days.indexOf(day) !== i)
  if (doubled.length > 0) faults.push(`${name}: twice on ${doubled[0]}`)
  const [first, end] = [times[0] ?? new Date(0), times.at(-1) ?? new Date(0)]
  const due = slotsDue(schedule, zone, new Date(first.getTime() - 1), end)
  let place = 0
  const sorted = times.toSorted((a, b) => a.getTime() - b.getTime())
  for (const [i, slot] of due.entries()) {
    const until = due[i + 1]?.at ?? end
    while ((sorted[place] ?? end) < slot.at) place++
    const isLookedFor = (sorted[place] ?? end) < until
    if (isLookedFor && !ran.has(keyOf(slot))) faults.push(`${name}: not on ${slot.day}`)
    const minute = minuteOfDay(schedule.at)
    if (slot.at < instantOf(slot.day, minute, zone)) faults.push(`${name}: too early on ${slot.day}`)
    if (dayOf(slot.at, zone) !== slot.day)
      faults.push(`${name}: ${slot.day} is run on ${dayOf(slot.at, zone)}`)
  }
  return faults
}
