import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { seeded } from '../../../src/lib/random.ts'
import { sumOf } from '../../../src/lib/sum.ts'
import { differences, soundness } from '../parts/compare.ts'
import { type Lived, liveThrough } from '../parts/days.ts'
import { type Scenario, sized } from '../scenario.ts'

/** Before a Monday, so that the week's digest is due as well. */
const FIRST_DAY = '2026-11-22'
const SHORT = ['2026-11-22 12:01', '2026-11-22 12:06']
const LONG = [
  ...['2026-11-22 12:01', '2026-11-23 02:06', '2026-11-23 03:36', '2026-11-23 04:16'],
  ...['2026-11-23 06:01', '2026-11-23 07:36', '2026-11-23 08:31', '2026-11-23 10:06'],
]
const MAIN = ['first-day', 'build']

/** Two days of a shop twice over: undisturbed, and with processes that are killed in the midst of every job. */
export const kills: Scenario = {
  name: 'kills',
  about: 'kill -9 in the midst of every job: the same figures and messages as an undisturbed run',
  async run({ seed, size, dir, note }) {
    const { each, days, moments, only } = sized(size, {
      quick: { each: 1, days: 8, moments: SHORT, only: MAIN },
      usual: { each: 3, days: 30, moments: LONG, only: null },
      full: { each: 14, days: 30, moments: LONG, only: null },
    })
    const given = { seed, days, today: FIRST_DAY, moments, note, replicas: 1 }
    const calm = await liveThrough({ ...given, dir: await folder(dir, 'calm'), kills: null })
    const killing = { each, only, takes: calm.takes, random: seeded(seed) }
    const killed = await liveThrough({ ...given, dir: await folder(dir, 'killed'), kills: killing })
    return {
      figures: figuresOf(killed),
      faults: [...(await differences(calm, killed)), ...(await soundness(killed))],
    }
  },
}

async function folder(dir: string, name: string): Promise<string> {
  await mkdir(join(dir, name))
  return join(dir, name)
}

function figuresOf(lived: Lived) {
  return {
    kills: sumOf([...lived.killed.values()], (count) => count),
    'by job': [...lived.killed].map(([job, count]) => `${job} ${count}`).join(' '),
    'pages the shop refused': lived.refusedPages,
  }
}
