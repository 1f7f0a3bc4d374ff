import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { addDays } from '../../src/lib/days.ts'
import { LOG, writeLogs } from './files.ts'

/**
 * Behaviour logs from files on the disk to KPIs: every value checked by its type, the latest of each event, visits, marts,
 * KPIs in every slice, all of it as Parquet; ours with the settings that hold when nobody sets any. Each side is a cold
 * process on the same files, and every KPI must agree. `npm run bench -- lake 1 10 50` runs it with that many million
 * events; pandas holds all of them in memory and is left out beyond 10 million.
 */
const BAR = {
  timeToPandas: 1 / 3,
  memoryToPandas: 1 / 3,
  timeToPolars: 1.2,
  memoryToPolars: 1,
  flat: 1.15,
  linear: 1.15,
}
/** below this a process is mostly its own start */
const JUDGED_FROM = 10
const PANDAS_UP_TO = 10
const MEGA = 1_000_000

const kpi = z.tuple([z.string(), z.string(), z.string(), z.string(), z.number()])
const answer = z.object({
  seconds: z.number(),
  peakKb: z.number(),
  clean: z.number(),
  quarantined: z.number(),
  kpis: z.array(kpi),
})
const ours = answer.extend({
  day: z.number().nullable(),
  steps: z.record(z.string(), z.number()),
  bytes: z.object({ lake: z.number(), raw: z.number() }),
})
type Answer = z.infer<typeof answer>

const sizes = process.argv.slice(2).map(Number)
if (sizes.some((size) => !(size > 0)))
  throw new Error('Give the sizes in millions of events, such as 1 10 50.')
