import type { Context } from '../../src/context.ts'
import { rejectedRows } from '../../src/facts/sources/rejected.ts'
import { type WrongGtins, wrongGtins } from '../../src/facts/sources/wrong-gtins.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { readNotes, type SourceNote } from '../../src/sources/note.ts'
import { landedRows } from '../../src/state/lake/dropped.ts'
import { sourceStates } from '../../src/state/sources/cursors.ts'
import { pageQueueOf } from '../../src/state/sources/page-queue.ts'

const PRICED: readonly string[] = ['orders', 'order_lines']

/** How one source stands: what it brought, how long ago, and what was wrong with it. */
export interface SourceStatus {
  readonly name: string
  /** still listed in the sources file; one that is not was imported once or taken out */
  readonly isListed: boolean
  readonly state: 'ok' | 'late' | 'failed' | 'never' | 'imported'
  readonly freshWithinMinutes: number | null
  readonly lastSuccessAt: Date | null
  readonly lastRowAt: Date | null
  /** in the lake, over all time */
  readonly rows: number
  readonly refused: number
  readonly reasons: readonly {
    readonly reason: string
    readonly rows: number
    readonly example: string | null
  }[]
  /** how its prices relate to tax and discounts, where the source says; null where it has no prices */
  readonly prices: { readonly said: string | null } | null
  /** products it names by a wrong GTIN */
  readonly gtins: readonly WrongGtins[]
  /** pages asked for in the background that gave nothing this time */
  readonly unread: UnreadPages | null
  readonly error: string | null
  /** what its last sync said though it went well */
  readonly notes: readonly SourceNote[]
}

export async function readSources({
  sources,
  state,
  lake,
  clock,
}: Pick<Context, 'sources' | 'state' | 'lake' | 'clock'>): Promise<SourceStatus[]> {
  const now = clock.now()
  const [known, landed, rejected, noted, unread] = await Promise.all([
    sourceStates(state),
    landedRows(state),
    rejectedRows(lake, state),
    wrongGtins(lake),
    unreadPages(sources, state),
  ])
  const feedOf = new Map(known.map((feed) => [feed.source, feed]))
  const listed = new Map(sources.map((source) => [source.name, source]))
  // what was imported was never collected: only the lake knows it
  return [...new Set([...listed.keys(), ...feedOf.keys(), ...landed.keys()])].sort().map((name) => {
    const feed = feedOf.get(name)
    const source = listed.get(name)
    const reasons = rejected.filter((one) => one.source === name)
    const within = source?.freshWithinMinutes ?? null
    const last = feed?.lastRowAt ?? feed?.lastSuccessAt ?? null
    const isLate = within !== null && (last === null || now.getTime() - last.getTime() > within * 60_000)
    return {
      name,
      isListed: source !== undefined,
      state: !feed
        ? source
          ? 'never'
          : 'imported'
        : feed.error !== null
          ? 'failed'
          : isLate
            ? 'late'
            : 'ok',
      freshWithinMinutes: within,
      lastSuccessAt: feed?.lastSuccessAt ?? null,
      lastRowAt: feed?.lastRowAt ?? null,
      rows: landed.get(name) ?? 0,
      refused: sumOf(reasons, ({ rows }) => rows),
      reasons: reasons.map(({ reason, rows, example }) => ({ reason, rows, example })),
      prices: source && PRICED.includes(source.table) ? { said: source.prices ?? null } : null,
      gtins: noted.filter((one) => one.source === name),
      unread: unread.get(name) ?? null,
      error: feed?.error ?? null,
      notes: readNotes(feed?.notes ?? null),
    }
  })
}

interface UnreadPages {
  readonly pages: number
  readonly error: string
}

/** Pages asked for in the background that gave nothing in this slot. */
async function unreadPages(
  sources: Context['sources'],
  state: Context['state'],
): Promise<ReadonlyMap<string, UnreadPages>> {
  const queue = pageQueueOf(state)
  const found = new Map<string, UnreadPages>()
  for (const { name } of sources) {
    const failed = await queue.failures(name)
    const [first] = failed
    if (first) found.set(name, { pages: failed.length, error: first.error })
  }
  return found
}
