import { ewma, sameIntervalMad, sameIntervalZ } from '../../src/evaluate/intraday/rules.ts'
import { intradayScore, type WatchedIntervals } from '../../src/evaluate/intraday/score.ts'
import { alarmsIn, watchFile } from '../../src/evaluate/intraday/watch-file.ts'
import { seeded } from '../../src/lib/random.ts'
import { between, type Fault } from './faults.ts'
import { forestScores } from './forest.ts'
import { isLabelled, type Run, runOf } from './runs.ts'
import { hasData, olist, onlineRetail, taobao, taxis } from './series.ts'
import { tick } from './tick.ts'

/**
 * Falls put into real instants by a generator that knows nothing of the detector: how soon each is noticed, and how often
 * something is said of the same series without them. The rules people use stand beside it, each at the lowest limit that
 * holds the same budget on the untouched series, which flatters them: their limits have seen the answer.
 */
const SEEDS = [20_261_130, 20_261_131, 20_261_132]
const BARS = { falsePages: 1, precision: 0.8, recall: 0.8, outageMinutes: 30, dropMinutes: 60 }
const BUSY = 20
const HOUR_S = 3600

type Alarm = WatchedIntervals['alarms'][number]

function watchedBy(
  runs: readonly Run[],
  alarmsOf: (run: Run) => WatchedIntervals['alarms'],
): WatchedIntervals[] {
  return runs.map((run) => ({
    judgedMs: ((run.series.grid.day.at(-1) ?? 0) + 1 - run.firstDays) * 86_400_000,
    incidents: run.faults.map(({ from, to }) => ({ from: 1000 * from, to: 1000 * to })),
    alarms: alarmsOf(run).filter(({ from, to }) => !isLabelled(run.events, from, to)),
  }))
}

/** How many events the fault's hours would have had each. */
function anHour({ events }: Run, { from, to }: Fault): number {
  return between(events.at, from, to) / ((to - from) / HOUR_S)
}

/** Where so few come that nobody could tell: what is said there is counted apart. */
function isBusyAt({ events }: Run, { from, noticed }: Alarm): boolean {
  const hours = Math.max(1, (noticed - from) / 1000 / HOUR_S)
  return between(events.at, noticed / 1000 - hours * HOUR_S, noticed / 1000) / hours >= BUSY
}

function isIn({ noticed }: Alarm, spans: WatchedIntervals['incidents']): boolean {
  return spans.some(({ from, to }) => noticed > from && noticed <= to + 1000 * HOUR_S)
}

/** The same, asked of some of the faults only; what was said of others is neither right nor wrong. */
function onlyOf(
  runs: readonly Run[],
  watched: readonly WatchedIntervals[],
  isAsked: (run: Run, fault: Fault) => boolean,
  busyOnly = false,
) {
  return watched.map((one, i): WatchedIntervals => {
    const run = runs[i]
    if (!run) return one
    const asked = run.faults.map((fault) => isAsked(run, fault))
    const others = one.incidents.filter((_, at) => !asked[at])
    const wanted = one.incidents.filter((_, at) => asked[at])
    const isOther = (alarm: Alarm) => isIn(alarm, others)
    return {
      ...one,
      incidents: wanted,
      alarms: one.alarms.filter(
        (alarm) => !isOther(alarm) && (!busyOnly || isIn(alarm, wanted) || isBusyAt(run, alarm)),
      ),
    }
  })
}

/** Minutes until half of the faults were noticed; one that never was counts as for ever. */
function medianMinutes(runs: readonly Run[], watched: readonly WatchedIntervals[], share: number) {
  const delays = runs.flatMap((run, i) =>
    run.faults.flatMap((fault) => {
      if (fault.kind !== 'drop' || fault.share !== share || anHour(run, fault) < BUSY) return []
      const from = 1000 * fault.from
      const hit = watched[i]?.alarms.find(
        ({ noticed, to }) => noticed > from && noticed <= 1000 * (fault.to + HOUR_S) && to > from,
      )
      return [hit ? (hit.noticed - from) / 60_000 : Number.POSITIVE_INFINITY]
    }),
  )
  delays.sort((a, b) => a - b)
  return {
    minutes: delays[Math.floor((delays.length - 1) / 2)] ?? Number.NaN,
    faults: delays.length,
    found: delays.filter(Number.isFinite).length,
  }
}

function show(
  name: string,
  clean: readonly WatchedIntervals[],
  faulty: readonly WatchedIntervals[],
  runs: readonly Run[],
) {
  const falsePages = intradayScore(clean).falseAlarmsPerSeriesFortnight
  const large = intradayScore(
    onlyOf(
      runs,
      faulty,
      (run, { kind, share, ...fault }) =>
        kind === 'drop' && share >= 0.5 && anHour(run, { kind, share, ...fault }) >= BUSY,
      true,
    ),
  )
  const [outage, drop] = [medianMinutes(runs, faulty, 1), medianMinutes(runs, faulty, 0.8)]
  const minutes = (value: number) => (Number.isFinite(value) ? `${value.toFixed(0)} min` : 'never')
  console.log(
    `${name.padEnd(26)} false pages a fortnight ${falsePages.toFixed(2)}  busy drops of 50 % and more: precision ${large.precision.toFixed(2)} recall ${large.recall.toFixed(2)}  outage ${minutes(outage.minutes)}  80 % drop ${minutes(drop.minutes)}`,
  )
  return { falsePages, large, outage, drop }
}

