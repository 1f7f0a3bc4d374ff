import { measuredFor } from '../src/alerts/life/for-alert.ts'
import type { Job } from '../src/context.ts'
import { lastProductDay } from '../src/facts/suggestions/last-day.ts'
import { measureSuggestion, outcomeRow, touchedBy } from '../src/ledger/outcomes/measure.ts'
import { plural } from '../src/lib/text.ts'
import { sayOutcome } from '../src/report/say-record.ts'
import type { Locale } from '../src/report/words/locale.ts'
import {
  acceptedSince,
  type StoredOutcome,
  saveOutcome,
  unmeasured,
} from '../src/state/suggestions/outcomes.ts'

/** a night looks at so many: the oldest decisions first, the rest the next night */
const A_NIGHT = 300
/** what was accepted within a change's days before and after it is no match */
const TOUCHED_DAYS = 120

import { voiceOf } from './watch.ts'

export const outcomes: Job = {
  name: 'outcomes',
  about: 'Measures what accepted suggestions brought, once their days are over.',
  schedule: { at: '03:20' },
  catchUp: 'latest',
  async run(ctx, due) {
    const asOf = await lastProductDay(ctx.lake)
    const accepted = await unmeasured(ctx.state, { until: due.at, limit: A_NIGHT })
    if (!asOf || accepted.length === 0) return { text: 'No accepted suggestion waits for its outcome.' }
    const lately = await acceptedSince(ctx.state, new Date(due.at.getTime() - TOUCHED_DAYS * 86_400_000))
    const reads = { lake: ctx.lake, state: ctx.state, touched: touchedBy(lately) }
    const { zone } = ctx.config.shop
    const found: StoredOutcome[] = []
    for (const [i, suggestion] of accepted.entries()) {
      ctx.progress('measure outcomes', i, accepted.length)
      const outcome = await measureSuggestion(suggestion, { asOf, zone }, reads)
      if (outcome) found.push(outcomeRow(suggestion, outcome, due.at))
    }
    const voice = await voiceOf(ctx)
    await due.fenced(async (trx) => {
      for (const one of found) await saveOutcome(trx, one)
      const measured = found.flatMap(({ suggestionId, outcome, ...more }) =>
        outcome.kind !== 'measured'
          ? []
          : [
              {
                suggestionId,
                outcome: (locale: Locale) => sayOutcome({ suggestionId, outcome, ...more }, locale),
              },
            ],
      )
      await measuredFor(trx, { measured, at: due.at }, voice)
    })
    const measured = found.filter(({ outcome }) => outcome.kind === 'measured').length
    return {
      text: `Looked at ${plural(found.length, 'accepted suggestion')}, measured ${measured}, data to ${asOf}.`,
      counts: { looked: found.length, measured },
    }
  },
}
