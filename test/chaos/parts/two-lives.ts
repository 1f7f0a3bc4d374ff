import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { seeded } from '../../../src/lib/random.ts'
import { sumOf } from '../../../src/lib/sum.ts'
import type { Outcome, Setting } from '../scenario.ts'
import { differences, soundness } from './compare.ts'
import { type Lived, liveThrough } from './days.ts'

/** Before a Monday, so that the week's digest is due as well. */
const FIRST_DAY = '2026-11-22'
export const SHORT = ['2026-11-22 12:01', '2026-11-22 12:06']
export const LONG = [
  ...['2026-11-22 12:01', '2026-11-23 02:06', '2026-11-23 03:36', '2026-11-23 04:16'],
  ...['2026-11-23 06:01', '2026-11-23 07:36', '2026-11-23 08:31', '2026-11-23 10:06'],
]
const hours = LONG.slice(1).map((moment) => moment.slice(11))
/** Days on end: what runs once a day is killed in several of its runs. */
export const DAYS = [
  ...LONG,
  ...['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].flatMap((day) =>
    hours.map((hour) => `${day} ${hour}`),
  ),
]
/** of the short days, about: where nobody waits to measure it */
const TAKES = new Map([
  ['first-day', 4000],
  ['build', 1000],
])

interface Given {
  /** how often in the midst of each job */
  readonly each: number
  readonly days: number
  readonly moments: readonly string[]
  /** of which jobs; null: of all */
  readonly only: readonly string[] | null
}

interface Place {
  readonly replicas: number
  /** a PostgreSQL that the replicas share; else SQLite in the folder */
  readonly databaseUrl?: string
}

/** The same days over again: undisturbed, and, at each place, with processes that are killed in the midst of jobs. */
export async function twoLives(
  { seed, size, dir, note }: Setting,
  { each, only, ...days }: Given,
  places: readonly Place[],
): Promise<Outcome> {
  const given = { ...days, seed, today: FIRST_DAY, note }
  const calmly = async () =>
    liveThrough({ ...given, replicas: 1, dir: await folder(dir, 'calm'), kills: null })
  const killing = (takes: ReadonlyMap<string, number>) =>
    Promise.all(
      places.map(async (place) => {
        const kills = { each, only, takes, random: seeded(seed) }
        return liveThrough({ ...given, ...place, dir: await folder(dir, `killed-${place.replicas}`), kills })
      }),
    )
  const [calm, killed] = await (size === 'quick'
    ? Promise.all([calmly(), killing(TAKES)])
    : calmly().then(async (calm) => [calm, await killing(calm.takes)] as const))
  const faults: string[] = []
  for (const [i, one] of killed.entries())
    for (const fault of [...(await differences(calm, one)), ...(await soundness(one))])
      faults.push(`${processes(places[i]?.replicas)}: ${fault}`)
  const figures = killed.map((one, i) => [processes(places[i]?.replicas), figuresOf(one)] as const)
  return { figures: Object.fromEntries(figures), faults }
}

const processes = (count = 0) => (count === 1 ? 'one process' : `${count} processes`)

async function folder(dir: string, name: string): Promise<string> {
  await mkdir(join(dir, name))
  return join(dir, name)
}

function figuresOf({ killed, refusedPages }: Lived): string {
  const kills = sumOf([...killed.values()], (count) => count)
  const byJob = [...killed].map(([job, count]) => `${job} ${count}`).join(' ')
  return `${kills} kills (${byJob}), ${refusedPages} pages the shop refused`
}
