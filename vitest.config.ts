import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first, in this order. Without isolation the files are dealt out to the workers at the start. */
const LONGEST = [
  'spark/golden',
  'lake/build/late',
  'lake/build/quality',
  'lake/upkeep/retain',
  'lake/build/increment',
  'cli/demo',
  'jobs/outcomes',
  'lake/build/rates',
  'slack/decisions',
  'replicas/replicas',
  'chaos/kill',
  'commands/restock',
  'commands/experiment',
  'commands/campaign',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
      return found < 0 ? LONGEST.length : found
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/run-folder.ts',
    pool: 'forks',
    // to read every module anew for every file took a third of the run: nothing of the project is global
    isolate: false,
    sequence: { sequencer: LongestFirst },
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
