import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runLine } from '../../src/cli/line.ts'
import { readConfig } from '../../src/config/config.ts'
import { VARIABLES } from '../../src/config/variables.ts'

const RUNS = { numRuns: 24, seed: 2026 }
const VERBS = [
  'start',
  'demo',
  'import',
  'source',
  'job',
  'ask',
  'evaluate',
  'erase',
  'backup',
  'restore',
  'rebuild',
  '?',
]
let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'doors-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

it('an option that no verb has is refused in words, without a stack', async () => {
  const said: string[] = []
  const hear = (text: string | Uint8Array) => said.push(String(text)) > 0
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(hear)
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(hear)
  try {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...VERBS), fc.string({ minLength: 1 }), async (verb, word) => {
        said.length = 0
        const code = await runLine([verb, `--zz${word.replaceAll(/[\s=]/g, '')}`], { DATA_DIR: dir })
        expect(code).toBe(1)
        expect(said.join('')).not.toMatch(/^\s+at /m)
        expect(said.join('').length).toBeGreaterThan(0)
      }),
      RUNS,
    )
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
})

it('settings of any words are read, or their faults are told by their names', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...VARIABLES), fc.string()), (env) => {
      const read = readConfig(env)
      if (read.kind === 'faults')
        for (const { variable, remedy } of read.faults) {
          expect(VARIABLES).toContain(variable)
          expect(remedy.length).toBeGreaterThan(0)
        }
    }),
    { ...RUNS, numRuns: 300 },
  )
})
