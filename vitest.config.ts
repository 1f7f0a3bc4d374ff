import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first, in this order. Without isolation the files are dealt out to the workers at the start. */
const LONGEST = [
  'spark/golden',
  'cli/demo',
  'first-day/first-day',
  'jobs/wholeness',
  'replicas/replicas',
  'lake/build/late',
  'commands/own-words',
  'facts/conversion/session-sums',
  'chaos/quick',
  'chaos/kill',
  'lake/build/quality-tables',
  'lake/build/quality',
  'workspace/access',
  'slack/decisions',
  'commands/no-blank-answer',
  'cli/start',
  'cli/replay-watch',
  'lake/build/build',
  'lake/build/increment',
  'jobs/outcomes',
  'lake/build/rates',
  'sources/files/propose',
  'sources/files/presets',
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
    // long enough for a machine that is busy with other work
    expect: { requireAssertions: true, poll: { timeout: 20_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
