import { createHash } from 'node:crypto'
import type { RowsPage } from '../../lake/contract/lake.ts'
import type { RawTableName } from '../../lake/contract/schema.ts'
import { Fault } from '../../lib/errors.ts'
import type { HttpAnswer } from '../http/http.ts'
import { arrayAt, rowReader, textAt } from '../rows/shape.ts'
import type { Cursor, Page, Source, SourceClients, WriteMode } from '../source.ts'
import { nextPlace, type Paging } from './paging.ts'

/** A paged REST feed, told in plain data. */
export interface RestSpec {
  readonly name: string
  readonly platform: string
  readonly table: RawTableName
  readonly url: string
  /** sent with every page, such as a bearer token: never logged, never kept */
  readonly headers: Readonly<Record<string, string>>
  /** sent with the first page, and with every page of a token paging */
  readonly query: Readonly<Record<string, string | number>>
  readonly paging: Paging
  /** where the rows are in the answer, such as `data`; '' when the answer itself is the array */
  readonly rows: string
  /** one row an element of this array within each of them, such as `line_items` of an order */
  readonly each: string | null
  /** where the answer says how many rows there are in all */
  readonly total: string | null
  /** raw column -> where it is in a row: `customer.id`, `../id` in the element that holds an `each`, or a constant */
  /** the least time between two requests */
  readonly gapMs?: number
  readonly columns: Readonly<Record<string, string | { readonly constant: string }>>
  readonly write: WriteMode
  readonly zone: string
  readonly currency: string
  readonly freshWithinMinutes: number
}

export function restSource(spec: RestSpec): Source {
  const { name, platform, table, write, zone, currency, freshWithinMinutes } = spec
  const { total } = spec
  return {
    name,
    platform,
    table,
    write,
    zone,
    currency,
    freshWithinMinutes,
    ...(total && {
      expected: async (clients: SourceClients) =>
        Number(textAt((await ask(spec, null, clients)).body, total)) || null,
    }),
    pages: (from, clients) => pages(spec, from, clients),
  }
}

type Asking = Pick<SourceClients, 'http' | 'signal'>

/** While a page lands, the next one is already asked for: one ahead, never more. */
async function* pages(
  spec: RestSpec,
  from: Cursor,
  { http, signal }: SourceClients,
): AsyncGenerator<Page, void, void> {
  const read = rowReader(spec)
  const leave = new AbortController()
  const clients = { http, signal: AbortSignal.any([signal, leave.signal]) }
  let here = from
  let place = placeOf(from)
  let ahead = ask(spec, place, clients)
  try {
    for (;;) {
      const answer = await ahead
      const elements = rowsOf(spec, answer)
      const next = nextPlace(spec.paging, { place, answer, rows: elements.length })
      // no rows, or the same place again, is the end; a token still answers there the next time
      const goesOn = elements.length > 0 && next !== null && next !== place
      if (goesOn) {
        ahead = ask(spec, next, clients)
        ahead.catch(() => undefined) // it is looked at when its turn comes, or never when the reader leaves
      }
      const rows = read(elements)
      const at = spec.paging.by === 'token' ? (next ?? place) : next
      const after = cursorAt(at, rows)
      if (elements.length > 0)
        yield { content: { kind: 'rows', rows }, id: `${here ?? ''} ${after}`, next: after }
      if (!goesOn) return
      place = next
      here = after
    }
  } finally {
    leave.abort()
  }
}

/** The place, and a digest of the rows read last: a place that answers something else is another page. */
function cursorAt(place: string | null, rows: RowsPage['rows']): string {
  const hash = createHash('sha256')
  for (const row of rows) hash.update(`${Object.values(row).join('\u001f')}\n`)
  return `${hash.digest('hex').slice(0, 16)} ${place ?? ''}`
}

function placeOf(cursor: Cursor): string | null {
  return cursor?.slice(cursor.indexOf(' ') + 1) || null
}

async function ask(spec: RestSpec, place: string | null, { http, signal }: Asking): Promise<HttpAnswer> {
  const { paging, headers, query } = spec
  const request = { url: spec.url, headers, signal, ...(spec.gapMs && { gapMs: spec.gapMs }) }
  if (paging.by === 'page' || paging.by === 'offset')
    return http.getJson({ ...request, query: { ...query, [paging.send]: place ?? firstOf(paging) } })
  if (place === null || paging.by === 'none') return http.getJson({ ...request, query })
  if (paging.by === 'token') return http.getJson({ ...request, query: { ...query, [paging.send]: place } })
  if (new URL(place).origin !== new URL(spec.url).origin)
    throw new Fault(
      `${spec.name}: the next page is on another host.`,
      'Nothing was sent there; ask the platform.',
    )
  return http.getJson({ ...request, url: place })
}

function firstOf(paging: Extract<Paging, { by: 'page' | 'offset' }>): number {
  return paging.by === 'page' ? paging.from : 0
}

function rowsOf(spec: RestSpec, answer: HttpAnswer): readonly unknown[] {
  const found = arrayAt(answer.body, spec.rows)
  if (found) return found
  throw new Fault(
    `${spec.name}: the answer of ${new URL(spec.url).pathname} has no array “${spec.rows}”.`,
    'The platform changed its answer: correct `rows` in the sources file.',
  )
}