const wanted = sizes.length > 0 ? sizes : [1]
const verdicts: boolean[] = []
const measured: { readonly millions: number; readonly run: z.infer<typeof ours> }[] = []
for (const millions of wanted) {
  const dir = await mkdtemp(join(tmpdir(), 'bench-lake-'))
  try {
    measured.push({ millions, run: await compare(dir, millions) })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
acrossSizes()
process.exitCode = verdicts.every(Boolean) ? 0 : 1

async function compare(dir: string, millions: number) {
  const logs = join(dir, 'logs')
  say(`${millions} million: drawing the logs`)
  const { bytes, files } = await writeLogs(logs, millions * MEGA)
  const more = join(dir, 'more')
  await writeLogs(more, (millions * MEGA) / LOG.days, { first: addDays(LOG.first, LOG.days), days: 1 })
  console.log(`\n${millions} million events in ${files} logs of ${mb(bytes)} MB`)
  say(`${millions} million: ours`)
  const ran = run([process.execPath, '--import', 'tsx', pathOf('ours.ts'), logs, more])
  if (ran === null) throw new Error('ours was ended for lack of memory')
  const us = ours.parse(ran)
  tell('ours', us, us.bytes.lake)
  console.log(`          ${steps(us.steps)}`)
  console.log(
    `          ${(us.bytes.lake / us.clean).toFixed(0)} bytes a row in the lake, ${(us.bytes.raw / us.clean).toFixed(0)} of them as it came; one day more ${us.day?.toFixed(1)} s, a day of the ${LOG.days} ${(us.seconds / LOG.days).toFixed(1)} s`,
  )
  const polars = against('polars', us, { millions, logs, out: join(dir, 'polars') })
  if (polars) {
    judge(millions, 'time to polars', us.seconds / polars.seconds, BAR.timeToPolars)
    judge(millions, 'memory to polars', us.peakKb / polars.peakKb, BAR.memoryToPolars)
  }
  await rm(join(dir, 'polars'), { recursive: true })
  if (millions > PANDAS_UP_TO) console.log(`pandas    left out: it holds all rows in memory`)
  else {
    const pandas = against('pandas', us, { millions, logs, out: join(dir, 'pandas') })
    if (pandas) {
      judge(millions, 'time to pandas', us.seconds / pandas.seconds, BAR.timeToPandas)
      judge(millions, 'memory to pandas', us.peakKb / pandas.peakKb, BAR.memoryToPandas)
    }
  }
  return us
}

/** Null where the system ended the peer, for its memory was not enough. */
function against(
  peer: 'polars' | 'pandas',
  us: Answer,
  { millions, logs, out }: { readonly millions: number; readonly logs: string; readonly out: string },
): Answer | null {
  say(`${millions} million: ${peer}`)
  const ran = run(['python3', pathOf(`with_${peer}.py`), logs, out])
  if (ran === null) {
    console.log(
      `${peer.padEnd(9)} ended by the system: the memory of the machine (${mb(totalmem())} MB) was not enough`,
    )
    return null
  }
  const them = answer.extend({ bytes: z.number() }).parse(ran)
  tell(peer, them, them.bytes)
  const apart = differing(us, them)
  if (apart > 0) console.log(`          ${apart} of ${us.kpis.length} KPI values differ from ours`)
  verdicts.push(apart === 0 && us.kpis.length > 0)
  return them
}

/** Values of either that the other has not, or has otherwise. */
function differing(us: Answer, them: Answer): number {
  const byKey = (side: Answer) => new Map(side.kpis.map(([...row]) => [row.slice(0, 4).join('|'), row[4]]))
  const [mine, theirs] = [byKey(us), byKey(them)]
  const keys = [...new Set([...mine.keys(), ...theirs.keys()])]
  const isApart = (key: string) =>
    !(Math.abs((mine.get(key) ?? Number.NaN) - (theirs.get(key) ?? Number.NaN)) <= 1e-9)
  const counts = us.clean === them.clean && us.quarantined === them.quarantined ? 0 : 1
  return keys.filter(isApart).length + counts
}

function acrossSizes(): void {
  const at = (millions: number) => measured.find((one) => one.millions === millions)?.run
  const [ten, fifty] = [at(10), at(50)]
  if (!ten || !fifty) return
  console.log('\nfrom 10 to 50 million')
  judge(50, 'memory', fifty.peakKb / ten.peakKb, BAR.flat)
  judge(50, 'time a row', fifty.seconds / 50 / (ten.seconds / 10), BAR.linear)
}

function judge(millions: number, what: string, ratio: number, bar: number): void {
  const isJudged = millions >= JUDGED_FROM
  if (isJudged) verdicts.push(ratio <= bar)
  const verdict = isJudged ? (ratio <= bar ? 'met' : 'missed') : `not judged below ${JUDGED_FROM} million`
  console.log(`          ${what}: ratio ${ratio.toFixed(2)}, bar ${bar.toFixed(2)}: ${verdict}`)
}

function tell(who: string, { seconds, peakKb, clean, quarantined }: Answer, bytes: number): void {
  console.log(
    `${who.padEnd(9)} ${seconds.toFixed(1)} s, peak ${(peakKb / 1024).toFixed(0)} MB, ${mb(bytes)} MB written; ${clean} rows clean, ${quarantined} refused`,
  )
}

function steps(taken: Readonly<Record<string, number>>): string {
  const long = Object.entries(taken).filter(([, seconds]) => seconds >= 0.5)
  return long.map(([step, seconds]) => `${step} ${seconds.toFixed(1)}`).join(', ')
}

/** Null where the system ended it for lack of memory. */
function run([program = '', ...args]: readonly string[]): unknown {
  const done = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 256 * MEGA,
  })
  if (done.signal === 'SIGKILL') return null
  if (done.status !== 0)
    throw new Error(`${program} ${args[0]} ended with ${done.status ?? done.error?.message}`)
  return JSON.parse(done.stdout)
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}

function mb(bytes: number): string {
  return (bytes / MEGA).toFixed(0)
}

/** Seen while it runs, and no part of what was measured. */
function say(step: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${step}`)
}
