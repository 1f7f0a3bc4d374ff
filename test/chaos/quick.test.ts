import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scenarios } from './registry.ts'

/** The bounded part of `npm run chaos`, by one seed, so that a failure can be repeated: `npm run chaos -- --quick --seed 2026`. */
const SEED = 2026

it.each(scenarios)('$name: $about', { timeout: 400_000 }, async ({ name, missing, run }) => {
  const because = (await missing?.()) ?? null
  if (because !== null) console.log(`chaos ${name}: not run, ${because}`)
  const dir = await mkdtemp(join(tmpdir(), `chaos-${name}-`))
  try {
    const skipped = { figures: {}, faults: [] }
    const outcome = because === null ? await run({ seed: SEED, size: 'quick', dir, note: () => {} }) : skipped
    expect(outcome.faults).toEqual([])
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})
