import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Intervals } from '../../src/evaluate/intraday/watch-file.ts'

/** scikit-learn's isolation forest; null where Python or scikit-learn is absent. */
export function forestScores(
  runs: readonly { readonly series: Intervals; readonly firstDays: number }[],
): Float64Array[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'intraday-'))
  try {
    const file = join(folder, 'series.json')
    const told = runs.map(({ series: { counts, grid }, firstDays }) => ({
      counts: [...counts],
      weekSlot: [...grid.weekSlot],
      slotsADay: grid.slotsADay,
      from: firstDays * grid.slotsADay,
    }))
    writeFileSync(file, JSON.stringify(told))
    const done = spawnSync('python3', [fileURLToPath(new URL('peer.py', import.meta.url)), file], {
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (done.status !== 0) return null
    return z
      .array(z.array(z.number()))
      .parse(JSON.parse(done.stdout))
      .map((scores) => Float64Array.from(scores))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