if (!hasData) {
  console.log('left out: the public data sets are not there')
  process.exit(0)
}
const events = [
  ...(await onlineRetail()),
  ...(await olist()),
  ...taobao(),
  ...taxis(seeded(7), [20, 60, 300]),
]
const clean = await Promise.all(events.map((one) => runOf(one, null)))
const faulty = await Promise.all(SEEDS.flatMap((seed) => events.map((one, i) => runOf(one, seed + 100 * i))))
const faults = faulty.flatMap((run) => run.faults)
console.log(
  `${events.length} series, ${SEEDS.length} times with faults: ${faults.length} of them; rates by events an hour while they lasted, busy from ${BUSY} on`,
)
const own = {
  clean: watchedBy(clean, ({ series, firstDays }) => watchFile(series, firstDays)),
  faulty: watchedBy(faulty, ({ series, firstDays }) => watchFile(series, firstDays)),
}
const ours = show('Floorwalker', own.clean, own.faulty, faulty)
for (const [i, one] of own.clean.entries())
  console.log(
    `  ${(events[i]?.name ?? '').padEnd(18)} false pages a fortnight ${intradayScore([one]).falseAlarmsPerSeriesFortnight.toFixed(2)} in ${(one.judgedMs / 86_400_000).toFixed(0)} days`,
  )
const kinds = [...new Set(faults.map(({ kind, share }) => `${kind} ${share}`))].sort()
for (const label of kinds) {
  const some = (isBusy: boolean) =>
    intradayScore(
      onlyOf(
        faulty,
        own.faulty,
        (run, fault) => `${fault.kind} ${fault.share}` === label && anHour(run, fault) >= BUSY === isBusy,
      ),
    )
  const [busy, quiet] = [some(true), some(false)]
  console.log(
    `  ${label.padEnd(10)} busy: ${busy.found} of ${busy.incidents} noticed, after ${busy.medianDelayMinutes.toFixed(0)} min; others: ${quiet.found} of ${quiet.incidents}, after ${quiet.medianDelayMinutes.toFixed(0)} min`,
  )
}

const LIMITS = Array.from({ length: 60 }, (_, i) => 2 * 1.06 ** i)
const peers: [string, (runs: readonly Run[]) => Float64Array[] | null, readonly number[]][] = [
  [
    'same interval, z-score',
    (runs) => runs.map(({ series }) => sameIntervalZ(series.counts, series.grid)),
    LIMITS,
  ],
  [
    'same interval, MAD',
    (runs) => runs.map(({ series }) => sameIntervalMad(series.counts, series.grid)),
    LIMITS,
  ],
  ['EWMA', (runs) => runs.map(({ series }) => ewma(series.counts, series.grid)), LIMITS],
  ['isolation forest', forestScores, Array.from({ length: 60 }, (_, i) => 0.4 + 0.01 * i)],
]
const alarmsAt = (runs: readonly Run[], scores: readonly Float64Array[], limit: number) => {
  const byRun = new Map(runs.map((run, i) => [run, scores[i] ?? new Float64Array(0)]))
  return watchedBy(runs, (run) => alarmsIn(byRun.get(run) ?? [], run.series, limit, run.firstDays))
}
const reached: number[] = []
for (const [name, scoresOf, limits] of peers) {
  const [ofClean, ofFaulty] = [scoresOf(clean), scoresOf(faulty)]
  if (!ofClean || !ofFaulty) {
    console.log(`${name} left out: python3 with scikit-learn is not there`)
    continue
  }
  const limit =
    limits.find(
      (one) => intradayScore(alarmsAt(clean, ofClean, one)).falseAlarmsPerSeriesFortnight <= BARS.falsePages,
    ) ??
    limits.at(-1) ??
    0
  const peer = show(
    `${name} > ${limit.toFixed(2)}`,
    alarmsAt(clean, ofClean, limit),
    alarmsAt(faulty, ofFaulty, limit),
    faulty,
  )
  reached.push(peer.large.f1)
}
const speed = tick()
const bars = [
  [`at most ${BARS.falsePages} false page a series and fortnight`, ours.falsePages <= BARS.falsePages],
  [
    `outage noticed within ${BARS.outageMinutes} min (median of ${ours.outage.faults}, missed ones too)`,
    ours.outage.minutes <= BARS.outageMinutes,
  ],
  [
    `80 % drop within ${BARS.dropMinutes} min (median of ${ours.drop.faults})`,
    ours.drop.minutes <= BARS.dropMinutes,
  ],
  [
    `busy drops of 50 % and more: precision ${BARS.precision} at recall ${BARS.recall}`,
    ours.large.precision >= BARS.precision && ours.large.recall >= BARS.recall,
  ],
  ['ahead of every peer there', reached.every((f1) => ours.large.f1 > (Number.isNaN(f1) ? 0 : f1))],
  [speed.says, speed.isMet],
] as const
for (const [says, isMet] of bars) console.log(`bar: ${says}: ${isMet ? 'met' : 'missed'}`)
process.exitCode = bars.every(([, isMet]) => isMet) ? 0 : 1
