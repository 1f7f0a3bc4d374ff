import { describe } from 'vitest'
import type { State } from '../../src/state/database/state.ts'
import { HAS_POSTGRES } from './databases.ts'

/** A suite on SQLite and on PostgreSQL; without a server the latter is counted as skipped. */
export function onEachDialect(title: string, suite: (dialect: State['dialect']) => void): void {
  describe(`${title} on sqlite`, () => suite('sqlite'))
  describe.skipIf(!HAS_POSTGRES)(`${title} on postgres (TEST_DATABASE_URL)`, () => suite('postgres'))
}
