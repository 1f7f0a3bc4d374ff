import { execFile } from 'node:child_process'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { verify } from '../../../src/backup/verify.ts'
import { addDays } from '../../../src/lib/days.ts'
import { saveSetting } from '../../../src/state/settings.ts'
import { type Nights, openNights } from '../parts/night.ts'
import { type Scenario, sized } from '../scenario.ts'

const exec = promisify(execFile)
const TODAY = '2026-11-22'
const DISK_MB = 64

/** Each leaves so much room, in KB, when the next day comes: at nothing SQLite is the first to fail, later a file of the lake. */
const ROOMS = { quick: [0, 300], usual: [0, 64, 300, 1000], full: [0, 16, 64, 150, 300, 600, 1000, 1500] }

/** A disk of its own, small, that runs full before the next day is read and built. */
export const diskFull: Scenario = {
  name: 'disk-full',
  about:
    'the disk is full while rows land, while tables are built, and in SQLite: nothing is lost, and it goes on',
  missing: async () => {
    const place = join(tmpdir(), `chaos-mount-${process.pid}`)
    await mkdir(place)
    const why = await mountAt(place).then(
      () => exec('umount', [place]).then(() => null),
      () => 'nothing may be mounted here',
    )
    await rm(place, { recursive: true, force: true })
    return why
  },
  async run({ seed, size, dir, note }) {
    const disk = join(dir, 'disk')
    await mkdir(disk)
    await mountAt(disk)
    const nights = await openNights({ dir: join(disk, 'var'), seed, today: TODAY, days: 8 })
    const faults: string[] = []
    const failures: string[] = []
    try {
      await nights.collect()
      await nights.build()
      let day = TODAY
      for (const room of sized(size, ROOMS)) {
        day = addDays(day, 1)
        note(`${room} KB free`)
        const lived = await fullAt({ nights, disk, day, room })
        faults.push(...lived.faults)
        failures.push(...lived.failures)
      }
      for (const { mark, about, said } of await verify(nights.config))
        if (mark === '✗') faults.push(`${about}: ${said}`)
      if (failures.length === 0) faults.push('nothing failed: the disk was never full')
      return { figures: { disks: sized(size, ROOMS).length, 'jobs that failed': failures.length }, faults }
    } finally {
      await nights.close()
      await exec('umount', ['-l', disk])
    }
  },
}

async function fullAt(given: {
  readonly nights: Nights
  readonly disk: string
  readonly day: string
  readonly room: number
}) {
  const { nights, disk, day, room } = given
  const before = await nights.kpis()
  const faults: string[] = []
  nights.on(day)
  await fill(disk, room)
  const failures: string[] = []
  for (const run of [nights.collect, nights.build]) {
    const { failed, said } = await run()
    if (failed !== null) failures.push(failed)
    else if (/ [1-9]\d* failed/.test(said)) failures.push(said)
  }
  const write = nights.app().ctx.state.transaction((trx) => saveSetting(trx, 'chaos', 'x'.repeat(200_000)))
  await write.catch((error: unknown) => failures.push(String(error)))
  for (const failure of failures)
    if (!/ENOSPC|no space|disk (is )?full|SQLITE_FULL/i.test(failure))
      faults.push(`${room} KB: it does not say why: ${failure}`)
  const isBuilt = failures.length === 0
  if (!isBuilt && (await nights.kpis()) !== before)
    faults.push(`${room} KB: the figures of before do not stand`)
  await rm(join(disk, 'filled'))
  for (const run of [nights.collect, nights.build]) {
    const { failed } = await run()
    if (failed !== null) faults.push(`${room} KB: with room again it still fails: ${failed}`)
  }
  const [row] = await nights
    .app()
    .ctx.lake.query<{ day: string }>('select cast(max(day) as varchar) as day from mart_kpi')
  if (row?.day !== addDays(day, -1))
    faults.push(`${room} KB: the day before ${day} has no figures, the last is ${row?.day}`)
  return { faults, failures }
}

const mountAt = (place: string) => exec('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'chaos', place])

/** All but so many KB. */
async function fill(disk: string, room: number): Promise<void> {
  const { bavail, bsize } = await statfs(disk)
  await writeFile(join(disk, 'filled'), Buffer.alloc(Math.max(0, bavail * bsize - room * 1024)))
}
