import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assess } from '../../src/alerts/assess.ts'
import { dataQuality } from '../../src/alerts/data-incident.ts'
import { asOf } from '../../src/facts/wholeness/as-of.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { series } from '../../src/metrics/read/series.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import { migrate, openState } from '../../src/state/database/connect.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { type Case, FALLS, FAULTS, happeningOf, WHERE } from './cases.ts'
import { openTables, PLATFORM } from './lake.ts'
import { byVolume } from './peer.ts'
import { DAYS, type Hours, hoursOf, openDay, shopBy, TABLES, type Table } from './shops.ts'

/** Of true falls that are told, and of source faults that are data incidents; falls that are called one are the rest. */
const BAR = 0.95
const [SIZE = 6, SEED = 17] = process.argv.slice(2).map(Number)
const METRICS = ['orders', 'sessions', 'conversion'].flatMap((name) => metricNamed(name) ?? [])
const HOUR_MS = 3_600_000

interface Judged {
  /** the digest of the next morning is of the day */
  readonly isTold: boolean
  readonly isAlert: boolean
  readonly isIncident: boolean
  /** by the rule of half of the usual volume */
  readonly byVolume: { readonly isTold: boolean; readonly isIncident: boolean }
}

const dir = await mkdtemp(join(tmpdir(), 'wholeness-'))
const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
await migrate(state)
const tables = await openTables()
const cells = new Map<string, Judged[]>()
for (const where of WHERE)
  for (const fall of FALLS)
    for (const fault of FAULTS) {
      const name = [where, fall, fault].join(' ')
      const random = seeded(SEED * 1_000 + cells.size)
      const found: Judged[] = []
      for (let i = 0; i < SIZE; i++) found.push(await judged({ where, fall, fault }, random))
      cells.set(name, found)
    }
await tables.close()
await state.close()
await rm(dir, { recursive: true })
report()

async function judged(one: Case, random: ReturnType<typeof seeded>): Promise<Judged> {
  const shop = shopBy(random)
  const last = openDay(shop, addDays('2026-11-09', random.below(14)))
  const happening = happeningOf(one, last, random)
  const hours = Object.fromEntries(
    TABLES.map((table) => [
      table,
      hoursOf(shop, { table, last, random, part: (day) => happening.part(table, day) }),
    ]),
  ) as Record<Table, Hours>
  await tables.fill(hours)
  const ends = Date.parse(addDays(last, 1))
  const sources = TABLES.filter((table) => shop.perDay[table] > 0).map((table) => ({
    ...{ name: `${PLATFORM}/${table}`, platform: PLATFORM, table, freshWithinMinutes: 26 * 60 },
  }))
  for (const { name, table } of sources) {
    const readAt = new Date(ends - happening.readAgo(table) * HOUR_MS)
    const error = happening.readAgo(table) > 0 ? 'answered 503' : null
    const feed = {
      source: name,
      cursor: null,
      lastRowAt: lastRowOf(hours[table], ends),
      lastSuccessAt: readAt,
    }
    await state.transaction((trx) => saveSourceState(trx, { ...feed, rows: 1, refused: 0, error }))
  }
  const at = new Date(ends + 7.5 * HOUR_MS)
  const today = addDays(last, 1)
  const reads = { lake: tables.lake, state, sources }
  const whole = await asOf(reads, today)
  const quality = await dataQuality(reads, { at, today, asOf: whole, sources, metrics: METRICS })
  const isTold = whole?.day === last
  return {
    isTold,
    isAlert: isTold && (await hasAlert(last, quality.notEvaluated)),
    isIncident: quality.incident !== null,
    byVolume: byVolume(hours, last),
  }
}

function lastRowOf(hours: Hours, ends: number): Date {
  const times = [...hours].flatMap(([day, rows]) => {
    const hour = rows.findLastIndex((count) => count > 0)
    return hour < 0 ? [] : [Date.parse(day) + (hour + 1) * HOUR_MS]
  })
  return new Date(Math.min(ends + 7 * HOUR_MS, Math.max(...times)))
}

async function hasAlert(day: Day, notEvaluated: ReadonlySet<string>): Promise<boolean> {
  const range = { from: addDays(day, -DAYS), to: addDays(day, 1) }
  const segments = await Promise.all(
    METRICS.map(async (metric) => ({
      ...{ metric, segment: {}, worthCents: null, points: await series(tables.lake, metric, 'all', range) },
    })),
  )
  const promos = { all: new Map<Day, string>(), within: () => new Map<Day, string>() }
  const suspects = await assess(segments, day, { promos, notEvaluated })
  return suspects.some(({ finding }) => finding.direction === 'down')
}

function report(): void {
  const share = (found: readonly Judged[], is: (one: Judged) => boolean) =>
    found.filter(is).length / Math.max(1, found.length)
  const shown = (value: number) => `${(100 * value).toFixed(0)} %`.padStart(7)
  console.log(
    `${SIZE} shops a cell, seed ${SEED}: share told in the next digest / alerted / called a data incident (by volume: told / incident)`,
  )
  for (const [name, found] of cells) {
    const figures = [
      ...[
        share(found, (one) => one.isTold),
        share(found, (one) => one.isAlert),
        share(found, (one) => one.isIncident),
      ],
      ...[share(found, (one) => one.byVolume.isTold), share(found, (one) => one.byVolume.isIncident)],
    ]
    const [where, fall, fault] = name.split(' ')
    console.log(
      `${where?.padEnd(8)}fall ${fall?.padEnd(9)}source ${fault?.padEnd(9)}${figures.map(shown).join('')}`,
    )
  }
  const of = (is: (fall: string, fault: string) => boolean) =>
    [...cells].flatMap(([name, found]) => {
      const [, fall = '', fault = ''] = name.split(' ')
      return is(fall, fault) ? found : []
    })
  const falls = of((fall, fault) => fall !== 'none' && fault === 'none')
  const faults = of((_, fault) => fault !== 'none')
  const quiet = of((fall, fault) => fall === 'none' && fault === 'none')
  const figures = {
    told: share(falls, (one) => one.isTold),
    'not called a data incident': share(falls, (one) => !one.isIncident),
    'source faults as data incidents': share(faults, (one) => one.isIncident),
    'ordinary days without one': share(quiet, (one) => !one.isIncident),
  }
  for (const [name, value] of Object.entries(figures))
    console.log(`${name}: ${(100 * value).toFixed(1)} %, bar ${100 * BAR} %`)
  console.log(
    `by volume: told ${shown(share(falls, (one) => one.byVolume.isTold))}, faults as incidents ${shown(share(faults, (one) => one.byVolume.isIncident))}`,
  )
  process.exitCode = Object.values(figures).every((value) => value >= BAR) ? 0 : 1
}
