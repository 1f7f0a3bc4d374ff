import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first, in this order. Without isolation the files are dealt out to the workers at the start. */
const LONGEST = [
  'spark/golden',
  'cli/demo',
  'chaos/quick',
  'first-day/first-day',
  'replicas/replicas',
  'commands/no-blank-answer',
  'cli/demo-elsewhere',
  'digests/telling-days',
  'state/slots/slots',
  'chaos/kill',
  'jobs/wholeness',
  'facts/conversion/session-sums',
  'cli/start',
  'workspace/access',
  'lake/build/quality',
  'lake/build/quality-tables',
  'slack/edge/acknowledged',
  'cli/source-proposed',
  'cli/import-digest',
  'slack/edge/socket-mode',
  'commands/own-words',
  'slack/outbox/exactly-once',
  'scheduler',
  'workspace/form',
  'state/database/connect',
  'lake/build/increment',
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
    // of two cores: a third of the time is spent waiting for servers, replicas and clocks
    maxWorkers: 3,
  },
})
