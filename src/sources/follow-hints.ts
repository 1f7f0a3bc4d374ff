import type { KeptHint } from './hints.ts'
import type { KnownOrder, Page, SourceClients } from './source.ts'

/** An order that was deleted before a build has shown it: it is asked for again, so long. */
const UNKNOWN_HOLD_MS = 3 * 3_600_000

/** What came of asking for what was hinted at: ids the platform has no more among them. */
interface Followed {
  readonly pages: readonly Page[]
  readonly gone: readonly string[]
}

interface Following {
  readonly source: string
  readonly atOnce: number
  /** `at` names the pages: hints that are given again are pages of their own */
  ask(ids: readonly string[], at: string): Promise<Followed>
  /** of orders: how those that are gone are said to be cancelled */
  deleted?(known: readonly KnownOrder[], at: string): Iterable<Page>
}

/**
 * What platforms have sent word of, asked for by its id: many hints of one element are one question. A hint is done when
 * its pages have landed, so that a killed run follows it again.
 */
export async function* followHints(
  { source, atOnce, ask, deleted }: Following,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const all = (await clients.hints?.of(source)) ?? []
  for (let i = 0; i < all.length; i += atOnce) {
    const some = all.slice(i, i + atOnce)
    const at = `hint ${some.map(({ id, times }) => `${id} ${times}`).join(' ')}`
    const { pages, gone } = await ask(
      some.map(({ id }) => id),
      at,
    )
    yield* pages
    const known = gone.length > 0 ? ((await clients.knownOrders?.(source, new Date(0), gone)) ?? []) : []
    if (deleted && known.length > 0) yield* deleted(known, at)
    const isKnown = new Set(known.map(({ id }) => id))
    const waits = ({ id, at }: KeptHint) =>
      deleted !== undefined &&
      gone.includes(id) &&
      !isKnown.has(id) &&
      clients.now().getTime() - at.getTime() < UNKNOWN_HOLD_MS
    await clients.hints?.done(some.filter((hint) => !waits(hint)))
  }
}
