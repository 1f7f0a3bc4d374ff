import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addDays } from '../../src/lib/days.ts'
import { groupBy } from '../../src/lib/group.ts'
import { forecast } from '../../src/models/forecast/forecast.ts'
import { mean } from '../../src/stats/describe.ts'
import { mase } from '../../src/stats/series/forecast-errors.ts'
import { chainSeries } from './chain.ts'

/** Error at most 95 % of the best single peer's, 80 % intervals that hold 77 to 83 %, 75 ms a series. */
const BAR = { ratio: 0.95, cover: [0.77, 0.83], ms: 75 } as const
const [HORIZON, ORIGINS, WEEK] = [14, 2, 7]
const STORES = { count: 6, seed: 20_261_201 }

interface Row {
  readonly method: string
  readonly mase: number
  readonly ms: number
}

const cases = chainSeries(STORES.count, STORES.seed).flatMap(({ name, days }) =>
  Array.from({ length: ORIGINS }, (_, k) => {
    const origin = days.length - HORIZON * (k + 1)
    const value = (one: { readonly value: number | null }) => one.value ?? Number.NaN
    const history = days.slice(0, origin)
    const actual = Float64Array.from(days.slice(origin, origin + HORIZON), value)
    return { name, origin, history, past: Float64Array.from(history, value), actual }
  }),
)
let [held, known] = [0, 0]
const ours = cases.map(({ history, past, actual }): Row => {
  const start = process.cpuUsage()
  const found = forecast({ history, horizon: HORIZON })
  const { user, system } = process.cpuUsage(start)
  if (found.kind === 'too-short') throw new Error('a store is too short')
  for (const [h, { low, high }] of found.days.entries()) {
    const value = actual[h] ?? Number.NaN
    if (Number.isNaN(value)) continue
    known++
    if (value >= low && value <= high) held++
  }
  const path = found.days.map(({ median }) => median)
  return { method: 'Floorwalker', mase: errorOf(past, actual, path), ms: (user + system) / 1000 }
})

const rows = [...ours, ...peers()]
const tables = [...groupBy(rows, ({ method }) => method)].map(([method, own]) => ({
  method,
  mase: mean(own.map((row) => row.mase)) ?? Number.NaN,
  ms: mean(own.map((row) => row.ms)) ?? Number.NaN,
}))
console.log(
  `${STORES.count} simulated stores of 942 days, ${HORIZON} days ahead from ${ORIGINS} days each; nobody is told of holidays or promotions`,
)
for (const { method, mase: error, ms } of tables)
  console.log(`${method.padEnd(14)}MASE ${error.toFixed(3)}   ${ms.toFixed(0).padStart(5)} ms a series`)
const [own, ...others] = tables
const ratio = (own?.mase ?? Number.NaN) / Math.min(...others.map((one) => one.mase))
const cover = held / known
const isMet = ratio <= BAR.ratio && cover >= BAR.cover[0] && cover <= BAR.cover[1] && (own?.ms ?? 0) <= BAR.ms
console.log(
  `ours / best peer ${ratio.toFixed(3)} (bar ${BAR.ratio}), 80 % intervals hold ${(100 * cover).toFixed(1)} % (bar 77 to 83 %), ${own?.ms.toFixed(0)} ms (bar ${BAR.ms}): ${isMet ? 'met' : 'missed'}`,
)
process.exitCode = isMet ? 0 : 1

function errorOf(past: Float64Array, actual: Float64Array, path: ArrayLike<number>): number {
  return mase(past, actual, path, WEEK) ?? Number.NaN
}

/** Needs statsforecast and prophet; PYTHON names the interpreter that has them. */
function peers(): Row[] {
  const dir = mkdtempSync(join(tmpdir(), 'bench-year-'))
  try {
    const [source, target] = [join(dir, 'told.csv'), join(dir, 'paths.csv')]
    const lines = cases.flatMap(({ name, origin, history }) => {
      const first = history[0]?.day ?? ''
      return history.map(({ value }, i) => `${name},${origin},${addDays(first, i)},${value ?? ''}`)
    })
    writeFileSync(source, `series,origin,ds,y\n${lines.join('\n')}\n`)
    const script = fileURLToPath(new URL('peer.py', import.meta.url))
    const run = spawnSync(process.env.PYTHON ?? 'python3', [script, source, target, String(HORIZON)], {
      encoding: 'utf8',
    })
    if (run.status !== 0) throw new Error(`peer.py failed: ${run.stderr}`)
    const told = readFileSync(target, 'utf8').trim().split('\n').slice(1)
    return [...groupBy(told, (line) => line.split(',').slice(0, 3).join(','))].map(([key, own]) => {
      const [method = '', name, origin] = key.split(',')
      const one = cases.find((known) => known.name === name && known.origin === Number(origin))
      const path = own.map((line) => Number(line.split(',')[4]))
      const ms = Number(own[0]?.split(',')[5])
      return { method, ms, mase: one ? errorOf(one.past, one.actual, path) : Number.NaN }
    })
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
