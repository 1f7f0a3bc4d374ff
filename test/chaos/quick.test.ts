import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { scenarios } from './registry.ts'

/** The bounded part of `npm run chaos`, by one seed, so that a failure can be repeated: `npm run chaos -- --quick --seed 2026`. */
const SEED = 2026
const TIMEOUT_MS = 400_000

/** They count by the clock of this process, or keep it from everything else: one after the other. */
const ALONE = new Set(['pace', 'clocks'])

// the others mostly wait, for processes and for what was lost: together they wait once
/** `kills` holds them against its own undisturbed days. */
const WITHIN_ANOTHER = new Set(['replicas'])

for (const { name, about, missing, run } of scenarios.filter((one) => !WITHIN_ANOTHER.has(one.name)))
  describe(name, { concurrent: !ALONE.has(name) }, () => {
    it(about, { timeout: TIMEOUT_MS }, async ({ skip, expect }) => {
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
  })
