import type { Context } from '../../src/context.ts'
import { kindRecords } from '../../src/ledger/outcomes/record.ts'
import type { Block } from '../../src/messages/message.ts'
import { sayKindRecord } from '../../src/report/say-record.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { measuredOutcomes } from '../../src/state/suggestions/outcomes.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'

/** Below suggestions: what came of the last ones of each of their kinds; nothing where none was measured yet. */
export async function recordBlocks(
  state: Pick<Context['state'], 'read'>,
  suggestions: readonly StoredSuggestion[],
  locale: Locale,
): Promise<Block[]> {
  const known = kindRecords(await measuredOutcomes(state), suggestions).filter(
    ({ last }) => last.measured > 0,
  )
  return known.map((one) => ({ kind: 'context', spans: sayKindRecord(one, locale) }))
}
