import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scenarios } from './registry.ts'

/** The bounded part of `npm run chaos`, by one seed, so that a failure can be repeated: `npm run chaos -- --quick --seed 2026`. */
const SEED = 2026

it.for(scenarios)('$name: $about', { timeout: 400_000 }, async ({ name, missing, run }, { skip }) => {
  const because = (await missing?.()) ?? null
  if (because !== null) skip(`chaos ${name}: ${because}`)
  const dir = await mkdtemp(join(tmpdir(), `chaos-${name}-`))
  try {
    const { faults } = await run({ seed: SEED, size: 'quick', dir, note: () => {} })
    expect(faults).toEqual([])
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})
