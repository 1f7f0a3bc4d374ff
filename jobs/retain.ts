import type { Config } from '../src/config/config.ts'
import type { Job } from '../src/context.ts'
import { asOf, type Wholeness } from '../src/facts/wholeness/as-of.ts'
import type { Horizon, Retained } from '../src/lake/contract/lake.ts'
import { addDays, addMonths, type Day } from '../src/lib/days.ts'
import { sumOf } from '../src/lib/sum.ts'
import { plural, showNumber } from '../src/lib/text.ts'
import type { State } from '../src/state/database/state.ts'
import { dropOldRows, giveBackRoom } from '../src/state/old-rows.ts'
import { saveSetting, setting } from '../src/state/settings.ts'

const KEPT_FROM = 'kept_from'

export const retain: Job = {
  name: 'retain',
  about:
    'Drops the days that are kept no longer: rows as they landed, clean rows, marts, ended runs, old messages, changes carried out. KPIs and audit stay.',
  schedule: { at: '10:00' },
  catchUp: 'latest',
  async run(ctx, due) {
    const horizon = await horizonOf(ctx, due.day)
    const { keptFrom: first } = horizon
    // said before it is done: a day that is said to be gone and is not yet is only not measured anew
    if (first !== null) await due.fenced((trx) => saveSetting(trx, KEPT_FROM, first))
    const retained = await ctx.lake.retain(horizon)
    const stateRows = await due.fenced((trx) => dropOldRows(trx, due.at))
    await giveBackRoom(ctx.state)
    const ofState = stateRows === 0 ? '' : ` Of the state: ${plural(stateRows, 'row')}.`
    return { text: sayRetained(retained, horizon) + ofState, counts: { rows: rowsIn(retained), stateRows } }
  },
}

/** Rows as they landed are kept by the calendar, what was built by how far the data reaches: old files stay whole. */
export async function horizonOf(
  reads: Wholeness & { readonly config: Pick<Config, 'keep'> },
  today: Day,
): Promise<Horizon> {
  const { config, state } = reads
  const { months, rawDays } = config.keep
  const known = months === null ? null : await asOf(reads, today)
  const from = months === null || known === null ? null : addMonths(known.day, -months)
  const before = await keptFrom(state)
  return {
    // what has been dropped does not come back when the data ends earlier or more is to be kept
    keptFrom: from !== null && before !== null && before > from ? before : from,
    rawFrom: rawDays === null ? null : addDays(today, -rawDays),
  }
}

/** The first day of which rows are kept; null while none has been dropped. */
export async function keptFrom(state: Pick<State, 'read'>): Promise<Day | null> {
  return setting(state, KEPT_FROM)
}

export function sayRetained(retained: Retained, { keptFrom: first, rawFrom }: Horizon): string {
  const from = `Kept: days from ${first ?? 'the first on'}, rows as they landed from ${rawFrom ?? 'the first on'}.`
  if (retained.length === 0) return `${from} Nothing is older.`
  const bytes = sumOf(retained, (one) => one.bytes)
  return `${from} Older: ${plural(rowsIn(retained), 'row')} of ${plural(retained.length, 'table')}, ${showNumber(bytes / 1_048_576, 1)} MB.`
}

const rowsIn = (retained: Retained) => sumOf(retained, ({ rows }) => rows)
