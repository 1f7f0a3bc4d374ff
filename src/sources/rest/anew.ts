import { z } from 'zod'
import { Refusal } from '../http/faults.ts'
import { emptyPage } from '../rows/to-pages.ts'
import type { Cursor, Page, SourceClients } from '../source.ts'
import { lineOf, onePass, type Seen, sha256 } from './pass.ts'
import type { RestSpec } from './spec.ts'

/**
 * What is remembered of a list whose last page named no token. `head`: digests of the rows of its first pages, in
 * their order; `last`: those of its last; `tail`: the token of the last page; `wholeAt`: when all of it was read last; `top`: its first row, and whether that
 * has been seen to move down; `changedAt`: when any of this changed last, which tells what is again as it was from what still is.
 */
const memory = z.object({
  head: z.array(z.string()),
  last: z.array(z.string()),
  tail: z.string().nullable(),
  wholeAt: z.string(),
  top: z.string().nullable(),
  growsAtHead: z.boolean(),
  changedAt: z.string(),
})
type Memory = z.output<typeof memory>

const WHOLE_EVERY_MS = 24 * 3_600_000 - 30 * 60_000
/** A page of rows that are known lies whole within so many pages, wherever new rows have moved it. */
const KNOWN_PAGES = 3
const MAX_KNOWN = 3000

/**
 * A list by tokens. One that ends at a place that answers what is newer is read on from there. One that ends without a
 * token is begun anew: from its first page until all of a page is known, and from its last page on, for what is new stands
 * at one end; once a day all of it is read, for what changed in between.
 */
export async function* passAnew(
  spec: RestSpec,
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const kept = from?.startsWith('{') ? memory.parse(JSON.parse(from)) : null
  const isDue = kept && clients.now().getTime() - Date.parse(kept.wholeAt) >= WHOLE_EVERY_MS
  if (!kept || isDue) yield* whole(spec, { from: kept ? null : from, after: kept?.changedAt ?? '' }, clients)
  else yield* bothEnds(spec, kept, clients)
}

async function* whole(
  spec: RestSpec,
  { from, after }: { readonly from: Cursor; readonly after: string },
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const first: string[] = []
  let last: Seen | null = null
  let pages = 0
  const see = (seen: Seen) => {
    if (pages++ < KNOWN_PAGES) first.push(...digests(seen))
    last = seen
  }
  for await (const page of onePass(spec, from, clients, see)) yield { ...page, id: `${page.id}${after}` }
  const end = last as Seen | null
  if (end === null || end.next !== null) return
  yield remembered({
    head: first.slice(0, MAX_KNOWN),
    last: digests(end).slice(0, MAX_KNOWN),
    tail: end.place,
    top: first[0] ?? null,
    growsAtHead: false,
    changedAt: clients.now().toISOString(),
    wholeAt: clients.now().toISOString(),
  })
}

async function* bothEnds(
  spec: RestSpec,
  kept: Memory,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const known = new Set([...kept.head, ...kept.last])
  const here = JSON.stringify(kept)
  const first: string[] = []
  const lastPage: string[] = []
  let tail = kept.tail
  let isAllKnown = false
  let isAtHead = true
  let growsAtHead = kept.growsAtHead
  const fresh = (page: Page): Page | null => {
    if (page.content.kind !== 'rows') return null
    const rows = page.content.rows.filter((row) => !known.has(digest(row)))
    const id = `anew ${kept.changedAt} ${sha256(rows.map(lineOf))}`
    // killed before the end of it, the same rows are asked for again and land no second time
    return rows.length === 0 ? null : { ...page, content: { kind: 'rows', rows }, id, next: here }
  }
  const see = (seen: Seen) => {
    const mine = digests(seen)
    const isKnown = mine.length > 0 && mine.every((one) => known.has(one))
    // what was the last page may have got a next one
    isAllKnown = isKnown && seen.place !== kept.tail
    if (isAtHead) first.push(...mine)
    growsAtHead ||= kept.top !== null && first.indexOf(kept.top) > 0
    if (seen.next === null) {
      tail = seen.place
      lastPage.splice(0, lastPage.length, ...mine)
    }
  }
  for await (const page of onePass(spec, null, clients, see)) {
    const some = fresh(page)
    if (some) yield some
    if (isAllKnown) break
  }
  isAtHead = false
  if (kept.tail !== null && lastPage.length === 0 && !growsAtHead) {
    try {
      for await (const page of onePass(spec, ` ${kept.tail}`, clients, see)) {
        const some = fresh(page)
        if (some) yield some
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // the token holds no more: all of it is read at the next run
      yield remembered({ ...kept, wholeAt: new Date(0).toISOString() })
      return
    }
  }
  const after = {
    ...kept,
    // what an older version of a row was is not known any more: it may become that again
    head: [...first, ...kept.head.slice(kept.head.lastIndexOf(first.at(-1) ?? '') + 1)].slice(0, MAX_KNOWN),
    last: lastPage.length > 0 ? lastPage : kept.last,
    tail,
    top: first[0] ?? null,
    growsAtHead,
  }
  if (JSON.stringify(after) !== here) yield remembered({ ...after, changedAt: clients.now().toISOString() })
}

const remembered = (memory: Memory): Page => emptyPage(JSON.stringify(memory))

const digest = (row: Seen['rows'][number]) => sha256([lineOf(row)]).slice(0, 12)
const digests = ({ rows }: Seen) => rows.map(digest)
